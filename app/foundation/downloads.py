"""Giving a kept file to a browser: piece by piece, under a policy in which nothing of it can run."""

from typing import Protocol

from flask import Response, request, send_file

from app.foundation import files
from app.foundation.file_kinds import PICTURES

FILE_POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'"


class Stored(Protocol):
    """A file with where its bytes lie."""

    @property
    def name(self) -> str: ...

    @property
    def storage_name(self) -> str: ...

    @property
    def media_type(self) -> str: ...

    @property
    def digest(self) -> str: ...


def send_stored(file: Stored, *, inline: bool = False, cache: str = "private, no-store") -> Response:
    """The file as an attachment; only pictures, which were drawn anew, may open inside the browser.

    A download that broke off goes on from where it was: a poor line does not begin again.
    """
    stream, size = files.opened(file.storage_name)
    response = send_file(
        stream,
        mimetype=file.media_type,
        as_attachment=not (inline and file.media_type in PICTURES),
        download_name=file.name,
        etag=file.digest,
        conditional=False,
    )
    response.call_on_close(stream.close)
    response.content_length = size
    response.make_conditional(request, accept_ranges=True, complete_length=size)
    response.headers["Content-Security-Policy"] = FILE_POLICY
    response.headers["Cache-Control"] = cache
    return response
