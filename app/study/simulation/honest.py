"""People who read: each is a life of some hours, with everything that happens to readers and their devices."""

from random import Random

from app.study.simulation.page import KINDS, Life

HOUR = 3600


def careful(life: Life, chance: Random) -> None:
    """Two hours of a case, its commentary, back again; the finger moves every half minute or so."""
    for second in range(2 * HOUR):
        life.page("a").step(KINDS[second // 700 % 3], moved=chance.random() < 0.08)
        life.pass_second(is_reading=True)


def quiet(life: Life, chance: Random) -> None:
    """Hardly touches anything: once in four to eight minutes."""
    moves_at = 0
    for second in range(2 * HOUR):
        if second >= moves_at:
            moves_at = second + chance.randint(240, 480)
        life.page("a").step(KINDS[second // 1400 % 3], moved=second == moves_at - 1)
        life.pass_second(is_reading=True)


def fast(life: Life, chance: Random) -> None:
    """A new section every minute, always on the move, a new page every five."""
    for second in range(HOUR):
        name = f"p{second // 300}"
        page = life.page(name)
        page.step(KINDS[second // 60 % 4], moved=chance.random() < 0.6)
        life.pass_second(is_reading=True)
        if second % 300 == 299:
            page.send()


def with_pauses(life: Life, chance: Random) -> None:
    """Fifteen minutes of reading, ten minutes in another window or at the stove."""
    for second in range(3 * HOUR):
        is_reading = second % 1500 < 900
        life.page("a").step(visible=is_reading, moved=is_reading and chance.random() < 0.05)
        life.pass_second(is_reading=is_reading)


def phone_asleep(life: Life, chance: Random) -> None:
    """Reads eight minutes on the way; the phone sleeps for twenty, and its clock with it."""
    for second in range(3 * HOUR):
        phase = second % 1680
        is_reading = phase < 480
        life.page("a").step(visible=is_reading, moved=is_reading and chance.random() < 0.1, awake=phase <= 480)
        life.pass_second(is_reading=is_reading)


def line_lost(life: Life, chance: Random) -> None:
    """The line is gone for twelve minutes of every half hour; reading goes on."""
    for second in range(2 * HOUR):
        life.page("a").step(moved=chance.random() < 0.07, online=second % 1800 < 1080)
        life.pass_second(is_reading=True)


def slow_line(life: Life, chance: Random) -> None:
    """Each word takes up to eight seconds to arrive."""
    for _ in range(2 * HOUR):
        life.page("a").step(moved=chance.random() < 0.07, delay=chance.randint(0, 8))
        life.pass_second(is_reading=True)


def two_devices(life: Life, chance: Random) -> None:
    """Desk and phone in turn, for minutes both: each second is one second of reading."""
    for second in range(2 * HOUR):
        at_desk, at_phone = second % 1200 < 800, second % 1200 > 600
        life.page("desk").step(visible=at_desk, moved=at_desk and chance.random() < 0.06)
        life.page("phone").step("commentary", visible=at_phone, moved=at_phone and chance.random() < 0.06)
        life.pass_second(is_reading=True)


def tab_behind(life: Life, chance: Random) -> None:
    """One tab in front, another behind it, swapped now and then."""
    for second in range(2 * HOUR):
        is_first = second // 900 % 2 == 0
        life.page("a").step(visible=is_first, moved=is_first and chance.random() < 0.06)
        life.page("b").step(visible=not is_first, moved=not is_first and chance.random() < 0.06)
        life.pass_second(is_reading=True)


def over_midnight(life: Life, chance: Random) -> None:
    """From eleven at night until one."""
    life.server.now += 3 * HOUR
    life.server.begun = life.server.now
    careful(life, chance)


HONEST = (
    careful, quiet, fast, with_pauses, phone_asleep, line_lost, slow_line, two_devices, tab_behind, over_midnight,
)  # fmt: skip
