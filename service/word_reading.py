"""What one word of a question may mean in a library, and how much of it a text covers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

# What a part of a compound is worth, from reading the misses of the development suite; the order matters more than the figures.
MEET = 0.75  # of the letters; where less is covered something stands between: "vik" and "utställning" of "vikingautställning"
HALF = 0.5  # of a compound only its last part is there: "plastikkirurgi" is not "kirurgi"
HEAD_ONLY = 0.65  # its first part tells more: "drunkningslarm" is among "Drunkning eller tillbud"
HEAD_SHARE = 0.6  # of the letters; a shorter first part is often chance


@dataclass(frozen=True, slots=True)
class Reading:
    """What one asked word may mean: library stems with strengths, whole or for its first or last part only.

    `head` and `tail` hold stems that cover the beginning or the end of the asked word; their strengths are
    the share of the word's letters that they cover, so that a head and a tail together may cover all of it.
    """

    word: str
    weight: float
    whole: Mapping[str, float]
    head: Mapping[str, float]
    tail: Mapping[str, float]
    phrases: Sequence[tuple[tuple[str, ...], float]] = ()
    """Several stems that together mean the word ("särskilt boende"), with their strength."""
    longer: frozenset[str] = frozenset()
    """Stems of `whole` that are compounds of which the word is only a part."""

    def cover(self, strengths: Mapping[str, float]) -> float:
        """How much of the word a text covers, 0–1; `strengths` maps the text's stems to the worth of their place."""
        whole = max(_best(self.whole, strengths), self._best_phrase(strengths))
        if whole >= 1:
            return 1.0
        head, tail = _best(self.head, strengths), _best(self.tail, strengths)
        if head and tail and head + tail >= MEET:
            return max(whole, min(1.0, head + tail))
        telling = HEAD_ONLY if head >= HEAD_SHARE else 0.0
        return max(whole, telling, HALF * (head + tail))

    def _best_phrase(self, strengths: Mapping[str, float]) -> float:
        return max(
            (worth * min(strengths.get(term, 0.0) for term in terms) for terms, worth in self.phrases),
            default=0.0,
        )

    @property
    def terms(self) -> Iterator[str]:
        """Every stem that may cover the word or a part of it."""
        yield from self.whole
        yield from self.head
        yield from self.tail
        for terms, _ in self.phrases:
            yield from terms

    @property
    def sureness(self) -> float:
        """How surely the library has a word for it, as a whole or in its parts, 0–1."""
        parts = max(self.head.values(), default=0.0) + max(self.tail.values(), default=0.0)
        whole = max((*self.whole.values(), *(worth for _, worth in self.phrases)), default=0.0)
        return max(whole, min(1.0, parts) if self.head and self.tail else 0.0)

    @property
    def known(self) -> bool:
        """Whether the library has any word for it."""
        return bool(self.whole or self.phrases or (self.head and self.tail))


def _best(meanings: Mapping[str, float], strengths: Mapping[str, float]) -> float:
    return max(
        (worth * strengths[term] for term, worth in meanings.items() if term in strengths), default=0.0
    )
