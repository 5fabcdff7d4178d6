"""What all tests share: an application on each database, a small fixed cast, browsers without and with a screen."""

import gc

import pytest

from app.foundation import clock

pytest_plugins = [
    "tests.support.servers",
    "tests.support.browser",
    "tests.support.screens",
    "tests.support.databases",
    "tests.support.given",
    "tests.support.province",
    "tests.support.first_start",
    "tests.support.browsing",
    "tests.support.live",
    "tests.support.smtp",
    "tests.support.full_disk",
    "tests.support.devices",
]


def pytest_collection_finish():
    """What is loaded now stays to the end: to look through it for garbage again and again took a tenth of all time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(autouse=True)
def _clock_comes_back():
    yield
    clock.travel_to(None)
