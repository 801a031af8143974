"""Templates compiled for one site: what is the same on every page is worked out once.

What Jinja does for each page anew is done at compile time or left out, with the same bytes as a
result: constant words are translated, constant addresses are placed under the site's path, the
program's own functions, which need no context, are called directly, and what is text or a number
already is not made Markup first.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

import markupsafe
import msgspec
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.idtracking import VAR_LOAD_RESOLVE
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from digest.model import views

# Functions of ours that take no context; called without Jinja's detour unless a template redefines them.
FILL = "_fill_words"
DIRECT = frozenset(
    {"url", "absolute", "asset", "has_asset", "date", "number", "card", "rfc822", "direction", "ngettext", FILL}
)  # fmt: skip

OF_JINJA = frozenset({"loop", "self", "super", "caller", "varargs", "kwargs"})
Body = TypeVar("Body", nodes.Template, nodes.Block)

# What ``loop`` surely has, so that it too may be read without a net.
OF_LOOP = frozenset({"index", "index0", "first", "last", "length", "previtem", "nextitem"})

# The views' classes: their fields are there, so that a template may read them without a net.
VIEWS = frozenset(
    kind
    for kind in vars(views).values()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct)
)

ROWS = frozenset({str, tuple})  # what begins and ends, unless it is empty

_inner = getattr(markupsafe, "_escape_inner", None)


def escape_text(text: str) -> str:
    """Escape a plain string, with markupsafe's own rules."""
    return str(escape(text))


plain_escape: Callable[[str], str] = _inner if _inner is not None else escape_text


def show_other(value: object) -> str:
    """What is neither plain text nor Markup, as it stands in a page."""
    kind = value.__class__
    return str(value) if kind is int or kind is float else escape(value)


def show_safe(value: object) -> str:
    """What a template calls safe."""
    return value if isinstance(value, str) else Markup(value)  # noqa: S704


def fill_words(words: str, **values: object) -> Markup:
    """Translated words with values put in, as ``Markup(words) % values`` gives them."""
    told = {
        name: value if isinstance(value, (int, float)) else escape(value)
        for name, value in values.items()
    }
    return Markup(words % told)  # noqa: S704 - the theme's own words, and what was escaped


def count_words(translate: Callable[[str, str, int], str]) -> Callable[..., Markup]:
    """``ngettext`` for templates, as Jinja's own has it; what only counts is worked out once."""

    @lru_cache(maxsize=4096, typed=True)
    def count(one: str, many: str, num: int) -> Markup:
        return Markup(translate(one, many, num)) % {"num": num}  # noqa: S704 - the theme's own words

    def ngettext(one: str, many: str, num: int, /, **values: object) -> Markup:
        if not values:
            return count(one, many, num)
        return Markup(translate(one, many, num)) % {"num": num, **values}  # noqa: S704

    return ngettext


