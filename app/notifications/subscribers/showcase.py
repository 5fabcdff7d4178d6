"""Works on their way into the showcase."""

from app.foundation.events import subscribe
from app.notifications.operations import tell
from app.notifications.queries.works import name_of
from app.recommendations.events import ShowcaseConsented, WorkPicked, WorkRecommended, WorkShown


@subscribe(WorkRecommended)
def ask_for_consent(event: WorkRecommended) -> None:
    title, url = name_of(event.kind, event.work_id)
    if event.kind == "thread":
        url = f"/recommendations/{event.recommendation_id}"  # a thread's own page has no place for the answer
    thing, about = ("recommendation", event.recommendation_id), f"recommendation:{event.recommendation_id}"
    tell(event.person_id, "recommended", about, url, {"title": title}, thing=thing, actor_id=event.tutor_id)


@subscribe(ShowcaseConsented)
def tell_of_consent(event: ShowcaseConsented) -> None:
    title, _url = name_of(event.kind, event.work_id)
    about, url = f"consent:{event.recommendation_id}", f"/showcase/{event.recommendation_id}"
    thing = ("recommendation", event.recommendation_id)
    tell(event.tutor_id, "consented", about, url, {"title": title}, thing=thing, actor_id=event.person_id)


@subscribe(WorkPicked)
def tell_of_a_pick(event: WorkPicked) -> None:
    title, _url = name_of(event.kind, event.work_id)
    thing, url = ("recommendation", event.recommendation_id), f"/showcase/{event.recommendation_id}"
    for person_id, kind in sorted([(event.person_id, "picked"), (event.tutor_id, "picked_of_mine")]):
        tell(person_id, kind, f"pick:{event.pick_id}", url, {"title": title}, thing=thing)


@subscribe(WorkShown)
def tell_of_a_showing(event: WorkShown) -> None:
    title, _url = name_of(event.kind, event.work_id)
    thing, url = ("recommendation", event.recommendation_id), f"/showcase/{event.recommendation_id}"
    tell(event.person_id, "shown", f"shown:{event.recommendation_id}", url, {"title": title}, thing=thing)
