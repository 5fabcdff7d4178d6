"""The content folder on disk, read into plain values."""

from pathlib import Path

from app.courses.course import SourceFile


def read_folder(folder: Path) -> list[SourceFile]:
    """Every file below the folder, hidden ones left out; a file whose bytes are not UTF-8 has no text."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() or path.is_symlink())
    inside = [path.relative_to(folder) for path in paths]
    return [_read(folder, path) for path in inside if not any(part.startswith(".") for part in path.parts)]


def pictures_in(static: Path) -> list[str]:
    """Names of the pictures that a topic may show."""
    folder = static / "images"
    return [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]


def _read(folder: Path, path: Path) -> SourceFile:
    try:
        text = (folder / path).read_bytes().decode("utf-8-sig")
    except (UnicodeDecodeError, OSError):
        return SourceFile(path.as_posix(), None)
    return SourceFile(path.as_posix(), text)
