"""A reminder as a letter, written when it leaves; and the end of such letters by the link in one of them."""

from flask import current_app
from flask_babel import gettext as _

from app.foundation import clock
from app.foundation.events import subscribe
from app.mail.events import Unsubscribed
from app.mail.letters import Letter, Request, composes
from app.mail.tokens import token_for
from app.reminders.operations import refuse_letters
from app.reminders.operations.delivering import LETTER
from app.reminders.queries.contacts import find_letter, is_still_lacking
from app.reminders.recipients import Kind


@composes(LETTER)
def write_reminder(request: Request) -> Letter | None:
    """Nothing, where its reader has done what was missing or ended such letters while it waited."""
    contact = find_letter(int(request.data.get("contact", 0)), request.person.id)
    if contact is None or (contact.kind == Kind.CHASE and not is_still_lacking(contact, clock.now())):
        return None
    secret = current_app.extensions["settings"].secret_key
    ending = f"{request.site}/mail/unsubscribe/{token_for(secret, request.person.id, LETTER)}"
    parts = (
        contact.words,
        _("看看还差什么：%(url)s", url=f"{request.site}/me"),
        _("不想再收到这样的邮件：%(url)s", url=ending),
    )
    subject = _("班主任研修：您的班级管理员给您留了话") if contact.kind == Kind.CHASE else _("班主任研修：有人夸您呢")
    return Letter(subject, "\n\n".join(parts) + "\n", ending)


@subscribe(Unsubscribed)
def end_letters(event: Unsubscribed) -> None:
    if event.kind == LETTER:
        refuse_letters(event.person_id)
