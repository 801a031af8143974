"""Whose fault an error is: the plugin whose code raised it, with file and line."""

from __future__ import annotations

import os
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from digest.base.errors import DigestError, Place, Problem
from digest.model.plugin import Plugin
from digest.plugins.finding import locate


def blame(error: BaseException, plugins: Iterable[Plugin], doing: str) -> Problem | None:
    """The problem to tell when a plugin's code is among the frames of an error; else None."""
    frames = traceback.extract_tb(error.__traceback__)
    for frame in reversed(frames):
        for plugin in plugins:
            if _is_inside(frame.filename, plugin.folder) or _is_inside(
                frame.filename, locate(plugin.entry)
            ):
                return Problem(
                    _place(frame.filename, frame.lineno or 0),
                    "plugin",
                    f"{plugin} failed: {type(error).__name__}: {error}",
                    doing,
                )
    return None


@contextmanager
def shield(plugins: tuple[Plugin, ...], doing: str = "") -> Iterator[None]:
    """What a plugin's code raises inside becomes an error that names it; all else passes."""
    try:
        yield
    except DigestError:
        raise
    except Exception as error:
        told = blame(error, plugins, doing) if plugins else None
        if told is None:
            raise
        raise DigestError(told.message, at=told.place, code="plugin", hint=told.hint) from None


def refuse(plugin: Plugin, message: str, at: Place | None = None, hint: str = "") -> DigestError:
    """An error that names the plugin."""
    place = at or Place(plugin.folder or plugin.entry)
    return DigestError(f"{plugin} {message}", at=place, code="plugin", hint=hint)


def refuse_loading(plugin: Plugin, error: BaseException) -> DigestError:
    """The error of a plugin that cannot be imported."""
    hint = "mend it, uninstall it, or switch it off in digest.toml: [plugins] off"
    message = f"cannot be loaded: {type(error).__name__}: {error}"
    if isinstance(error, SyntaxError) and error.filename:
        return refuse(plugin, message, _place(error.filename, error.lineno or 0), hint)
    told = blame(error, (plugin,), "")
    return refuse(plugin, message, told.place if told else None, hint)


def _is_inside(file: str, folder: str) -> bool:
    return bool(folder) and (file == folder or file.startswith(folder.rstrip(os.sep) + os.sep))


def _place(file: str, line: int) -> Place:
    return Place(file.replace(os.sep, "/"), line)
