"""Why a page would be made anew by the next build, or that it is fresh and what it was made from."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import process

from digest.app.library import Library
from digest.base.files import signature_of
from digest.build.catalogue import outlines_of, pages_of, terms_of
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
    """Tell of one page; ``asked`` is a URL, a path of the site, or a file of the output or of content/."""
    url = _find_url(asked, library)
    ledger, pages = library.ledger, library.drawn.pages
    reads = tuple(names_read(ledger, url)) if url in ledger.pages else ()
    if url in pages:
        stale = dict(find_all_stale(library))
        if url in stale:
            return Answer(url, "stale", stale[url], tell_reason(stale[url]), reads)
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
        return Answer(url, "copied", "", _tell_origin(ledger.copies[file].origin))
    if signature_of(library.output / file) is not None:
        return Answer(url, "foreign", "", "no build of this site made it; it is kept")
    close = process.extract(
        url, [*pages, *(f"/{name}" for name in ledger.copies)], limit=3, score_cutoff=70
    )
    return Answer(
        url, "unknown", "", "the site has no such page", near=tuple(each[0] for each in close)
    )


def _tell_origin(origin: str) -> str:
    """The sentence for a copied file; see ``copies.stage`` for how an origin is written."""
    if origin.startswith("picture "):
        return "it is a photo of the site in another size or format"
    return f"it is a copy of {origin.removesuffix(' freed').rsplit(' /', 1)[0]}"


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


_THINGS = {
    "card": "what lists show of the article {key} (title, date, summary, topics or photo)",
    "text": "the words of the article {key}",
    "speech": "the key comments of the article {key}",
    "refs": "whom and what the names in the article {key} mean",
    "around": "the neighbours of the article {key} (previous, next, related or edition)",
    "photo": "the photo of {key}",
    "portrait": "the portrait of {key}",
    "social": "the social cards of the article {key}",
    "template": "the template {key}, or one that it uses",
    "asset": "the asset {key}, and with it its address",
    "topic": "what is known of the topic {key}",
    "speaker": "what is known of the speaker {key}",
    "stances": "what the speaker {key} said before and later",
    "page": "the list that this page shows",
    "edition": "the edition {key}",
    "issue": "the articles of the edition {key}",
    "month": "the archive of {key}",
    "plain": "the plain page {key}",
    "index": "the list of all {name}",
    "recent": "who was quoted most lately",
    "editions": "the list of editions",
    "latest": "which articles are the newest",
    "archive": "the list of months",
    "site": "the settings, the menu, the plugins or the theme's words",
    "menu": "the plain pages of the menu",
    "feeds": "the list of feeds",
    "lastmod": "the days on which pages changed",
    "redirects": "the old addresses and where they lead",
    "data": "the list of articles in the data files",
    "totals": "how many articles, comments and speakers there are",
    "corrections": "the list of corrections",
}
_WORDS = {
    "new": "no build has made it yet",
    "output": "its file is not as the last build left it",
}


def tell_reason(reason: str) -> str:
    """Why a page is stale, as a sentence."""
    return _WORDS.get(reason) or f"{tell_fact(reason)} changed"


def tell_fact(name: str) -> str:
    """A fact's name in words."""
    kind, _, key = name.partition(":")
    return _THINGS.get(kind, name).format(key=repr(key), name=key)


def _find_page_of(path: str, library: Library) -> str:
    """The address of the page that a file of content/ becomes; "" for any other path."""
    folder = f"{library.site.folder.as_posix()}/"
    path = path.removeprefix(folder)
    row = library.catalogue.rows.get(path)
    if row is not None and row.outline:
        rows = {path: row}
        if path.startswith("content/articles/"):
            return next((urls.of_article(one.slug) for one in outlines_of(rows)), "")
        for kind, url_of in (("topics", urls.of_topic), ("speakers", urls.of_speaker)):
            for term in terms_of(rows, kind):
                return url_of(term.slug)
        return next((f"/{page.slug}/" for page in pages_of(rows)), "")
    return path.removeprefix("content/static") if path.startswith("content/static/") else ""


def _find_url(asked: str, library: Library) -> str:
    config: Config = library.site.config
    path = asked.replace("\\", "/").split("#", maxsplit=1)[0].split("?", maxsplit=1)[0]
    path = path.removeprefix(config.root) if path.startswith(config.root) else path
    for prefix in (library.output.as_posix(), "output"):
        if path == prefix or path.startswith(prefix + "/"):
            path = path[len(prefix) :]
            break
    if url := _find_page_of(path.removeprefix("./"), library):
        return url
    path = "/" + path.lstrip("/")
    if config.base and (path + "/").startswith(config.base + "/"):
        path = path[len(config.base) :] or "/"
    path = path.removesuffix("index.html")
    pages = library.drawn.pages.keys() | library.ledger.pages.keys()
    return path + "/" if path not in pages and path + "/" in pages else path
