"""The site's settings: ``digest.toml`` as a frozen record whose defaults are the documentation."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from digest.model.plugin import Plugin

CONFIG_NAME = "digest.toml"


class SiteSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who the site is. ``url`` has a path when the site is hosted under one."""

    title: str = "Daily Digest"  # the name over every page
    url: str = "https://news.example.org/"  # where readers find it; with a path where it is hosted under one
    language: str = "en"  # of the theme's words, dates and numbers (BCP 47)
    timezone: str = "UTC"  # by which days begin (tz database)
    description: str = ""  # one sentence, for search engines and feeds
    relative: bool = False  # links that work from a folder, too


class ThemeSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which theme dresses the site."""

    name: str = "default"  # a folder of themes/, or a theme that comes with the program


class SearchSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Search in the browser, over an index made after the pages."""

    enabled: bool = True  # false: no search page and no index


class ImageSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Photos in several widths (pixels) and formats, beside JPEG."""

    enabled: bool = True  # false: photos are copied as they are
    widths: tuple[int, ...] = (480, 960, 1600)  # in pixels
    formats: tuple[Literal["avif", "webp"], ...] = ("avif", "webp")  # beside JPEG, best first


class CardSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Social card images; ``font`` is a TrueType file of the site's own, for scripts that ours lack."""

    enabled: bool = False  # true: a picture for each article and comment
    font: str = ""  # a TrueType file of the site's, for scripts that ours lack


class PhotoSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which photos may be shown: an agency's only with a licence, when that is required."""

    require_licence: bool = False  # true: an agency's photo is shown only with a licence


class DataSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The comments and speakers as data for researchers, and the licence (a URL) that they carry."""

    enabled: bool = True  # false: no files of comments and speakers
    licence: str = ""  # a URL, under which the data may be used


class EditionSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one edition spans."""

    every: Literal["day", "week"] = "day"  # what one edition spans


class FeedSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Feeds: RSS always; which formats lie beside it, and how much of an article they hold."""

    formats: tuple[Literal["atom", "json"], ...] = ("atom", "json")  # beside RSS
    whole: bool = True  # false: an item has a summary and a link, and no text


class ImportSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``digest import`` may publish that no editor has read."""

    proposed: Literal["publish", "draft"] = "publish"  # comments; draft: until they are read
    topics: Literal["found", "site"] = "found"  # site: those of content/topics/ alone


class CheckSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What ``digest check`` passes over: the names of rules."""

    off: tuple[str, ...] = ()  # names of rules that are passed over


Host = Literal["github-pages", "netlify", "cloudflare-pages", "nginx"]


class DeploySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Which hosts a build writes files for, and where ``digest deploy`` puts the site.

    ``target`` is folder, rsync, github-pages, s3 or what a plugin adds; ``to`` is where, in that
    target's words; ``options`` are for targets of plugins.
    """

    hosts: tuple[Host, ...] = ()  # whose own files a build writes: headers, redirects and the like
    target: str = ""  # folder, rsync, github-pages, s3, or what a plugin adds
    to: str = ""  # where, in that target's words
    branch: str = "gh-pages"  # of GitHub Pages
    endpoint: str = ""  # of an S3 service that is not Amazon's
    options: dict[str, Any] = {}  # for targets of plugins


class PluginSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Installed plugins that this site does without: their names."""

    off: tuple[str, ...] = ()  # names of installed plugins that this site does without


class SecuritySettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The Content-Security-Policy; ``allow`` adds sources to its directives, for what a site's owner trusts."""

    policy: bool = True  # false: pages carry none
    allow: dict[str, tuple[str, ...]] = {}  # directive -> sources that are added to it


class PingSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Whom ``digest ping`` tells: WebSub hubs, and search engines by IndexNow when there is a key."""

    hubs: tuple[str, ...] = ()  # addresses of WebSub hubs
    indexnow_key: str = ""  # "": search engines are not told
    indexnow_url: str = "https://api.indexnow.org/indexnow"  # whom to tell


class Config(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"imports": "import"}):
    """All of ``digest.toml``; ``kit`` is no key of it but the plugins that are installed and on."""

    site: SiteSettings = SiteSettings()
    theme: ThemeSettings = ThemeSettings()
    search: SearchSettings = SearchSettings()
    images: ImageSettings = ImageSettings()
    photos: PhotoSettings = PhotoSettings()
    cards: CardSettings = CardSettings()
    data: DataSettings = DataSettings()
    editions: EditionSettings = EditionSettings()
    feeds: FeedSettings = FeedSettings()
    imports: ImportSettings = ImportSettings()
    check: CheckSettings = CheckSettings()
    deploy: DeploySettings = DeploySettings()
    plugins: PluginSettings = PluginSettings()
    kit: tuple[Plugin, ...] = ()
    security: SecuritySettings = SecuritySettings()
    ping: PingSettings = PingSettings()

    @property
    def root(self) -> str:
        """Scheme and host, without a slash at the end."""
        parts = urlsplit(self.site.url)
        return f"{parts.scheme}://{parts.netloc}"

    @property
    def base(self) -> str:
        """The path under which the site is hosted: "" at a domain's root, else "/a/b"."""
        return urlsplit(self.site.url).path.rstrip("/")
