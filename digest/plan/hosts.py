"""Files that static hosts want beside the pages: each is written when the settings name its host."""

from __future__ import annotations

from urllib.parse import urlsplit

from digest.model import urls
from digest.model.plan import Page, Redirect
from digest.model.policy import write_header
from digest.model.site import Config


def plan_hosts(
    config: Config, pages: list[Page], facts: dict[str, object], static: frozenset[str]
) -> None:
    """Plan them behind all other pages; a file of the same name in content/static stands for ours."""
    named = set(config.deploy.hosts)
    if key := config.ping.indexnow_key:
        pages.append(Page(f"/{key}.txt", "indexnow", key))
    if not named:
        return
    security = config.security
    policy = write_header(security.allow, search=config.search.enabled) if security.policy else ""
    facts["redirects"] = tuple(Redirect(p.url, p.key) for p in pages if p.kind == "redirect")
    wanted: list[Page] = []
    if "github-pages" in named:
        wanted.append(Page(urls.NO_JEKYLL, "nojekyll"))
        if domain := own_domain(config):
            wanted.append(Page(urls.CNAME, "cname", domain))
    if named & {"netlify", "cloudflare-pages"}:
        only = "netlify" if "cloudflare-pages" not in named else "cloudflare-pages"
        wanted += [Page(urls.HEADERS, "headers", policy), Page(urls.REDIRECTS, "redirects", only)]
    if "nginx" in named:
        wanted.append(Page(urls.NGINX, "nginx", policy))
    pages.extend(page for page in wanted if page.url[1:] not in static)


def own_domain(config: Config) -> str:
    """The domain that GitHub Pages is told of: none for a site under GitHub's own or under a path."""
    host = urlsplit(config.site.url).hostname or ""
    return "" if host.endswith(".github.io") or config.base else host
