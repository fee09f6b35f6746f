"""How long the parts take, each against a peer measured in the same run: `python -m eval.bench`.

The bars are ratios, so that they hold on a slow machine, too. Peers: embedding the same passages alone (ingest), one
query embedding (a warm question), importing sentence-transformers (a cold question).
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table

from eval.cases import load_suite

if TYPE_CHECKING:
    from index.encoder import Encoder
    from service.library import Library

# Ingest parses, understands and indexes besides embedding; that must not cost more than the embedding itself.
INGEST_BAR = 2.0
# A question for a figure mostly embeds nothing; all of answering it may cost so many embeddings.
FIGURE_MEDIAN_BAR = 2.5
FIGURE_P95_BAR = 6.0
# Any question embeds once at most; the rest of answering it may cost so many embeddings more.
ASK_MEDIAN_BAR = 5.0
ASK_P95_BAR = 12.0
# A question for a figure embeds nothing, so it need not wait for the model's libraries.
COLD_FIGURE_BAR = 1.0
# A question for words imports them, loads the model and embeds once.
COLD_WORDS_BAR = 1.5
COLD_RUNS = 3
COLD_FIGURE = "Hur stor är avvikelsen mot budget?"
COLD_WORDS = "Varför har kostnaderna ökat?"
BUSY_FACTOR = 1.5  # a load above this many processes a core is not ours alone
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure against its peer's; seconds."""

    name: str
    seconds: float
    peer: str
    peer_seconds: float
    bar: float

    @property
    def ratio(self) -> float:
        return self.seconds / self.peer_seconds

    @property
    def holds(self) -> bool:
        return self.ratio <= self.bar


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 1 when a bar does not hold."""
    options = _parser().parse_args(arguments)
    from index.encoder import LocalEncoder
    from service.library import Library

    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        encoder = LocalEncoder(None, data)
        encoder.warm_up()
        encoder.encode_passages(["värme"])  # compiles its loops, which a machine does once
        library = Library(data, encoder)
        measures = [measure_ingest(library, options.reports, encoder)]
        measures += measure_questions(library, options.suites, encoder)
        library.close()
        if not options.no_cold:
            measures += measure_cold_questions(data)
    console = Console()
    console.print(measures_to_table(measures))
    if os.getloadavg()[1] > BUSY_FACTOR * (os.cpu_count() or 1):
        console.print(
            "Other programs keep this machine busy: measure again when it is quiet.", style="yellow"
        )
    return 0 if all(measure.holds for measure in measures) else 1


def measure_ingest(library: Library, reports: Sequence[Path], encoder: Encoder) -> Measure:
    """Reading and indexing reports against embedding their passages alone."""
    took = seconds(lambda: library.ingest(reports))
    texts = [
        passage.search_text
        for document in library.documents()
        for passage in library.index.passages_of(document.id)
    ]
    if not texts:
        raise SystemExit(f"nothing was read from {', '.join(map(str, reports))}")
    return Measure(
        f"ingest of {len(library.documents())} reports",
        took,
        f"embedding {len(texts)} passages",
        seconds(lambda: encoder.encode_passages(texts)),
        INGEST_BAR,
    )


def measure_questions(library: Library, suites: Sequence[Path], encoder: Encoder) -> Iterator[Measure]:
    """Warm questions against one query embedding each, measured in turn so that both see the same machine."""
    from service.assistant import Assistant

    assistant = Assistant(library)
    cases = [case for suite in suites for case in load_suite(suite)]
    assistant.ask(cases[0].question)  # reads the index and what is known of the library
    asked, embedded = [], []
    for case in cases:
        asked.append(seconds(partial(assistant.ask, case.question)))
        embedded.append(seconds(partial(encoder.encode_queries, [case.question])))
    figures = [took for case, took in zip(cases, asked, strict=True) if case.value is not None]
    peer = statistics.median(embedded)
    for name, times, median_bar, p95_bar in (
        ("questions for a figure", figures, FIGURE_MEDIAN_BAR, FIGURE_P95_BAR),
        ("questions", asked, ASK_MEDIAN_BAR, ASK_P95_BAR),
    ):
        if times:
            of = f"of {len(times)} warm {name}"
            against = "one query embedding (median)"
            yield Measure(f"median {of}", statistics.median(times), against, peer, median_bar)
            yield Measure(f"95th percentile {of}", percentile(times, 95), against, peer, p95_bar)


def measure_cold_questions(data: Path) -> Iterator[Measure]:
    """`belagg ask` from start to end against a Python that only imports sentence-transformers.

    Times are set against the import of the same round: the best of each, taken from different rounds, compares a quiet
    moment with a busy one. Of the rounds the one with the middle ratio is told.
    """
    belagg = [sys.executable, "-c", "from ui.cli import main; main()", "--data", str(data), "ask"]
    commands = [
        [*belagg, COLD_FIGURE],
        [*belagg, COLD_WORDS],
        [sys.executable, "-c", "import sentence_transformers"],
    ]
    # In turn, so that all see the same machine.
    rounds = [[seconds(partial(_run, command)) for command in commands] for _ in range(COLD_RUNS)]
    peer = "importing sentence-transformers"
    for place, name, bar in ((0, "a figure", COLD_FIGURE_BAR), (1, "words", COLD_WORDS_BAR)):
        took, importing = middle_round([(times[place], times[-1]) for times in rounds])
        yield Measure(f"cold `belagg ask` for {name}", took, peer, importing, bar)


def middle_round(rounds: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The times of the round with the middle ratio.

    >>> middle_round([(3.0, 2.0), (9.0, 2.0), (5.0, 4.0)])
    (3.0, 2.0)
    """
    return sorted(rounds, key=lambda times: times[0] / times[1])[len(rounds) // 2]


def seconds(work: Callable[[], object]) -> float:
    """How long a piece of work takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def percentile(values: Sequence[float], percent: int) -> float:
    """The smallest value that so many percent of the values do not exceed.

    >>> percentile([4.0, 1.0, 3.0, 2.0], 50), percentile([4.0, 1.0, 3.0, 2.0], 95)
    (2.0, 4.0)
    """
    ordered = sorted(values)
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]


def measures_to_table(measures: Sequence[Measure]) -> Table:
    table = Table(title="Benchmark", title_justify="left")
    for heading in ("what", "time", "against", "its time", "ratio", "bar", ""):
        table.add_column(heading, justify="left" if heading in {"what", "against"} else "right")
    for measure in measures:
        table.add_row(
            measure.name,
            seconds_to_text(measure.seconds),
            measure.peer,
            seconds_to_text(measure.peer_seconds),
            f"{measure.ratio:.2f}",
            f"≤ {measure.bar:g}",
            "holds" if measure.holds else "FAILS",
        )
    return table


def seconds_to_text(time_s: float) -> str:
    """A time with three digits.

    >>> seconds_to_text(0.01234), seconds_to_text(12.345)
    ('12.3 ms', '12.3 s')
    """
    return f"{time_s * 1000:.3g} ms" if time_s < 1 else f"{time_s:.3g} s"


def _run(command: Sequence[str]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=ROOT)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m eval.bench", description="Measure against peers in one run."
    )
    parser.add_argument(
        "--reports", nargs="+", type=Path, default=[ROOT / "samples" / "reports"], metavar="PATH"
    )
    parser.add_argument(
        "--suites", nargs="+", type=Path, default=[ROOT / "samples" / "suite.jsonl"], metavar="SUITE"
    )
    parser.add_argument(
        "--no-cold", action="store_true", help="leave out the cold start, which takes half a minute"
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
