"""Long pictures that were drawn once: kept in a folder under a name that says exactly what is on them."""

import secrets
from dataclasses import dataclass
from pathlib import Path

MOST_KEPT = 400


@dataclass(frozen=True, slots=True)
class PictureShelf:
    """A folder that may be emptied at any time: what is missing is drawn again."""

    folder: Path

    def find(self, name: str) -> bytes | None:
        try:
            return self._path(name).read_bytes()
        except FileNotFoundError:
            return None

    def keep(self, name: str, content: bytes) -> bytes:
        """Put a picture on the shelf, whole or not at all; where the disk is full it is only handed on."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self._make_room()
            temporary = self.folder / f".{secrets.token_hex(8)}"
            temporary.write_bytes(content)
            temporary.replace(self._path(name))
        except OSError:
            pass
        return content

    def _path(self, name: str) -> Path:
        return self.folder / f"{name}.png"

    def _make_room(self) -> None:
        """The oldest go first."""
        kept = sorted(self.folder.glob("*.png"), key=lambda path: path.stat().st_mtime)
        for path in kept[: max(0, len(kept) - MOST_KEPT + 1)]:
            path.unlink(missing_ok=True)
