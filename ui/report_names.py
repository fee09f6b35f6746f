"""What a report is called where reports of several organisations stand side by side."""

from __future__ import annotations

from service.http_models import CitationBody
from service.http_report_models import DocumentBody


def report_name(title: str, publisher: str | None) -> str:
    """The title, and whose report it is where the title does not say.

    >>> report_name("Årsredovisning 2024", "Sjövik kommun"), report_name("Region Ö: budget", "Region Ö")
    ('Årsredovisning 2024, Sjövik kommun', 'Region Ö: budget')
    """
    if not publisher or publisher.casefold() in title.casefold():
        return title
    return f"{title}, {publisher}"


def cited_name(citation: CitationBody) -> str:
    return report_name(citation.title, citation.publisher)


def document_name(document: DocumentBody) -> str:
    return report_name(document.title, document.publisher)
