"""What an index was built from. It is replaced in one step, so a reader sees the old or the new state."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from index.errors import DamagedIndexError, ForeignIndexError

MANIFEST = "manifest.json"
# Raised whenever passages, terms or files change form; an index of another schema is rebuilt.
SCHEMA = 2

_REBUILD = "Läs in någon rapport med `belagg ingest`, så byggs det om."


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One report in the index."""

    content_hash: str
    segment: str
    """Name of its folder under segments/."""
    passages: int


@dataclass(frozen=True, slots=True)
class Manifest:
    schema: int
    encoder: str
    documents: dict[str, DocumentEntry] = field(default_factory=dict)

    def with_documents(self, changes: dict[str, DocumentEntry]) -> Manifest:
        """The same with these reports added or replaced."""
        return replace(self, documents={**self.documents, **changes})

    def without_document(self, document: str) -> Manifest:
        """The same without this report."""
        return replace(
            self, documents={key: entry for key, entry in self.documents.items() if key != document}
        )


def read_manifest(folder: Path, encoder: str) -> Manifest:
    """The folder's manifest, a new one for a new folder; refuses an index that this program can't search."""
    try:
        data = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        documents = {key: DocumentEntry(**entry) for key, entry in data["documents"].items()}
        manifest = Manifest(data["schema"], data["encoder"], documents)
    except FileNotFoundError:
        return Manifest(SCHEMA, encoder)
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise DamagedIndexError(f"Sökindexets förteckning går inte att läsa. {_REBUILD}") from exc
    if manifest.schema != SCHEMA:
        raise ForeignIndexError(f"Sökindexet är byggt av en annan version av Belägg. {_REBUILD}")
    if manifest.encoder != encoder:
        raise ForeignIndexError(
            f"Sökindexet är byggt med språkmodellen {manifest.encoder!r}, men nu är {encoder!r} inställd. "
            f"Ställ in samma modell igen (BELAGG_MODEL) eller låt indexet byggas om. {_REBUILD}"
        )
    return manifest


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest in one step and make sure that it is on the disk."""
    temporary = folder / f".{MANIFEST}.{os.getpid()}"
    with temporary.open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(folder / MANIFEST)
    sync_folder(folder)


def sync_folder(folder: Path) -> None:
    """Make new names in the folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
