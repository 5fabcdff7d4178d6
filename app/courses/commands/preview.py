"""The course as pages straight from its files: no database is asked, every saved file shows at once."""

from collections.abc import Iterable
from pathlib import Path
from threading import Lock
from wsgiref.types import StartResponse, WSGIEnvironment

from flask import Flask, Response, jsonify, redirect
from flask.typing import ResponseReturnValue

from app.courses.commands.preview_pages import Shown, course_page, glossary_page, missing_page, topic_page
from app.courses.folder import pictures_in, read_folder
from app.courses.parsing import GLOSSARY_FILE, Reading, read_files
from app.courses.rendering import Kept
from app.foundation.web import with_headers

COURSE = "/course"


class Preview:
    """A WSGI application on top of the house's own: its templates, its styles, its headers, nobody signed in."""

    def __init__(self, app: Flask, content: Path) -> None:
        self.app, self.content = app, content
        self.static = Path(app.static_folder or "")
        self.kept: Kept = {}
        self.lock = Lock()
        self.read: tuple[str, Reading] | None = None

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        environ = {name: value for name, value in environ.items() if name != "HTTP_COOKIE"}
        if environ["PATH_INFO"].startswith("/static/"):
            return self.app.wsgi_app(environ, start_response)
        with self.app.request_context(environ):
            response = self.app.process_response(self._answer(environ["PATH_INFO"]))
            return with_headers(response)(environ, start_response)

    def version(self) -> str:
        """Differs as soon as a file of the course or a picture was saved, added or removed."""
        files = [*self.content.rglob("*"), *(self.static / "images").rglob("*")]
        states = sorted((str(file), file.stat().st_mtime_ns) for file in files if file.is_file())
        return f"{hash(tuple(states)) & 0xFFFFFFFF:08x}"

    def _answer(self, path: str) -> Response:
        if path == "/preview/version":
            return jsonify(version=self.version())
        if path == "/":
            return self.app.make_response(redirect(COURSE))
        shown = self._shown()
        return self.app.make_response(_page(shown, path) or missing_page(shown))

    def _shown(self) -> Shown:
        """The files as they are now, read again only if one of them changed."""
        with self.lock:
            version = self.version()
            if self.read is None or self.read[0] != version:
                reading = read_files(read_folder(self.content), pictures_in(self.static), self.kept)
                self.read = version, reading
            return Shown(self.content, version, self.read[1])


def _page(shown: Shown, path: str) -> ResponseReturnValue | None:
    if path == COURSE:
        return course_page(shown)
    if path == f"{COURSE}/{GLOSSARY_FILE.removesuffix('.md')}":
        return glossary_page(shown)
    return topic_page(shown, path.removeprefix(f"{COURSE}/") + ".md")
