"""Bars of the ICDAR 2013 table competition: all finders on the same pages, alone (`python -m eval.bench_tables --only icdar`).

A finder is given the pages and nothing else: tables that it overlooks cost recall, false ones cost precision. Documents
from `us-021` on are held out: no page of them was looked at while the finder was changed, though their scores had been
seen once when the set was parted.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

import pypdfium2

from eval.adjacency import (
    Relation,
    RelationCounts,
    by_document,
    cells_to_relations,
    count_relations,
    pooled,
    table_to_cells,
)
from eval.bars import Bar, BenchOptions, at_least, skipped
from eval.icdar import HOW_TO_GET, KnownDocument, icdar_folder, load_documents
from eval.table_peers import PEERS, Finder, own_page_finder

AHEAD_BAR = 0.05
OWN = "belagg"


def icdar_bars(options: BenchOptions) -> Iterator[Bar]:
    """Precision, recall and F1 of every finder; our F1 must be well ahead of the best peer's, averaged and pooled."""
    folder = icdar_folder(options.icdar)
    documents = load_documents(folder) if folder is not None else []
    if not documents:
        yield skipped("ICDAR 2013", HOW_TO_GET)
        return
    counts: dict[str, dict[str, RelationCounts]] = {}
    for name, finder in {OWN: own_page_finder, **PEERS}.items():
        started = time.process_time()
        failed: list[str] = []
        try:
            counts[name] = {d.name: _score(finder, d, failed) for d in documents}
        except ImportError:
            yield skipped(name, "not installed")
            continue
        seconds = time.process_time() - started
        note = f"; no tables counted of {', '.join(failed)}, where it stops with an error" if failed else ""
        yield Bar(name, f"{counts_to_text(list(counts[name].values()))}  {seconds:.0f} CPU seconds{note}")
    held_out = [counts[OWN][d.name] for d in documents if is_held_out(d.name)]
    yield Bar(f"{OWN}, held out", counts_to_text(held_out))
    yield from _ahead_bars({name: list(found.values()) for name, found in counts.items()})
    if options.wrong:
        yield from (
            Bar(d.name, f"P {c.precision:.3f} R {c.recall:.3f}")
            for d in documents
            if (c := counts[OWN][d.name]).right < max(c.true, c.found)
        )


def is_held_out(name: str) -> bool:
    """Whether a document was kept out of development.

    >>> is_held_out("eu-027"), is_held_out("us-020"), is_held_out("us-035a")
    (False, False, True)
    """
    return name.startswith("us-") and int(name[3:6]) > 20


def _score(finder: Finder, document: KnownDocument, failed: list[str]) -> RelationCounts:
    with pypdfium2.PdfDocument(document.pdf) as pdf:
        pages = list(range(1, len(pdf) + 1))
    found: Counter[Relation] = Counter()
    try:
        tables = finder(document.pdf, pages)
    except ImportError:
        raise
    except Exception:  # noqa: BLE001 (a foreign finder may stop with anything; the others go on)
        failed.append(document.name)
        tables = []
    for table in tables:
        found += cells_to_relations(table.page, table_to_cells(table))
    return count_relations(document.relations, found)


def counts_to_text(counts: Sequence[RelationCounts]) -> str:
    """Both ways to sum up documents."""
    each, all_ = by_document(counts), pooled(counts)
    return (
        f"by document P {each.precision:.3f} R {each.recall:.3f} F1 {each.f1:.3f}, "
        f"pooled P {all_.precision:.3f} R {all_.recall:.3f} F1 {all_.f1:.3f}"
    )


def _ahead_bars(counts: Mapping[str, Sequence[RelationCounts]]) -> Iterator[Bar]:
    peers = [name for name in counts if name != OWN]
    if not peers:
        return
    for way, score in (("by document", by_document), ("pooled", pooled)):
        best = max(peers, key=lambda name: score(counts[name]).f1)
        ahead = score(counts[OWN]).f1 - score(counts[best]).f1
        yield at_least(f"F1 {way} ahead of {best}", ahead, AHEAD_BAR, reached=f"{ahead:+.3f}")
