"""Small sites on disk for the tests of the engine."""

from __future__ import annotations

from pathlib import Path

from digest.app.site import BuildOptions, build_site, open_site
from digest.build.report import Report

NOW = 1_790_000_000  # 2026-09-21
SETTINGS = '[site]\ntitle = "Test"\n[search]\nenabled = false\n[images]\nenabled = false\n'


def article(
    title: str = "A title",
    date: str = "2026-03-04",
    topics: str = "Shipping",
    body: str = "Words of the body.",
    speaker: str = "Mara Lindqvist, head of the dockers’ union",
    said: str = "We did not choose this week.",
    extra: str = "",
) -> str:
    return (
        f"---\ntitle: {title!r}\ndate: {date}\ntopics: [{topics}]\n{extra}---\n\n{body}\n\n"
        f"## Key comments\n\n> “{said}”\n>\n> — {speaker}\n"
    )


def make_site(folder: Path, **articles: str) -> Path:
    (folder / "content" / "articles").mkdir(parents=True)
    (folder / "digest.toml").write_text(SETTINGS, encoding="utf-8")
    for slug, text in articles.items():
        write(folder, f"content/articles/{slug.replace('_', '-')}.md", text)
    return folder


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def build(folder: Path, **options: object) -> Report:
    return build_site(open_site(folder), BuildOptions(**{"now": NOW, "jobs": 1, **options}))  # type: ignore[arg-type]


def tree(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
