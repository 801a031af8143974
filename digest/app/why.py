"""Why a page would be made anew by the next build, or that it is fresh and what it was made from."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import process

from digest.app.library import Library, is_there
from digest.build.ledger import find_lost, find_stale, names_read
from digest.build.picture import compose
from digest.build.scout import look_at
from digest.build.store import FOLDER
from digest.model import urls
from digest.model.site import Config
from digest.render.engine import make_environment
from digest.render.themes import load_theme


class Answer(NamedTuple):
    """What is known of a page. ``state`` is stale, fresh, gone, copied, foreign or unknown."""

    url: str
    state: str
    reason: str  # the name of what moved, or a word; "" for a fresh page
    story: str  # the same in a sentence
    reads: tuple[str, ...] = ()
    near: tuple[str, ...] = ()  # addresses of the site that look like an unknown one


def explain_page(library: Library, asked: str) -> Answer:
    """Tell of one page; ``asked`` is a URL, a path of the site or a file of the output."""
    url = _find_url(asked, library)
    ledger, pages = library.ledger, library.drawn.pages
    reads = tuple(names_read(ledger, url)) if url in ledger.pages else ()
    if url in pages:
        stale = dict(find_all_stale(library))
        if url in stale:
            return Answer(url, "stale", stale[url], tell_reason(stale[url], url), reads)
        return Answer(url, "fresh", "", "nothing that it was made from has moved", reads)
    if url in ledger.pages:
        return Answer(
            url,
            "gone",
            "plan",
            "the content no longer asks for it: the next build removes it",
            reads,
        )
    file = urls.file_of(url)
    if file in ledger.copies:
        origin = ledger.copies[file].origin.split(" ")[0]
        return Answer(url, "copied", "", f"it is a copy of {origin}")
    if is_there(library.output, file):
        return Answer(url, "foreign", "", "no build of this site made it; it is kept")
    close = process.extract(
        url, [*pages, *(f"/{name}" for name in ledger.copies)], limit=3, score_cutoff=70
    )
    return Answer(
        url, "unknown", "", "the site has no such page", near=tuple(each[0] for each in close)
    )


_MADE = ("photo:", "social:")  # facts that only a build finds out; taken as unmoved


def find_all_stale(library: Library) -> list[tuple[str, str]]:
    """Every page that the next build would make: (URL, name of what moved), in the plan's order."""
    site = library.site
    theme = load_theme(site.layers, site.config.site.language, make_environment())
    templates = str(site.folder / FOLDER / "templates")
    _, prints = compose(
        library.drawn, library.catalogue, site.config, theme, library.packs, templates
    )
    ledger, pages = library.ledger, library.drawn.page_prints
    found = look_at(library.output, map(urls.file_of, pages))
    lost = find_lost(ledger, pages, found)
    moved = {name for name in prints.moved(ledger.prints) if not name.startswith(_MADE)}
    return [(one.url, one.reason) for one in find_stale(ledger, pages, moved, lost)]


_STORIES = {
    "card": "what lists show of the article {key} changed: its title, date, summary, topics or photo",
    "text": "the words of the article {key} changed",
    "speech": "the key comments of the article {key} changed",
    "refs": "a name that the article {key} uses means somebody or something else now",
    "around": "the neighbours of the article {key} changed: previous, next, related or edition",
    "template": "the template {key}, or one that it uses, changed",
    "asset": "the asset {key} changed, and with it its address",
    "topic": "the topic {key} changed",
    "speaker": "what is known of the speaker {key} changed",
    "page": "the list that this page shows changed",
    "site": "the settings, the menu, the plugins or the theme's words changed",
    "menu": "the plain pages of the menu changed",
    "new": "no build has made it yet",
    "output": "its file is not as the last build left it",
}


def tell_reason(reason: str, url: str) -> str:
    """A fact's name as a sentence."""
    kind, _, key = reason.partition(":")
    story = _STORIES.get(kind, "{reason} changed")
    return story.format(key=repr(key) if key else "", reason=reason, url=url)


def _find_url(asked: str, library: Library) -> str:
    config: Config = library.site.config
    path = asked.replace("\\", "/").split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]
    path = path.removeprefix(config.root) if path.startswith(config.root) else path
    for prefix in (library.output.as_posix(), "output"):
        if path == prefix or path.startswith(prefix + "/"):
            path = path[len(prefix) :]
            break
    path = "/" + path.lstrip("/")
    if config.base and (path + "/").startswith(config.base + "/"):
        path = path[len(config.base) :] or "/"
    path = path.removesuffix("index.html")
    pages = library.drawn.pages.keys() | library.ledger.pages.keys()
    return path + "/" if path not in pages and path + "/" in pages else path
