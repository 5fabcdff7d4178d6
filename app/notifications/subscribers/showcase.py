"""Works on their way into the showcase."""

from app.foundation.events import subscribe
from app.notifications.operations import tell
from app.notifications.queries.works import name_of
from app.recommendations.events import ShowcaseConsented, WorkRecommended


@subscribe(WorkRecommended)
def ask_for_consent(event: WorkRecommended) -> None:
    title, url = name_of(event.kind, event.work_id)
    thing, about = ("recommendation", event.recommendation_id), f"recommendation:{event.recommendation_id}"
    tell(event.person_id, "recommended", about, url, {"title": title}, thing=thing, actor_id=event.tutor_id)


@subscribe(ShowcaseConsented)
def tell_of_consent(event: ShowcaseConsented) -> None:
    title, _url = name_of(event.kind, event.work_id)
    about, url = f"consent:{event.recommendation_id}", f"/showcase/{event.recommendation_id}"
    thing = ("recommendation", event.recommendation_id)
    tell(event.tutor_id, "consented", about, url, {"title": title}, thing=thing, actor_id=event.person_id)
