"""What a host tells of a file: its media type by the name's ending, and how long it may be kept."""

from __future__ import annotations

import mimetypes
import re

TYPES = {
    ".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".mjs": "text/javascript",
    ".json": "application/json", ".map": "application/json", ".xml": "application/xml",
    ".xsl": "application/xslt+xml", ".opml": "text/x-opml", ".txt": "text/plain", ".csv": "text/csv",
    ".md": "text/markdown", ".svg": "image/svg+xml", ".ico": "image/x-icon", ".avif": "image/avif",
    ".webp": "image/webp", ".woff": "font/woff", ".woff2": "font/woff2", ".ttf": "font/ttf",
    ".otf": "font/otf", ".wasm": "application/wasm", ".webmanifest": "application/manifest+json",
    ".pdf": "application/pdf", ".mp4": "video/mp4", ".webm": "video/webm", ".mp3": "audio/mpeg",
    ".ics": "text/calendar", ".vtt": "text/vtt",
}  # fmt: skip
SAID = {
    "application/json",
    "application/xml",
    "application/xslt+xml",
    "image/svg+xml",
    "application/manifest+json",
}
FOR_EVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "public, max-age=0, must-revalidate"
# Files whose names move with their content, for Python and for nginx: a theme's assets, photos, social cards, the search index.
HASHED = (
    r"assets/.+\.[0-9a-f]{10}(?:\.[^/.]+)?|photos/(?:[^/]+-)?[0-9a-f]{10}(?:-\d+)?\.\w+"
    r"|cards/[^/]+-[0-9a-f]{8}\.png|pagefind/.+\.pf_\w+"
)


def content_type(url: str) -> str:
    """The media type by the address's ending, with a charset where text is sent (RFC 9110)."""
    name = url.rpartition("/")[2]
    ending = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    if not name:
        ending = ".html"
    kind = TYPES.get(ending) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith("text/") or kind in SAID else kind


def cache_control(file: str) -> str:
    """How long a browser may keep a file of the output: for ever when another content has another name."""
    return FOR_EVER if re.fullmatch(HASHED, file) else ASK_EACH_TIME
