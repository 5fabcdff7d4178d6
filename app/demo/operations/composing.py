"""Working out what classes did, in this process or in others beside it; the order of results never changes."""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from app.demo.planning.classroom import rows_of
from app.demo.planning.job import RoomJob, World
from app.demo.planning.tables import Rows

FEW = 40  # classes that are worked out sooner than another process has started
AHEAD = 2  # results for each process that may wait to be written, so that memory stays small
_world: list[World] = []


def composed(world: World, jobs: list[RoomJob], processes: int) -> Iterator[Rows]:
    """Rows of each class in the order of the jobs."""
    if processes < 1 or len(jobs) < FEW:
        yield from (rows_of(world, job) for job in jobs)
        return
    start = (get_context("spawn"), _remember, (world,))
    with ProcessPoolExecutor(processes, *start) as pool:
        waiting, rest = deque[Future[Rows]](), iter(jobs)
        waiting.extend(pool.submit(_rows_of, job) for job in islice(rest, processes * AHEAD))
        while waiting:
            rows = waiting.popleft().result()
            waiting.extend(pool.submit(_rows_of, job) for job in islice(rest, 1))
            yield rows


def _remember(world: World) -> None:
    _world[:] = [world]


def _rows_of(job: RoomJob) -> Rows:
    return {table: rows for table, rows in rows_of(_world[0], job).items() if rows}
