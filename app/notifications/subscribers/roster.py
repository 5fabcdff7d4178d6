"""Whose two accounts became one."""

from app.foundation.events import subscribe
from app.notifications.operations import tell
from app.roster.events import AccountsMerged


@subscribe(AccountsMerged)
def tell_of_a_merge(event: AccountsMerged) -> None:
    tell(event.kept_id, "accounts_merged", f"merge:{event.former_id}", "/me/earlier-works", {})
