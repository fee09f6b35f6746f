from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from ui.cli import main

START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
        return port


def get_json(url: str) -> object:
    for _ in range(START_SECONDS * 5):
        try:
            with urllib.request.urlopen(url, timeout=5) as reply:
                return json.load(reply)
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.2)
    pytest.fail(f"no answer from {url}")


def test_serve_answers_on_its_address_until_it_is_told_to_stop(tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-c", "from ui.cli import main; main()", "serve", "--port", str(port)]
    server = subprocess.Popen([*command, "--data", str(tmp_path)], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        assert server.stdout.readline() == f"API: http://127.0.0.1:{port}\n"
        health = get_json(f"http://127.0.0.1:{port}/healthz")
        assert isinstance(health, dict)
        assert health["status"] == "ok"
    finally:
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=START_SECONDS)
    assert (tmp_path / "library.sqlite").exists()


def test_ui_becomes_the_chat_on_its_port_with_the_address_of_the_api(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[tuple[str, list[str], dict[str, str]]] = []
    monkeypatch.setattr(os, "execve", lambda *arguments: started.append(arguments))
    result = CliRunner().invoke(main, ["ui", "--port", "8601", "--api", "http://127.0.0.1:8101"])
    assert result.stdout == "Belägg: http://127.0.0.1:8601\n"
    [(program, command, environment)] = started
    assert program == command[0] == sys.executable
    assert "--server.port=8601" in command
    assert environment["BELAGG_API"] == "http://127.0.0.1:8101"


@pytest.mark.parametrize("port", ["0", "65536", "abc"])
def test_a_port_that_is_none_is_a_wrong_use(port: str) -> None:
    assert CliRunner().invoke(main, ["serve", "--port", port]).exit_code == 2
