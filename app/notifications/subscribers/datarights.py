"""People hear what somebody else does with their data."""

from app.datarights.events import DataCopyAsked, ErasurePlanned
from app.foundation.events import subscribe
from app.notifications.operations import tell

PAGE = "/account/data"


@subscribe(DataCopyAsked)
def tell_of_a_copy(event: DataCopyAsked) -> None:
    if event.asked_by_id != event.person_id:
        tell(event.person_id, "data_copied", f"copy:{event.copy_id}", PAGE, {}, actor_id=event.asked_by_id)


@subscribe(ErasurePlanned)
def tell_of_an_erasure(event: ErasurePlanned) -> None:
    if event.asked_by_id != event.person_id:
        tell(event.person_id, "erasure_planned", f"erasure:{event.erasure_id}", PAGE, {}, actor_id=event.asked_by_id)
