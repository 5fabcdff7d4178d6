"""A reading page as `static/js/behaviors/reading.js` is one, and a server that hears it, second by second."""

from collections import Counter
from dataclasses import dataclass, field

from app.study.ledger import Span, credited_seconds, quiet_allowance, seconds_to_finish, split_by_day
from app.study.patterns import Finish, Hint, Repeats, Sighting, hints_of
from app.study.signals import Heard, Mark, Signal, Stretch, enter, is_repeat, press

EVERY, SLICE, CHARACTERS = 240, 60, 900
KINDS = ("case", "commentary", "extension", "questions")
ZONE = "Asia/Shanghai"


@dataclass
class Server:
    """Hears any number of visits of one person by its own clock, which runs for everybody alike."""

    now: int
    begun: int = field(init=False)
    visits: dict[str, Heard] = field(default_factory=dict)
    spans: list[Span] = field(default_factory=list)
    seen: list[Sighting] = field(default_factory=list)
    finished: list[Finish] = field(default_factory=list)
    repeats: Counter[str] = field(default_factory=Counter)
    allowances: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, quiet_allowance(CHARACTERS)))

    def __post_init__(self) -> None:
        self.begun = self.now

    def open(self, visit: str) -> None:
        self.visits[visit] = Heard(self.now)

    def hear(self, visit: str, signal: Signal) -> None:
        self.repeats[visit] += is_repeat(self.visits[visit], signal.sequence)
        spans, self.visits[visit] = enter(self.visits[visit], signal, self.now, self.allowances)
        self._enter(visit, spans)

    def press(self, visit: str, section: str) -> None:
        before = self.credited
        spans, self.visits[visit] = press(self.visits[visit], section, self.now, self.allowances[section])
        self._enter(visit, spans)
        self.finished.append(Finish(self.now, self.credited - before, CHARACTERS))

    @property
    def credited(self) -> int:
        return credited_seconds(self.spans)

    @property
    def elapsed(self) -> int:
        return self.now - self.begun

    def hints(self) -> list[Hint]:
        repeats = [Repeats(self.visits[visit].until, times) for visit, times in self.repeats.items()]
        return hints_of(self.seen, self.finished, repeats, ZONE)

    def _enter(self, visit: str, spans: list[Span]) -> None:
        self.spans += spans
        for parts in split_by_day([span for span in spans if span.counts], ZONE).values():
            for span in parts:
                moves = span.key.moves if isinstance(span.key, Mark) else 0
                self.seen.append(Sighting(span.start, span.end, visit, moves))


@dataclass
class Page:
    """One load of a page; `step` is one second of its life."""

    server: Server
    visit: str
    speed: int = 1  # a forged clock runs faster
    clock: int = 0
    sequence: int = 0
    sent_at: int = 0
    record: list[Stretch] = field(default_factory=list)
    on_the_way: list[tuple[int, Signal]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.server.open(self.visit)

    def step(
        self, section: str = "case", *, visible: bool = True, moved: bool = False, online: bool = True,
        awake: bool = True, delay: int = 0,
    ) -> None:  # fmt: skip
        self._arrive()
        if not awake:
            return
        if visible:
            self._read(section, moved)
        self.clock += self.speed
        if online and self.record and (not visible or self.clock - self.sent_at >= EVERY):
            self.send(delay)

    def send(self, delay: int = 0) -> None:
        """Say what was read; on a slow line it arrives later."""
        signal = Signal(self.sequence, self.clock, tuple(self.record))
        self.sequence += 1
        self.sent_at, self.record = self.clock, []
        self.on_the_way.append((self.server.now + delay, signal))
        self._arrive()

    def _arrive(self) -> None:
        while self.on_the_way and self.on_the_way[0][0] <= self.server.now:
            self.server.hear(self.visit, self.on_the_way.pop(0)[1])

    def _read(self, section: str, moved: bool) -> None:
        last = self.record[-1] if self.record else None
        until = self.clock + self.speed
        if last and last.section == section and last.end == self.clock and last.end - last.start < SLICE:
            self.record[-1] = Stretch(section, last.start, until, last.moves + moved)
        else:
            self.record.append(Stretch(section, self.clock, until, int(moved)))


@dataclass
class Life:
    """What somebody did: the server that heard it, and the seconds in which they truly read."""

    server: Server
    read: set[int] = field(default_factory=set)
    pages: dict[str, Page] = field(default_factory=dict)

    def page(self, name: str, speed: int = 1) -> Page:
        """A page of that name, opened when it is first asked for."""
        if name not in self.pages:
            self.pages[name] = Page(self.server, name, speed)
        return self.pages[name]

    def pass_second(self, is_reading: bool = False) -> None:
        if is_reading:
            self.read.add(self.server.now)
        self.server.now += 1

    def close(self) -> None:
        """Whatever a page still has to say, it says when it is closed."""
        for page in self.pages.values():
            page.send()


__all__ = ["CHARACTERS", "KINDS", "Life", "Page", "Server", "seconds_to_finish"]
