"""The jobs' heart: huey beats once a minute inside the server's own process."""

from collections.abc import Callable
from pathlib import Path

from huey import Huey, RedisHuey, SqliteHuey, crontab
from huey.consumer import Consumer

QUEUE = "yanxiu-jobs"


class InProcessConsumer(Consumer):
    """Threads beside the server's; signals stay the server's own."""

    def _set_signal_handlers(self) -> None:
        """The server decides when the process ends; a job cut off rolls back and is done by a later beat."""


def open_queue(redis_url: str | None, folder: Path) -> Huey:
    """Redis where there is one, so that all nodes share a queue; otherwise a small file of its own."""
    if redis_url:
        return RedisHuey(QUEUE, url=redis_url, results=False)
    return SqliteHuey(QUEUE, filename=str(folder / "jobs.db"), results=False)


def start_consumer(queue: Huey, beat: Callable[[], None]) -> Consumer:
    """Beat at once, for what fell due while the machine was off, and each minute from now on."""

    @queue.periodic_task(crontab(minute="*"), name="beat")
    def every_minute() -> None:
        beat()

    consumer = InProcessConsumer(queue, workers=1, max_delay=5, scheduler_interval=5)
    consumer.start()
    return consumer
