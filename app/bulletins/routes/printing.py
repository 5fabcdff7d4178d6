"""A sheet as the pieces of a long picture."""

from collections.abc import Iterator
from functools import partial

from flask_babel import gettext as _

from app.bulletins.blocks import Block
from app.bulletins.painting import Painted, Piece, plain_paragraphs
from app.bulletins.queries import BulletinShown
from app.bulletins.routes.blueprint import Sheet
from app.foundation import files


def painted_of(laid: Sheet, shown: BulletinShown) -> Painted:
    """Masthead, title and pieces in the language of the page."""
    week, number = laid.week, laid.week_number
    span = f"{week.monday.month}.{week.monday.day} – {week.sunday.month}.{week.sunday.day}"
    return Painted(
        paper=_("%(name)s · 班级简报", name=laid.classroom_name),
        line=_("第 %(n)s 周（%(span)s） · %(site)s", n=number, span=span, site=laid.site_name),
        title=laid.title,
        foot=shown.training_name,
        more=_("后面还有，请到班主任研修平台上读全文。"),
        pieces=tuple(piece for one in laid.blocks for piece in _pieces(one, laid)),
    )


def _pieces(one: Block, laid: Sheet) -> Iterator[Piece]:
    if one["heading"] and one["kind"] != "picture":
        yield Piece("heading", one["heading"])
    yield from _BODY[one["kind"]](one, laid)


def _text(one: Block, _laid: Sheet) -> Iterator[Piece]:
    yield Piece("text", plain_paragraphs(one["text"]))


def _figures(one: Block, _laid: Sheet) -> Iterator[Piece]:
    rows = tuple((f"{row['number']:,}", str(row["label"]), str(row["change"])) for row in one["rows"])
    yield Piece("figures", rows=rows)
    if one["note"]:
        yield Piece("text", plain_paragraphs(one["note"]))


def _stars(one: Block, _laid: Sheet) -> Iterator[Piece]:
    yield Piece("names", rows=tuple((item["name"], star_words(item)) for item in one["items"]))


def _works(one: Block, _laid: Sheet) -> Iterator[Piece]:
    yield Piece("names", rows=tuple((f"《{item['title']}》", str(item["byline"])) for item in one["items"]))


def _quotes(one: Block, _laid: Sheet) -> Iterator[Piece]:
    for item in one["items"]:
        yield Piece("quote", " ".join(str(item["words"]).split()), ((f"—— {item['name']}",),))


def _picture(one: Block, laid: Sheet) -> Iterator[Piece]:
    found = laid.pictures.get(one["picture_id"])
    if found is not None:
        yield Piece("picture", one["caption"], picture=found.storage_name, load=partial(_bytes_of, found.storage_name))


def _bytes_of(storage_name: str) -> bytes | None:
    return files.read(storage_name) if files.is_kept(storage_name) else None


def star_words(item: Block) -> str:
    """Where the star stood on the week's board."""
    if item.get("is_winner"):
        return _("学员之星，全体第 %(place)s 名", place=item.get("place"))
    return _("全体第 %(place)s 名", place=item.get("place"))


_BODY = {
    "text": _text,
    "figures": _figures,
    "stars": _stars,
    "works": _works,
    "quotes": _quotes,
    "picture": _picture,
}
