"""Measure search against its peers: `python -m eval.bench_search [--only NAME…]`.

Each section prints its bars as it goes; the exit code is 1 when one is missed. Which search finds the right page of the
known questions is measured by `python -m eval.bench_retrieval`.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from eval.bars import Bar, bar_to_line
from eval.bench_retrieval import CORPUS
from eval.embedding_speed import embedding_bars
from eval.index_scale import scale_bars
from eval.swedish_retrieval import swedish_bars
from index.encoder import LocalEncoder

SAMPLES = Path(__file__).parents[1] / "samples" / "reports"
SECTIONS = ("embedding", "swedish", "scale")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the sections; 1 when a bar is missed."""
    options = _parser().parse_args(arguments)
    missed = 0
    with tempfile.TemporaryDirectory() as folder:
        encoder = LocalEncoder(None, options.data or Path(folder))
        sections: dict[str, Callable[[], Iterator[Bar]]] = {
            "embedding": lambda: embedding_bars(encoder, _reports()),
            "swedish": lambda: swedish_bars(encoder, train=options.train),
            "scale": lambda: scale_bars(encoder, options.picture),
        }
        for name in options.only or SECTIONS:
            print(f"\n{name}")
            for bar in sections[name]():
                print(bar_to_line(bar), flush=True)
                missed += bar.holds is False
    print(f"\n{missed} bars missed" if missed else "\nall bars hold")
    return 1 if missed else 0


def _reports() -> list[Path]:
    return sorted((CORPUS / "corpus" / "txt").glob("*.txt")) or sorted(SAMPLES.glob("*.pdf"))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval.bench_search", description=__doc__)
    parser.add_argument("--only", nargs="+", choices=SECTIONS, help="some of the sections")
    parser.add_argument("--data", type=Path, help="folder that holds or gets the unpacked model")
    parser.add_argument("--picture", type=Path, metavar="SVG", help="draw search time against size")
    parser.add_argument("--train", action="store_true", help="Swedish sets for tuning instead of measuring")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
