"""The application's source, read as a house: modules with a domain, a floor, a room and imports."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOUNDATION = "foundation"
ROOMS = {
    "models": 1,
    "events": 1,
    "memberships": 2,  # in which class somebody is what: read by each policy, so it stands beside them
    "policy": 2,
    "queries": 3,
    "operations": 4,
    "forms": 4,
}
EDGES = ("routes", "sockets", "jobs", "commands", "subscribers")
EDGE_ORDER = 5


@dataclass(frozen=True)
class Import:
    """One imported name; `line` is where, `late` tells that it stands inside a function."""

    name: str
    line: int
    late: bool


@dataclass(frozen=True)
class Module:
    """One Python file of the application."""

    name: str
    path: Path
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def domain(self) -> str | None:
        """The domain it belongs to; the few files above all floors have none."""
        parts = self.name.split(".")
        in_domain = len(parts) > 2 or (len(parts) == 2 and self.path.name == "__init__.py")
        return parts[1] if in_domain else None

    @property
    def room(self) -> str:
        """The file, or the folder it was split into; empty for the domain's own door."""
        return (*self.name.split("."), "", "")[2]

    @property
    def is_edge(self) -> bool:
        return self.domain != FOUNDATION and self.room in EDGES

    @property
    def is_pure(self) -> bool:
        """Pure rooms are all that have no name of their own in the plan of the house."""
        return self.domain not in (None, FOUNDATION) and bool(self.room) and self.room not in (*ROOMS, *EDGES)

    @property
    def order(self) -> int:
        """How far along the one way through a domain: pure rooms first, edges last."""
        return EDGE_ORDER if self.is_edge else ROOMS.get(self.room, 0)

    @cached_property
    def imports(self) -> list[Import]:
        return list(_imports(self.tree, late=False))

    def at(self, line: int) -> str:
        return f"{self.path}:{line}"


@dataclass(frozen=True)
class House:
    """Everything below `app/`, together with its floors."""

    root: Path

    @cached_property
    def modules(self) -> dict[str, Module]:
        files = sorted((self.root / "app").rglob("*.py"))
        return {module.name: module for module in map(self._module, files)}

    @cached_property
    def templates(self) -> dict[Path, str]:
        return self.texts("app/**/*.html")

    @cached_property
    def floors(self) -> dict[str, int]:
        """Floor by domain, as `app/domains.py` says it."""
        for node in self.modules["app.domains"].tree.body:
            if isinstance(node, ast.AnnAssign | ast.Assign) and node.value and "FLOORS" in ast.unparse(node):
                floors = ast.literal_eval(node.value)
                return {domain: number for number, domains in enumerate(floors) for domain in domains}
        raise AssertionError("app/domains.py does not say which domain is on which floor")

    def floor(self, module: Module) -> int:
        """The floor of a module; what has no domain stands above all floors."""
        return 99 if module.domain is None else self.floors[module.domain]

    def links(self, module: Module) -> Iterator[tuple[Module, Import]]:
        """Which of our own modules this one imports, and where."""
        for found in module.imports:
            target = self._resolve(found.name)
            if target is not None and target is not module:
                yield target, found

    def texts(self, *patterns: str) -> dict[Path, str]:
        """Read the files that match, by their path below the root."""
        paths = sorted({path for pattern in patterns for path in self.root.glob(pattern) if path.is_file()})
        return {path.relative_to(self.root): path.read_text(encoding="utf-8") for path in paths}

    def _module(self, path: Path) -> Module:
        inside = path.relative_to(self.root)
        parts = inside.with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        return Module(name, inside, path.read_text(encoding="utf-8"))

    def _resolve(self, name: str) -> Module | None:
        while name:
            if name in self.modules:
                return self.modules[name]
            name = name.rpartition(".")[0]
        return None


def _imports(node: ast.AST, late: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import):
            yield from (Import(alias.name, child.lineno, late) for alias in child.names)
        elif isinstance(child, ast.ImportFrom):
            source = "." * child.level + (child.module or "")
            yield from (Import(f"{source}.{alias.name}", child.lineno, late) for alias in child.names)
        else:
            inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from _imports(child, late or inside)
