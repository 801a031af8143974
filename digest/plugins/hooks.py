"""The hooks, as pluggy knows them: each returns a mapping from a name to what is added under it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pluggy

from digest.model.toolbox import CheckRule, PageKind, Reader

PROJECT = "digest"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def digest_readers() -> Mapping[str, Reader]:  # type: ignore[empty-body]
    """Add kinds of source that ``digest import`` understands; they are asked before our own."""


@hookspec
def digest_markdown() -> Mapping[str, Callable[[], Any]]:  # type: ignore[empty-body]
    """Add Python-Markdown extensions, for all Markdown but the words of key comments."""


@hookspec
def digest_filters() -> Mapping[str, Callable[..., Any]]:  # type: ignore[empty-body]
    """Add Jinja filters."""


@hookspec
def digest_page_kinds() -> Mapping[str, PageKind]:  # type: ignore[empty-body]
    """Add kinds of page."""


@hookspec
def digest_rules() -> Mapping[str, CheckRule]:  # type: ignore[empty-body]
    """Add rules to ``digest check``."""


@hookspec
def digest_targets() -> Mapping[str, Any]:  # type: ignore[empty-body]
    """Add hosts that ``digest deploy`` can put the site on."""
