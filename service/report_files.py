"""Files and folders that a user names -> the files to read."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

# In a folder only these are taken for reports; a file named by itself is read whatever its name.
REPORT_SUFFIXES = frozenset({".pdf", ".txt"})


def list_report_files(paths: Sequence[Path], data_dir: Path) -> list[Path]:
    """Files as they are, folders as the reports anywhere below them, each path once.

    A path that does not exist and a folder without reports stay in the list: reading them gives the reason.
    The library's own folder holds copies of reports; it is passed over when it lies below a folder named here.
    """
    found = [file for path in paths for file in (_reports_below(path, data_dir) if path.is_dir() else [path])]
    return list(dict.fromkeys(found))


def _reports_below(folder: Path, data_dir: Path) -> list[Path]:
    reports = sorted(_walk(folder, data_dir.resolve()), key=lambda path: path.parts)
    return reports or [folder]


def _walk(folder: Path, data_dir: Path) -> Iterator[Path]:
    # Links to folders are not followed: one that leads back up would never end.
    for parent, folders, names in os.walk(folder):
        folders[:] = [
            name for name in folders if not name.startswith(".") and Path(parent, name).resolve() != data_dir
        ]
        for name in names:
            path = Path(parent, name)
            if not name.startswith(".") and path.suffix.lower() in REPORT_SUFFIXES:
                yield path
