"""The house in the words of Prometheus: how full, how late, how well the jobs do; nothing that names anybody."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric

PREFIX = "yanxiu"


class _Snapshot:
    """What was read for one answer, so that each scrape tells the database's truth whichever process answers."""

    def __init__(self, measures: Iterable[Metric]) -> None:
        self._measures = list(measures)

    def collect(self) -> Iterator[Metric]:
        yield from self._measures


def exposed(
    health: Any, parts: Mapping[str, bool], runs: Mapping[str, Any], failures: Mapping[str, Any]
) -> tuple[bytes, str]:
    """The text of an answer to a scrape, and its kind."""
    registry = CollectorRegistry()
    registry.register(_Snapshot(_measures(health, parts, runs, failures)))
    return generate_latest(registry), CONTENT_TYPE_LATEST


def _measures(
    health: Any, parts: Mapping[str, bool], runs: Mapping[str, Any], failures: Mapping[str, Any]
) -> Iterator[Metric]:
    for name, words, value in (
        ("mail_waiting", "Letters in the outbox.", health.mail.number),
        ("mail_oldest_timestamp_seconds", "When the oldest waiting letter was due.", _seconds(health.mail.since)),
        ("study_signals_waiting", "Signals of reading pages that are not entered yet.", health.signals.number),
        ("study_signals_oldest_timestamp_seconds", "When the oldest was heard.", _seconds(health.signals.since)),
        ("study_signals_set_aside", "Signals that could not be entered.", health.set_aside),
        ("stored_files_bytes", "Bytes of the files that the register speaks of.", health.stored),
        ("disk_bytes", "Size of the disk under the instance folder.", health.disk.total),
        ("disk_free_bytes", "What is free of it.", health.disk.free),
        ("clock_beat_timestamp_seconds", "When a clock last looked for what is due.", _seconds(health.beat_at)),
    ):
        yield GaugeMetricFamily(f"{PREFIX}_{name}", words, value=value)
    yield _labelled("part_up", "Whether a part answers.", "part", {name: int(up) for name, up in parts.items()})
    finished = {job: _seconds(run.finished_at) for job, run in runs.items()}
    yield _labelled("job_last_success_timestamp_seconds", "When a job was last done.", "job", finished)
    failed = {job: _seconds(failure.failed_at) for job, failure in failures.items()}
    yield _labelled("job_last_failure_timestamp_seconds", "When a job last broke.", "job", failed)


def _labelled(name: str, words: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(f"{PREFIX}_{name}", words, labels=[label])
    for key, value in sorted(values.items()):
        family.add_metric([key], value)
    return family


def _seconds(instant: Any) -> float:
    return instant.timestamp() if instant is not None else 0.0
