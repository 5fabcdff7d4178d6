"""What every answer has in common: its headers, its errors, and the few things all templates know."""

from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import structlog
from flask import Flask, Response, current_app, jsonify, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from app.foundation import clock, i18n
from app.foundation.access import may_call, viewer
from app.foundation.errors import Forbidden, NotFound, Refused
from app.foundation.kept_text import KeptForm
from app.foundation.markup import excerpt, safe
from app.foundation.shortage import shortage_of
from app.foundation.templating import piece, token
from app.foundation.tokens import form_token

log = structlog.get_logger()
POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
    )
)
ALWAYS = (
    ("Content-Security-Policy", POLICY),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), microphone=(), geolocation=()"),
)
PAGES = {401, 403, 404, 413, 422, 429}


def dress(app: Flask) -> None:
    """Give answers their headers, errors their pages and templates their words."""
    app.after_request(_headers)
    app.wsgi_app = with_headers(app.wsgi_app)  # type: ignore[method-assign, assignment]
    app.register_error_handler(NotFound, lambda error: _error_page(404))
    app.register_error_handler(Forbidden, lambda error: _error_page(403))
    app.register_error_handler(Refused, lambda error: _error_page(422, error.message))
    app.register_error_handler(CSRFError, _untrusted_form)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(Exception, _fault)
    app.jinja_env.filters.update(as_html=safe, excerpt=excerpt)
    app.jinja_env.globals.update(piece=piece, csrf_token=token, static_url=static_url)
    app.context_processor(_words)


@cache
def _fingerprint(path: Path, _changed: int) -> str:
    return sha256(path.read_bytes()).hexdigest()[:10]


def static_url(name: str) -> str:
    """The address of a static file with the fingerprint of its content."""
    path = Path(current_app.static_folder or "") / name
    mark = _fingerprint(path, path.stat().st_mtime_ns) if path.is_file() else None
    return url_for("static", filename=name, v=mark)


def _words() -> dict[str, Any]:
    asked = tuple(request.args.items()) if request and request.query_string else ()
    return {"viewer": viewer(), "asked": asked, "locale": i18n.language(), "now": clock.now(), "csrf_token": token}


def _headers(response: Response) -> Response:
    if response.is_streamed and hasattr(response.response, "close"):
        response.call_on_close(response.response.close)  # compression reads the file but does not close it
    if request.endpoint == "static" and request.args.get("v"):
        response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
    elif request.endpoint != "static" and "Cache-Control" not in response.headers:
        response.headers.setdefault("Cache-Control", "no-store" if viewer() else "no-cache")
    return response


def with_headers(inner: WSGIApplication) -> WSGIApplication:
    """Add what every answer carries, unless it says otherwise itself."""

    def answer(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        def begin(status: str, headers: list[tuple[str, str]], *fault: Any) -> Any:
            named = {name for name, _value in headers}
            return start_response(status, [*headers, *(pair for pair in ALWAYS if pair[0] not in named)], *fault)

        return inner(environ, begin)

    return answer


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.code in PAGES:
        return _error_page(error.code)
    return error.get_response()


def _error_page(code: int, message: str = "") -> ResponseReturnValue:
    kept = KeptForm.of_request() if code in (401, 422, 429) else None
    return render_template(f"errors/{code}.html", message=message, kept=kept), code


def _untrusted_form(_error: CSRFError) -> ResponseReturnValue:
    """A form without its token: somebody whose sign-in ended meanwhile has to sign in first."""
    if viewer() is None and not may_call(request.endpoint):
        return _error_page(401)
    return _error_page(422, _("这个页面停留得太久，或者登录状态变了，所以没有提交上去。请再提交一次。"))


def _fault(error: Exception) -> ResponseReturnValue:
    code = shortage_of(error) or 500
    log.exception("fault", path=request.path, method=request.method, status=code)
    headers = {"Retry-After": "60"} if code != 500 else {}
    if request.accept_mimetypes.best == "application/json":
        return jsonify(message=_("服务器现在存不了，请稍后再试。")), code, headers
    page = current_app.jinja_env.get_template("errors/500.html")  # asks nobody: the fault may be there
    return page.render(code=code, kept=KeptForm.of_request(), token=form_token()), code, headers
