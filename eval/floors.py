"""Floors: the scores that a change must not fall below."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any


class FloorsError(ValueError):
    """A floors file that cannot be used."""


def load_floors(path: Path) -> dict[str, Any]:
    """Read floors: one TOML table a result name, see `eval/floors.toml`."""
    with path.open("rb") as file:
        floors = tomllib.load(file)
    for name, bars in floors.items():
        known = {"score", "right", "cited", "misleading", "types"}
        unknown = set(bars) - known
        if unknown:
            raise FloorsError(
                f"{path.name}: [{name}] has unknown keys {sorted(unknown)}; use {sorted(known)}"
            )
    return floors


def broken_floors(floors: Mapping[str, Any], results: Mapping[str, Any]) -> list[str]:
    """One sentence for each floor that the results (as JSON) fall below; a name without floors has none."""
    bars = floors.get(results["name"], {})
    found = list(_broken(results["name"], bars, results["all"]))
    for kind, kind_bars in bars.get("types", {}).items():
        tally = results["types"].get(kind)
        if tally is None:
            found.append(f"{results['name']}, {kind}: no question was asked")
        else:
            found.extend(_broken(f"{results['name']}, {kind}", kind_bars, tally))
    return found


def _broken(where: str, bars: Mapping[str, Any], tally: Mapping[str, int]) -> Iterator[str]:
    for measure in ("score", "right", "cited"):
        if measure in bars and tally[measure] < bars[measure] * tally["asked"]:
            yield f"{where}: {measure} {tally[measure]}/{tally['asked']} is below {bars[measure]:.1%}"
    if "misleading" in bars and tally["misleading"] > bars["misleading"]:
        yield f"{where}: {tally['misleading']} misleading answers, at most {bars['misleading']} allowed"
