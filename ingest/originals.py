"""The ingested files themselves, kept beside the library for page images and download.

Each lies under its content's hash, so a name from outside never becomes a path here, and a replaced version
lies beside the new one until nothing refers to it.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection
from pathlib import Path

from ingest.file_format import FileFormat

_STAGED = "incoming-"


class Originals:
    """A folder of files named by their content."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def path(self, content_hash: str, file_format: FileFormat) -> Path:
        """Where the file of that content lies, or would."""
        return self._folder / f"{content_hash}.{file_format.value}"

    def stage(self, content: bytes) -> Path:
        """Writes content to a new file that nothing refers to yet; a later `prune` takes what is left of one."""
        self._folder.mkdir(parents=True, exist_ok=True)
        staged = self._folder / f"{_STAGED}{secrets.token_hex(8)}"
        with staged.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        return staged

    def keep(self, staged: Path, content_hash: str, file_format: FileFormat) -> Path:
        """Gives a staged file its lasting name, in one step."""
        return staged.replace(self.path(content_hash, file_format))

    def has_staged(self) -> bool:
        """Whether a file was staged and not kept: one is being read, or its reader was killed."""
        return any(self._folder.glob(f"{_STAGED}*"))

    def prune(self, kept: Collection[Path]) -> None:
        """Deletes all files but these."""
        if not self._folder.is_dir():
            return
        for path in self._folder.iterdir():
            if path not in kept:
                path.unlink(missing_ok=True)