class Specialise(NodeTransformer):
    """Replaces constant ``_("…")`` and ``url("…")`` by their values, and translates what has gaps."""

    def __init__(self, translate: Callable[[str], str], place: Callable[[str], str]) -> None:
        """``translate`` is gettext of the site's language; ``place`` puts the site's path in front."""
        self._translate, self._place = translate, place
        self._set: frozenset[str] = frozenset()

    def visit_Template(self, node: nodes.Template) -> nodes.Template:  # noqa: N802 - Jinja's name
        """What loops use of the page's own is looked for before them."""
        self._set = find_redefined(node) | OF_JINJA
        self.generic_visit(node)
        return self._hoist(node)

    def visit_Block(self, node: nodes.Block) -> nodes.Block:  # noqa: N802
        """So it is in each block, which is a function of its own."""
        self.generic_visit(node)
        return self._hoist(node)

    def _hoist(self, node: Body) -> Body:
        names = sorted(_find_looped(node) - self._set)
        if names:
            used = nodes.Tuple([nodes.Name(name, "load") for name in names], "load")
            node.body.insert(0, nodes.ExprStmt(used).set_lineno(node.lineno))
        return node

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802
        """Constants between text become text; what is shown under a condition is else nothing."""
        self.generic_visit(node)
        node.nodes = [self._as_text(child) for child in node.nodes]
        for child in node.nodes:
            _close_condition(child)
        return node

    def visit_Call(self, node: nodes.Call) -> nodes.Expr:  # noqa: N802
        """A constant call becomes a constant."""
        self.generic_visit(node)
        word = _constant_argument(node)
        if word is None or not isinstance(node.node, nodes.Name):
            return node
        if node.kwargs:
            return self._translate_gaps(node, word)
        if node.node.name in {"_", "gettext"}:
            told = Markup(self._translate(word)) % {}  # noqa: S704 - the theme's own words
            return nodes.MarkSafe(nodes.Const(str(told)), lineno=node.lineno)
        if node.node.name == "url":
            return nodes.Const(self._place(word), lineno=node.lineno)
        return node

    def _translate_gaps(self, node: nodes.Call, word: str) -> nodes.Expr:
        assert isinstance(node.node, nodes.Name)
        if node.node.name in {"_", "gettext"}:
            node.node.name = FILL
            node.args = [nodes.Const(self._translate(word), lineno=node.lineno)]
        return node

    def _as_text(self, node: nodes.Expr) -> nodes.Expr:
        if isinstance(node, nodes.MarkSafe) and isinstance(node.expr, nodes.Const):
            return nodes.TemplateData(str(node.expr.value), lineno=node.lineno)
        return node


def find_redefined(template: nodes.Template) -> frozenset[str]:
    """The names that a template sets itself."""
    names: set[str] = set()
    for node in _descend(template):
        match node:
            case nodes.Name() if node.ctx != "load":
                names.add(node.name)
            case nodes.Macro():
                names.add(node.name)
            case nodes.Import():
                names.add(node.target)
            case nodes.FromImport():
                names |= {name if isinstance(name, str) else name[1] for name in node.names}
            case _:
                pass
    return frozenset(names)


def _find_looped(function: nodes.Node) -> set[str]:
    """The names that the loops of a function use, which Jinja would look for at every turn."""
    own = (nodes.Block, nodes.Macro, nodes.CallBlock)  # are functions of their own
    return {
        node.name
        for loop in _descend(function, own)
        if isinstance(loop, nodes.For)
        for node in _descend(loop, own)
        if isinstance(node, nodes.Name) and node.ctx == "load"
    }


def _descend(top: nodes.Node, closed: tuple[type[nodes.Node], ...] = ()) -> list[nodes.Node]:
    """A node and all below it, but nothing that is ``closed``; several times as fast as Jinja's own way."""
    found = [top]
    for node in found:  # which grows meanwhile
        for field in node.fields:
            value = getattr(node, field, None)
            below = value if isinstance(value, list) else (value,)
            found += [c for c in below if isinstance(c, nodes.Node) and not isinstance(c, closed)]
    return found


