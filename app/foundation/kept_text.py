"""What was typed into a form that could not be taken: it waits on the page that says so, and goes on from there."""

import json
from dataclasses import dataclass
from typing import Self

from flask import request

from app.foundation.boxes import box_of, says_a_box
from app.foundation.paths import is_local_path

NEVER_KEPT = {"csrf_token", "account", "password", "old_password", "new_password", "again", "code", "next", "kept"}
SHORTEST_TEXT = 10
MOST_CHARACTERS = 200_000


@dataclass(frozen=True, slots=True)
class KeptForm:
    """Where a form went and its fields, in the order in which they were sent."""

    action: str
    fields: tuple[tuple[str, str], ...]

    @classmethod
    def of_request(cls) -> Self | None:
        """The form of this request, if a person typed a text into it on a page of ours."""
        if request.method != "POST" or not _is_from_here():
            return None
        fields = tuple((n, v) for n, v in request.form.items(multi=True) if n not in NEVER_KEPT)
        kept = cls(request.full_path.rstrip("?"), fields)
        return kept if kept.texts and kept.is_sound else None

    @classmethod
    def read(cls, written: str | None) -> Self | None:
        """What `written` gave, as it comes back in a hidden field; None for anything else."""
        try:
            data = json.loads(written or "")
            kept = cls(str(data["action"]), tuple((str(n), str(v)) for n, v in data["fields"]))
        except (ValueError, TypeError, KeyError, RecursionError):
            return None
        return kept if kept.is_sound else None

    @property
    def written(self) -> str:
        return json.dumps({"action": self.action, "fields": self.fields}, ensure_ascii=False)

    @property
    def is_sound(self) -> bool:
        size = sum(len(name) + len(value) for name, value in self.fields)
        return is_local_path(self.action) and size <= MOST_CHARACTERS

    @property
    def texts(self) -> list[tuple[str, str]]:
        """The fields that a person would be sorry to lose."""
        return [(n, v) for n, v in self.fields if n != "key" and not says_a_box(n) and len(v.strip()) >= SHORTEST_TEXT]

    def box_of(self, name: str) -> str | None:
        """The box in which a text goes on keeping itself."""
        return box_of(name, dict(self.fields))


def _is_from_here() -> bool:
    """A form that another site sent is not offered for sending again."""
    origin = request.headers.get("Origin")
    return origin is None or origin == request.host_url.rstrip("/")
