"""The digest: what is unread, as a letter; and the end of it by the link in the letter."""

from datetime import datetime

from flask import current_app
from flask_babel import gettext as _

from app.foundation.events import subscribe
from app.foundation.wording import moment
from app.mail.events import Unsubscribed
from app.mail.letters import Letter, Request, composes
from app.mail.tokens import token_for
from app.notifications.kinds import sentence
from app.notifications.operations import end_digest
from app.notifications.queries import Line, digest_lines, find_digest_wish

DIGEST = "digest"


@composes(DIGEST)
def write_digest(request: Request) -> Letter | None:
    """Only what the person may see at this moment; nothing, where nothing is left or nobody wants it any more."""
    wish = find_digest_wish(request.person.id)
    since, until = (datetime.fromisoformat(str(request.data[name])) for name in ("since", "until"))
    lines = digest_lines(request.person, since, until) if wish else []
    if wish is None or not lines:
        return None
    secret = current_app.extensions["settings"].secret_key
    ending = f"{request.site}/mail/unsubscribe/{token_for(secret, request.person.id, DIGEST)}"
    told = "\n".join(_told(line, wish.time_zone) for line in lines)
    parts = (
        _("%(name)s老师，您好！这是您还没有看的通知：", name=request.person.name),
        told,
        _("打开看看：%(url)s", url=f"{request.site}/notices?show=unread"),
        _("不想再收到这样的邮件：%(url)s", url=ending),
    )
    return Letter(_("班主任研修：您有 %(n)d 条新通知", n=len(lines)), "\n\n".join(parts) + "\n", ending)


@subscribe(Unsubscribed)
def end_what_was_unsubscribed(event: Unsubscribed) -> None:
    if event.kind == DIGEST:
        end_digest(event.person_id)


def _told(line: Line, zone: str) -> str:
    return f"· {moment(line.told_at, zone)}  {sentence(line.kind, line.data, line.count, line.people, line.actor)}"
