"""Small report files, and what must agree in a library whatever happened to it."""

from __future__ import annotations

import hashlib
from pathlib import Path

from service.library import Library
from tests.index.fake_encoder import WordCountEncoder

WORDS = "buss läkare energi budget"


def report_text(word: str) -> str:
    """A text extract of two pages that only `word` tells from another."""
    return (
        f"Delårsrapport augusti 2031\n\nEkonomi\n\nKostnaden för {word} blev 12 mkr till och med augusti.\n"
        f"\fFramtid\n\nNämnden räknar med att {word} kostar lika mycket nästa år.\n"
    )


def write_report(folder: Path, name: str, word: str) -> Path:
    """A file with that text."""
    path = folder / name
    path.write_text(report_text(word), encoding="utf-8")
    return path


def open_library(data_dir: Path) -> Library:
    """A library whose vectors count words."""
    return Library(data_dir, WordCountEncoder(WORDS))


def disagreements(library: Library, data_dir: Path) -> list[str]:
    """What store, index and kept files say differently of the library; empty when all is well."""
    found: list[str] = []
    documents = {summary.id: summary.content_hash for summary in library.documents()}
    if library.index.documents() != documents:
        found.append(f"index {library.index.documents()} but store {documents}")
    for report_id, content_hash in documents.items():
        if hashlib.sha256(library.file(report_id).read_bytes()).hexdigest() != content_hash:
            found.append(f"the file of {report_id} is another version's")
        in_store = {block.text for block in library.report(report_id).blocks}
        in_index = {
            text for passage in library.index.passages_of(report_id) for text in passage.text.split("\n")
        }
        if not in_index <= in_store | {text for block in in_store for text in block.split("\n")}:
            found.append(f"passages of {report_id} are another version's: {in_index - in_store}")
    strays = {path.name for path in (data_dir / "files").glob("incoming-*")} if documents else set()
    return found + [f"left over: {name}" for name in strays]


def snapshot(library: Library, data_dir: Path) -> tuple[object, ...]:
    """All that the library holds: two equal snapshots are the same library."""
    documents = library.documents()
    files = {path.name: path.read_bytes() for path in (data_dir / "files").glob("*")}
    passages = [passage.text for report in documents for passage in library.index.passages_of(report.id)]
    return documents, [library.report(report.id) for report in documents], files, passages
