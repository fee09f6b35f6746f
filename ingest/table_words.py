"""What the words of a table's labels tell: totals, parts, things counted, shares, money."""

from __future__ import annotations

import re
from functools import cache

from ingest.vocabulary_files import flat_space, vocabulary


@cache
def _pattern(table: str, start: str, end: str = r"(?!\w)") -> re.Pattern[str]:
    forms = "|".join(vocabulary("table_words")[table]["forms"])
    return re.compile(rf"{start}(?:{forms}){end}", re.IGNORECASE)


def is_total_label(label: str) -> bool:
    """Whether a row label begins or ends like a total.

    >>> is_total_label("SUMMA NÄMNDER"), is_total_label("Totalt antal resor"), is_total_label("Totalentreprenad")
    (True, True, False)
    >>> is_total_label("Nämnderna totalt"), is_total_label("Utfall mot totalt anslag")
    (True, False)
    """
    flat = flat_space(label)
    return _pattern("totals", r"^\W*").search(flat) is not None or _ENDS_IN_TOTAL.search(flat) is not None


_ENDS_IN_TOTAL = re.compile(r"\w\W+(?:totalt|sammanlagt)\W*$", re.IGNORECASE)


def without_total_word(label: str) -> str:
    """A row label without the word for a total that it begins with: "Samtliga 2024" is of that year.

    >>> without_total_word("Samtliga 2024"), without_total_word("Hudvård 2024")
    (' 2024', 'Hudvård 2024')
    """
    return _pattern("totals", r"^\W*").sub("", flat_space(label))


def is_part_label(label: str) -> bool:
    """Whether a row label begins with "varav" or its like.

    >>> is_part_label("- varav läkare"), is_part_label("Därav lån"), is_part_label("Varavtal")
    (True, True, False)
    """
    return _pattern("parts", r"^\W*").search(flat_space(label)) is not None


def names_counted(label: str) -> bool:
    """Whether a label speaks of things that are counted.

    >>> names_counted("Fysioterapeutbesök"), names_counted("Kostnad per besök"), names_counted("Barn- och skolnämnden")
    (True, False, False)
    """
    flat = flat_space(label)
    return (
        _pattern("counted", r"(?<!\w)(?<!per )(?<!/)", r"(?![\w-])").search(flat) is not None
        and not names_ratio(flat)
        and not names_money(flat)
    )


def names_counted_column(header: str) -> bool:
    """Whether a column header speaks of things counted, those of management included.

    >>> names_counted_column("Uppdrag"), names_counted_column("Utfall")
    (True, False)
    """
    own = _pattern("counted_columns", r"(?<!\w)").search(flat_space(header)) is not None
    return names_counted(header) or (own and not names_money(header))


def names_ratio(label: str) -> bool:
    """Whether a label speaks of a share or ratio.

    >>> names_ratio("Soliditet exkl. ansvarsförbindelsen"), names_ratio("Nettokostnadsutveckling"), names_ratio("Resor")
    (True, True, False)
    """
    return _pattern("ratios", r"(?<!\w)").search(flat_space(label)) is not None


def names_money(label: str) -> bool:
    """Whether a label speaks of money.

    >>> names_money("Verksamhetens nettokostnader"), names_money("Medeltemperatur"), names_money("Frågor om avgifter")
    (True, False, False)
    """
    return _pattern("money", r"(?<!\w)").search(_SUBJECT.sub("", flat_space(label))) is not None


_SUBJECT = re.compile(r"(?<=\w) om \D*$")
"""What questions, complaints and decisions are about: they are no money themselves."""
