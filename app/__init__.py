"""The application, put together from its settings."""

from datetime import timedelta

from flask import Flask
from flask_compress import Compress
from flask_migrate import Migrate
from sqlalchemy import make_url
from werkzeug.middleware.proxy_fix import ProxyFix

from app import domains, schedule
from app.foundation import access, database, files, i18n, limits, realtime, scanning, web, wording
from app.foundation.bodies import HouseRequest
from app.foundation.house import House
from app.foundation.sessions import HouseLogin, HouseSessions
from app.foundation.templating import HouseEnvironment
from app.foundation.tokens import HouseTokens
from app.foundation.turnstile import Turnstile
from app.people.queries import find_signed_in, has_demo_people
from app.settings import ROOT, Settings, SettingsError


def create_app(settings: Settings | None = None) -> Flask:
    settings = settings or Settings.from_environment()
    settings.instance.mkdir(parents=True, exist_ok=True)
    app = House(__name__, static_folder=str(ROOT / "static"), instance_path=str(settings.instance))
    app.session_interface = HouseSessions()
    app.request_class = HouseRequest
    app.jinja_environment = HouseEnvironment  # type: ignore[assignment]
    app.config.from_mapping(_configuration(settings))
    app.extensions["settings"] = settings
    _open_database(app)
    access.refuse_unreadable(app)
    HouseTokens(app)
    _remember_people(app)
    i18n.speak(app)
    limits.keep(app, settings.redis_url)
    files.open_store(app, settings.files_url, settings.files_access)
    scanning.open_scanner(app, settings.scanner_url)
    access.guard(app)
    Compress(app)
    web.dress(app)
    if make_url(settings.database_url).get_backend_name() == "sqlite":
        app.wsgi_app = Turnstile(app.wsgi_app)  # type: ignore[method-assign]
    wording.speak_plainly(app)
    realtime.open_sockets(app, settings.redis_url)
    domains.plug_into(app)
    access.trust_permits(app)
    schedule.plug_into(app)
    if settings.trusted_proxies:
        count = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]
    if settings.is_production:
        _refuse_demo_people(app)
    return app


def _configuration(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": database.engine_options(settings.database_url),
        "MAX_CONTENT_LENGTH": settings.maximum_request_bytes,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "WTF_CSRF_TIME_LIMIT": None,
        "COMPRESS_ALGORITHM": ["br", "gzip"],  # poor lines in remote counties: pages weigh a quarter
        "COMPRESS_BR_LEVEL": 4,
        "SESSION_COOKIE_NAME": "__Host-session" if settings.is_production else "session",
        "SESSION_COOKIE_SECURE": settings.is_production,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_NAME": "__Host-remember" if settings.is_production else "remember",
        "REMEMBER_COOKIE_SECURE": settings.is_production,
        "REMEMBER_COOKIE_HTTPONLY": True,
        "REMEMBER_COOKIE_SAMESITE": "Lax",
        "REMEMBER_COOKIE_DURATION": timedelta(days=60),
        "TESTING": settings.environment == "test",
    }


def _open_database(app: Flask) -> None:
    database.db.init_app(app)
    app.teardown_appcontext(database.end_glance)
    Migrate(app, database.db, directory=str(ROOT / "migrations"), render_as_batch=False)
    with app.app_context():
        database.listen(database.db.engine)


def _remember_people(app: Flask) -> None:
    manager = HouseLogin(app, add_context_processor=False)
    manager.user_loader(find_signed_in)


def _refuse_demo_people(app: Flask) -> None:
    with app.app_context():
        if has_demo_people():
            raise SettingsError("this database holds the demo training, whose password everybody knows: use another")
