"""Bars of a large index: how search time, memory and start grow from 1,000 to 100,000 passages.

The passages are generated: words of the compound lists, as common as words are (Zipf), 200 passages a report. Their
vectors are drawn, since embedding so many takes an hour and says nothing about search. Each index is opened in a process
of its own, which never loads the model; what embedding a question takes is measured beside it. Searches and changes are counted in
processor time, which other programs on the machine disturb less; the start in real time, too.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from random import Random

import numpy as np

from eval.bars import Bar, at_most, skipped
from eval.scale_picture import costs_to_svg
from index.encoder import Encoder, Vectors
from index.hybrid import HybridIndex
from index.passages import TARGET_CHARACTERS
from index.word_lists import read_pairs
from ingest.records import Block, BlockKind, Line, Page, Report, Span

SIZES = (1_000, 10_000, 100_000)
PASSAGES_A_REPORT = 200
WORDS_A_PASSAGE = 110
VOCABULARY = 30_000
WIDTH = 384
SLOWER_BAR = 4.0
MEGABYTES_BAR = 1500.0
START_BAR_S = 5.0
# Adding or removing one report is in proportion to that report, not to the library: ten times the library, not ten times the time.
CHANGE_BAR = 4.0
QUESTIONS = 60
CHANGES = 5
_CHILD = """
import sys
from eval.index_scale import measure_index
print(measure_index(sys.argv[1]))
"""


@dataclass(frozen=True, slots=True)
class IndexCost:
    """What an index of so many passages costs; seconds of processor time, megabytes of resident memory at most."""

    passages: int
    start: float
    start_real: float
    words: float
    both: float
    add: float
    remove: float
    megabytes: float


class DrawnVectors:
    """An encoder whose vectors say nothing: each text gets its own direction."""

    name = "drawn"
    width = WIDTH

    def encode_queries(self, texts: Sequence[str]) -> Vectors:
        return self.encode_passages(texts)

    def encode_passages(self, texts: Sequence[str]) -> Vectors:
        return draw_vectors(len(texts), sum(map(len, texts)))


def scale_bars(encoder: Encoder, picture: Path | None = None) -> Iterator[Bar]:
    """Search, memory, start and change at each size; `picture` gets the curve as SVG."""
    if not Path("/proc/self/status").is_file():
        yield skipped("scale", "this system has no /proc")
        return
    costs = []
    with tempfile.TemporaryDirectory() as temporary:
        for size in SIZES:
            folder = Path(temporary) / str(size)
            make_index(folder, size)
            costs.append(measure_apart(folder))
            yield Bar(f"{size:,} passages", cost_to_text(costs[-1]))
    questions = make_questions(Random(3))
    encoder.encode_queries(questions[:1])
    embedding = statistics.median(
        processor_seconds(partial(encoder.encode_queries, [text])) for text in questions
    )
    yield Bar("embedding one question", f"{embedding * 1000:.1f} ms (median)")
    few, many = costs[0], costs[-1]
    yield Bar("without it, against 1,000", f"{many.both / few.both:.1f} ×")
    yield at_most("search against 1,000", (many.both + embedding) / (few.both + embedding), SLOWER_BAR, " ×")
    yield at_most("memory without model", many.megabytes, MEGABYTES_BAR, " MB")
    yield at_most("from start to first answer", many.start_real, START_BAR_S, " s")
    yield at_most("adding a report, against 10,000", many.add / costs[1].add, CHANGE_BAR, " ×")
    yield at_most("removing one, against 10,000", many.remove / costs[1].remove, CHANGE_BAR, " ×")
    if picture:
        curves = {
            "words and meaning, question embedded": [cost.both + embedding for cost in costs],
            "words and meaning, without embedding": [cost.both for cost in costs],
            "words only": [cost.words for cost in costs],
        }
        picture.write_text(costs_to_svg(SIZES, curves), encoding="utf-8")


def make_index(folder: Path, size: int) -> None:
    """An index of so many passages."""
    random = Random(1)
    vocabulary = make_vocabulary(random)
    reports = [make_report(f"r{number}", vocabulary, random) for number in range(size // PASSAGES_A_REPORT)]
    HybridIndex.open(folder, DrawnVectors()).add_many(reports)


def make_report(report_id: str, vocabulary: Sequence[str], random: Random) -> Report:
    """A report of as many sections as passages, a paragraph in each."""
    weights = common_weights(len(vocabulary))
    texts = [
        " ".join(random.choices(vocabulary, cum_weights=weights, k=WORDS_A_PASSAGE))[:TARGET_CHARACTERS]
        for _ in range(PASSAGES_A_REPORT)
    ]
    return Report(
        id=report_id,
        source=f"{report_id}.txt",
        content_hash=f"{report_id} {texts[0]}",
        title=f"Rapport {report_id}",
        publisher=None,
        kind=None,
        period=None,
        published=None,
        pages=tuple(Page(n, str(n), (Line(1, ""),)) for n in range(1, len(texts) + 1)),
        blocks=tuple(
            Block(BlockKind.PARAGRAPH, text, (f"Avsnitt {n}",), (Span(0, len(text), n, 1),))
            for n, text in enumerate(texts, start=1)
        ),
        tables=(),
    )


def common_weights(count: int) -> list[float]:
    """Zipf: the nth word is n times as rare as the first; summed up."""
    weights: list[float] = np.cumsum(1 / np.arange(1, count + 1)).tolist()
    return weights


def make_vocabulary(random: Random) -> list[str]:
    """Words and compounds, in an order that stands for how common they are."""
    modifiers, heads = list(read_pairs("compound_modifiers")), list(read_pairs("compound_heads"))
    compounds = {random.choice(modifiers) + random.choice(heads) for _ in range(VOCABULARY - len(heads) // 2)}
    words = sorted(compounds | set(heads))
    random.shuffle(words)
    return words[:VOCABULARY]


def make_questions(random: Random) -> list[str]:
    """Six words each, common and rare."""
    vocabulary = make_vocabulary(Random(1))
    weights = common_weights(len(vocabulary))
    return [" ".join(random.choices(vocabulary, cum_weights=weights, k=6)) for _ in range(QUESTIONS)]


def draw_vectors(count: int, seed: int) -> Vectors:
    """Directions drawn evenly."""
    drawn = np.random.default_rng(seed).standard_normal((count, WIDTH), dtype=np.float32)
    vectors: Vectors = drawn / np.linalg.norm(drawn, axis=1, keepdims=True)
    return vectors


def measure_apart(folder: Path) -> IndexCost:
    """Measured in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", _CHILD, str(folder)], check=True, capture_output=True, text=True
    )
    return IndexCost(**json.loads(done.stdout))


