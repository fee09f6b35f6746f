"""Files of reports that were taken away, kept for a while so that a slip of the finger can be undone."""

from __future__ import annotations

import shutil
import time
import uuid
from pathlib import Path

KEPT_SECONDS = 24 * 3600.0  # long enough to notice the mistake, short enough for "borttagen" to be true


class RemovedReports:
    """A folder with one file for each report that was taken away lately."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, document: str, file: Path, source: str) -> None:
        """Keeps a copy of the file under its name; an older one of the same report gives way."""
        self.forget_old()
        place = self._folder / document
        shutil.rmtree(place, ignore_errors=True)
        place.mkdir(parents=True)
        shutil.copyfile(file, place / source)

    def take_out(self, document: str, inboxes: Path) -> tuple[Path, Path] | None:
        """A copy in a new inbox below `inboxes`, and that inbox; None when nothing is kept."""
        self.forget_old()
        # Looked up among the names there are: an id from outside never becomes a path.
        kept = {place.name: place for place in self._places()}
        file = next(kept[document].iterdir(), None) if document in kept else None
        if file is None:
            return None
        inbox = inboxes / uuid.uuid4().hex
        inbox.mkdir(parents=True)
        return Path(shutil.copyfile(file, inbox / file.name)), inbox

    def forget_old(self, now: float | None = None) -> None:
        """Deletes what has lain there longer than `KEPT_SECONDS`."""
        now = time.time() if now is None else now
        for place in self._places():
            if now - place.stat().st_mtime > KEPT_SECONDS:
                shutil.rmtree(place, ignore_errors=True)

    def _places(self) -> list[Path]:
        return list(self._folder.iterdir()) if self._folder.is_dir() else []
