"""Every setting: name, default, help. Read from the environment once, by the entry points; others get arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from ingest.limits import MEGABYTE, Limits
from service.errors import SettingsError

PREFIX = "BELAGG_"


def _setting(default: Any, help_text: str, least: int = 1) -> Any:
    return field(default=default, metadata={"help": help_text, "least": least})


@dataclass(frozen=True, slots=True)
class Settings:
    """The environment variable of a setting is its name in capitals after `BELAGG_`."""

    data: Path = _setting(Path("data"), "Folder that holds the library, the index and the unpacked model.")
    database: str = _setting(
        "", "SQLAlchemy address of another database; empty means SQLite in the data folder."
    )
    model: str = _setting(
        "", "Embedding model: a sentence-transformers folder or hub name; empty means the bundled model."
    )
    max_upload_mb: int = _setting(100, "Largest file that is read, in MB.")
    max_pages: int = _setting(2000, "Most pages of one report.")
    read_seconds: int = _setting(600, "Longest time that reading one file may take.")
    lock_seconds: int = _setting(
        600, "Longest wait for another process that writes to the same library.", least=0
    )
    host: str = _setting("127.0.0.1", "Address that the HTTP API listens on.")
    port: int = _setting(8000, "Port of the HTTP API.")
    ui_port: int = _setting(8501, "Port of the web chat.")
    api: str = _setting("http://127.0.0.1:8000", "Address of the HTTP API that the web chat talks to.")

    def limits(self) -> Limits:
        """The bounds on one file."""
        return Limits(max_bytes=self.max_upload_mb * MEGABYTE, max_pages=self.max_pages)


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as documentation shows it."""

    variable: str
    default: str
    help: str


def setting_rows() -> Iterator[SettingRow]:
    """The settings in order, for the README and its test."""
    for item in fields(Settings):
        yield SettingRow(PREFIX + item.name.upper(), str(item.default), item.metadata["help"])


def read_settings(environment: Mapping[str, str], **overrides: object) -> Settings:
    """The settings of an environment; an override that is None (an option not given) is left out."""
    values: dict[str, object] = {}
    for item in fields(Settings):
        raw = environment.get(PREFIX + item.name.upper(), "").strip()
        if raw:
            values[item.name] = _text_to_value(
                raw, item.default, PREFIX + item.name.upper(), item.metadata["least"]
            )
    values.update({name: value for name, value in overrides.items() if value is not None})
    return Settings(**values)  # type: ignore[arg-type]


def _text_to_value(raw: str, default: object, variable: str, least: int) -> object:
    if isinstance(default, int):
        if not raw.isascii() or not raw.isdigit() or int(raw) < least:
            raise SettingsError(f"{variable} ska vara ett heltal som är minst {least}, men är {raw!r}.")
        return int(raw)
    return Path(raw) if isinstance(default, Path) else raw
