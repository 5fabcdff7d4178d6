"""Which objects stand for the arguments of an address: a route whose arguments are not found here fails the build."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from werkzeug.routing import Rule

from tests.access.world import EVERYBODY, WEEK, World

ARGUMENT = re.compile(r"<(?:[^:<>]+(?:\([^)]*\))?:)?([a-z_]+)>")

# The piece of the address before an argument says what it names; where one kind of object is named, that kind.
KINDS = {
    "/submissions/": "submission",
    "/files/": "attachment",
    "/posts/<int:post_id>/files/": "post_attachment",
    "/journals/": "journal",
    "/me/journals/": "own_journal",
    "/threads/": "thread",
    "/posts/": "post",
    "/classrooms/": "classroom",
    "/learners/": "learner",
    "/tutors/": "ranked_tutor",
    "/administrators/": "ranked_administrator",
    "/forum/": "board",
    "/notices/": "notice",
    "/study-time/contests/": "contest",
    "/moderation/cases/": "case",
    "/moderation/bulletins/": "hidden_bulletin",
    "/moderation/comments/": "hidden_comment",
    "/moderation/resources/": "hidden_resource",
    "/recommendations/": "recommendation",
    "/showcase/": "recommendation",
    "/honours/": "week",
    "/objections/": "objection",
    "/me/drafts/": "draft_box",
    "/me/drafts/<box>/": "draft_version",
    "/grades/": "grade",
    "/phrases/": "phrase",
    "/opinions/": "opinion",
    "/resources/": "resource",
    "/resources/<int:resource_id>/files/": "resource_file",
    "/announcements/": "announcement",
    "/administration/trainings/": "administered_training",
    "/administration/classrooms/": "administered_classroom",
    "/administration/people/": "administered_person",
    "/roles/": "held_role",
    "/account/data/copies/": "data_copy",
    "/reminders/rounds/": "round",
    "/roster/imports/": "roster_import",
    "/roster/acts/": "roster_act",
    "/roster/people/": "roster_person",
    "/bulletins/": "bulletin",
    "/bulletins/<int:bulletin_id>/versions/": "bulletin_version",
    "/bulletins/<int:bulletin_id>/pictures/": "bulletin_picture",
    "/comments/": "bulletin_comment",
    "/bulletin-drafts/": "bulletin_draft",
    "/bulletin-drafts/<int:draft_id>/pictures/": "draft_picture",
    "/weeks/": "week",
}
# Arguments that name nothing of anybody's: one value each.
PLAIN = {
    "/course/<module>": {"module": "module-1"},
    "/course/<module>/<topic>": {"module": "module-1", "topic": "topic-11"},
    "/course/<module_slug>/<topic_slug>/assignment": {"module_slug": "module-1", "topic_slug": "topic-11"},
    "/drafts/<box>": {"box": "journal:new"},
    "/mail/unsubscribe/<token>": {"token": "unsigned"},
    "/administration/jobs/<name>": {"name": "close-weeks"},
    "/administration/jobs/<name>/runs": {"name": "close-weeks"},
}
# Addresses that say in their query what is wanted: all texts that begin with a canary.
KINDS_FOUND = ("topic", "post", "submission", "journal", "resource")
ASKED_FOR = {"/search": {f"canary {kind}": {"q": "今天我请", "kind": kind} for kind in KINDS_FOUND}}
FIGURE = "journals"
PLACES = {"own": "430102", "other_city": "430602", "wider": "43", "missing": "99"}


@dataclass(frozen=True)
class Example:
    """One way to fill an address; `kinds` are the objects in it, `twin` the same address with the last one missing."""

    variant: str
    values: dict[str, object]
    kinds: tuple[tuple[str, str], ...] = ()
    twin: dict[str, object] | None = None


def examples_for(rule: Rule, world: World) -> list[Example]:
    """All variants of a rule's objects; an empty list when an argument means nothing to this registry."""
    if rule.rule in ASKED_FOR:
        return [Example("-", {}), *(Example(variant, query) for variant, query in ASKED_FOR[rule.rule].items())]
    if not rule.arguments:
        return [Example("-", {})]
    if rule.rule in PLAIN:
        return [Example("own", PLAIN[rule.rule]), Example("missing", dict.fromkeys(PLAIN[rule.rule], "none-such"))]
    if rule.rule.startswith(("/statistics/<code>", "/reports/<code>", "/reminders/places/")):
        others = {name: value for name, value in (("figure", FIGURE), ("week", WEEK)) if name in rule.arguments}
        return [Example(variant, {"code": code, **others}) for variant, code in PLACES.items()]
    kinds = dict(_kinds_of(rule))
    choices = _choices(rule) | dict(rule.defaults or {})
    if set(kinds) | set(choices) != rule.arguments:
        return []
    found = [_filled(rule, kinds, choices, variant, world) for variant in _variants(kinds, world)]
    twins = [Example(_twin_name(kinds, one), one.twin or {}) for one in found]
    return found + list({str(twin.values): twin for twin in twins}.values())


def _variants(kinds: dict[str, str], world: World) -> list[str]:
    """Every variant that the last object of an address comes in."""
    return list(world.ids[list(kinds.values())[-1]])


def _filled(rule: Rule, kinds: dict[str, str], choices: dict[str, str], variant: str, world: World) -> Example:
    """The last object in this variant, those before it of the same place or else the own one."""
    picked = {argument: (kind, _nearest(world, kind, variant)) for argument, kind in kinds.items()}
    values = {**choices, **{argument: world.ids[kind][v] for argument, (kind, v) in picked.items()}}
    last = list(kinds)[-1]
    return Example(variant, values, tuple(picked.values()), {**values, last: _none_such(rule, last)})


def _nearest(world: World, kind: str, variant: str) -> str:
    return variant if variant in world.ids[kind] else "own"


def _twin_name(kinds: dict[str, str], example: Example) -> str:
    return "missing" if len(kinds) == 1 else f"{example.variant} missing"


def _kinds_of(rule: Rule) -> Iterator[tuple[str, str]]:
    """The arguments of an address in their order, and what each names."""
    for found in ARGUMENT.finditer(rule.rule):
        before = rule.rule[: found.start()]
        named = sorted((place for place in KINDS if before.endswith(place)), key=len)
        if named:
            kind = KINDS[named[-1]]
            is_public = before.startswith("/honours/") and kind in ("classroom", "learner")
            yield found.group(1), f"ranked_{kind}" if is_public else kind
        elif before.endswith(":works>/"):
            yield found.group(1), "submission"


def _choices(rule: Rule) -> dict[str, str]:
    """The first word of each `<any(…)>` is enough: the others are spelt differently and mean the same route."""
    words = {name: word for word, name in re.findall(r"<any\(([a-z-]+)[^)]*\):([a-z_]+)>", rule.rule)}
    return words | ({"figure": FIGURE} if "figure" in rule.arguments else {})


def _none_such(rule: Rule, argument: str) -> object:
    if f"<int:{argument}>" in rule.rule:
        return 987654321
    return "2031-W07" if argument == "week" else "none-such"


def readers_of(example: Example, world: World) -> frozenset[str]:
    """Who may see every object of an address."""
    readers = EVERYBODY
    for kind in example.kinds:
        readers &= world.readers[kind]
    return readers
