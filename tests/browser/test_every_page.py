"""Pages that no list by hand names: whatever route shows a page, somebody who may sees it whole, nobody is barred,
by turns on a phone by day and at a desk in the dark, and each text box keeps itself."""

from itertools import groupby

import pytest
from flask import Flask

from tests.access.pages import shown_pages
from tests.access.world import build
from tests.browser.test_everybody_can_use_it import TEXT_SIZE, TWICE, arrive, stand
from tests.browser.visiting import PAGES, visitor
from tests.support.live import LiveServer
from tests.support.screens import DESK, PHONE, Screens, barriers, spills_over

UNKEPT = """() => [...document.querySelectorAll("textarea:not([readonly])")].filter((box) =>
  !(box.dataset.box && box.dataset.behavior?.split(" ").includes("autosave") && document.getElementById(box.id + "-saved"))
).map((box) => box.name)"""
pytestmark = [pytest.mark.browser, pytest.mark.parametrize("database", ["sqlite"], indirect=True)]


def named_routes(app: Flask) -> set[str]:
    """The routes that the pages listed by hand belong to."""
    find = app.url_map.bind("localhost").match
    listed = [path.partition("?")[0] for pages in PAGES.values() for path in pages if path != "/nowhere"]
    return {find(path.format(learner=1, class_administrator=1), return_rule=True)[0].rule for path in listed}


@pytest.mark.timeout(600)
def test_pages_that_no_list_names_are_whole_and_bar_nobody(app: Flask, live: LiveServer, screens: Screens) -> None:
    world, named = build(app), named_routes(app)
    others = sorted((name, url) for rule, url, name in shown_pages(app, world) if rule not in named)
    assert len(others) > 50, "the world has become empty, or the lists have become long"
    found = []
    for name, addresses in groupby(others, key=lambda other: other[0]):
        page = visitor(live, screens)(None if name == "guest" else getattr(world.given, name), width=PHONE)
        for turn, (_, path) in enumerate(addresses):
            stand(page, PHONE, dark=False)
            arrive(page, path)
            found += barriers(page) if turn % 2 else []
            found += [f"{path}: what is typed into {name} is not kept" for name in page.evaluate(UNKEPT)]
            found += [f"{path} spills over"] if spills_over(page) else []
            page.evaluate(TEXT_SIZE, TWICE)
            found += [f"{path} spills over at twice the size of text"] if spills_over(page) else []
            stand(page, DESK, dark=True)
            found += [] if turn % 2 else [f"dark: {fault}" for fault in barriers(page)]
            found += [f"{path} spills over a desk"] if spills_over(page) else []
    assert "\n".join(found) == ""
