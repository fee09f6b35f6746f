"""Every setting: name, default, help. Read from the environment once, by the entry points; others get arguments."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import Field, dataclass, field, fields
from pathlib import Path
from typing import Any

from ingest.limits import MEGABYTE, Limits
from service.errors import SettingsError

PREFIX = "BELAGG_"

MAX_QUESTION_CHARS = 2_000
"""The longest question; no setting, the contract fixes it."""


@dataclass(frozen=True, slots=True)
class About:
    """What the README says of a setting, and the least number that it may be."""

    help: str
    least: int = 1


@dataclass(frozen=True, slots=True)
class Settings:
    """The environment variable of a setting is its name in capitals after `BELAGG_`."""

    data: Path = field(
        default=Path("data"),
        metadata={"about": About("Folder that holds the library, the index and the unpacked model.")},
    )
    database: str = field(
        default="",
        metadata={
            "about": About(
                "SQLAlchemy address of another database (tried: PostgreSQL 15); empty is SQLite in the data folder."
            )
        },
    )
    model: str = field(
        default="",
        metadata={
            "about": About(
                "Embedding model: a sentence-transformers folder or hub name; empty means the bundled model."
            )
        },
    )
    max_upload_mb: int = field(default=100, metadata={"about": About("Largest file that is read, in MB.")})
    max_pages: int = field(default=2000, metadata={"about": About("Most pages of one report.")})
    read_seconds: int = field(
        default=600,
        metadata={
            "about": About(
                "Longest time that reading one file may take, in seconds; each scanned page adds a minute."
            )
        },
    )
    ocr: bool = field(
        default=True,
        metadata={"about": About("Read scanned pages with Tesseract (OCR): `on` or `off`.")},
    )
    lock_seconds: int = field(
        default=600,
        metadata={
            "about": About("Longest wait for another process that writes to the same library.", least=0)
        },
    )
    host: str = field(default="127.0.0.1", metadata={"about": About("Address that the HTTP API listens on.")})
    port: int = field(default=8000, metadata={"about": About("Port of the HTTP API.")})
    ui_port: int = field(default=8501, metadata={"about": About("Port of the web chat.")})
    api: str = field(
        default="http://127.0.0.1:8000",
        metadata={"about": About("Address of the HTTP API that the web chat talks to.")},
    )
    requests_per_minute: int = field(
        default=0,
        metadata={
            "about": About(
                "Most questions, searches and uploads a minute from one address; 0 is no limit.", least=0
            )
        },
    )
    allowed_hosts: str = field(
        default="",
        metadata={
            "about": About(
                "Public names that the API answers to behind a proxy, parted by commas; `*` is any."
            )
        },
    )
    allowed_origins: str = field(
        default="", metadata={"about": About("Origins whose web pages may use the API, parted by commas.")}
    )
    llm_url: str = field(
        default="",
        metadata={
            "about": About(
                "OpenAI-compatible address of a language model, to and with `/v1`, that may rephrase quoted sentences; empty is none."
            )
        },
    )
    llm_model: str = field(
        default="", metadata={"about": About("Name of the language model at that address.")}
    )
    llm_key: str = field(
        default="",
        repr=False,
        metadata={"about": About("Key for that address, sent as a bearer token; empty sends none.")},
    )
    llm_seconds: int = field(
        default=8,
        metadata={
            "about": About(
                "Longest wait for the language model, in seconds; then the quotes are shown as they are."
            )
        },
    )
    unanswered_days: int = field(
        default=90,
        metadata={
            "about": About(
                "Days that a question without an answer is kept for the staff view; 0 notes none.", least=0
            )
        },
    )

    def limits(self) -> Limits:
        """The bounds on one file."""
        return Limits(max_bytes=self.max_upload_mb * MEGABYTE, max_pages=self.max_pages, read_scans=self.ocr)


@dataclass(frozen=True, slots=True)
class SettingRow:
    """One setting as documentation shows it."""

    variable: str
    default: str
    help: str


def setting_rows() -> Iterator[SettingRow]:
    """The settings in order, for the README and its test."""
    for item in fields(Settings):
        yield SettingRow(PREFIX + item.name.upper(), _value_to_text(item.default), _about(item).help)


def read_settings(environment: Mapping[str, str], **overrides: object) -> Settings:
    """The settings of an environment; an override that is None (an option not given) is left out."""
    values: dict[str, object] = {}
    for item in fields(Settings):
        variable = PREFIX + item.name.upper()
        raw = environment.get(variable, "").strip()
        if raw:
            values[item.name] = _text_to_value(raw, item.default, variable, _about(item).least)
    values.update({name: value for name, value in overrides.items() if value is not None})
    return Settings(**values)  # type: ignore[arg-type]


def _about(item: Field[Any]) -> About:
    about: About = item.metadata["about"]
    return about


_SWITCH = {"on": True, "off": False}


def _value_to_text(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value)


def _text_to_value(raw: str, default: object, variable: str, least: int) -> object:
    if isinstance(default, bool):
        if raw.casefold() not in _SWITCH:
            raise SettingsError(f"{variable} ska vara on eller off, men är {raw!r}.")
        return _SWITCH[raw.casefold()]
    if isinstance(default, int):
        if not raw.isascii() or not raw.isdigit() or int(raw) < least:
            raise SettingsError(f"{variable} ska vara ett heltal som är minst {least}, men är {raw!r}.")
        return int(raw)
    return Path(raw) if isinstance(default, Path) else raw
