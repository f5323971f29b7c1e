"""Settings: option > environment (CHIPWATCH_*) > chipwatch.toml > default. Nobody else reads these."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import (
    BaseSettings,
    InitSettingsSource,
    NoDecode,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from records.errors import ConfigError

PREFIX = "CHIPWATCH_"
FILE = "chipwatch.toml"

#: Variables with our prefix that are no settings: where the settings file lies, and what tests read.
_NOT_SETTINGS = frozenset({"CHIPWATCH_CONFIG", "CHIPWATCH_SEED"})

#: A size as DuckDB reads one, and its units in MB; a share of the machine's memory is none.
_SIZE = re.compile(r"(\d+(?:\.\d+)?) ?(MB|GB|TB|MiB|GiB|TiB)", re.IGNORECASE)
_UNITS = {"mb": 1.0, "gb": 1e3, "tb": 1e6, "mib": 1.05, "gib": 1074.0, "tib": 1.1e6}
#: MB: with less, DuckDB cannot write a poll's harvest.
_LEAST_MEMORY = 64


class Settings(BaseSettings):
    """What a user may set. Times in the unit that the name says."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, extra="forbid", frozen=True)

    #: Everything chipwatch keeps lies here.
    home: Path = Path("data")
    #: Your own sources files, read after the shipped one; a table of the same key replaces ours.
    #: In the environment: paths joined by `:`; in the settings file, a list.
    sources: Annotated[list[Path], NoDecode] = []
    #: False: poll only what `sources` names.
    shipped_sources: bool = True
    #: An address or URL that server owners can write to; goes into the User-Agent.
    contact: str = ""
    #: http://host:port of a proxy for all requests but those to local sources; empty: none.
    proxy: str = ""
    #: Feeds and pages fetched at once, over all hosts; a host is asked one thing at a time.
    concurrency: int = Field(default=32, ge=1, le=512)
    #: Seconds for connecting and for each read.
    timeout_seconds: float = Field(default=20.0, gt=0, le=300)
    #: Seconds for a whole response, redirects included.
    deadline_seconds: float = Field(default=60.0, gt=0, le=900)
    #: Largest feed or page, in bytes after decompression.
    max_bytes: int = Field(default=15 * 1024 * 1024, ge=10_000)
    #: Memory that DuckDB may use while writing.
    memory_limit: str = "1GB"
    #: Days for which pages stay in the raw archive; 0: for ever. Texts and facts stay in any case.
    archive_days: int = Field(default=0, ge=0, le=100_000)
    #: Port of the Prefect server that `chipwatch serve` starts.
    prefect_port: int = Field(default=4200, ge=1024, le=65535)

    @field_validator("sources", mode="before")
    @classmethod
    def _split_paths(cls, value: object) -> object:
        return [part for part in value.split(os.pathsep) if part] if isinstance(value, str) else value

    @field_validator("proxy")
    @classmethod
    def _is_a_proxy(cls, value: str) -> str:
        if value and not _is_address(value):
            raise ValueError("a proxy is http://host:port or https://host:port")
        return value

    @field_validator("memory_limit")
    @classmethod
    def _is_a_size(cls, value: str) -> str:
        size = _SIZE.fullmatch(value)
        if size is None or float(size[1]) * _UNITS[size[2].lower()] < _LEAST_MEMORY:
            raise ValueError(f"a size such as 512MB or 2GB, {_LEAST_MEMORY}MB at least")
        return value

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        del dotenv_settings, file_secret_settings  # one order, three places
        return init_settings, env_settings, InitSettingsSource(settings_cls, _file_settings())


def load_settings(**options: Any) -> Settings:
    """The settings in force; an option that is None was not given. Raises ConfigError, naming the place."""
    _refuse_unknown(_environment(), "environment")
    try:
        return Settings(**{key: value for key, value in options.items() if value is not None})
    except ValidationError as error:
        first = error.errors()[0]
        key = str(first["loc"][0])
        problem = first["msg"].removeprefix("Value error, ")
        raise ConfigError(_where(key, options), f"{key} = {first['input']!r}: {problem}") from error


def as_environment(settings: Settings) -> dict[str, str]:
    """The variables that give another process, wherever it runs, just these settings; no file has a say."""
    told = {PREFIX + name.upper(): _word(value) for name, value in settings}
    return told | {f"{PREFIX}CONFIG": os.devnull}


def _word(value: object) -> str:
    match value:
        case bool():
            return str(value).lower()
        case Path():
            return str(value.resolve())
        case list():
            return os.pathsep.join(map(_word, value))
    return str(value)


def _is_address(value: str) -> bool:
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        return False
    rest = parts.path.strip("/") or parts.query or parts.fragment
    return parts.scheme in ("http", "https") and bool(parts.hostname) and port != 0 and not rest


def settings_file() -> Path:
    """The settings file: CHIPWATCH_CONFIG, else ./chipwatch.toml; it need not exist."""
    return Path(os.environ.get(f"{PREFIX}CONFIG", FILE))


def _file_settings() -> dict[str, Any]:
    file = settings_file()
    if not file.exists():
        if f"{PREFIX}CONFIG" in os.environ:
            raise ConfigError(f"{PREFIX}CONFIG", f"{file} does not exist")
        return {}
    try:
        found = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(str(file), f"not TOML: {error}") from error
    except OSError as error:
        raise ConfigError(str(file), f"cannot be read: {error.strerror}") from error
    _refuse_unknown(list(found), str(file))
    return found | {key: _beside(file, found[key]) for key in _PATHS & found.keys()}


#: Settings that are paths: in a file, they are relative to the folder that it lies in.
_PATHS = frozenset({"home", "sources"})


def _beside(file: Path, value: object) -> object:
    match value:
        case str():
            return str(file.parent / value)
        case list():
            return [_beside(file, part) for part in value]
    return value


def _environment() -> list[str]:
    names = [name for name in os.environ if name.startswith(PREFIX) and name not in _NOT_SETTINGS]
    return [name.removeprefix(PREFIX).lower() for name in names]


def _refuse_unknown(keys: list[str], place: str) -> None:
    allowed = sorted(Settings.model_fields)
    for key in keys:
        if key not in allowed:
            near = difflib.get_close_matches(key, allowed, n=1)
            remedy = f"did you mean {near[0]}? " if near else ""
            where = f"{PREFIX}{key.upper()}" if place == "environment" else f"{place}:{_line(place, key)}"
            raise ConfigError(where, f"unknown setting {key!r}", f"{remedy}allowed: {', '.join(allowed)}")


def _where(key: str, options: dict[str, Any]) -> str:
    """The place that set `key`, in the order of precedence."""
    if options.get(key) is not None:
        return f"--{key.replace('_', '-')}"
    if PREFIX + key.upper() in os.environ:
        return PREFIX + key.upper()
    file = str(settings_file())
    return f"{file}:{_line(file, key)}"


def _line(file: str, key: str) -> int:
    """Number of the line that sets `key`, from 1; 1 when it stands in no line of its own."""
    lines = Path(file).read_text(encoding="utf-8").splitlines()
    return next((n for n, line in enumerate(lines, 1) if line.lstrip(" [\"'").startswith(key)), 1)
