"""Reads and checks the operator's settings, the `BETTERJOURNAL_*` environment variables."""

from functools import lru_cache
from ipaddress import ip_network
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from betterjournal.errors import CannotStart

PREFIX = "BETTERJOURNAL_"
LOCAL_HOSTS = frozenset({"localhost", "127.0.0.1", "::1"})
SECRETS = ("database_url", "keyring_url", "redis_url", "smtp_url")
# In place of a mail server: mails are printed where the product was started and leave nowhere (the demo).
PRINT = "print"


class Settings(BaseSettings):
    """Every setting with its default; README's table lists them in the same order."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="ignore", frozen=True)

    data_dir: Path = Path("data")
    url: str = ""
    host: str = "127.0.0.1"
    port: int = Field(8000, ge=1, le=65535)
    database_url: str = ""
    keyring_url: str = ""
    master_key_file: Path | None = None
    redis_url: str = ""
    workers: int = Field(1, ge=1, le=64)
    smtp_url: str = ""
    trusted_proxies: str = ""
    log_format: str = Field("text", pattern="^(text|json)$")

    @field_validator("url")
    @classmethod
    def _bare_address(cls, url: str) -> str:
        parts = urlsplit(url)
        if not url:
            return url
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.path.strip("/") or parts.query:
            raise ValueError("must be an address like https://pages.example.ca, without a path")
        if parts.scheme == "http" and parts.hostname not in LOCAL_HOSTS:
            raise ValueError("must start with https:// unless its host is localhost or 127.0.0.1")
        return url.rstrip("/")

    @field_validator("smtp_url")
    @classmethod
    def _mail_server(cls, url: str) -> str:
        parts = urlsplit(url)
        if url and parts.scheme != PRINT and (parts.scheme not in ("smtp", "smtps") or not parts.hostname):
            raise ValueError("must be like smtps://name:password@mail.example.ca:465 or smtp://... for STARTTLS")
        return url

    @field_validator("trusted_proxies")
    @classmethod
    def _networks(cls, text: str) -> str:
        for part in filter(None, (p.strip() for p in text.split(","))):
            ip_network(part, strict=False)
        return text

    @model_validator(mode="after")
    def _several_workers_share(self) -> "Settings":
        if self.workers > 1 and not self.redis_url:
            raise ValueError("WORKERS above 1 needs REDIS_URL")
        return self

    @property
    def public_url(self) -> str:
        """Where people reach the product; the address that `Origin` must equal."""
        return self.url or f"http://localhost:{self.port}"

    @property
    def secure(self) -> bool:
        """Whether browsers reach the product over https."""
        return self.public_url.startswith("https://")

    @property
    def database(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir.absolute() / 'betterjournal.sqlite3'}"

    @property
    def keyring(self) -> str:
        return self.keyring_url or f"sqlite:///{self.data_dir.absolute() / 'keyring' / 'keyring.sqlite3'}"

    @property
    def master_key(self) -> Path:
        return self.master_key_file or self.data_dir / "keyring" / "master.key"


def read() -> Settings:
    """The settings as the environment has them now; `CannotStart` names the first bad one in a line."""
    try:
        return Settings(**_from_files())
    except ValidationError as problem:
        first = problem.errors()[0]
        name = PREFIX + str(first["loc"][0]).upper() if first["loc"] else PREFIX[:-1]
        raise CannotStart(f"{name}: {first['msg'].removeprefix('Value error, ')}") from None


@lru_cache(maxsize=1)
def load() -> Settings:
    """The settings of this process, read once."""
    return read()


def _from_files() -> dict[str, Any]:
    from os import environ

    found: dict[str, Any] = {}
    for name in SECRETS:
        path = environ.get(f"{PREFIX}{name.upper()}_FILE")
        if path:
            try:
                found[name] = Path(path).read_text().strip()
            except OSError as problem:
                raise CannotStart(f"{PREFIX}{name.upper()}_FILE: cannot read {path} ({problem.strerror})") from None
    return found
