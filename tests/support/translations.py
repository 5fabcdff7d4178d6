"""The texts that pages show, domain by domain; as a program it brings each `translations/en.po` up to date."""

from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app"
METHODS = [("**.py", "python"), ("**.html", "jinja2")]
KEYWORDS = DEFAULT_KEYWORDS | {"_l": None, "_n": (1, 2), "lazy_gettext": None, "lazy_ngettext": (1, 2)}
OPTIONS = {"**.html": {"silent": "false", "trimmed": "true"}}


def homes() -> Iterator[tuple[Path, list[Path]]]:
    """Give each catalogue and the folders whose texts it translates."""
    yield APP / "translations" / "en.po", [APP / "templates"]
    for door in sorted(APP.glob("*/__init__.py")):
        yield door.parent / "translations" / "en.po", [door.parent]


def texts_of(folders: list[Path]) -> Catalog:
    """Collect what the code and the templates of some folders say."""
    said = Catalog(locale="en", charset="utf-8")
    for folder in folders:
        for _, _, text, comments, context in extract_from_dir(
            folder, METHODS, OPTIONS, KEYWORDS, strip_comment_tags=True
        ):
            said.add(text, auto_comments=comments, context=context)
    return said


def translated(path: Path) -> Catalog:
    """Read a catalogue; one that does not exist yet is empty."""
    if not path.exists():
        return Catalog(locale="en", charset="utf-8")
    with path.open("rb") as source:
        return read_po(source, locale="en")


def missing(said: Catalog, english: Catalog) -> list[str]:
    """List the texts that have no English yet."""
    wanted = [message for message in said if message.id]
    return [str(message.id) for message in wanted if not _is_translated(english, message.id, message.context)]


def _is_translated(english: Catalog, text: str | tuple[str, ...], context: str | None) -> bool:
    found = english.get(text, context)
    if found is None or found.fuzzy:
        return False
    return all(found.string) if isinstance(found.string, list | tuple) else bool(found.string)


def bring_up_to_date() -> None:
    """Add new texts to each catalogue and take out those that are no longer said."""
    for path, folders in homes():
        said = texts_of(folders)
        english = translated(path)
        english.update(said, no_fuzzy_matching=True)
        english.obsolete.clear()
        if len(english):
            path.parent.mkdir(exist_ok=True)
            with path.open("wb") as sink:
                write_po(sink, english, width=110, no_location=True, omit_header=True, sort_output=True)
        print(f"{path.relative_to(ROOT)}: {len(english)} texts, {len(missing(said, english))} without English")


if __name__ == "__main__":
    bring_up_to_date()
