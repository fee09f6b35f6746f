"""The documentation of the HTTP API names every route and every error, and no others."""

from __future__ import annotations

import re
from pathlib import Path

from service.api import build_app
from service.problems import PROBLEMS
from service.settings import Settings
from tests.service.api_world import CellAssistant, open_library

DOCUMENT = (Path(__file__).parents[2] / "docs" / "http-api.md").read_text(encoding="utf-8")


def test_every_route_is_documented(tmp_path: Path) -> None:
    library = open_library(tmp_path)
    paths = build_app(Settings(data=tmp_path), library, CellAssistant(library)).openapi()["paths"]
    routes = {(method.upper(), path) for path, methods in paths.items() for method in methods}
    documented = set(re.findall(r"^\| `(GET|POST|DELETE) (/[^`]*)`", DOCUMENT, re.MULTILINE))
    assert documented == routes


def test_every_error_is_documented() -> None:
    documented = re.findall(r"^\| (\d{3}) \| `([a-z-]+)` \| (.+) \|$", DOCUMENT, re.MULTILINE)
    assert documented == [(str(row.status), kind, row.title) for kind, row in PROBLEMS.items()]
