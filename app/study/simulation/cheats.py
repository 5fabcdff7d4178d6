"""People who only pretend to read: the wall clock is the most that any of them gets."""

from random import Random

from app.study.signals import Signal, Stretch
from app.study.simulation.page import Life

HOUR = 3600


def replayed_signals(life: Life, _chance: Random) -> None:
    """One good signal, sent again every ten seconds for an hour."""
    life.server.open("a")
    said = Signal(0, 120, (Stretch("case", 0, 120, 30),))
    for second in range(HOUR):
        if second >= 120 and second % 10 == 0:
            life.server.hear("a", said)
        life.pass_second(is_reading=second < 120)


def sixteenfold_clock(life: Life, chance: Random) -> None:
    """A page whose clock runs sixteen times as fast, for an hour."""
    for _ in range(HOUR):
        life.page("a", speed=16).step(moved=chance.random() < 0.2)
        life.pass_second()


def five_tabs(life: Life, chance: Random) -> None:
    """Five tabs, a script moving in all of them for two hours."""
    for _ in range(2 * HOUR):
        for name in "abcde":
            life.page(name).step(moved=chance.random() < 0.2)
        life.pass_second()


def forged_stretches(life: Life, _chance: Random) -> None:
    """Every minute a signal that claims a whole day."""
    life.server.open("a")
    for second in range(HOUR):
        if second % 60 == 59:
            life.server.hear("a", Signal(second, 86_400, (Stretch("case", 0, 86_400, 9_000),)))
        life.pass_second()


def clock_set_back(life: Life, _chance: Random) -> None:
    """The page's clock is set an hour back and forth between two signals."""
    life.server.open("a")
    for second in range(HOUR):
        if second % 60 == 59:
            at = second + (HOUR if second % 120 == 59 else -second)
            life.server.hear("a", Signal(second, at, (Stretch("case", max(0, at - 600), at, 60),)))
        life.pass_second()


def clicks_all_night(life: Life, _chance: Random) -> None:
    """A click every ten seconds from eight in the evening until eight in the morning."""
    for second in range(12 * HOUR):
        life.page("a").step(moved=second % 10 == 0)
        life.pass_second()


def twenty_hours_a_day(life: Life, chance: Random) -> None:
    """Three days with four hours of sleep, moving like a person."""
    for second in range(3 * 24 * HOUR):
        is_awake = second // HOUR % 24 < 20
        life.page(f"day{second // (24 * HOUR)}").step(visible=is_awake, moved=is_awake and chance.random() < 0.05)
        life.pass_second()


def gaps_in_the_sequence(life: Life, chance: Random) -> None:
    """Signals numbered at random, each claiming the last ten minutes."""
    life.server.open("a")
    for second in range(HOUR):
        if second % 30 == 29:
            said = (Stretch("case", max(0, second - 600), second, 20),)
            life.server.hear("a", Signal(chance.randint(0, 10_000), second, said))
        life.pass_second()


def pressing_through(life: Life, _chance: Random) -> None:
    """Opens a page, presses 「读完了」 after four seconds, and so on through the course."""
    for second in range(HOUR // 4):
        name = f"p{second // 5}"
        if second % 5 == 0:
            life.server.open(name)
        if second % 5 == 4:
            life.server.press(name, "case")
        life.pass_second()


def pages_opened_in_advance(life: Life, _chance: Random) -> None:
    """Thirty pages opened at once, each pressed nine minutes later."""
    for number in range(30):
        life.server.open(f"p{number}")
    for _ in range(540):
        life.pass_second()
    for number in range(30):
        life.server.press(f"p{number}", "case")


CHEATS = (
    replayed_signals, sixteenfold_clock, five_tabs, forged_stretches, clock_set_back, clicks_all_night,
    twenty_hours_a_day, gaps_in_the_sequence, pressing_through, pages_opened_in_advance,
)  # fmt: skip
