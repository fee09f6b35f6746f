"""`eval run` as one function, for `python -m eval` and for the `belagg eval` command."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from rich.console import Console

from eval.doc_names import read_doc_names
from eval.floors import broken_floors, load_floors
from eval.report import print_results
from eval.run import Ask, Results, results_to_json, run_suites


def run_command(
    suites: Sequence[Path],
    ask: Ask,
    *,
    json_out: Path | None = None,
    name: str | None = None,
    doc_map: Iterable[str] = (),
    skip_appendix: bool = False,
    failures: bool = True,
    floors: Path | None = None,
    console: Console | None = None,
    on_results: Callable[[Results], None] | None = None,
) -> int:
    """Ask the suites, print the scores, write JSON; 1 when a floor is broken, else 0."""
    console = console or Console()
    with console.status("asking") as status:
        results = run_suites(
            suites,
            ask,
            name=name,
            doc_names=read_doc_names(doc_map),
            skip_appendix=skip_appendix,
            on_done=lambda outcome: status.update(f"asked {outcome.case.id}"),
        )
    print_results(results, console, failures=failures)
    if on_results is not None:
        on_results(results)
    if json_out is not None:
        write_results(results, json_out)
    return check_command([results_to_json(results)], floors, console) if floors is not None else 0


def check_command(results: Iterable[dict[str, object]], floors_path: Path, console: Console) -> int:
    """Print every broken floor; 1 when there is one."""
    floors = load_floors(floors_path)
    broken = []
    for result in results:
        if result["name"] not in floors:
            console.print(f"{floors_path.name} has no floors for {result['name']}", style="yellow")
        broken += broken_floors(floors, result)
    for line in broken:
        console.print(line, style="red")
    return 1 if broken else 0


def write_results(results: Results, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(
        json.dumps(results_to_json(results), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
