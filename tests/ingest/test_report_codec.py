from __future__ import annotations

from datetime import date
from decimal import Decimal

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.periods import Period
from ingest.records import (
    Block,
    BlockKind,
    Bound,
    Cell,
    CellState,
    Check,
    FigureKind,
    Line,
    Page,
    Report,
    Span,
    Table,
)
from ingest.report_codec import BLOCK, LINES, PAGE, PAIRS, REPORT, TABLE

# Lone surrogates are no text: the readers never give them.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
PATHS = st.lists(TEXTS, max_size=2).map(tuple)
NUMBERS = st.integers(0, 10**6)
FLOATS = st.floats(allow_nan=False, allow_infinity=False)
BOXES = st.none() | st.tuples(FLOATS, FLOATS, FLOATS, FLOATS)
MONTHS = st.tuples(st.integers(1900, 2100), st.integers(1, 12))
PERIODS = st.none() | st.builds(Period, MONTHS, MONTHS)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False)

LINE_RECORDS = st.builds(
    Line, NUMBERS, TEXTS, BOXES, st.none() | FLOATS, st.booleans(), st.lists(FLOATS, max_size=4).map(tuple)
)
PAGE_RECORDS = st.builds(
    Page,
    NUMBERS,
    TEXTS,
    st.lists(LINE_RECORDS, max_size=3).map(tuple),
    st.none() | FLOATS,
    st.none() | FLOATS,
    st.booleans(),
)
SPANS = st.builds(Span, NUMBERS, NUMBERS, NUMBERS, NUMBERS, BOXES)
BLOCK_RECORDS = st.builds(
    Block,
    st.sampled_from(BlockKind),
    TEXTS,
    PATHS,
    st.lists(SPANS, max_size=2).map(tuple),
    st.integers(0, 6),
    st.none() | NUMBERS,
)
CELLS = st.builds(
    Cell,
    NUMBERS,
    NUMBERS,
    TEXTS,
    st.sampled_from(CellState),
    TEXTS,
    NUMBERS,
    number=st.none() | DECIMALS,
    unit=st.none() | TEXTS,
    unit_source=st.none() | TEXTS,
    row_path=PATHS,
    column_path=PATHS,
    period=PERIODS,
    kind=st.none() | st.sampled_from(FigureKind),
    bound=st.none() | st.sampled_from(Bound),
    body=st.none() | TEXTS,
    is_total=st.booleans(),
    box=BOXES,
    lines=st.lists(NUMBERS, max_size=2).map(tuple),
)
CHECKS = st.builds(Check, TEXTS, NUMBERS, NUMBERS, NUMBERS, st.lists(NUMBERS, max_size=2).map(tuple))
TABLE_RECORDS = st.builds(
    Table,
    TEXTS,
    st.none() | TEXTS,
    PATHS,
    st.none() | TEXTS,
    st.lists(PATHS, max_size=2).map(tuple),
    st.lists(PATHS, max_size=2).map(tuple),
    PATHS,
    st.lists(CELLS, max_size=2).map(tuple),
    PATHS,
    st.lists(NUMBERS, max_size=2).map(tuple),
    period=PERIODS,
    body=st.none() | TEXTS,
    checks=st.lists(CHECKS, max_size=2).map(tuple),
    notes=PATHS,
    ocr=st.booleans(),
)
REPORT_RECORDS = st.builds(
    Report,
    TEXTS,
    TEXTS,
    TEXTS,
    TEXTS,
    st.none() | TEXTS,
    st.none() | TEXTS,
    PERIODS,
    st.none() | st.dates(),
    st.lists(PAGE_RECORDS, max_size=2).map(tuple),
    st.lists(BLOCK_RECORDS, max_size=2).map(tuple),
    st.lists(TABLE_RECORDS, max_size=2).map(tuple),
    abbreviations=st.lists(st.tuples(TEXTS, TEXTS), max_size=2).map(tuple),
    warnings=PATHS,
)

NUMBER_CELL = Cell(0, 1, "-305,0", CellState.NUMBER, "31", 29, Decimal("-305.0"), "mkr")


@settings(max_examples=60, deadline=None)
@given(REPORT_RECORDS)
def test_a_report_comes_back_as_it_was(report: Report) -> None:
    assert REPORT.from_json(REPORT.to_json(report)) == report


@given(st.lists(LINE_RECORDS, max_size=3).map(tuple))
def test_lines_come_back_as_they_were(lines: tuple[Line, ...]) -> None:
    assert LINES.from_json(LINES.to_json(lines)) == lines


@given(DECIMALS)
def test_a_decimal_keeps_sign_digits_and_exponent(number: Decimal) -> None:
    cell = Cell(0, 0, "", CellState.NUMBER, "1", 1, number)
    table = Table("t", None, (), None, (), (), (), (cell,), ("1",), (1,))
    loaded = TABLE.from_json(TABLE.to_json(table)).cells[0].number
    assert loaded is not None
    assert loaded.as_tuple() == number.as_tuple()


def test_enums_periods_and_dates_come_back_as_their_types() -> None:
    cell = Cell(
        0, 0, "Minst 88 %", CellState.TEXT, "1", 1, kind=FigureKind.TARGET, bound=Bound.AT_LEAST, period=Period((2025, 1), (2025, 8))
    )  # fmt: skip
    table = Table("t", None, (), None, (), (), (), (cell,), ("1",), (1,))
    loaded = TABLE.from_json(TABLE.to_json(table)).cells[0]
    assert (type(loaded.state), type(loaded.kind), type(loaded.bound)) == (CellState, FigureKind, Bound)
    assert str(loaded.period) == "2025-01/2025-08"
    report = Report("r", "r.txt", "h", "R", None, None, None, date(2025, 9, 30), (), (), ())
    assert REPORT.from_json(REPORT.to_json(report)).published == date(2025, 9, 30)


def test_the_text_can_be_read() -> None:
    table = Table(
        "t", "Nämnder", (), "mkr", (), (("a", "-305,0"),), ("a -305,0",), (NUMBER_CELL,), ("31",), (29,)
    )
    text = TABLE.to_json(table)
    assert text.startswith(
        '{"id":"t","caption":"Nämnder","section":[],"unit":"mkr","header":[],"rows":[["a","-305,0"]],'
    )
    assert '"state":"number","page":"31","page_index":29,"number":"-305.0","unit":"mkr"' in text


@pytest.mark.parametrize(
    "text",
    [
        '{"index":1,"label":"1"}',  # a field without a default is missing
        '{"index":"x","label":"1","lines":[]}',
        "{",
    ],
)
def test_text_that_is_no_record_is_refused(text: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        PAGE.from_json(text)


def test_a_row_of_an_older_version_gets_the_defaults_of_newer_fields() -> None:
    block = BLOCK.from_json('{"kind":"heading","text":"Mål","section":["Mål"],"spans":[]}')
    assert block == Block(BlockKind.HEADING, "Mål", ("Mål",), ())
    assert PAIRS.from_json('[["HSN","Hälso- och sjukvårdsnämnden"]]') == (
        ("HSN", "Hälso- och sjukvårdsnämnden"),
    )
