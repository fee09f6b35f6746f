from __future__ import annotations

import json
from pathlib import Path

import pytest

from index.errors import DamagedIndexError, ForeignIndexError
from index.manifest import MANIFEST, SCHEMA, DocumentEntry, Manifest, read_manifest, write_manifest
from ingest.errors import BelaggError

ENTRY = DocumentEntry("hash", "segment", 3)


def test_a_new_folder_has_an_empty_manifest(tmp_path: Path) -> None:
    assert read_manifest(tmp_path, "model") == Manifest(SCHEMA, "model", {})


def test_what_is_written_is_read(tmp_path: Path) -> None:
    manifest = Manifest(SCHEMA, "model").with_documents({"årsredovisning": ENTRY})
    write_manifest(tmp_path, manifest)
    assert read_manifest(tmp_path, "model") == manifest
    assert [path.name for path in tmp_path.iterdir()] == [MANIFEST]


def test_documents_come_and_go() -> None:
    manifest = Manifest(SCHEMA, "model").with_documents({"a": ENTRY, "b": ENTRY})
    assert set(manifest.without_document("a").documents) == {"b"}


@pytest.mark.parametrize(
    ("manifest", "encoder", "says"),
    [
        (Manifest(SCHEMA, "old-model"), "new-model", "old-model.*new-model.*BELAGG_MODEL.*belagg ingest"),
        (Manifest(SCHEMA + 1, "model"), "model", "annan version.*belagg ingest"),
    ],
)
def test_a_foreign_index_is_refused_with_what_to_do(
    tmp_path: Path, manifest: Manifest, encoder: str, says: str
) -> None:
    write_manifest(tmp_path, manifest)
    with pytest.raises(ForeignIndexError, match=says) as caught:
        read_manifest(tmp_path, encoder)
    assert isinstance(caught.value, BelaggError)
    assert str(tmp_path) not in str(caught.value)


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "{}", json.dumps({"schema": 1, "encoder": "m", "documents": {"a": 1}})]
)
def test_a_damaged_manifest_is_refused_with_what_to_do(tmp_path: Path, content: str) -> None:
    (tmp_path / MANIFEST).write_text(content, encoding="utf-8")
    with pytest.raises(DamagedIndexError, match="belagg ingest"):
        read_manifest(tmp_path, "model")
