"""Marks -> toolbox: the plugins imported, and what their hooks answer, checked and put together."""

from __future__ import annotations

import difflib
import importlib
import sys
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from digest.base.errors import Place
from digest.model.plugin import Plugin
from digest.model.toolbox import CheckRule, PageKind, Reader, Toolbox
from digest.plugins.faults import refuse, refuse_loading, shield
from digest.plugins.finding import list_files, locate, print_code

_MARK = "__digest_plugin_code__"  # on a plugin's module: what its files were when it was imported


class Hook(NamedTuple):
    """A field of the toolbox, and what belongs into it."""

    field: str
    wanted: str
    fits: Callable[[Any], bool]


HOOKS = (
    Hook("readers", "a Reader", lambda value: isinstance(value, Reader)),
    Hook("markdown", "a callable that makes an extension", callable),
    Hook("filters", "a callable", callable),
    Hook("page_kinds", "a PageKind", lambda value: isinstance(value, PageKind)),
    Hook("rules", "a CheckRule", lambda value: isinstance(value, CheckRule)),
    Hook("targets", "a callable that makes a host", callable),
)


@lru_cache(maxsize=8)
def open_toolbox(plugins: tuple[Plugin, ...]) -> Toolbox:
    """Everything that these plugins add; nothing is imported where there are none."""
    if not plugins:
        return Toolbox()
    import pluggy  # noqa: PLC0415 - most sites have no plugin

    from digest.plugins import hooks  # noqa: PLC0415

    manager = pluggy.PluginManager(hooks.PROJECT)
    manager.add_hookspecs(hooks)
    loaded: dict[str, object] = {}
    for plugin in plugins:
        loaded[plugin.name] = _load(plugin)
        try:
            manager.register(loaded[plugin.name], plugin.name)
            _refuse_unknown(manager, plugin)
        except (pluggy.PluginValidationError, ValueError) as error:
            raise refuse(plugin, f"is not as a plugin must be: {error}") from None
    fields: dict[str, dict[str, Any]] = {hook.field: {} for hook in HOOKS}
    owners: dict[str, Plugin] = {}
    for plugin in plugins:
        others = [each for name, each in loaded.items() if name != plugin.name]
        for hook in HOOKS:
            caller = manager.subset_hook_caller(f"digest_{hook.field}", others)
            _collect(plugin, plugins, hook, caller, fields[hook.field], owners)
    return Toolbox(**fields, owners=owners)


def _load(plugin: Plugin) -> object:
    """Import what an entry point names; code that changed since it was imported here is refused."""
    module_name, _, attribute = plugin.entry.partition(":")
    try:
        module = importlib.import_module(module_name)
        found: object = module
        for part in filter(None, attribute.split(".")):
            found = getattr(found, part)
    except (Exception, SystemExit) as error:  # noqa: BLE001 - a plugin may raise anything
        raise refuse_loading(plugin, error) from None
    known = vars(module).get(_MARK)
    if known is None:
        folder = locate(plugin.entry)
        known = print_code(folder, list_files(folder))
        setattr(module, _MARK, known)
    if known != plugin.code:
        raise refuse(
            plugin,
            "is not the one that this build began with",
            hint="start digest again; on a cluster, install the same version everywhere",
        )
    return found


def _refuse_unknown(manager: Any, plugin: Plugin) -> None:
    """A hook of a name that nobody calls is a slip of the pen."""
    known = [f"digest_{hook.field}" for hook in HOOKS]
    for caller in manager.get_hookcallers(manager.get_plugin(plugin.name)) or ():
        if caller.name not in known:
            [impl] = [i for i in caller.get_hookimpls() if i.plugin_name == plugin.name]
            near = difflib.get_close_matches(caller.name, known, 1)
            hint = f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
            raise refuse(
                plugin, f"has an unknown hook {caller.name!r}", _where(impl.function), hint
            )


def _collect(
    plugin: Plugin,
    plugins: tuple[Plugin, ...],
    hook: Hook,
    caller: Any,
    field: dict[str, Any],
    owners: dict[str, Plugin],
) -> None:
    impls = [impl for impl in caller.get_hookimpls() if impl.plugin_name == plugin.name]
    if not impls:
        return
    at = _where(impls[0].function)
    with shield(plugins, f"it was asked for its {hook.field.replace('_', ' ')}"):
        answers = caller()
    for answer in answers:
        if not isinstance(answer, Mapping):
            raise refuse(plugin, f"gives no mapping from digest_{hook.field}", at)
        for name, value in answer.items():
            _refuse_misfit(plugin, hook, name, value, at)
            if name in field:
                other = owners[f"{hook.field} {name}"]
                raise refuse(
                    plugin, f"adds {name!r} to the {hook.field.replace('_', ' ')}, as {other} does",
                    at, "uninstall one of them, or switch it off in digest.toml: [plugins] off",
                )  # fmt: skip
            field[name], owners[f"{hook.field} {name}"] = value, plugin


def _refuse_misfit(plugin: Plugin, hook: Hook, name: object, value: object, at: Place) -> None:
    if not isinstance(name, str) or not name:
        raise refuse(plugin, f"gives {name!r} as a name in digest_{hook.field}", at)
    if not hook.fits(value):
        kind = type(value).__name__
        message = f"gives {kind} for {name!r} in digest_{hook.field}: it must be {hook.wanted}"
        raise refuse(plugin, message, at)


def _where(function: Any) -> Place:
    code = getattr(function, "__code__", None)
    if code is None:
        return Place(str(getattr(sys.modules.get(function.__module__), "__file__", "") or ""))
    return Place(code.co_filename.replace("\\", "/"), code.co_firstlineno)
