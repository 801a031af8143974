"""What browsers may do with our pages: the Content-Security-Policy, and the headers beside it."""

from __future__ import annotations

from collections.abc import Mapping

# Nothing from elsewhere and nothing inline; connect, worker and wasm serve the search in the browser.
STRICT: Mapping[str, tuple[str, ...]] = {
    "default-src": ("'none'",),
    "script-src": ("'self'",),
    "style-src": ("'self'",),
    "img-src": ("'self'",),
    "font-src": ("'self'",),
    "media-src": ("'self'",),
    "connect-src": ("'self'",),
    "worker-src": ("'self'",),
    "manifest-src": ("'self'",),
    "frame-src": ("'none'",),
    "form-action": ("'self'",),
    "base-uri": ("'none'",),
}
WASM = "'wasm-unsafe-eval'"  # compiling WebAssembly, and no eval of text
HEADERS = (
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=()"),
)
DIRECTIVES = frozenset(
    {*STRICT, "frame-ancestors", "object-src", "script-src-elem", "style-src-elem"}
)


def write_policy(allow: Mapping[str, tuple[str, ...]], *, search: bool) -> str:
    """The policy of a page; ``allow`` adds sources that the owner trusts, ``search`` WebAssembly."""
    made = dict(STRICT)
    if search:
        made["script-src"] = (*made["script-src"], WASM)
    for directive, sources in allow.items():
        if directive == "frame-ancestors":
            continue  # means nothing in a page, only in a header
        before = tuple(word for word in made.get(directive, ()) if word != "'none'" or not sources)
        made[directive] = (*before, *sources)
    return "; ".join(" ".join((directive, *sources)) for directive, sources in made.items())


def write_header(allow: Mapping[str, tuple[str, ...]], *, search: bool) -> str:
    """The policy of the whole site, for hosts that send headers; each page's own narrows it."""
    framers = " ".join(allow.get("frame-ancestors", ("'none'",)))
    return f"{write_policy(allow, search=search)}; frame-ancestors {framers}"
