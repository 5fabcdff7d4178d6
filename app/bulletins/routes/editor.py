"""The editor: one form, every button keeps all that was typed; it works as a plain form, script only saves in between."""

from collections.abc import Sequence

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from app.bulletins.blocks import Block, block, moved, numbered, without
from app.bulletins.composing import figures_block, stars_block, voices_block, works_block
from app.bulletins.excerpts import is_verbatim
from app.bulletins.facts import WeekFacts
from app.bulletins.forms import EditorForm, editor_form, rewritten
from app.bulletins.operations import PictureFile, add_picture, box_of_draft, publish_bulletin, save_draft_of
from app.bulletins.queries import DraftShown, get_draft, issue_of, learners_ever_in, pictures_by_id
from app.bulletins.routes.blueprint import FIGURE_NAMES, bulletins, change_words, sheet
from app.bulletins.routes.uploading import discard_picture, keep_picture
from app.bulletins.seen import people_in
from app.chronicle.queries import facts_of_week, photos_of_week, texts_of_posts
from app.classrooms.queries import get_classroom
from app.foundation import clock
from app.foundation.access import signed_in, viewer
from app.foundation.clock import Week
from app.foundation.errors import Refused
from app.foundation.forms import new_key
from app.foundation.limits import limiter
from app.foundation.transactions import once

MAKERS = {"figures": figures_block, "stars": stars_block, "works": works_block, "quotes": voices_block}
NOTHING = {
    "stars": _l("这一周还没有结算，或者班上没有人上榜。"),
    "works": _l("这一周班上还没有作者同意展示的作品。"),
    "quotes": _l("这一周沙龙里还没有合适引用的话。"),
}


@bulletins.route("/bulletin-drafts/<int:draft_id>", methods=["GET", "POST"])
@signed_in
@limiter.limit("60/minute", methods=["POST"])
def edit(draft_id: int) -> ResponseReturnValue:
    """Rewrite a draft: save it, move its blocks, add and remove some, look at it, publish it."""
    draft = get_draft(draft_id, viewer())
    form = editor_form(draft.title, draft.revision, draft.blocks)
    if form.validate_on_submit():
        try:
            return redirect(_done(draft, form))
        except Refused as refused:
            form.refuse(refused.message, refused.field)
    pictures = {one["picture_id"] for one in draft.blocks if one["kind"] == "picture"}
    page = render_template(
        "bulletins/edit.html",
        draft=draft,
        form=form,
        box=box_of_draft(draft_id),
        blocks=draft.blocks,
        pictures=pictures_by_id(pictures),
        photos=photos_of_week(draft.training_id, draft.classroom_id, draft.week, draft.time_zone),
        names=FIGURE_NAMES,
        change=change_words,
        key=new_key(),
    )
    return page, 422 if form.was_sent else 200


@bulletins.get("/bulletin-drafts/<int:draft_id>/preview")
@signed_in
def preview(draft_id: int) -> ResponseReturnValue:
    """A draft as it will be read, inside the class or by others."""
    draft = get_draft(draft_id, viewer())
    is_inside = request.args.get("as") != "outside"
    people = [] if is_inside else people_in(draft.title, draft.blocks, learners_ever_in(draft.classroom_id))
    laid = sheet(draft, draft.blocks, is_inside=is_inside, people=people, named=frozenset())
    return render_template("bulletins/preview.html", draft=draft, sheet=laid, key=new_key())


def _done(draft: DraftShown, form: EditorForm) -> str:
    """Save what was typed and do what the pressed button says; gives where to go on."""
    person_id, (act, _colon, of) = viewer().id, request.form.get("do", "save").partition(":")
    blocks = rewritten(draft.blocks, form)
    _check_quotes(draft.blocks, blocks, form)
    added = _picture_to_add(draft, form, act, of)
    here = url_for("bulletins.edit", draft_id=draft.id)

    def work() -> str:
        changed, place = _changed(draft, blocks, act, of)
        if added is not None:
            number = add_picture(person_id, draft.classroom_id, added)
            changed = [*changed, block("picture", picture_id=number, post_id=added.post_id)]
            place = len(changed) - 1
        saved = save_draft_of(person_id, draft.id, form.seen_revision, form.title.data or "", numbered(changed))
        if act == "publish":
            return url_for("bulletins.bulletin", bulletin_id=publish_bulletin(person_id, draft.id))
        if act == "preview":
            return url_for("bulletins.preview", draft_id=draft.id)
        return here if place is None else f"{here}#block-{saved.blocks[place]['key']}"

    try:
        target = once(form.once_key, "write-bulletin", person_id, work)
    except BaseException:
        discard_picture(added)
        raise
    flash(_("简报发布了，全班都会收到通知。") if act == "publish" else _("保存好了。"), "good")
    return target


def _changed(draft: DraftShown, blocks: Sequence[Block], act: str, of: str) -> tuple[list[Block], int | None]:
    """The blocks after a button was pressed, and the place of the block to look at then."""
    if act in ("up", "down"):
        order = moved(blocks, of, -1 if act == "up" else 1)
        return order, next((place for place, one in enumerate(order) if one["key"] == of), None)
    if act == "remove":
        return without(blocks, of), None
    if act == "recount":
        fresh = figures_block(_facts(draft))
        kept = {row.get("name"): row.get("keep") for one in blocks if one["key"] == of for row in one["rows"]}
        rows = [{**row, "keep": kept.get(row["name"], row["keep"])} for row in fresh["rows"]]
        counted = [{**one, "rows": rows, "as_of": fresh["as_of"]} if one["key"] == of else one for one in blocks]
        return counted, next((place for place, one in enumerate(blocks) if one["key"] == of), None)
    if act == "add" and of in ("text", *MAKERS):
        return [*blocks, _new_block(draft, of)], len(blocks)
    return list(blocks), None


def _new_block(draft: DraftShown, kind: str) -> Block:
    made = MAKERS[kind](_facts(draft)) if kind in MAKERS else block("text")
    if made is None:
        raise Refused(str(NOTHING[kind]))
    return made


def _facts(draft: DraftShown) -> WeekFacts:
    classroom = get_classroom(draft.classroom_code, viewer())
    week = Week.parse(draft.week)
    return facts_of_week(classroom, classroom.training, week, issue_of(classroom.id), clock.now())


def _check_quotes(before: Sequence[Block], after: Sequence[Block], form: EditorForm) -> None:
    """Words that were shortened must still be the author's own, one after another."""
    changed = [
        (f"words-{new['key']}-{place}", item)
        for old, new in zip(before, after, strict=True)
        if new["kind"] == "quotes"
        for place, item in enumerate(new["items"])
        if item["words"] != old["items"][place].get("words")
    ]
    texts = texts_of_posts({item.get("post_id", 0) for _name, item in changed})
    for name, item in changed:
        if not is_verbatim(item["words"], texts.get(item.get("post_id", 0), "")):
            raise Refused(_("引文要和原帖一字不差，可以只取其中连着的一段。"), name)


def _picture_to_add(draft: DraftShown, form: EditorForm, act: str, of: str) -> PictureFile | None:
    if act == "add" and of == "picture":
        return keep_picture(form.picture.data or [])
    if act == "photo":
        photos = photos_of_week(draft.training_id, draft.classroom_id, draft.week, draft.time_zone)
        found = next((one for one in photos if of == f"{one.post_id}-{one.file_digest[:12]}"), None)
        if found is None:
            raise Refused(_("这张图片已经不在沙龙里了。"))
        size = (found.width, found.height, found.post_id)
        return PictureFile(found.name, found.file_digest, found.small_digest, *size)
    return None
