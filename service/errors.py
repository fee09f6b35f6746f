"""Errors of the service.

BelaggError
├── SettingsError
├── VocabularyError
├── LibraryBusyError
├── EmptyLibraryError
└── NotInLibraryError
    ├── UnknownReportError
    ├── UnknownTableError
    └── UnknownPageError

Each message is one Swedish line that says what is wrong and what to do; it never holds a path of the machine.
"""

from __future__ import annotations

from ingest.errors import BelaggError


class SettingsError(BelaggError):
    """A setting has a value that can't be used."""


class VocabularyError(BelaggError):
    """A user's vocabulary file can't be read."""


class LibraryBusyError(BelaggError):
    """Another process has been writing to the library for too long."""


class EmptyLibraryError(BelaggError):
    """A question was asked before any report was ingested."""


class NotInLibraryError(BelaggError):
    """An id that the library does not know."""


class UnknownReportError(NotInLibraryError):
    """No report has that id."""


class UnknownTableError(NotInLibraryError):
    """No table has that id."""


class UnknownPageError(NotInLibraryError):
    """The report has no such page."""
