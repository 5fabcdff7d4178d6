"""Rules of the floors: who may know whom."""

from collections.abc import Iterator
from functools import cache

from tests.architecture.house import FOUNDATION, House, Import, Module

# What an edge may take from beside or above; pure rooms too, as they can do nothing.
READABLE_FROM_ANYWHERE = ("queries", "policy", "memberships", "events")
OUTSIDE = {
    "flask",
    "flask_login",
    "flask_sqlalchemy",
    "flask_wtf",
    "sqlalchemy",
    "werkzeug",
    "redis",
    "huey",
    "psycopg",
}


def every_domain_has_a_floor(house: House) -> list[str]:
    domains = {module.domain: module for module in house.modules.values() if module.domain}
    return [f"{module.path} belongs to no floor" for domain, module in domains.items() if domain not in house.floors]


def rooms_import_only_lower_floors(house: House) -> list[str]:
    return [
        _said(module, found, "a room may import its own domain and lower floors")
        for module, target, found in _links(house)
        if module.domain and not module.is_edge and not _is_below(house, module, target)
    ]


def edges_read_anywhere_but_act_only_below(house: House) -> list[str]:
    return [
        _said(module, found, "an edge may only read and hear what is beside or above")
        for module, target, found in _links(house)
        if module.is_edge and not _is_below(house, module, target)
        if target.room not in READABLE_FROM_ANYWHERE and not target.is_pure
    ]


def edges_are_leaves(house: House) -> list[str]:
    return [
        _said(module, found, "nobody imports an edge")
        for module, target, found in _links(house)
        if target.is_edge and module.domain and not _is_same_folder(module, target)
    ]


def rooms_look_one_way(house: House) -> list[str]:
    return [
        _said(module, found, "inside a domain the way is pure → models → policy → queries → operations → edges")
        for module, target, found in _links(house)
        if module.domain == target.domain and module.domain not in (None, FOUNDATION)
        if target.order > module.order
    ]


def pure_rooms_know_neither_flask_nor_the_database(house: House) -> list[str]:
    """Also through what they import: a pure room can be run with nothing else at hand."""

    @cache
    def way_out(name: str) -> tuple[str, ...] | None:
        module = house.modules[name]
        for found in module.imports:
            if found.name.split(".")[0] in OUTSIDE:
                return (f"{module.at(found.line)} imports {found.name}",)
        inner = (target.name for target, _ in house.links(module))
        further = next(filter(None, map(way_out, inner)), None)
        return (str(module.path), *further) if further else None

    pure = (module.name for module in house.modules.values() if module.is_pure)
    return [
        f"{' → '.join(way)}: a pure room knows neither Flask nor the database"
        for way in filter(None, map(way_out, pure))
    ]


def no_module_imports_itself_in_a_circle(house: House) -> list[str]:
    state: dict[str, str] = {}

    def visit(name: str, way: tuple[str, ...]) -> Iterator[str]:
        if state.get(name) == "open":
            yield " → ".join((*way[way.index(name) :], name))
        if name in state:
            return
        state[name] = "open"
        for target, _ in house.links(house.modules[name]):
            yield from visit(target.name, (*way, name))
        state[name] = "closed"

    return [circle for name in house.modules for circle in visit(name, ())]


def own_code_is_imported_at_the_top(house: House) -> list[str]:
    return [_said(module, found, "no late imports of our own code") for module, _, found in _links(house) if found.late]


def imports_are_absolute(house: House) -> list[str]:
    return [
        _said(module, found, "imports say the whole name")
        for module in house.modules.values()
        for found in module.imports
        if found.name.startswith(".")
    ]


def _links(house: House) -> Iterator[tuple[Module, Module, Import]]:
    for module in house.modules.values():
        for target, found in house.links(module):
            yield module, target, found


def _is_below(house: House, module: Module, target: Module) -> bool:
    return module.domain == target.domain or house.floor(target) < house.floor(module)


def _is_same_folder(module: Module, target: Module) -> bool:
    return (module.domain, module.room) == (target.domain, target.room)


def _said(module: Module, found: Import, reason: str) -> str:
    return f"{module.at(found.line)} imports {found.name}: {reason}"
