"""A static site generator for news digests: who said what, on pages that any host can serve.

The public names, each imported when it is first asked for, so that ``import digest`` costs nothing:

    from digest import build_site, open_site
    report = build_site(open_site("mysite"))
    print(report.written, *report.problems)
"""

from typing import TYPE_CHECKING, Any

__version__ = "0.1.0"

if TYPE_CHECKING:
    from digest.app.check import CheckOptions, check_site
    from digest.app.site import BuildOptions, Site, build_site, open_site
    from digest.base.errors import DigestError, Place, Problem
    from digest.build.report import Report
    from digest.deploy.host import Goal
    from digest.intake.records import Block, Source, Story
    from digest.model.article import Attribution, Comment
    from digest.model.plan import Page
    from digest.model.toolbox import CheckRule, Flaw, PageKind, Planned, Reader
    from digest.model.views import Link, PageView, PlainPage
    from digest.plugins.hooks import hookimpl
    from digest.render.desk import Scene

# Where each public name lives.
_HOMES = {
    "digest.app.site": ("BuildOptions", "Site", "build_site", "open_site"),
    "digest.app.check": ("CheckOptions", "check_site"),
    "digest.build.report": ("Report",),
    "digest.base.errors": ("DigestError", "Place", "Problem"),
    "digest.plugins.hooks": ("hookimpl",),
    "digest.deploy.host": ("Goal",),
    "digest.intake.records": ("Block", "Source", "Story"),
    "digest.model.toolbox": ("CheckRule", "Flaw", "PageKind", "Planned", "Reader"),
    "digest.model.article": ("Attribution", "Comment"),
    "digest.model.plan": ("Page",),
    "digest.model.views": ("Link", "PageView", "PlainPage"),
    "digest.render.desk": ("Scene",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "Attribution",
    "Block",
    "BuildOptions",
    "CheckOptions",
    "CheckRule",
    "Comment",
    "DigestError",
    "Flaw",
    "Goal",
    "Link",
    "Page",
    "PageKind",
    "PageView",
    "Place",
    "PlainPage",
    "Planned",
    "Problem",
    "Reader",
    "Report",
    "Scene",
    "Site",
    "Source",
    "Story",
    "__version__",
    "build_site",
    "check_site",
    "hookimpl",
    "open_site",
]


def __getattr__(name: str) -> Any:
    """Import a public name from where it lives."""
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'digest' has no attribute {name!r}")
    from importlib import import_module  # noqa: PLC0415

    return getattr(import_module(home), name)


def __dir__() -> list[str]:
    return __all__
