"""Templates compiled for one site: what is the same on every page is worked out once.

Three things that Jinja does for each page anew are done at compile time or left out, with the same
bytes as a result: constant words are translated, constant addresses are placed under the site's
path, and the program's own functions, which need no context, are called directly.
"""

from __future__ import annotations

from collections.abc import Callable

import markupsafe
import msgspec
from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.visitor import NodeTransformer
from markupsafe import Markup, escape

from digest.model import views

# Functions of ours that take no context; called without Jinja's detour unless a template redefines them.
FILL = "_fill_words"
DIRECT = frozenset(
    {"url", "absolute", "asset", "has_asset", "date", "number", "card", "rfc822", "direction", FILL}
)

# The views' classes: their fields are there, so that a template may read them without a net.
VIEWS = frozenset(
    kind
    for kind in vars(views).values()
    if isinstance(kind, type) and issubclass(kind, msgspec.Struct)
)

_inner = getattr(markupsafe, "_escape_inner", None)


def escape_text(text: str) -> str:
    """Escape a plain string, with markupsafe's own rules."""
    return str(escape(text))


plain_escape: Callable[[str], str] = _inner if _inner is not None else escape_text


def fill_words(words: str, **values: object) -> Markup:
    """Translated words with values put in, as ``Markup(words) % values`` gives them."""
    told = {
        name: value if isinstance(value, (int, float)) else escape(value)
        for name, value in values.items()
    }
    return Markup(words % told)  # noqa: S704 - the theme's own words, and what was escaped


class Specialise(NodeTransformer):
    """Replaces constant ``_("…")`` and ``url("…")`` by their values, and translates what has gaps."""

    def __init__(self, translate: Callable[[str], str], place: Callable[[str], str]) -> None:
        """``translate`` is gettext of the site's language; ``place`` puts the site's path in front."""
        self._translate, self._place = translate, place

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802 - Jinja's name
        """Constants between text become text."""
        self.generic_visit(node)
        node.nodes = [self._as_text(child) for child in node.nodes]
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


class Generator(CodeGenerator):
    """Jinja's code generator, with shorter ways for plain strings and for functions of ours."""

    redefined: frozenset[str] = frozenset()
    _asking = False

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Find which names the template defines itself."""
        stored = {name.name for name in node.find_all(nodes.Name) if name.ctx != "load"}
        macros = {macro.name for macro in node.find_all(nodes.Macro)}
        imported: set[str] = {each.target for each in node.find_all(nodes.Import)}
        for each in node.find_all(nodes.FromImport):
            imported |= {name if isinstance(name, str) else name[1] for name in each.names}
        self.redefined = frozenset(stored | macros | imported)
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, *args: bool, **options: bool) -> None:  # noqa: N802
        """Call functions of ours without ``context.call``."""
        name = node.node.name if isinstance(node.node, nodes.Name) else ""
        if name not in DIRECT or name in self.redefined or args or options:
            super().visit_Call(node, frame, *args, **options)
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

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """Read a view's field at once; anything else as Jinja does."""
        if self._asking:
            super().visit_Getattr(node, frame)
            return
        self.write("(_o." + node.attr + " if (_o := ")
        self.visit(node.node, frame)
        self.write(f").__class__ in _views else environment.getattr(_o, {node.attr!r}))")

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
                self._output_child_pre(child, frame, finalize)
                self.visit(child, frame)
                self._output_child_post(child, frame, finalize)
                self.write(",")
        self.outdent()
        self.writeline("))")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)  # type: ignore[arg-type]
            return
        self.write("(_plain(_v) if (_c := (_v := (")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: object) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)  # type: ignore[arg-type]
            return
        self.write(")).__class__) is str else _v if _c is Markup else escape(_v))")


def _constant_argument(node: nodes.Call) -> str | None:
    simple = len(node.args) == 1 and not (node.dyn_args or node.dyn_kwargs)
    if simple and isinstance(node.args[0], nodes.Const) and isinstance(node.args[0].value, str):
        return node.args[0].value
    return None