class Generator(CodeGenerator):
    """Jinja's code generator, with shorter ways for plain strings and for functions of ours."""

    redefined: frozenset[str] = frozenset()
    _asking = False

    @property
    def at_root(self) -> bool:
        """Whether the site has no path, so that its addresses are what they are."""
        place: Callable[[str], str] = getattr(self.environment, "place", str)
        return place("/") == "/"

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Find which names the template defines itself."""
        self.redefined = find_redefined(node)
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, *args: bool, **options: bool) -> None:  # noqa: N802
        """Call functions of ours without ``context.call``."""
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        odd = args or options or node.dyn_args or node.dyn_kwargs
        if name not in DIRECT or name in self.redefined or odd:
            super().visit_Call(node, frame, *args, **options)
            return
        if name == "url" and len(node.args) == 1 and self.at_root:
            self.visit(node.args[0], frame)
            return
        self.visit(node.node, frame)
        self.write("(")
        # Frame-less signature: no hidden keyword arguments for functions that take no context.
        for at, argument in enumerate(node.args):
            if at:
                self.write(", ")
            self.visit(argument, frame)
        for keyword in node.kwargs:
            self.write(f", {keyword.key}=" if node.args else f"{keyword.key}=")
            self.visit(keyword.value, frame)
        self.write(")")

    def enter_frame(self, frame: Frame) -> None:
        """A name that the template never sets is looked at once, whether anybody gave it."""
        super().enter_frame(frame)
        for target, (action, name) in frame.symbols.loads.items():
            if action == VAR_LOAD_RESOLVE and name not in self.redefined:
                self.writeline(f"if {target} is missing: {target} = undefined(name={name!r})")

    def visit_Name(self, node: nodes.Name, frame: Frame) -> None:  # noqa: N802
        """And is not asked again where it is used."""
        ref = frame.symbols.ref(node.name) if node.ctx == "load" else ""
        load = frame.symbols.find_load(ref) if ref else None
        if load and load[0] == VAR_LOAD_RESOLVE and node.name not in self.redefined:
            self.write(ref)
        else:
            super().visit_Name(node, frame)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Read a view's field at once; anything else as Jinja does."""
        if self._asking:
            super().visit_Getattr(node, frame)
            return
        if self._is_loop(node.node) and node.attr in OF_LOOP:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")
            return
        self.write("(_o." + node.attr + " if (_o := ")
        self.visit(node.node, frame)
        self.write(f").__class__ in _views else environment.getattr(_o, {node.attr!r}))")

    def visit_Getitem(self, node: nodes.Getitem, frame: Frame) -> None:  # noqa: N802
        """Take the first or last of a text or a row at once; anything else as Jinja does."""
        at = node.arg.value if isinstance(node.arg, nodes.Const) else None
        if self._asking or at not in {0, -1}:
            super().visit_Getitem(node, frame)
            return
        self.write(f"(_o[{at}] if (_o := ")
        self.visit(node.node, frame)
        self.write(f") and _o.__class__ in _rows else environment.getitem(_o, {at}))")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        """Whether something is defined is asked of Jinja."""
        asking, self._asking = self._asking, self._asking or node.name in {"defined", "undefined"}
        super().visit_Test(node, frame)
        self._asking = asking

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802
        """So is what has a default."""
        asking, self._asking = self._asking, self._asking or node.name in {"default", "d"}
        super().visit_Filter(node, frame)
        self._asking = asking

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Hand on what stands together in one piece, not word by word through every generator."""
        if frame.buffer is not None or frame.require_output_check or len(node.nodes) < 2:
            super().visit_Output(node, frame)
            return
        finalize = self._make_finalize()
        self.writeline('yield "".join((', node)
        self.indent()
        for child in node.nodes:
            if isinstance(child, nodes.TemplateData):
                text = self._output_child_to_const(child, frame, finalize)
                self.writeline(f"{self._output_const_repr([text])},", child)
            else:
                self.newline(child)
                self._output_child(child, frame, finalize)
                self.write(",")
        self.outdent()
        self.writeline("))")

    def _output_child(self, child: nodes.Expr, frame: Frame, finalize: Any) -> None:
        safe = child.node if isinstance(child, nodes.Filter) and child.name == "safe" else None
        if safe is None or frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            self._output_child_pre(child, frame, finalize)
            self.visit(child, frame)
            self._output_child_post(child, frame, finalize)
            return
        self.write("(_v if (_v := (")
        self.visit(safe, frame)
        self.write(")).__class__ is str else _safe(_v))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)  # type: ignore[arg-type]
            return
        self.write("(_plain(_v) if (_c := (_v := (")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)  # type: ignore[arg-type]
            return
        self.write(")).__class__) is str else _v if _c is Markup else _other(_v))")

    def _is_loop(self, node: nodes.Node) -> bool:
        return isinstance(node, nodes.Name) and node.name == "loop" and "loop" not in self.redefined


def _close_condition(node: nodes.Node | None) -> None:
    """A chain of conditions ends with nothing where none of them holds."""
    while isinstance(node, nodes.CondExpr):
        node.expr2 = node.expr2 or nodes.Const("", lineno=node.lineno)
        node = node.expr2


def _constant_argument(node: nodes.Call) -> str | None:
    simple = len(node.args) == 1 and not (node.dyn_args or node.dyn_kwargs)
    if simple and isinstance(node.args[0], nodes.Const) and isinstance(node.args[0].value, str):
        return node.args[0].value
    return None
