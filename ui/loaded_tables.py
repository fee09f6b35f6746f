"""Tables fetched once for all the places that show something of them; at most a minute old."""

from __future__ import annotations

import streamlit as st

from service.http_report_models import TableBody, TableSummaryBody
from ui.api_client import ApiClient

KEPT_SECONDS = 60  # a report may be replaced under the same address


@st.cache_data(show_spinner=False, max_entries=100, ttl=KEPT_SECONDS)
def load_table(_client: ApiClient, table_id: str) -> TableBody:
    """A table with its cells."""
    return _client.table(table_id)


@st.cache_data(show_spinner=False, max_entries=200, ttl=KEPT_SECONDS)
def load_tables(_client: ApiClient, document: str) -> list[TableSummaryBody]:
    """A report's tables without their cells."""
    return _client.tables(document)
