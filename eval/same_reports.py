"""Which report of one library is which of another: `python -m eval.same_reports SUITES_DATA OTHER_DATA`.

A suite names its reports by the beginning of a file's name. Asked of the same reports as PDF, under other names, it
needs to know which is which; the words themselves tell. Prints DOC=NAME lines for `belagg eval --map`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping, Set
from pathlib import Path

from service.library import Library

# Runs of words this long hardly stand in two different reports by chance.
RUN_WORDS = 6
# The same report read from PDF and from text shares most of its runs; different years of one report share under a tenth.
LEAST_SHARED = 0.2


def texts_to_runs(texts: Iterator[str]) -> set[tuple[str, ...]]:
    """All runs of words."""
    words = [word for text in texts for word in re.findall(r"\w+", text.lower())]
    return {tuple(words[start : start + RUN_WORDS]) for start in range(len(words) - RUN_WORDS + 1)}


def match_sources(
    wanted: Mapping[str, Set[tuple[str, ...]]], others: Mapping[str, Set[tuple[str, ...]]]
) -> dict[str, str]:
    """For each source the other one that shares most of the shorter one's runs; none when that is too little.

    >>> match_sources({"a": {("x",), ("y",)}, "b": {("z",)}}, {"c": {("x",), ("q",)}})
    {'a': 'c'}
    """
    matches: dict[str, str] = {}
    for source, runs in wanted.items():
        shares = {
            other: len(runs & other_runs) / max(1, min(len(runs), len(other_runs)))
            for other, other_runs in others.items()
        }
        best = max(shares, key=lambda other: shares[other], default=None)
        if best is not None and shares[best] >= LEAST_SHARED:
            matches[source] = best
    return matches


def library_runs(data_dir: Path) -> dict[str, set[tuple[str, ...]]]:
    """Source -> runs of words of every report in a library."""
    library = Library(data_dir)
    return {
        summary.source: texts_to_runs(
            line.text for page in library.report(summary.id).pages for line in page.lines
        )
        for summary in library.documents()
    }


def main(suite_data: Path, other_data: Path) -> None:
    """Print the pairs; a suite's doc is what stands before the first underscore of the source."""
    for source, other in match_sources(library_runs(suite_data), library_runs(other_data)).items():
        print(f"{source.split('_')[0]}={other}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
