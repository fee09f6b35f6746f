"""`belagg serve` and `belagg ui`: the HTTP API and the web chat."""

from __future__ import annotations

import os

import click

from service.settings import Settings
from ui.cli_settings import with_settings
from ui.launch import chat_environment, streamlit_command


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
    command = streamlit_command(settings.host, settings.ui_port, settings.max_upload_mb)
    os.execve(command[0], command, chat_environment(settings.api))
