"""Records of a report <-> JSON text, exactly: what is loaded equals what was saved.

The schema is the type hints of `records`, so a field added there with a default is stored and read at once, and older
rows that lack it get the default. Decimals are strings ("-305.0" stays "-305.0"), periods are their two months, dates
are ISO 8601, enums their Swedish value.
"""

from __future__ import annotations

from typing import Generic, TypeVar

import msgspec

from ingest.correction import Correction
from ingest.records import Block, Line, Page, Report, Table

__all__ = ["BLOCK", "CORRECTION", "LINES", "PAGE", "PAIRS", "REPORT", "TABLE", "WARNINGS", "Codec"]

Record = TypeVar("Record")

_ENCODER = msgspec.json.Encoder()


class Codec(Generic[Record]):
    """One type of record to and from JSON text."""

    def __init__(self, kind: type[Record]) -> None:
        self._decoder = msgspec.json.Decoder(kind)

    def to_json(self, record: Record) -> str:
        """The record as compact JSON."""
        return _ENCODER.encode(record).decode("utf-8")

    def from_json(self, text: str) -> Record:
        """The record that `to_json` wrote."""
        return self._decoder.decode(text)


LINES: Codec[tuple[Line, ...]] = Codec(tuple[Line, ...])
PAIRS: Codec[tuple[tuple[str, str], ...]] = Codec(tuple[tuple[str, str], ...])
WARNINGS: Codec[tuple[str, ...]] = Codec(tuple[str, ...])
PAGE: Codec[Page] = Codec(Page)
BLOCK: Codec[Block] = Codec(Block)
TABLE: Codec[Table] = Codec(Table)
REPORT: Codec[Report] = Codec(Report)
CORRECTION: Codec[Correction] = Codec(Correction)
