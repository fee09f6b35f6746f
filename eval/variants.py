"""Robustness: each numeric question of a suite in other words, made by machine.

`python -m eval.variants SUITE --out VARIANTS.jsonl` writes a suite whose ids end in `~` and the kind of change;
`python -m eval.robustness` asks originals and variants and compares their scores.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

from eval.cases import load_suite
from eval.typeset.asks import line_to_json

WORDS_FILE = Path(__file__).with_name("variants.toml")
ID_MARK = "~"
SHORTEST_MISSPELT = 5  # shorter words turn into other words
_TIME_AT_THE_END = re.compile(
    r"""[ ]
    (?P<time>
        (?:(?:i[ ]år|i|under|per|till[ ]och[ ]med|tom|t\.o\.m\.|helåret|hela|år|för),?[ ])*
        (?:den[ ])?(?:\d{1,2}[ ](?=[a-zåäö]))?                            # a day
        (?:(?:första|andra|tredje)[ ](?:tertialet|kvartalet|halvåret)[ ])?
        (?:(?:jan|feb|mars|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*)?   # a month
        (?:[-–](?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*)?  # a second month
        [ ]?(?:19|20)\d\d
    )[ ]*\??$""",
    re.VERBOSE | re.IGNORECASE,
)
_HOLDS_THE_TIME = re.compile(
    r"(?:med|till|från|sedan|än|och|enligt|[,–-]|\w*(?:plan|planen|rapporten|tertialen|VP))$"
)
"""Words before a time that need it where it stands: "jämfört med 2024", "från 2019 till 2020", "VP 2025"."""


@dataclass(frozen=True, slots=True)
class Words:
    """The tables of `variants.toml`."""

    abbreviations: Mapping[str, str]
    owned: tuple[str, ...]
    """How a word begins that a body's name stands before as its owner: "RS budget" is regionstyrelsens."""
    inflections: Mapping[str, str]
    everyday: Mapping[str, str]
    dropped: frozenset[str]


Change = Callable[[str, Words, Random], str]


def load_words(path: Path = WORDS_FILE) -> Words:
    with path.open("rb") as file:
        table = tomllib.load(file)
    return Words(
        table["abbreviations"],
        tuple(table["owned"]["words"]),
        table["inflections"],
        table["everyday"],
        frozenset(table["dropped"]["words"]),
    )


def question_to_variants(question: str, words: Words, rng: Random) -> dict[str, str]:
    """Kind of change -> the changed question; kinds that change nothing are left out."""
    made: dict[str, str] = {}
    for kind, change in CHANGES.items():
        variant = change(question, words, rng)
        if variant != question and variant not in made.values():
            made[kind] = variant
    return made


def swap_abbreviation(question: str, words: Words, _rng: Random) -> str:
    """An abbreviation written out, or a full name abbreviated; the first that is found.

    >>> swap_abbreviation("Vad är HSN:s avvikelse?", load_words(), Random(0))
    'Vad är hälso- och sjukvårdsnämndens avvikelse?'
    >>> swap_abbreviation("RS budget?", load_words(), Random(0))
    'regionstyrelsens budget?'
    """
    owned = "|".join(words.owned)
    for short, full in words.abbreviations.items():
        name = re.escape(short)
        for pattern, new in (
            (rf"\b{name}:s\b", f"{full}s"),
            (rf"\b{name}(?= (?:{owned}))", f"{full}s"),
            (rf"\b{name}\b", full),
        ):
            if re.search(pattern, question):
                return re.sub(pattern, new, question, count=1)
        for pattern, new in ((rf"\b{re.escape(full)}s\b", f"{short}:s"), (rf"\b{re.escape(full)}\b", short)):
            if re.search(pattern, question, re.IGNORECASE):
                return re.sub(pattern, new, question, count=1, flags=re.IGNORECASE)
    return question


def inflect(question: str, words: Words, _rng: Random) -> str:
    """The first word that has another form in that form, where the word before allows it.

    >>> inflect("Hur stor är avvikelsen?", load_words(), Random(0))
    'Hur stor är avvikelse?'
    """
    for old, new in words.inflections.items():
        changed = _replace_first(question, {old: new})
        if changed != question and not _NO_SWEDISH.search(changed):
            return changed
    return question


_NO_SWEDISH = re.compile(
    r"""\b(?:
        (?:vilket|vilken|störst|minst|negativ|positiv|\w+s)[ ](?:resultatet|utfallet|målet|budgetramen|avvikelsen|underskottet|överskottet)
        |(?:det|den|de)[ ]\w+[ea][ ](?:resultat|utfall|mål|underskott|överskott|budget|kostnad|prognos)
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Forms that clash with the word before them, which nobody writes: "vilket resultatet", "det preliminära resultat"."""


def say_everyday(question: str, words: Words, _rng: Random) -> str:
    """The first of a report's words in everyday ones; the table's order decides."""
    return _replace_first(question, words.everyday)


def misspell(question: str, _words: Words, rng: Random) -> str:
    """One long word with two letters swapped, one missing or one doubled."""
    candidates = [
        match for match in re.finditer(r"[^\W\d_]+", question) if len(match[0]) >= SHORTEST_MISSPELT
    ]
    if not candidates:
        return question
    match = rng.choice(candidates)
    at = match.start() + rng.randrange(1, len(match[0]) - 2)
    kind = rng.choice(("swap", "drop", "double"))
    if kind == "swap" and question[at] != question[at + 1]:
        return question[:at] + question[at + 1] + question[at] + question[at + 2 :]
    return (
        question[:at] + question[at + 1 :] if kind == "drop" else question[:at] + question[at] + question[at:]
    )


def drop_dots(question: str, _words: Words, _rng: Random) -> str:
    """Typed on a keyboard without å, ä and ö.

    >>> drop_dots("Vad är målet för Öst?", load_words(), Random(0))
    'Vad ar malet for Ost?'
    """
    return question.translate(str.maketrans("åäöÅÄÖ", "aaoAAO"))


def move_time(question: str, _words: Words, _rng: Random) -> str:
    """The time first.

    >>> move_time("Vad kostade skolan i augusti 2025?", load_words(), Random(0))
    'I augusti 2025, vad kostade skolan?'
    """
    found = _TIME_AT_THE_END.search(question)
    if found is None:
        return question
    rest = question[: found.start()].rstrip(" ,")
    if _HOLDS_THE_TIME.search(rest):
        return question
    time = found["time"]
    begins_with_name = rest[1:2].isupper()
    return f"{time[:1].upper()}{time[1:]}, {rest if begins_with_name else rest[:1].lower() + rest[1:]}?"


def shorten(question: str, words: Words, _rng: Random) -> str:
    """Only the words that carry the question, as typed into a search box.

    >>> shorten("Hur stor är avvikelsen för HSN?", load_words(), Random(0))
    'avvikelsen för HSN'
    """
    kept = [word for word in question.rstrip("?").split() if word.casefold() not in words.dropped]
    return " ".join(kept) if len(kept) > 1 else question


def ask_politely(question: str, _words: Words, rng: Random) -> str:
    """With the words of courtesy around it."""
    start = rng.choice(("Hej! ", "Kan du hjälpa mig? ", "En fråga inför nämnden: ", "Jag undrar en sak. "))
    return start + question


def type_carelessly(question: str, _words: Words, _rng: Random) -> str:
    """All in small letters and without a question mark."""
    return question.lower().rstrip("?. ")


def shout(question: str, _words: Words, _rng: Random) -> str:
    """All in capitals."""
    return question.upper()


CHANGES: Mapping[str, Change] = {
    "abbreviation": swap_abbreviation,
    "inflection": inflect,
    "everyday": say_everyday,
    "typo": misspell,
    "dots": drop_dots,
    "order": move_time,
    "short": shorten,
    "polite": ask_politely,
    "careless": type_carelessly,
    "capitals": shout,
}


def suite_to_variants(path: Path, seed: int) -> Iterator[dict[str, Any]]:
    """Suite lines of the variants of a suite's numeric questions."""
    words = load_words()
    numeric = {case.id for case in load_suite(path) if case.value is not None}
    for text in path.read_text(encoding="utf-8").splitlines():
        line = json.loads(text, parse_float=Decimal) if text.strip() else {}
        if line.get("id") not in numeric:
            continue
        rng = Random(f"{seed}{line['id']}")
        for kind, question in question_to_variants(line["question"], words, rng).items():
            yield {**line, "id": f"{line['id']}{ID_MARK}{kind}", "question": question}


def write_variants(suite: Path, out: Path, seed: int) -> None:
    """Write the variants of a suite's numeric questions as a suite."""
    lines = [line_to_json(line) for line in suite_to_variants(suite, seed)]
    out.write_text("\n".join(lines) + "\n", encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m eval.variants", description="Ask the same in other words."
    )
    parser.add_argument("suite", type=Path, metavar="SUITE.jsonl")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="VARIANTS.jsonl", help="write the variants here"
    )
    parser.add_argument("--seed", type=int, default=1, help="chooses the typos")
    options = parser.parse_args(arguments)
    write_variants(options.suite, options.out, options.seed)
    return 0


def _replace_first(question: str, pairs: Mapping[str, str]) -> str:
    for old, new in pairs.items():
        found = re.search(rf"\b{re.escape(old)}\b", question, re.IGNORECASE)
        if found:
            capital = found[0][0].isupper()
            word = new[:1].upper() + new[1:] if capital else new
            return question[: found.start()] + word + question[found.end() :]
    return question


if __name__ == "__main__":
    sys.exit(main())
