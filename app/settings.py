"""Everything the surroundings may decide, read once."""

import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, Self

from app.foundation.buckets import SCHEME, Access
from app.foundation.connections import MOST_SOCKETS

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = ("development", "production", "test")
MEBIBYTE = 1024 * 1024


class SettingsError(Exception):
    """Says in plain words what is wrong with the environment."""


class ResourceLimits(NamedTuple):
    """How many files a resource has at most, how large each may be, how many resources somebody shares a day."""

    files: int = 5
    megabytes: int = 10
    a_day: int = 20


USUAL_LIMITS = ResourceLimits()


@dataclass(frozen=True, slots=True)
class Settings:
    environment: str
    database_url: str
    redis_url: str | None
    secret_key: str
    files_url: str
    instance: Path
    content: Path
    files_access: Access = field(default=Access(), repr=False)
    scanner_url: str | None = None
    resource_limits: ResourceLimits = USUAL_LIMITS
    trusted_proxies: int = 0
    maximum_request_bytes: int = 24 * MEBIBYTE
    most_sockets: int = MOST_SOCKETS
    public_url: str = "http://127.0.0.1:8000"
    mail_url: str | None = None
    mail_from: str = "noreply@localhost"
    metrics_token: str | None = None
    personal_data_key: str | None = None

    @property
    def is_production(self) -> bool:
        return self.environment == "production"

    @classmethod
    def from_environment(cls, environ: dict[str, str] | None = None) -> Self:
        environ = dict(os.environ) if environ is None else environ
        environment = environ.get("APP_ENV", "development")
        if environment not in ENVIRONMENTS:
            raise SettingsError(f"APP_ENV is {environment!r}; it may be {', '.join(ENVIRONMENTS)}")
        instance = Path(environ.get("INSTANCE_PATH", ROOT / "instance"))
        return cls(
            environment=environment,
            database_url=_driver(environ.get("DATABASE_URL") or f"sqlite:///{instance / 'app.db'}"),
            redis_url=environ.get("REDIS_URL") or None,
            secret_key=_secret_key(environ, environment, instance),
            files_url=_store(environ.get("FILES_URL") or str(instance / "files")),
            files_access=_access(environ),
            scanner_url=_scanner(environ.get("SCANNER_URL") or None),
            resource_limits=_resource_limits(environ),
            instance=instance,
            content=Path(environ.get("CONTENT_PATH", ROOT / "content")),
            most_sockets=_whole_number(environ, "SOCKETS", MOST_SOCKETS),
            trusted_proxies=_whole_number(environ, "TRUSTED_PROXIES", 0),
            public_url=(environ.get("PUBLIC_URL") or "http://127.0.0.1:8000").rstrip("/"),
            mail_url=_mail_url(environ.get("MAIL_URL") or None),
            mail_from=environ.get("MAIL_FROM") or "noreply@localhost",
            metrics_token=environ.get("METRICS_TOKEN") or None,
            personal_data_key=_personal_data_key(environ.get("PERSONAL_DATA_KEY") or None),
        )


def _driver(url: str) -> str:
    """Name the driver, so that the usual postgres:// addresses work as they are."""
    for scheme in ("postgres://", "postgresql://"):
        if url.startswith(scheme):
            return "postgresql+psycopg://" + url.removeprefix(scheme)
    return url


def _store(url: str) -> str:
    """Files are kept in a folder or in a bucket; docs/decisions/0019 says how."""
    if "://" in url and not url.startswith(("file://", SCHEME)):
        raise SettingsError(f"FILES_URL is {url!r}; give the path of a folder, or s3://bucket/prefix")
    return url


def _access(environ: dict[str, str]) -> Access:
    """How the bucket is reached; half a key would be found out only when the first file is sent."""
    endpoint, region = environ.get("FILES_ENDPOINT") or None, environ.get("FILES_REGION") or "us-east-1"
    key_id, secret = environ.get("FILES_KEY_ID") or None, environ.get("FILES_SECRET") or None
    if endpoint is not None and not endpoint.startswith(("http://", "https://")):
        raise SettingsError(f"FILES_ENDPOINT is {endpoint!r}; it must begin with https:// or http://")
    if (key_id is None) != (secret is None):
        raise SettingsError("FILES_KEY_ID and FILES_SECRET belong together: give both or neither")
    return Access(endpoint, region, key_id, secret)


def _scanner(url: str | None) -> str | None:
    if url is not None and not url.startswith(("clamd://", "unix:/")):
        raise SettingsError(
            "SCANNER_URL must be clamd://host:port or unix:///path/of/the/socket; without it nothing is scanned"
        )
    return url


def _resource_limits(environ: dict[str, str]) -> ResourceLimits:
    usual = USUAL_LIMITS
    limits = ResourceLimits(
        files=_whole_number(environ, "RESOURCE_FILES", usual.files),
        megabytes=_whole_number(environ, "RESOURCE_MEGABYTES", usual.megabytes),
        a_day=_whole_number(environ, "RESOURCES_A_DAY", usual.a_day),
    )
    if not (1 <= limits.files <= 20 and 1 <= limits.megabytes <= 20 and limits.a_day >= 1):
        raise SettingsError("RESOURCE_FILES and RESOURCE_MEGABYTES lie between 1 and 20, RESOURCES_A_DAY is at least 1")
    return limits


def _mail_url(url: str | None) -> str | None:
    if url is not None and not url.startswith(("smtp://", "smtps://")):
        raise SettingsError("MAIL_URL must begin with smtp:// or smtps://; without it letters are only logged")
    return url


def _personal_data_key(key: str | None) -> str | None:
    if key is not None and len(key) < 32:
        raise SettingsError("PERSONAL_DATA_KEY needs at least 32 characters; without it SECRET_KEY serves")
    return key


def _whole_number(environ: dict[str, str], name: str, default: int) -> int:
    text = environ.get(name, str(default))
    if not text.isdigit():
        raise SettingsError(f"{name} is {text!r}; it must be a whole number")
    return int(text)


def _secret_key(environ: dict[str, str], environment: str, instance: Path) -> str:
    key = environ.get("SECRET_KEY", "")
    if len(key) >= 32:
        return key
    if environment == "production":
        raise SettingsError("SECRET_KEY must be set in production, with at least 32 characters")
    return key or _kept_key(instance / "secret_key")


def _kept_key(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(48))
        path.chmod(0o600)
    return path.read_text().strip()
