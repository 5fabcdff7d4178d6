"""Instants, days and lengths of time as people read them, in the language of the page."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from flask import Flask
from flask_babel import gettext as _

from app.foundation import clock, i18n

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: date) -> str:
    """3月18日 · 18 Mar; with the year when it is not this one."""
    year = value.year != clock.now().year
    if i18n.language() == "en":
        return f"{value.day} {MONTHS[value.month - 1]}" + (f" {value.year}" if year else "")
    return (f"{value.year}年" if year else "") + f"{value.month}月{value.day}日"


def days(first: date, last: date) -> str:
    """3月16日至22日 · 16–22 Mar: the month and the year once where they are the same."""
    if first == last:
        return day(first)
    is_one_year = first.year == last.year
    is_one_month = is_one_year and first.month == last.month
    if i18n.language() == "en":
        begins = f"{first.day} {MONTHS[first.month - 1]}" if is_one_year else day(first)
        return f"{first.day}–{day(last)}" if is_one_month else f"{begins} – {day(last)}"
    ends = f"{last.month}月{last.day}日" if is_one_year else day(last)
    return f"{day(first)}至{last.day}日" if is_one_month else f"{day(first)}至{ends}"


def moment(instant: datetime, zone: str = clock.SHANGHAI) -> str:
    """3月18日 20:00 in the training's zone."""
    local = instant.astimezone(ZoneInfo(zone))
    return f"{day(local.date())} {local:%H:%M}"


def hour(instant: datetime, zone: str = clock.SHANGHAI) -> str:
    return f"{instant.astimezone(ZoneInfo(zone)):%H:%M}"


def ago(instant: datetime) -> str:
    """How long it has been, in the largest unit that fits."""
    minutes = int((clock.now() - instant).total_seconds() // 60)
    if minutes < 1:
        return _("刚刚")
    if minutes < 60:
        return _("%(n)d 分钟前", n=minutes)
    if minutes < 24 * 60:
        return _("%(n)d 小时前", n=minutes // 60)
    return _("%(n)d 天前", n=minutes // (24 * 60))


def speak_plainly(app: Flask) -> None:
    for word in (day, days, moment, hour, ago):
        app.jinja_env.filters[word.__name__] = word
