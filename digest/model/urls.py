"""Where things live: one function for each kind of page, all paths from the site's root."""

from __future__ import annotations

from functools import lru_cache

PER_PAGE = 20  # cards on a list page, comments on a speaker's page, items in a feed

HOME = "/"
TOPICS = "/topics/"
SPEAKERS = "/speakers/"
EDITIONS = "/editions/"
ARCHIVE = "/archive/"
SITEMAP = "/sitemap.xml"
NOT_FOUND = "/404.html"
SEARCH = "/search/"
FEEDS = "/feeds.opml"
FEED_SHEET = "/feed.xsl"
FEED_STYLE = "/feed.css"  # for browsers without XSLT
CORRECTIONS = "/corrections/"
DATA = "/data/"
NEWS_SITEMAP = "/sitemap-news.xml"
ROBOTS = "/robots.txt"
NO_JEKYLL = "/.nojekyll"
CNAME = "/CNAME"
HEADERS = "/_headers"
REDIRECTS = "/_redirects"
NGINX = "/_nginx.conf"

RESERVED = frozenset(
    {"articles", "topics", "speakers", "editions", "archive", "page", "search", "assets", "data", "feed", "corrections"}
)  # fmt: skip


def of_article(slug: str) -> str:
    """An article's page."""
    return f"/articles/{slug}/"


def of_share(slug: str, number: int) -> str:
    """The page by which one comment is shared with its card; it leads to the comment."""
    return f"/articles/{slug}/comment-{number}/"


def of_alias(alias: str) -> str:
    """The address that an article's alias stands for; a folder's index.html is the folder."""
    path = alias.strip("/")
    if path.rpartition("/")[2] == "index.html":
        return "/" + path.removesuffix("index.html")
    return f"/{path}" if path.endswith(".html") else f"/{path}/"


def above(url: str) -> tuple[str, ...]:
    """What would be a file where an address needs a folder: for /a/b/ these are /a and /a/b."""
    return tuple(url[:at] for at in range(2, len(url)) if url[at] == "/")


def of_topic(slug: str) -> str:
    """A topic's first page."""
    return f"/topics/{slug}/"


def of_speaker(slug: str) -> str:
    """A speaker's first page."""
    return f"/speakers/{slug}/"


def portrait_key(slug: str) -> str:
    """The key under which a speaker's portrait is told among the photos of articles."""
    return f"speakers/{slug}"


def of_edition(key: str) -> str:
    """An edition's page; ``key`` is its first day, YYYY-MM-DD."""
    return f"/editions/{key}/"


@lru_cache(maxsize=4096)
def of_month(month: str) -> str:
    """A month of the archive; ``month`` is YYYY-MM."""
    return f"/archive/{month[:4]}/{month[5:7]}/"


def of_list_page(first: str, number: int) -> str:
    """The N-th page of a list whose first page is at ``first``."""
    return first if number == 1 else f"{first}page/{number}/"


def feed_of(place: str) -> str:
    """The RSS feed of the site, a topic or a speaker."""
    return f"{place}feed.xml"


@lru_cache(maxsize=1 << 18)
def file_of(url: str) -> str:
    """The file below output/ that serves a URL path."""
    path = url.lstrip("/")
    return path + "index.html" if not path or path.endswith("/") else path


def urls_of(file: str) -> tuple[str, ...]:
    """The URL paths that a file of the output serves."""
    if file == "index.html" or file.endswith("/index.html"):
        return f"/{file}", f"/{file.removesuffix('index.html')}"
    return (f"/{file}",)