def measure_index(folder: str) -> str:
    """What the child prints: an `IndexCost` as JSON."""
    questions = make_questions(Random(2))
    found: list[HybridIndex] = []

    def start() -> None:
        index = HybridIndex.open(Path(folder), DrawnVectors())
        index.search(questions[0], 10)
        found.append(index)

    opened = time.perf_counter()
    started = processor_seconds(start)
    started_real = time.perf_counter() - opened
    index = found[0]
    took = {
        dense: statistics.median(
            processor_seconds(partial(index.search, text, 10, dense=dense)) for text in questions
        )
        for dense in (False, True)
    }
    megabytes = peak_megabytes()
    return json.dumps(
        {
            "passages": sum(len(index.passages_of(document)) for document in index.documents()),
            "start": started,
            "start_real": started_real,
            "words": took[False],
            "both": took[True],
            **measure_change(index),
            "megabytes": megabytes,
        }
    )


def measure_change(index: HybridIndex) -> dict[str, float]:
    """Adding and removing one report, the median of a few."""
    random = Random(4)
    vocabulary = make_vocabulary(random)
    added, removed = [], []
    for number in range(CHANGES):
        report = make_report(f"new{number}", vocabulary, random)
        added.append(processor_seconds(partial(index.add, report)))
        removed.append(processor_seconds(partial(index.remove, report.id)))
    return {"add": statistics.median(added), "remove": statistics.median(removed)}


def processor_seconds(work: Callable[[], object]) -> float:
    """Processor time that a piece of work takes in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def peak_megabytes() -> float:
    """Most resident memory of this process so far."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("/proc/self/status has no VmHWM")


def cost_to_text(cost: IndexCost) -> str:
    """One line of figures."""
    return (
        f"start {cost.start:.2f} s ({cost.start_real:.2f} s real)  words {cost.words * 1000:.1f} ms  words and meaning {cost.both * 1000:.1f} ms  "
        f"add {cost.add:.2f} s  remove {cost.remove:.2f} s  {cost.megabytes:.0f} MB"
    )
