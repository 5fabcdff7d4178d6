"""A gentle word, once, before a comment is saved that says nothing of its own."""

from flask_babel import gettext as _

from app.foundation.access import viewer
from app.grading.comments import is_bare, is_nearly
from app.grading.models import WorkKind
from app.grading.queries import earlier_comments
from app.phrases.queries import phrases_of
from app.phrases.slots import has_slot, without_slots


def hint_for(comment: str, kind: str, work_id: int, grades: list[str]) -> str | None:
    """What a comment lacks, if anything; for a post, silence and a short word are fine."""
    if kind == WorkKind.POST and (not comment or (is_bare(comment) and comment not in grades)):
        return None
    return _too_little(comment, grades) or _unfilled(comment) or _said_before(comment, kind, work_id)


def _too_little(comment: str, grades: list[str]) -> str | None:
    if not comment:
        return _("还没有写评语。哪怕一句，说说这篇里您记住的地方，作者会一直记得。")
    if is_bare(comment, grades):
        return _("评语只有几个字。再写一句具体的：哪一处写得好，下一步可以往哪里走？")
    return None


def _unfilled(comment: str) -> str | None:
    return _("〔 〕里还没有换成只对这一份说的话。") if has_slot(comment) else None


def _said_before(comment: str, kind: str, work_id: int) -> str | None:
    """Words that were written about another work, nearly unchanged, or a bare phrase of one's own."""
    for text, name in earlier_comments(viewer(), kind, work_id):
        if is_nearly(comment, text):
            return _("这句评语和上次给%(name)s的差不多一样，要不要加一句只对这一份说的话？", name=name)
    if any(is_nearly(comment, without_slots(phrase.text)) for phrase in phrases_of(viewer().id)):
        return _("这是您的一句常用语，还没有添上只属于这一份的话。")
    return None
