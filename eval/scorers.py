"""Scores of one answer: pure functions of a known question and a `/ask` response.

Units are compared with a small table of this module's own, not with ingest's: the judge shares no code with the judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from eval.cases import Case, CaseType, Reading

Response = Mapping[str, Any]

KRONOR: dict[str, Decimal] = {
    "kr": Decimal(1),
    "tkr": Decimal(1_000),
    "mkr": Decimal(1_000_000),
    "mdkr": Decimal(1_000_000_000),
}
UNIT_NAMES: dict[str, str] = {
    "kronor": "kr",
    "sek": "kr",
    "tusen kronor": "tkr",
    "tsek": "tkr",
    "ksek": "tkr",
    "miljoner kronor": "mkr",
    "mnkr": "mkr",
    "msek": "mkr",
    "mdr": "mdkr",
    "miljarder kronor": "mdkr",
    "%": "procent",
    "procentenhet": "procentenheter",
    "st": "antal",
    "stycken": "antal",
    "timme": "timmar",
    "minut": "minuter",
    "dag": "dagar",
    "kvm": "m2",
    "kvadratmeter": "m2",
    "kwh/m²": "kwh/m2",
    "kwh/kvm": "kwh/m2",
}
# The words around these carry the direction ("minskade med 12"), so the amount decides.
AMOUNT_ONLY = frozenset({CaseType.COMPUTED, CaseType.LOOKUP_TEXT})

_SPACES = re.compile(r"[\s\u00a0\u2007\u2009\u202f]+")
_MINUSES = str.maketrans({"\u2212": "-", "\u2013": "-", "\u2011": "-", "\u00ad": None})


@dataclass(frozen=True, slots=True)
class Score:
    right: bool
    cited: bool
    misleading: bool

    @property
    def score(self) -> bool:
        return self.right and self.cited


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with its unit under one name; two figures of one unit can be compared."""

    number: Decimal
    unit: str | None


def score_response(case: Case, response: Response, doc_names: Mapping[str, str] | None = None) -> Score:
    """Judge one answer; `doc_names` maps a suite's doc prefix to the prefix of the file asked instead."""
    if case.type is CaseType.UNANSWERABLE:
        right = response["kind"] == "not_found"
        return Score(right=right, cited=right, misleading=not right and stated_figure(response) is not None)
    value_right = case.value is None or _value_is_right(case, response)
    right = response["kind"] != "not_found" and value_right and _contains_all(case, response)
    misleading = (
        not right and stated_figure(response) is not None and not (case.value is not None and value_right)
    )
    return Score(right=right, cited=_is_cited(case, response, doc_names or {}), misleading=misleading)


def stated_figure(response: Response) -> Figure | None:
    """The number that the response states as its answer; None for a passage and for not_found."""
    value = response.get("value")
    if value is None or response["kind"] == "not_found":
        return None
    try:
        number = Decimal(str(value["number"]))
    except InvalidOperation as exc:
        raise ValueError(f"value.number is no decimal string: {value['number']!r}") from exc
    return Figure(number, unit_name(value.get("unit")))


def unit_name(unit: str | None) -> str | None:
    """One name for every spelling of a unit.

    >>> unit_name("Mnkr"), unit_name("%"), unit_name("kWh/m²"), unit_name(None)
    ('mkr', 'procent', 'kwh/m2', None)
    """
    if unit is None or not unit.strip():
        return None
    plain = _SPACES.sub(" ", unit).strip().rstrip(".").casefold()
    return UNIT_NAMES.get(plain, plain)


def figure_matches(
    expected: Figure, stated: Figure, *, computed: bool = False, amount_only: bool = False
) -> bool:
    """Same number and unit; sums of money are converted to the expected unit first.

    >>> mkr, tkr = Figure(Decimal("-1.5"), "mkr"), Figure(Decimal("-1500"), "tkr")
    >>> figure_matches(mkr, tkr), figure_matches(mkr, Figure(Decimal("-1.5"), "tkr"))
    (True, False)
    >>> figure_matches(Figure(Decimal("41.7"), "procent"), Figure(Decimal("41.6893"), "procent"), computed=True)
    True
    """
    number = _in_unit(stated, expected.unit)
    if number is None:
        return False
    wanted = expected.number
    if amount_only:
        number, wanted = abs(number), abs(wanted)
    return abs(number - wanted) <= (half_last_digit(expected.number) if computed else 0)


