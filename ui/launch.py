"""How the web chat is started: Streamlit with everything off that leaves the machine or is made for developers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

API_VARIABLE = "BELAGG_API"

_LOOPBACK_NAMES = ("127.0.0.1", "localhost", "::1")

_OPTIONS: Mapping[str, str] = {
    "server.headless": "true",
    "server.fileWatcherType": "none",
    "server.runOnSave": "false",
    "browser.gatherUsageStats": "false",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "logger.level": "warning",
    "theme.base": "light",
    # 7:1 on white and on the sidebar, also as the text colour of links.
    "theme.primaryColor": "#0b5394",
    "theme.backgroundColor": "#ffffff",
    "theme.secondaryBackgroundColor": "#f3f5f8",
    "theme.textColor": "#1b1f24",
    "theme.linkColor": "#0b5394",
    "theme.baseRadius": "0.5rem",
}


def streamlit_command(host: str, port: int, max_upload_mb: int) -> list[str]:
    """The command line that serves the chat."""
    options = {
        **_OPTIONS,
        "server.address": host,
        "server.port": str(port),
        "server.maxUploadSize": str(max_upload_mb),
    }
    page = Path(__file__).with_name("app.py")
    arguments = [f"--{name}={value}" for name, value in options.items()]
    # A page on the web whose name is made to point here (DNS rebinding) is no visitor of ours.
    hosts = [f"--server.allowedHosts={name}" for name in _LOOPBACK_NAMES] if host in _LOOPBACK_NAMES else []
    return [sys.executable, "-m", "streamlit", "run", str(page), *arguments, *hosts]


def chat_environment(api: str) -> dict[str, str]:
    """The environment for it: ours, the API's address, and the folder that the packages lie in."""
    root = str(Path(__file__).resolve().parent.parent)
    paths = [root, *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    return {**os.environ, API_VARIABLE: api, "PYTHONPATH": os.pathsep.join(paths)}


def start_chat(api: str, host: str, port: int, max_upload_mb: int = 100) -> subprocess.Popen[bytes]:
    """Start the chat beside this process; the caller waits for it and ends it."""
    return subprocess.Popen(streamlit_command(host, port, max_upload_mb), env=chat_environment(api))
