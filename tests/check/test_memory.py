"""The law of what a check keeps: it changes nothing but the time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.app.check import CheckOptions, check_site
from digest.app.site import build_site, open_site
from digest.check.findings import Finding
from tests.check.world import GOOD, article, write

SAID = ("The tide waits.", "We do not.", "Ships came.", "Nobody slept that night, they say.")
WHO = ("Mara Lind, harbour master", "Mara Lynd", "Ana Ruiz", "anonymous, a sailor")


@pytest.fixture(autouse=True, scope="module")
def _nothing_is_too_young() -> Iterator[None]:
    """Files are trusted at once, so that these tests need not wait until they are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("digest.build.inputs.RACY", 0)
        patch.setattr("digest.app.check.RACY", 0)
        yield


def comments(*picked: tuple[str, str]) -> str:
    return "\n".join(f"> “{words}”\n>\n> — {who}\n" for words, who in picked)


def look(site: Path) -> list[Finding]:
    return check_site(open_site(site), CheckOptions(now=1_780_000_000))


def look_afresh(site: Path) -> list[Finding]:
    (site / ".digest/checks").unlink(missing_ok=True)
    return look(site)


articles = st.builds(
    lambda title, picked, anchors, off, body: article(
        body=body,
        comments=comments(*picked),
        source="",
        title=title,
        anchors=anchors,
        check_off=off,
    ),
    st.sampled_from(["Tide turns", "Ships come"]),
    st.lists(st.tuples(st.sampled_from(SAID), st.sampled_from(WHO)), max_size=3),
    st.sampled_from(["", "[lind-the-tide-waits]", "[ruiz-we-do-not, lind-the-tide-waits]"]),
    st.sampled_from(["", "[permalink-loose]", "[unproven, no-such-rule]"]),
    st.sampled_from(["Text.", "See [it](/articles/b/#comment-1).", "![](gone.png)"]),
)
steps = st.one_of(
    st.tuples(st.sampled_from(["content/articles/a.md", "content/articles/b.md"]), articles),
    st.sampled_from(
        [
            ("digest.toml", '[site]\nlanguage = "de"\n'),
            ("digest.toml", '[check]\noff = ["unproven"]\n'),
            ("content/articles/b.md", ""),
            ("content/articles/gone.png", "picture"),
            ("themes/mine/templates/base.html", "{{"),
            ("build", ""),
        ]
    ),
)


@settings(max_examples=int(os.environ.get("DIGEST_EXAMPLES", "3")), deadline=None)
@given(first=articles, walk=st.lists(steps, min_size=1, max_size=4))
def test_whatever_moves_a_check_finds_what_one_without_memory_finds(
    first: str, walk: list[tuple[str, str]]
) -> None:
    with TemporaryDirectory() as folder:
        site = write(Path(folder), {"digest.toml": "", "content/articles/a.md": first})
        build_site(open_site(site))
        look(site)
        for name, text in walk:
            if name == "build":
                build_site(open_site(site))
            elif text:
                write(site, {name: text})
            else:
                (site / name).unlink(missing_ok=True)
            assert look(site) == look_afresh(site)


def cut(data: bytes) -> bytes:
    return data[: len(data) // 2]


def other(data: bytes) -> bytes:
    """Another version's mark."""
    at = data.index(b"mark") + 4
    return data[: at + 1] + bytes([data[at + 1] ^ 1]) + data[at + 2 :]


@pytest.mark.parametrize("spoil", [cut, other, lambda _data: b"", lambda _data: b"\xc1"])
def test_a_memory_that_cannot_be_used_is_as_good_as_none(
    tmp_path: Path, spoil: Callable[[bytes], bytes]
) -> None:
    spoken = comments(*zip(SAID, WHO, strict=True))
    site = write(tmp_path, {**GOOD, "content/articles/tide.md": article(comments=spoken)})
    build_site(open_site(site))
    found = look(site)
    memory = site / ".digest/checks"
    memory.write_bytes(spoil(memory.read_bytes()))
    assert look(site) == found
    assert {finding.problem.code for finding in found} >= {"permalink-loose", "quotation"}


def test_an_article_that_did_not_move_is_not_opened_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = article(comments=comments((SAID[0], WHO[0])), source="")
    site = write(tmp_path, {"digest.toml": "", "content/articles/tide.md": kept})
    build_site(open_site(site))
    found = look(site)
    assert "permalink-loose" in {finding.problem.code for finding in found}
    monkeypatch.setattr("digest.check.desk.Desk.read", None)
    assert look(site) == found