def half_last_digit(number: Decimal) -> Decimal:
    """Half a unit of the last printed digit.

    >>> half_last_digit(Decimal("41.7")), half_last_digit(Decimal("63"))
    (Decimal('0.05'), Decimal('0.5'))
    """
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int):
        raise TypeError(f"no finite number: {number!r}")
    return Decimal(5).scaleb(min(exponent, 0) - 1)


def contains(text: str, wanted: str) -> bool:
    """Whether one of the `|` alternatives stands in the text; spaces, minus signs and case are evened out.

    A number must not be a part of a longer run of digits.

    >>> contains("Det blev 18\\u202f642 besök", "18642|18 642"), contains("Utfall 2015", "15")
    (True, False)
    """
    plain = plain_text(text)
    return any(_stands_in(plain, plain_text(choice)) for choice in wanted.split("|"))


def plain_text(text: str) -> str:
    return _SPACES.sub(" ", text.translate(_MINUSES)).strip().casefold()


def page_matches(wanted: str, label: str) -> bool:
    """Same printed page; an appendix named without a page covers all its pages.

    >>> page_matches("31", "31"), page_matches("Bilaga 2", "Bilaga 2 s. 4"), page_matches("3", "31")
    (True, True, False)
    """
    wanted, label = plain_text(wanted), plain_text(label)
    return wanted == label or (wanted.startswith("bilaga") and label.startswith(f"{wanted} s."))


def _value_is_right(case: Case, response: Response) -> bool:
    stated = stated_figure(response)
    if stated is None or case.value is None:
        return False
    if figure_matches(
        Figure(case.value, unit_name(case.unit)),
        stated,
        computed=case.type is CaseType.COMPUTED,
        amount_only=case.type in AMOUNT_ONLY,
    ):
        return True
    return _matched_reading(case, stated) is not None


def _matched_reading(case: Case, stated: Figure) -> Reading | None:
    """The alternative that an ambiguous question was answered with; other types have one right answer."""
    if case.type is not CaseType.AMBIGUOUS:
        return None
    for reading in case.alternatives:
        if figure_matches(Figure(reading.value, unit_name(reading.unit)), stated):
            return reading
    return None


def _in_unit(stated: Figure, unit: str | None) -> Decimal | None:
    if stated.unit == unit:
        return stated.number
    if stated.unit in KRONOR and unit in KRONOR:
        return stated.number * KRONOR[stated.unit] / KRONOR[unit]
    return None


def _contains_all(case: Case, response: Response) -> bool:
    texts = list(_answer_and_quotes(response))
    return all(any(contains(text, wanted) for text in texts) for wanted in case.must_contain)


def _answer_and_quotes(response: Response) -> Iterator[str]:
    yield response.get("answer") or ""
    calculation = response.get("calculation") or {}
    for citation in [*(response.get("citations") or []), *(calculation.get("operands") or [])]:
        yield citation.get("quote") or ""


def _stands_in(text: str, wanted: str) -> bool:
    before = r"(?<!\d)" if wanted[:1].isdigit() else ""
    after = r"(?!\d)" if wanted[-1:].isdigit() else ""
    return bool(wanted) and re.search(before + re.escape(wanted) + after, text) is not None


def _is_cited(case: Case, response: Response, doc_names: Mapping[str, str]) -> bool:
    citations = response.get("citations") or []
    if not citations:
        return False
    source, page = str(citations[0]["source"]), str(citations[0]["page"])
    return any(
        source.startswith(doc_names.get(doc, doc))
        and (not pages or any(page_matches(wanted, page) for wanted in pages))
        for doc, pages in _right_places(case, response)
    )


def _right_places(case: Case, response: Response) -> Iterator[tuple[str, tuple[str, ...]]]:
    """File and pages that prove the answer: the question's own and, for an answered alternative, its own."""
    if case.doc is not None:
        yield case.doc, case.pages
    stated = stated_figure(response)
    reading = _matched_reading(case, stated) if stated else None
    if reading is not None and reading.doc is not None and reading.page is not None:
        yield reading.doc, (reading.page,)
