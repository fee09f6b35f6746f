"""Words of table headers: which begin a column, which are dates, which name a column of words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache

from ingest.flattened_values import is_date, is_month, is_year
from ingest.vocabulary_files import vocabulary


@cache
def known_words(kind: str) -> frozenset[str]:
    """Header words of that kind in the vocabulary."""
    return frozenset(vocabulary("table_headers")[kind])


def folded(word: str) -> str:
    """The word in small letters without the signs around it."""
    return word.casefold().strip(".,:;()*\"'”")


@lru_cache(maxsize=8192)
def is_strong(word: str) -> bool:
    """Whether the word often begins a column header."""
    return folded(word) in known_words("strong") or folded(word).split("/")[0] in known_words("strong")


@lru_cache(maxsize=8192)
def is_date_word(word: str) -> bool:
    """Whether the word is a date, a year or a year with a letter or an apostrophe."""
    plain = word.strip("(),.*")
    return (
        is_date(plain)
        or is_year(plain)
        or (len(plain) == 6 and plain.isdigit() and plain.startswith(("19", "20")))
    )


_QUALIFIERS = frozenset(
    [
        "ack",
        "ackumulerat",
        "ackumulerad",
        "årets",
        "total",
        "totalt",
        "total.",
        "bedömd",
        "beslutad",
        "periodens",
        "ny",
        "per",
        "samman",
        "sammanvägd",
        "ack.",
        "fg",
        "föregående",
        "finansiella",
        "aktuell",
        "helårs-",
        "netto-",
        "beräknad",
        "kommunens",
        "års-",
        "verkligt",
        "redovisat",
        "kortsiktiga",
    ]
)


def qualifies(before: str) -> bool:
    """Words that make the next one part of the same header: "Ack utfall", "Årets budget"."""
    return folded(before) in _QUALIFIERS


@lru_cache(maxsize=8192)
def kind_of_word(text: str) -> str:
    """What a word is alike to in another header: a date to any date, a month to any month."""
    plain = folded(text)
    if is_date_word(text):
        return "<date>"
    if is_month(plain):
        return "<month>"
    return "<number>" if plain.isdigit() else plain


def takes_period(text: str) -> bool:
    """Whether a name that ends in the word is usually followed by its period: "Utfall 2024".

    >>> takes_period("Utfall"), takes_period("Avvikelse")
    (True, False)
    """
    return folded(text) in known_words("takes_period")


def goes_on_period(words: Sequence[str]) -> bool:
    """Whether the last word goes on with the period of the words before: "jan–aug 2023", "helår 2022", "Kv 1".

    >>> goes_on_period(["jan–aug", "2023"]), goes_on_period(["Kv", "1"]), goes_on_period(["31", "dec"])
    (True, True, True)
    >>> goes_on_period(["2025", "augusti", "2024"]), goes_on_period(["aug", "2025", "aug", "2024"])
    (False, True)
    """
    if len(words) < 2:
        return False
    first, before, word = words[-3] if len(words) > 2 else "", words[-2], words[-1]
    if is_month(folded(before)):
        # After "2025 augusti" another year begins a name of its own, unless "2025" ended one: "aug 2025 aug 2024".
        year_first = is_date_word(first) and not (len(words) > 3 and is_month(folded(words[-4])))
        return is_date_word(word) and not year_first
    if folded(before) in known_words("period"):
        return is_date_word(word) or (word.isdigit() and len(word) <= 2)
    if word.isdigit() or is_date_word(word):
        return bool(first) and folded(first) in known_words("period") and before.isdigit() and is_year(word)
    return before.rstrip(".").isdigit() and len(before) <= 3 and is_month(folded(word))


def is_text_header(text: str) -> bool:
    """Whether a column of this name holds words.

    >>> is_text_header("Kommentar"), is_text_header("Utfall")
    (True, False)
    """
    plain = text.casefold()
    return any(plain.startswith(known) for known in known_words("text"))


def is_stub_header(text: str) -> bool:
    """Whether the first column of a table is often called so.

    >>> is_stub_header("Mätetal"), is_stub_header("Utfall")
    (True, False)
    """
    return text.casefold() in known_words("stub")


def begins_stub(text: str) -> bool:
    """Whether a line begins like the header of a first column: "Åtgärd/aktivitet (i tkr)"."""
    first = text.split()[0] if text.split() else ""
    return first[:1].isupper() and first.casefold() in known_words("stub")


def begins_header(text: str) -> bool:
    """Whether a column header often begins with the first word.

    >>> begins_header("Utfall tertial"), begins_header("Inledning")
    (True, False)
    """
    first = text.split()[0]
    return is_strong(first) or folded(first) in known_words("weak")


def is_status(text: str) -> bool:
    """Whether the text is what stands in a status column.

    >>> is_status("Delvis uppfyllt"), is_status("Ekonomi")
    (True, False)
    """
    return text.casefold().strip(". ") in known_words("status")


def begins_group(text: str) -> bool:
    """Whether a header over several columns often begins like this.

    >>> begins_group("Varav årets investeringar"), begins_group("Nettokostnad")
    (True, False)
    """
    plain = text.casefold()
    return is_date_word(text.split()[0]) or any(plain.startswith(known) for known in known_words("group"))
