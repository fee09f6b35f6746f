"""One library and one assistant for all tests of answering: nothing here changes them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from service.assistant import Assistant
from service.knowledge import Knowledge
from service.library import Library
from tests.service.answering.ekhult import REPORTS, put_reports


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    made = put_reports(tmp_path_factory.mktemp("ekhult"), *REPORTS)
    yield made
    made.close()


@pytest.fixture(scope="session")
def assistant(library: Library) -> Assistant:
    return Assistant(library)


@pytest.fixture(scope="session")
def knowledge(assistant: Assistant) -> Knowledge:
    return assistant.knowledge()
