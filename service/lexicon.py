"""Which words of the library a word of a question may mean, and how surely.

A question says "hyrsjuksköterskor", "kassalikvidteten" or "akuten"; the reports say "Sjuksköterskor" under "Kostnad
bemanningsföretag", "Kassalikviditet exkl. pensionsplaceringar" and "akutmottagningen". A `Lexicon` holds every stem
of the library and leads a question's word to the stems it may mean: the same, a synonym, a part of a
compound or the compound that holds it, the same without å ä ö, or one slip of the finger away.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA

from service.word_reading import Reading
from service.word_tables import Synonym, stem, synonyms

FOLD = str.maketrans("åäöéüàèæø", "aaoeuaeao")

# What a match is worth, from reading the misses of the development suite; the order matters more than the figures.
FOLDED = 0.95  # å ä ö left out: almost always the same word
GENITIVE = 0.95  # Snowball keeps the s of most names
OWN_S = ("sats", "plats")  # the s is the word's own: "skattesats" is not "skatt"
TYPO = 0.85
INFLECTED = 0.9  # the same word in a form that the stemmer parts: ortopedin, genomförda and genomförts
ITS_KIND = 0.9  # a compound that ends with the word is a thing of that kind: a förbundschef is a chef
LONGER = 0.75  # the report's word is a compound that the asked word begins or ends: hud -> hudsjukvård
ENDINGS = frozenset(
    ["an", "n", "t", "s", "d", "a", "en", "et", "ns", "ts", "da", "de", "in", "er", "ar", "or"]
)
MEASURES = ("halt", "halten", "halter", "mängd", "mängden", "belopp", "antal")
"""Ends of compounds that only say that the rest is measured."""
DEFINITE = ("en", "et", "n", "t")
SHORT_NOUN = 2  # letters: el, kö, bo; the stemmer takes the ending off longer ones
SHORTEST_INFLECTED = 6  # letters; shorter stems with an ending more are mostly other words
MIN_PART = 3  # shorter compound parts are mostly inflections or chance
MIN_TAIL = 4
SHORTEST_MISSPELT_PART = 6  # letters; shorter parts of compounds have too many neighbours
MOST_LONGER = 30  # compounds that begin with one part; more means that the part is too common to tell
NOUN_ENDINGS = ("ing", "ning", "els", "and", "are")
"""Stems of the endings that make nouns of verbs."""
VERBAL_ENDINGS = ("ering", "ning", "ing", "and")
"""Stems of the endings that make nouns of verbs, longest first."""
SUFFIXES = frozenset(
    ["ning", "het", "els", "and", "ing", "isk", "lig", "are", "ist", "sam", "bar", "ion", "itet", "tion"]
)
"""Endings that make words, not parts of compounds."""


class Lexicon:
    """Every stem of a library with the number of texts it occurs in."""

    def __init__(
        self,
        texts: Iterable[Iterable[str]],
        meanings: Mapping[str, Sequence[Synonym]] | None = None,
    ) -> None:
        """`texts`: the stems of each row, heading or sentence; `meanings`: the synonyms, by default the shipped ones."""
        self._synonyms = synonyms() if meanings is None else meanings
        self._frequency: Counter[str] = Counter()
        count = 0
        for text in texts:
            self._frequency.update(set(text))
            count += 1
        self._texts = max(count, 1)
        self._forward = sorted(self._frequency)
        self._backward = sorted(word[::-1] for word in self._frequency)
        self._folded: dict[str, list[str]] = {}
        for word in self._forward:
            self._folded.setdefault(word.translate(FOLD), []).append(word)
        self._long = [word for word in self._forward if len(word) > MIN_TAIL and word.isalpha()]
        self._folded_keys = {key.translate(FOLD): key for key in self._synonyms}
        self._long_keys = [key for key in self._synonyms if len(key) > MIN_TAIL and key.isalpha()]
        self._readings: dict[str, Reading] = {}

    def __contains__(self, term: str) -> bool:
        return term in self._frequency

    def knows(self, word: str) -> bool:
        """Whether the library has a word or the noun made of it: "placerade" is a word where "placering" is."""
        term = stem(word)
        if term in self._frequency or any(term + ending in self._frequency for ending in NOUN_ENDINGS):
            return True
        return self._verb_of(term) is not None or self._is_compound(word)

    def _verb_of(self, term: str) -> str | None:
        """The library's stem of the verb that a noun is made of: "reglera" where "regleringen" is asked for."""
        for ending in VERBAL_ENDINGS:
            verb = term.removesuffix(ending)
            if verb != term and len(verb) >= MIN_TAIL and verb in self._frequency:
                return verb
        return None

    def _is_compound(self, word: str) -> bool:
        """Whether a word is two of the library's words joined: "hudläkare" is no slip of "hyrläkare"."""
        return any(
            stem(word[cut:]) in self._frequency
            and (word[:cut] in self._frequency or word[:cut].removesuffix("s") in self._frequency)
            for cut in range(MIN_PART, len(word) - MIN_TAIL)
        )

    def weight(self, term: str) -> float:
        """How telling a stem is: its inverse document frequency (Robertson & Spärck Jones), at least 0.3.

        A word that no text has is as telling as the rarest one.
        """
        frequency = self._frequency.get(term, 0)
        return max(
            0.3, math.log(1 + (self._texts - frequency + 0.5) / (frequency + 0.5)) / math.log(2 + self._texts)
        )

    def read(self, word: str) -> Reading:
        """What an asked word (lower case) may mean in this library."""
        if word not in self._readings:
            self._readings[word] = self._read(word)
        return self._readings[word]

    def forms_of(self, asked: str) -> dict[str, float]:
        """The library's stems of a word itself: inflected, and in compounds, but no synonyms."""
        forms = {asked: 1.0} if asked in self._frequency else {}
        self._add_inflected(asked, forms)
        if len(asked) >= MIN_TAIL and asked.isalpha():
            for term in self._ending(asked):
                forms.setdefault(term, ITS_KIND)
            for term in self._starting(asked):
                forms.setdefault(term, LONGER)
        return forms

    def _read(self, word: str) -> Reading:
        asked = stem(word)
        whole = {term: 1.0 for term in (asked, word) if term in self._frequency}
        for other in self._folded.get(asked.translate(FOLD), ()):
            whole.setdefault(other, FOLDED)
        is_genitive = word.endswith("s") and not word.endswith(OWN_S)
        if is_genitive and (bare := stem(word[:-1])) in self._frequency:
            whole.setdefault(bare, GENITIVE)
        self._add_synonyms(asked, 1.0, whole)
        if _DEFINITE_N.search(word):
            self._add_synonyms(stem(word[:-1]), 1.0, whole)  # Snowball leaves the n of "väntelistan"
        self._add_inflected(asked, whole)
        if not whole and (verb := self._verb_of(asked)) is not None:
            whole[verb] = INFLECTED
        phrases = self._phrases(asked)
        if not whole and not phrases and asked.isalpha():
            self._add_definite(word, whole)
            self._add_doubled(word, whole)
            if len(asked) > MIN_TAIL and not whole:
                self._add_typos(asked, whole)
            if not whole:
                self._add_measured(word, whole)
        named = set(whole)
        self._add_longer(asked, whole)
        longer = frozenset(whole.keys() - named)
        for near in [term for term, worth in whole.items() if worth == TYPO]:
            self._add_synonyms(near, TYPO, whole)
        heads, tails = (
            {term: share for term, share in parts.items() if whole.get(term, 0.0) < INFLECTED}
            for parts in self._parts(asked, word)
        )
        if not whole and not (heads and tails) and asked.isalpha():
            self._add_misspelt_parts(asked, heads, tails)
        weight = max(
            (self.weight(term) for term, worth in whole.items() if worth >= TYPO), default=self.weight(asked)
        )
        return Reading(word, weight, whole, heads, tails, phrases, longer)

    def _add_synonyms(self, asked: str, worth: float, whole: dict[str, float]) -> None:
        for meaning in self._synonyms.get(self._dotted_key(asked), ()):
            if meaning.beside:
                continue
            terms = self._starting(meaning.stem[:-1]) if meaning.stem.endswith("-") else [meaning.stem]
            for term in terms:
                if term in self._frequency:
                    whole[term] = max(whole.get(term, 0.0), worth * meaning.weight)

    def _phrases(self, asked: str) -> tuple[tuple[tuple[str, ...], float], ...]:
        """The meanings of several words whose words the library all has."""
        found = (
            ((meaning.stem, *meaning.beside), meaning.weight)
            for meaning in self._synonyms.get(self._dotted_key(asked), ())
            if meaning.beside
        )
        return tuple(
            (terms, worth) for terms, worth in found if all(term in self._frequency for term in terms)
        )

    def _add_definite(self, word: str, whole: dict[str, float]) -> None:
        """The definite form of a noun too short for the stemmer: "elen" -> "el", "kön" -> "kö"."""
        for ending in DEFINITE:
            bare = word.removesuffix(ending)
            if bare != word and len(bare) == SHORT_NOUN and bare in self._frequency:
                whole.setdefault(bare, INFLECTED)

    def _add_inflected(self, asked: str, whole: dict[str, float]) -> None:
        """Stems that differ from the asked one by an ending of at most two letters on either side."""
        for short in (f"{asked}n", asked.removesuffix("n")):
            # Snowball leaves the definite n of short words: "ytan", "bron".
            if short != asked and _VOWEL_N.search(max(short, asked, key=len)) and short in self._frequency:
                whole.setdefault(short, INFLECTED)
        if len(asked) < SHORTEST_INFLECTED or not asked.isalpha():
            return
        for bare in {
            asked[:-2] if asked[-2:] in ENDINGS else asked,
            asked[:-1] if asked[-1] in ENDINGS else asked,
            asked,
        }:
            if len(bare) < SHORTEST_INFLECTED - 1:
                if len(bare) >= MIN_TAIL and bare in self._frequency:
                    whole.setdefault(bare, INFLECTED)
                continue
            for term in self._starting(bare):
                rest = term[len(bare) :]
                if not rest or rest in ENDINGS:
                    whole.setdefault(term, INFLECTED)

    def _add_measured(self, word: str, whole: dict[str, float]) -> None:
        """What a compound with "halt" or "mängd" is a measure of, also as the end of a compound: "totalfosfor"."""
        bare = next((word.removesuffix(tail) for tail in MEASURES if word.endswith(tail)), "")
        if len(bare) > MIN_TAIL:
            for form in (bare, stem(bare)):
                for term in self._ending(form) if len(form) >= MIN_TAIL else ():
                    whole.setdefault(term, INFLECTED)

    def _add_doubled(self, word: str, whole: dict[str, float]) -> None:
        """A letter typed twice, in words too short for other slips: "ressor", "låånen"."""
        for place in range(1, len(word)):
            if word[place] == word[place - 1] and stem(word[:place] + word[place + 1 :]) in self._frequency:
                whole.setdefault(stem(word[:place] + word[place + 1 :]), TYPO)

    def _add_misspelt_parts(self, asked: str, heads: dict[str, float], tails: dict[str, float]) -> None:
        """A compound with one slip: one part as it should be, the other a slip away."""
        for cut in range(MIN_PART, len(asked) - MIN_PART + 1):
            share = cut / len(asked)
            head, tail = asked[:cut], asked[cut:]
            if len(tail) >= SHORTEST_MISSPELT_PART and self._is_part(head):
                for term in self._slips(tail):
                    tails[term] = max(tails.get(term, 0.0), (1 - share) * TYPO)
                    self._add_part(heads, head.removesuffix("s"), share)
                    self._add_part(heads, head, share)
            if len(head) >= SHORTEST_MISSPELT_PART and self._is_part(tail):
                for term in self._slips(head):
                    heads[term] = max(heads.get(term, 0.0), share * TYPO)
                    self._add_part(tails, tail, 1 - share)

    def _is_part(self, form: str) -> bool:
        bare = form.removesuffix("s")
        return any(one in self._frequency or f"{one}-" in self._synonyms for one in (form, bare))

    def _slips(self, asked: str) -> list[str]:
        """Stems one slip away; the same without å ä ö first."""
        folded = self._folded.get(asked.translate(FOLD))
        if folded:
            return folded
        return _near(asked, self._long)

    def _add_typos(self, asked: str, whole: dict[str, float]) -> None:
        for term in self._slips(asked):
            whole.setdefault(term, TYPO)
        if not whole:
            for key in _near(asked, self._long_keys):
                self._add_synonyms(key, TYPO, whole)

    def _add_longer(self, asked: str, whole: dict[str, float]) -> None:
        if len(asked) < MIN_PART or not asked.isalpha():
            return
        longer = self._starting(asked) if len(asked) > MIN_PART else []
        for bare in {asked, _without_ending(asked)}:
            longer = longer + (self._ending(bare) if len(bare) >= MIN_TAIL else [])
        for term in longer:
            whole.setdefault(term, LONGER)

    def _parts(self, asked: str, word: str) -> tuple[dict[str, float], dict[str, float]]:
        """Stems that the asked compound begins and ends with; the linking s counts as covered.

        The word as typed is cut as well: Snowball leaves "flygr" of "flygresor", but "res" of "resor".
        """
        heads: dict[str, float] = {}
        tails: dict[str, float] = {}
        for whole in dict.fromkeys((asked, word)):
            if not whole.isalpha() or len(whole) < 2 * MIN_PART:
                continue
            for cut in range(MIN_PART, len(whole) - MIN_PART + 1):
                head, tail = whole[:cut], whole[cut:]
                share = cut / len(whole)
                # A third equal letter is dropped where parts meet: fjäll + leder is "fjälleder".
                for form in {head, head.removesuffix("s"), stem(head), head + head[-1]}:
                    self._add_part(heads, form, share, longer=True)
                for form in {tail, stem(tail)} - SUFFIXES:
                    self._add_part(tails, form, 1 - share)
                    for term in self._compounds_on(form) if heads else ():
                        tails[term] = max(tails.get(term, 0.0), (1 - share) * LONGER)
        return heads, tails

    def _compounds_on(self, form: str) -> list[str]:
        """The library's compounds of a word of its own and this one: "bussavtal" is among "Trafikavtal, buss"."""
        if len(form) <= MIN_TAIL:
            return []
        return [
            term
            for term in self._ending(form)[:MOST_LONGER]
            if term.removesuffix(form) in self._frequency
            or term.removesuffix(form).removesuffix("s") in self._frequency
        ]

    def _add_part(self, parts: dict[str, float], form: str, share: float, *, longer: bool = False) -> None:
        if len(form) < MIN_PART:
            return
        for term in (form,) if form in self._frequency else self._folded.get(form, ()):
            parts[term] = max(parts.get(term, 0.0), share)
        if longer and len(form) > MIN_TAIL:
            for term in self._starting(form)[:MOST_LONGER]:
                parts[term] = max(parts.get(term, 0.0), share * LONGER)
        for key in (form, f"{form}-"):
            for meaning in self._synonyms.get(self._dotted_key(key), ()):
                if meaning.beside:
                    continue
                names = self._starting(meaning.stem[:-1]) if meaning.stem.endswith("-") else [meaning.stem]
                for term in names:
                    if term in self._frequency:
                        parts[term] = max(parts.get(term, 0.0), share * meaning.weight)

    def _dotted_key(self, key: str) -> str:
        """The asked word of a synonym as it is spelt, from one typed without å, ä and ö."""
        return key if key in self._synonyms else self._folded_keys.get(key, key)

    def _starting(self, prefix: str) -> list[str]:
        return _with_prefix(self._forward, prefix)

    def _ending(self, suffix: str) -> list[str]:
        return [word[::-1] for word in _with_prefix(self._backward, suffix[::-1])]


_DEFINITE_N = re.compile(r"\w{4,}[ae]n$")
_VOWEL_N = re.compile(r"^\w{2,}[aoueiyåäö]n$")


def _near(asked: str, words: Sequence[str]) -> list[str]:
    """The words one slip away, two for long ones, that begin alike."""
    allowed = 1 if len(asked) < 8 else 2
    near = process.extract(asked, words, scorer=OSA.distance, score_cutoff=allowed, limit=5)
    return [word for word, _, _ in near if word[0] == asked[0]]


def _without_ending(asked: str) -> str:
    """A stem without the definite ending that Snowball left: "kanslie" -> "kansli"."""
    return next(
        (asked.removesuffix(end) for end in ("et", "en", "e", "t", "n") if asked.endswith(end)), asked
    )


def _with_prefix(words: list[str], prefix: str) -> list[str]:
    start = bisect_left(words, prefix)
    end = bisect_left(words, prefix + "\U0010ffff")
    return words[start:end]
