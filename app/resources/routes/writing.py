"""Sharing a resource, changing it, taking it back."""

from collections.abc import Callable, Sequence
from functools import partial

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from app.drafts.queries import Offer, offer_drafts
from app.foundation import files
from app.foundation.access import signed_in, viewer
from app.foundation.errors import Forbidden, NotFound, Refused, SaidDifferently
from app.foundation.files import KeptFile
from app.foundation.limits import limiter
from app.foundation.previews import preview_of
from app.foundation.transactions import once
from app.foundation.uploads import keep_uploads
from app.resources.forms import ANY_TOPIC, ResourceForm
from app.resources.operations import (
    Content,
    SharedFile,
    edit_resource,
    share_resource,
    text_box,
    withdraw_resource,
    words_box,
)
from app.resources.queries import ResourceShown, choosable_topics, files_of, get_own_resource, get_resource, twins_of
from app.resources.routes.blueprint import A_PERSONS_PACE, limits, own_training, resources

MEBIBYTE = 1024 * 1024
Share = Callable[[Sequence[SharedFile]], int]


@resources.route("/resources/new", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def new() -> ResponseReturnValue:
    """Share something with everybody who takes part."""
    training, person_id = own_training(), viewer().id
    if training is None:
        raise Forbidden
    text, words, title = _offers(None)
    form = ResourceForm(data={"title": title.text, "text": text.text, "description": words.text})
    form.offer(choosable_topics())
    if form.validate_on_submit():

        def share(new_files: Sequence[SharedFile]) -> int:
            shared = share_resource(person_id, training.id, _content(form), new_files, a_day=limits().a_day)
            return shared.id

        target = _done(form, "share-resource", share, _("分享好了，参加培训的人都能找到它。"))
        if target is not None:
            return redirect(target)
    page = render_template(
        "resources/new.html", form=form, offer=text, box=text_box(), words_box=words_box(), limits=limits(),
        zone=training.time_zone,
    )  # fmt: skip
    return page, 422 if form.was_sent else 200


@resources.route("/resources/<int:resource_id>/edit", methods=["GET", "POST"])
@signed_in
@limiter.limit(A_PERSONS_PACE, methods=["POST"])
def edit(resource_id: int) -> ResponseReturnValue:
    """Say one's own differently, add files and take some away."""
    resource, person_id = get_own_resource(resource_id, viewer()), viewer().id
    text, words, title = _offers(resource_id)
    form = ResourceForm(data=_beginning(resource, text, words, title))
    there = files_of(resource_id)
    form.offer(choosable_topics(), there)
    if form.validate_on_submit():
        keep = form.keep.data if there else None

        def change(new_files: Sequence[SharedFile]) -> int:
            content = _content(form)
            return edit_resource(person_id, resource_id, content, new_files, keep, most_files=limits().files).id

        target = _done(form, "edit-resource", change, _("改好了。"))
        if target is not None:
            return redirect(target)
    page = render_template(
        "resources/edit.html", form=form, offer=text, box=text_box(resource_id), words_box=words_box(resource_id),
        limits=limits(), resource=resource, zone=resource.time_zone,
    )  # fmt: skip
    return page, 422 if form.was_sent else 200


@resources.post("/resources/<int:resource_id>/withdrawal")
@signed_in
@limiter.limit(A_PERSONS_PACE)
def withdraw(resource_id: int) -> ResponseReturnValue:
    """Take one's own back."""
    resource = get_resource(resource_id, viewer())
    if resource.person_id != viewer().id:
        raise NotFound
    withdraw_resource(viewer().id, resource_id)
    flash(_("已经收回，别人不再看得到。"), "good")
    return redirect(url_for("resources.one", resource_id=resource_id))


def _done(form: ResourceForm, act: str, share: Share, said: str) -> str | None:
    """Keep the files and do the act once; None where something was refused."""
    kept: list[KeptFile] = []

    def work(new_files: Sequence[SharedFile]) -> str:
        return url_for("resources.one", resource_id=share(new_files))

    try:
        new_files = _kept_files(form, kept)
        target = once(form.once_key, act, viewer().id, partial(work, new_files))
    except Refused as refusal:
        files.discard(kept)
        form.refuse(refusal.message, refusal.field)
        return None
    except SaidDifferently:
        files.discard(kept)
        raise
    flash(said, "good")
    _point_out_twins(int(target.rpartition("/")[2]), new_files)
    return target


def _kept_files(form: ResourceForm, kept: list[KeptFile]) -> list[SharedFile]:
    """The files that came, checked and kept, with small pictures of those that can be looked at."""
    taken = keep_uploads(form.files.data or [], limits().files, largest=limits().megabytes * MEBIBYTE)
    kept += taken
    return [_with_preview(one, kept) for one in taken]


def _with_preview(file: KeptFile, kept: list[KeptFile]) -> SharedFile:
    small = preview_of(files.read(file.storage_name), file.media_type)
    if small is None:
        return SharedFile(file)
    picture = files.keep(file.name, small.media_type, small.content)
    kept.append(picture)
    return SharedFile(file, picture, small.width, small.height)


def _point_out_twins(resource_id: int, new_files: Sequence[SharedFile]) -> None:
    twins = twins_of(resource_id, 1) if new_files else []
    if twins:
        one = twins[0]
        flash(
            _("同样的文件，%(name)s在《%(title)s》里也有，两份放在一起看看。", name=one.person_name, title=one.title),
            "info",
        )


def _content(form: ResourceForm) -> Content:
    topic = form.topic.data if form.topic.data != ANY_TOPIC else None
    return Content(
        title=form.title.data or "", kind=form.kind.data, stage=form.stage.data, topic_id=topic,
        is_own=form.own.data == "own", source=form.source.data or "", licence=form.licence.data,
        description=form.description.data or "", text=form.text.data or "", link=form.link.data or "",
    )  # fmt: skip


def _beginning(resource: ResourceShown, text: Offer, words: Offer, title: Offer) -> dict[str, object]:
    """What the form of a resource begins with: a draft, else what it says now."""
    return {
        "title": title.text or resource.title, "text": text.text or resource.text,
        "description": words.text or resource.description, "kind": resource.kind, "stage": resource.stage,
        "topic": resource.topic_id or ANY_TOPIC, "own": "own" if resource.is_own else "collected",
        "source": resource.source, "licence": resource.licence, "link": resource.link,
    }  # fmt: skip


def _offers(resource_id: int | None) -> tuple[Offer, Offer, Offer]:
    """Drafts of the text, the description and the title."""
    asked, mine = request.args.get("draft", ""), viewer().id
    box = text_box(resource_id)
    return (
        offer_drafts(mine, box, asked),
        offer_drafts(mine, words_box(resource_id), ""),
        offer_drafts(mine, f"{box}:title", ""),
    )
