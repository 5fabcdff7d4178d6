"""Hearing signals, pressing 「读完了」, entering both: intervals are only ever added, the rest is rebuilt from them."""

from app.study.operations.correcting import correct_stretch
from app.study.operations.entering import enter_signals
from app.study.operations.hearing import finish_section, hear
from app.study.operations.rebuilding import rebuild_day

__all__ = ["correct_stretch", "enter_signals", "finish_section", "hear", "rebuild_day"]
