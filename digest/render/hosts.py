"""What static hosts read: _headers and _redirects, .nojekyll and CNAME, and a piece of nginx's settings."""

from __future__ import annotations

from urllib.parse import quote

from digest.model import urls
from digest.model.media import ASK_EACH_TIME, FOR_EVER, HASHED
from digest.model.plan import Page, Redirect
from digest.model.policy import HEADERS
from digest.render.desk import Desk, Kind

MOST_REDIRECTS = 2000  # static ones that Cloudflare Pages takes


def make_empty(desk: Desk, page: Page) -> bytes:  # noqa: ARG001 - every kind takes its page
    """A file whose being there is all that it says."""
    return b""


def make_line(desk: Desk, page: Page) -> bytes:  # noqa: ARG001
    """A file of one line."""
    return f"{page.key}\n".encode()


def make_headers(desk: Desk, page: Page) -> bytes:
    """_headers as Netlify and Cloudflare Pages read it; ``page.key`` is the policy."""
    lines = [f"{desk.base}/*"]
    lines += [f"  {name}: {value}" for name, value in _headers(page.key)]
    for folder in ("assets", "cards"):
        lines += [f"{desk.base}/{folder}/*", f"  Cache-Control: {FOR_EVER}"]
    lines += [f"{desk.base}/photos/*", "  Cache-Control: public, max-age=86400"]
    return "".join(f"{line}\n" for line in lines).encode()


def make_redirects(desk: Desk, page: Page) -> bytes:
    """_redirects; Netlify is told to lead on although a page is there, Cloudflare does so by itself."""
    redirects: tuple[Redirect, ...] = desk.read.fact("redirects") or ()
    netlify = page.key == "netlify"
    lines = []
    for one in redirects:
        target = _address(desk, one.target)
        ways = [one.url] if netlify or not one.url.endswith("/") else [one.url, one.url[:-1]]
        lines += [
            f"{_address(desk, old)} {target} {'301!' if netlify else '301'}\n" for old in ways
        ]
    return "".join(lines[: len(lines) if netlify else MOST_REDIRECTS]).encode()


def make_nginx(desk: Desk, page: Page) -> bytes:
    """A piece of a server block; its ``root`` is such that the site's path leads to the site's files."""
    base = desk.base
    said = [*_headers(page.key)]
    kept = _add([*said, ("Cache-Control", FOR_EVER)])
    asked = _add([*said, ("Cache-Control", ASK_EACH_TIME)])
    redirects: tuple[Redirect, ...] = desk.read.fact("redirects") or ()
    lines = [
        f"# For {desk.root}/: include this in its server block, and give that block a root below which",
        f"# {base}/index.html is the front page. Written by {desk.generator}.",
        *([f"location = {base} {{ absolute_redirect off; return 301 {base}/; }}"] if base else []),
        f"location {base}/ {{",
        "    index index.html;",
        "    absolute_redirect off;",
        "    charset utf-8;",
        "    charset_types text/html text/css text/plain text/xml application/xml application/json application/javascript application/xslt+xml image/svg+xml;",
        f"    error_page 403 404 =404 {base}{urls.NOT_FOUND};",
        *[f"    {line}" for line in asked],
        f'    location ~ "^{base}/(?:{HASHED})$" {{',
        *[f"        {line}" for line in kept],
        "    }",
        f"    location = {base}{urls.FEED_SHEET} {{",
        "        types { }",
        "        default_type application/xslt+xml;",
        *[f"        {line}" for line in asked],
        "    }",
        f"    location = {base}{urls.NGINX} {{ return 404; }}",
        "}",
    ]
    lines += [line for one in redirects for line in _lead_on(desk, one)]
    return "".join(f"{line}\n" for line in lines).encode()


def _lead_on(desk: Desk, redirect: Redirect) -> list[str]:
    target = _address(desk, redirect.target)
    return [
        f'location = "{desk.base}{old}" {{ absolute_redirect off; return 301 "{target}"; }}'
        for old in dict.fromkeys((redirect.url, redirect.url.rstrip("/")))
    ]


def _headers(policy: str) -> list[tuple[str, str]]:
    return [*([("Content-Security-Policy", policy)] if policy else []), *HEADERS]


def _add(headers: list[tuple[str, str]]) -> list[str]:
    return [f'add_header {name} "{value}" always;' for name, value in headers]


def _address(desk: Desk, path: str) -> str:
    return quote(desk.base + path, safe="/%~@+,=!()-._:")


HOST_KINDS: dict[str, Kind] = {
    "nojekyll": make_empty,
    "cname": make_line,
    "headers": make_headers,
    "redirects": make_redirects,
    "nginx": make_nginx,
    "indexnow": make_line,
}
