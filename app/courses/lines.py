"""All that the line of a topic says on the map, for whoever looks: it is kept under these values."""

from typing import Any


def line_of(topic: Any, standing: Any) -> dict[str, Any]:
    """What the topic says of itself, and how far a learner has come in it."""
    submission = standing.submissions.get(topic.id)
    grade = standing.grades.get(submission.id) if submission else None
    is_learning = standing.is_learning
    return {
        "url": topic.url,
        "title": topic.title,
        "hook": topic.hook,
        "is_ready": topic.is_ready,
        "minutes": topic.reading_minutes,
        "stages": tuple(topic.stages),
        "is_learning": is_learning,
        "percent": standing.percent(topic) if is_learning else 0,
        "finished": standing.sections_finished(topic) if is_learning else 0,
        "sections": standing.sections_in(topic) if is_learning else 0,
        "submission_id": submission.id if submission else None,
        "state": str(submission.state) if submission else None,
        "grade": grade.grade if grade else None,
    }
