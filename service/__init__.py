"""Questions answered from cells and passages, with citations; the HTTP API."""
