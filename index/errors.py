"""Errors of the index.

BelaggError
└── SearchIndexError
    ├── DamagedIndexError
    ├── ForeignIndexError
    └── ModelUnavailableError

Each message is one Swedish line that says what is wrong and what to do; it never holds a path of the machine.
"""

from __future__ import annotations

from ingest.errors import BelaggError


class SearchIndexError(BelaggError):
    """The search index can't be used as it stands."""


class DamagedIndexError(SearchIndexError):
    """A file of the index is missing or can't be read."""


class ForeignIndexError(SearchIndexError):
    """The index was built by another version or with another embedding model."""


class ModelUnavailableError(SearchIndexError):
    """The embedding model can't be unpacked or loaded."""
