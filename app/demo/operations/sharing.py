"""What became of the shared resources: uses, ratings and favourites in bulk, counts made of them, a few real files."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from sqlalchemy import select

from app.demo.operations.bulk import BulkWriter
from app.demo.operations.past.picturing import drawn_document, drawn_picture
from app.demo.operations.past.scene import Scene
from app.demo.planning.training import Plan
from app.demo.planning.uses import Shared, uses_of
from app.foundation import files
from app.foundation.database import db
from app.foundation.dialects import seconds_at
from app.foundation.previews import preview_of
from app.foundation.transactions import transaction
from app.resources.models import Resource, ResourceFile
from app.resources.operations import SharedFile, rebuild_all_counts

A_CLASS = 15  # resources of each demo account's class that come with a file
DRAWN_KINDS = ("courseware", "form", "picture")


def use_resources(plan: Plan, writer: BulkWriter) -> None:
    """Let learners use what others have shared, and count it."""
    columns = (Resource.id, Resource.person_id, seconds_at(Resource.shared_at))
    rows = db.session.execute(select(*columns).order_by(Resource.id))
    learners = [learner for learner, _activity in plan.learners]
    writer.write(uses_of(plan.world, learners, (Shared(*row) for row in rows)))
    rebuild_all_counts(plan.world.training_id)


@contextmanager
def shared_files(scenes: int = 2) -> Iterator[list[SharedFile]]:
    """Draw and keep the files, the same ones each time, before any transaction begins; let go of them if it fails."""
    kept = [_drawn(number) for number in range(scenes * A_CLASS)]
    try:
        yield kept
    except BaseException:
        files.discard([one for file in kept for one in file.kept])
        raise


def attach_files(scenes: Sequence[Scene], drawn: Sequence[SharedFile]) -> None:
    """The newest resources of the demo accounts' classes bring a file along; each has one of its own."""
    waiting = list(drawn)
    with transaction() as session:
        for scene in scenes:
            here = select(Resource).where(Resource.classroom_id == scene.classroom_id, Resource.kind != "video")
            for resource in db.session.scalars(here.order_by(Resource.shared_at.desc(), Resource.id).limit(A_CLASS)):
                file = waiting.pop(0)
                with scene.at(resource.shared_at):
                    files.register(file.kept)
                session.add(_row(resource, file))


def _drawn(number: int) -> SharedFile:
    """Two pictures, then a document."""
    name, media_type, content = drawn_document(number) if number % 3 == 2 else drawn_picture(number)
    kept = files.keep(name, media_type, content)
    small = preview_of(content, media_type)
    if small is None:
        return SharedFile(kept)
    return SharedFile(kept, files.keep(name, small.media_type, small.content), small.width, small.height)


def _row(resource: Resource, file: SharedFile) -> ResourceFile:
    ending = file.file.name.rpartition(".")[2]
    return ResourceFile(
        resource_id=resource.id, file_digest=file.file.digest, small_digest=file.small.digest if file.small else None,
        name=f"{resource.title[:60]}.{ending}", width=file.width, height=file.height, added_at=resource.shared_at,
    )  # fmt: skip
