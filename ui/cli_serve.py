"""`belagg serve` and `belagg ui`: the HTTP API and the web chat."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from service.settings import Settings
from ui.cli_settings import with_settings


@click.command()
@click.option("--host", help="Address to listen on [default: BELAGG_HOST, else 127.0.0.1].")
@click.option("--port", type=click.IntRange(1, 65535), help="Port [default: BELAGG_PORT, else 8000].")
@with_settings
def serve(settings: Settings) -> None:
    """Start the HTTP API."""
    import uvicorn

    from service.api import create_app

    click.echo(f"API: http://{settings.host}:{settings.port}")
    uvicorn.run(create_app(settings), host=settings.host, port=settings.port, log_level="warning")


@click.command(name="ui")
@click.option(
    "--port", "ui_port", type=click.IntRange(1, 65535), help="Port [default: BELAGG_UI_PORT, else 8501]."
)
@click.option(
    "--api", metavar="URL", help="Address of the API [default: BELAGG_API, else http://127.0.0.1:8000]."
)
@with_settings
def web(settings: Settings) -> None:
    """Start the web chat, which talks to the API."""
    click.echo(f"Belägg: http://{settings.host}:{settings.ui_port}")
    # The chat takes the place of this process, so that a signal to it ends the chat.
    os.execve(sys.executable, chat_command(settings), {**os.environ, "BELAGG_API": settings.api})


def chat_command(settings: Settings) -> list[str]:
    """The command that runs the chat, without telemetry and without opening a browser."""
    options = {
        "server.port": settings.ui_port,
        "server.address": settings.host,
        "server.headless": "true",
        "browser.gatherUsageStats": "false",
        "server.maxUploadSize": settings.max_upload_mb,
    }
    script = str(Path(__file__).with_name("chat.py"))
    return [
        sys.executable,
        *("-m", "streamlit", "run", script),
        *(f"--{name}={value}" for name, value in options.items()),
    ]
