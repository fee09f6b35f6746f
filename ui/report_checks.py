"""What the sums inside a report's tables say of it."""

from __future__ import annotations

from service.http_report_models import DocumentBody
from ui.api_client import ApiClient, ApiError
from ui.loaded_tables import load_tables


def failing_tables(client: ApiClient, document: DocumentBody) -> int:
    """How many tables hold a sum or a difference that is not one."""
    try:
        return sum(table.fails > 0 for table in load_tables(client, document.id))
    except ApiError:
        return 0


def failing_to_text(count: int) -> str:
    """
    >>> failing_to_text(0), failing_to_text(1), failing_to_text(3)
    ('', '1 tabell summerar inte', '3 tabeller summerar inte')
    """
    if not count:
        return ""
    return "1 tabell summerar inte" if count == 1 else f"{count} tabeller summerar inte"
