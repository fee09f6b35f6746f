"""Errors of the project and of ingest.

BelaggError
├── LibraryError
└── UnreadableFileError
    ├── EmptyFileError
    ├── UnknownFormatError
    ├── DamagedFileError
    ├── EncryptedFileError
    ├── ImageOnlyFileError
    │   └── NoTextRecognitionError
    ├── WrongEncodingError
    └── FileTooLargeError

Each message is one Swedish line that says what is wrong and what to do; it never holds a path of the machine.
"""

from __future__ import annotations


class BelaggError(Exception):
    """Base of every error that is the product's own; its text may be shown to a user."""


class LibraryError(BelaggError):
    """A library that can't be opened as it is."""


class UnreadableFileError(BelaggError):
    """A file that can't become a report."""


class EmptyFileError(UnreadableFileError):
    """No bytes, or no text at all."""


class UnknownFormatError(UnreadableFileError):
    """Neither a PDF nor a text file."""


class DamagedFileError(UnreadableFileError):
    """A PDF that is cut short or broken."""


class EncryptedFileError(UnreadableFileError):
    """A PDF that asks for a password."""


class ImageOnlyFileError(UnreadableFileError):
    """A PDF of scanned pages without a text layer."""


class NoTextRecognitionError(ImageOnlyFileError):
    """Scanned pages on a machine without Tesseract or its Swedish data."""


class WrongEncodingError(UnreadableFileError):
    """A text file in an encoding that can't be read safely."""


class FileTooLargeError(UnreadableFileError):
    """More bytes or pages than the limits allow."""
