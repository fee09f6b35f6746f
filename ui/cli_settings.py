"""What all commands share: the settings, read once from the environment, and `--data`."""

from __future__ import annotations

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from service.settings import Settings, read_settings

DATA_HELP = "Folder that holds the library and the index [default: BELAGG_DATA, else ./data]."
DATA_TYPE = click.Path(file_okay=False, path_type=Path)


def with_settings(function: Callable[..., None]) -> Callable[..., None]:
    """Gives a command the option `--data` and, as its first argument, the settings.

    An option of the command that is named like a setting overrides it.
    """

    @click.option("--data", type=DATA_TYPE, help=DATA_HELP)
    @click.pass_context
    @functools.wraps(function)
    def run(context: click.Context, /, data: Path | None, **options: Any) -> None:
        named_like_settings = {
            name: options.pop(name) for name in list(options) if name in Settings.__slots__
        }
        settings = read_settings(os.environ, data=data or context.obj, **named_like_settings)
        function(settings, **options)

    return run
