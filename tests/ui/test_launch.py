"""How the chat is started."""

from __future__ import annotations

from pathlib import Path

import pytest

from ui.launch import chat_environment, streamlit_command


def test_the_chat_starts_without_anything_that_leaves_the_machine() -> None:
    command = streamlit_command("127.0.0.1", 8501, 100)
    assert "--browser.gatherUsageStats=false" in command
    assert "--client.toolbarMode=minimal" in command
    assert "--server.headless=true" in command
    assert "--server.address=127.0.0.1" in command
    assert "--server.port=8501" in command
    assert "--server.maxUploadSize=100" in command
    assert any(Path(part).name == "app.py" and Path(part).is_file() for part in command)


def test_the_chat_finds_its_api_and_its_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "/somewhere")
    environment = chat_environment("http://127.0.0.1:9000")
    assert environment["BELAGG_API"] == "http://127.0.0.1:9000"
    folders = environment["PYTHONPATH"].split(":")
    assert (Path(folders[0]) / "ui" / "app.py").is_file()
    assert folders[1] == "/somewhere"
