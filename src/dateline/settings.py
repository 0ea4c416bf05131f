"""All settings in one frozen object; this is the only place that reads the environment or a settings file."""

from __future__ import annotations

import getpass
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dateline.errors import SettingsError

DEFAULT_WORKSPACE = Path("dateline-workspace")
FILE = "settings.toml"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where the workspace lies and how it is worked with.

    `database` is an address (`postgresql://...`), None for the SQLite file of the workspace. `packs` are folders of
    further actors. `author` signs decisions. `workers` are processes that read; 0 means as many as there are cores.
    `model` names an installed spaCy model, None for the one that comes with the program.
    """

    workspace: Path
    database: str | None = None
    packs: tuple[Path, ...] = ()
    author: str = "unknown"
    workers: int = 0
    model: str | None = None
    cache_folder: Path | None = None

    @property
    def file(self) -> Path:
        """The settings file of the workspace."""
        return self.workspace / FILE

    @property
    def archive(self) -> Path:
        """The folder of collected bytes."""
        return self.workspace / "archive"

    @property
    def cache(self) -> Path:
        """What can be made again: indexes of actors and places, shared by all workspaces of a person."""
        return self.cache_folder or _cache_folder(os.environ) or self.workspace / "cache"

    @property
    def sources(self) -> Path:
        """The list of addresses that `dateline add` reads when it is given none."""
        return self.workspace / "sources.txt"

    @property
    def own_pack(self) -> Path:
        """The workspace's own actors."""
        return self.workspace / "actors"


def load_settings(workspace: Path | None = None, environ: Mapping[str, str] | None = None) -> Settings:
    """Settings from the workspace's file and the environment, which wins; the workspace need not exist.

    Raises SettingsError when a setting is unknown or makes no sense.
    """
    env = os.environ if environ is None else environ
    folder = workspace or Path(env.get("DATELINE_WORKSPACE") or DEFAULT_WORKSPACE)
    given = _read_file(folder / FILE)
    author = env.get("DATELINE_AUTHOR") or given.get("author") or _user()
    packs = tuple(folder / pack for pack in _strings(given, "packs"))
    own = folder / "actors"
    if any(own.glob("*.yaml")):
        packs = (*packs, own)
    return Settings(
        workspace=folder,
        database=env.get("DATELINE_DATABASE") or _string(given, "database"),
        packs=packs,
        author=str(author),
        workers=_number(env.get("DATELINE_WORKERS", given.get("workers", 0)), "workers"),
        model=env.get("DATELINE_MODEL") or _string(given, "model"),
        cache_folder=_cache_folder(env),
    )


_KNOWN = frozenset({"database", "packs", "author", "workers", "model", "pack"})


def _cache_folder(env: Mapping[str, str]) -> Path | None:
    """The person's cache folder (XDG), None where there is none: then indexes lie in the workspace."""
    if env.get("DATELINE_CACHE"):
        return Path(env["DATELINE_CACHE"])
    base = env.get("XDG_CACHE_HOME") or (f"{env['HOME']}/.cache" if env.get("HOME") else "")
    return Path(base) / "dateline" if base else None


def _read_file(file: Path) -> dict[str, Any]:
    try:
        given = tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{file} cannot be read: {error}") from error
    unknown = sorted(set(given) - _KNOWN)
    if unknown:
        raise SettingsError(f"{file}: unknown setting {unknown[0]!r}; known are {', '.join(sorted(_KNOWN))}")
    return given


def _string(given: Mapping[str, Any], name: str) -> str | None:
    value = given.get(name)
    if value is not None and not isinstance(value, str):
        raise SettingsError(f"the setting {name!r} must be a text, not {value!r}")
    return value or None


def _strings(given: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = given.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise SettingsError(f"the setting {name!r} must be a list of texts")
    return tuple(value)


def _number(value: Any, name: str) -> int:
    try:
        number = int(value)
    except (TypeError, ValueError) as error:
        raise SettingsError(f"the setting {name!r} must be a whole number, not {value!r}") from error
    if not 0 <= number <= 256:
        raise SettingsError(f"the setting {name!r} must lie between 0 and 256")
    return number


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container without a user name
        return "unknown"
