"""The search index: Pagefind over the published articles, after the pages.

Two bundles lie in pagefind/: ``all``, and ``new`` with what changed since ``all`` was made, so that
an edit costs an edit. ``state.json`` names the bundles and the entries of ``all`` that no longer
hold, whose texts are removed; when an article leaves the site, ``all`` is made anew, so that nothing
of it stays. The same articles give the same bytes.
"""

from __future__ import annotations

import gzip
import importlib
import shutil
import subprocess
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import msgspec

from digest.base.errors import DigestError, Place, Problem
from digest.base.files import NO_SIGNATURE, read_bytes, signature_of, write_atomic
from digest.base.fingerprint import number_of
from digest.build.ledger import CopyRow
from digest.build.output import signature_at
from digest.build.picture import Prints
from digest.build.settled import settle_bundle
from digest.build.store import STAGE

PLACE = "pagefind"
STATE = f"{PLACE}/state.json"
LEAST_NEW = 64  # so many changed articles are always put into the small bundle
MOST_NEW = 0.04  # of all articles; beyond it the whole index is made anew
FACTS = ("card", "speech", "text", "refs")  # what of an article can be found
KEPT = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pf_sort", ".pagefind")
_SCRIPTS = {"pagefind.js", "pagefind-worker.js", "pagefind-entry.json"}


class State(msgspec.Struct, frozen=True):
    """What the index in an output holds: articles by URL with their prints, entries of ``all``."""

    tool: str
    base: dict[str, int]  # what ``all`` says of them still holds
    entries: dict[str, str]  # those of ``all``, replaced ones too
    new: dict[str, int]


class Indexed(NamedTuple):
    """The files of the index, and what went wrong."""

    rows: dict[str, CopyRow]
    problems: list[Problem]


def print_articles(urls: list[str], prints: Prints) -> dict[str, int]:
    """A number for each article that moves with all that a search can find of it."""
    shared = (prints.get("site"), prints.get("template:article.html"))
    made = {}
    for url in urls:
        slug = url.removeprefix("/articles/").removesuffix("/")
        made[url] = number_of(
            repr((shared, *[prints.get(f"{fact}:{slug}") for fact in FACTS])).encode()
        )
    return made


def index_articles(
    output: Path, folder: Path, known: dict[str, CopyRow], articles: dict[str, int]
) -> Indexed:
    """Bring the index in ``output`` up to the articles; ``known`` are the last build's copies."""
    if not articles:
        return Indexed({}, [])
    tool = find_pagefind()
    if tool is None:
        hint = "pip install 'pagefind[bin]', or set search.enabled = false"
        message = "there is no search index: Pagefind is not installed"
        return Indexed({}, [Problem(Place("digest.toml"), "search", message, hint, "warning")])
    path = folder / f"search-{number_of(str(output).encode()):x}"
    mark = f"{tool} {signature_of(tool)}"
    rows = {file: row for file, row in known.items() if file.startswith(f"{PLACE}/")}
    state = _load_state(path, mark, output, rows)
    changed = {
        url: print_
        for url, print_ in articles.items()
        if state is None or state.base.get(url) != print_
    }
    try:
        if (
            state is None
            or not state.entries.keys() <= articles.keys()
            or len(changed) > max(LEAST_NEW, len(articles) * MOST_NEW)
        ):
            _run(tool, output, "all", None)
            state = State(mark, articles, _read_entries(output / PLACE / "all" / "fragment"), {})
            shutil.rmtree(output / PLACE / "new", ignore_errors=True)
            rows = _take_stock(output)
        elif changed != state.new:
            state = _run_new(tool, output, changed, state)
            replaced = {f"{PLACE}/all/fragment/{entry}.pf_fragment" for entry in _gone(state)}
            kept = {f for f in rows if f.startswith(f"{PLACE}/all/")} - replaced
            rows = {f: rows[f] for f in sorted(kept)} | _take_stock(output, "new")
    except (OSError, subprocess.SubprocessError) as error:
        message = f"there is no search index: Pagefind stopped ({error})"
        return Indexed({}, [Problem(Place("digest.toml"), "search", message, "", "warning")])
    rows[STATE] = _write_state(output, state)
    write_atomic(path, msgspec.msgpack.encode(state))
    return Indexed(rows, [])


def find_pagefind() -> str | None:
    """The program's path: the one from PyPI, or one on the PATH."""
    try:
        return str(importlib.import_module("pagefind_bin").get_executable())
    except (ImportError, FileNotFoundError):
        return shutil.which("pagefind")


def _load_state(path: Path, mark: str, output: Path, rows: dict[str, CopyRow]) -> State | None:
    """What is known of the index; None when it is not as we left it."""
    heads = [STATE, f"{PLACE}/all/pagefind-entry.json"]
    if any(
        head not in rows or signature_at(str(output), head) != rows[head].signature
        for head in heads
    ):
        return None
    try:
        state = msgspec.msgpack.decode(read_bytes(path), type=State)
    except (DigestError, msgspec.MsgspecError):
        return None
    return state if state.tool == mark else None


def _run(tool: str, output: Path, bundle: str, site: Path | None) -> None:
    """Index the pages below ``site`` (the output itself) and put the bundle in its place at once."""
    made = output / STAGE / f"{PLACE}-{bundle}"
    shutil.rmtree(made, ignore_errors=True)
    command = [
        tool,
        "--site",
        str(site or output),
        "--glob",
        "articles/**/*.html",
        "--output-path",
        str(made),
        "--silent",
    ]
    ran = subprocess.run(command, check=False, capture_output=True, timeout=900)  # noqa: S603
    if ran.returncode:
        said = (ran.stderr or ran.stdout).decode("utf-8", "replace").strip()
        raise subprocess.SubprocessError(
            said.splitlines()[-1] if said else f"status {ran.returncode}"
        )
    for file in made.iterdir():
        if file.is_file() and file.name not in _SCRIPTS and not file.name.endswith(KEPT):
            file.unlink()  # ready-made interfaces, which the theme does not use
    settle_bundle(made)
    place, old = output / PLACE / bundle, output / STAGE / f"{PLACE}-old"
    place.parent.mkdir(exist_ok=True)
    if place.exists():
        place.rename(old)
    made.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _run_new(tool: str, output: Path, changed: dict[str, int], state: State) -> State:
    """Index what changed; what came out as it was (a template's edit) stays where it is found already."""
    _index_new(tool, output, changed)
    entries = _read_entries(output / PLACE / "new" / "fragment")
    same = {
        url: changed[url]
        for url, entry in entries.items()
        if url in state.base and state.entries.get(url) == entry
    }
    if same:
        changed = {url: print_ for url, print_ in changed.items() if url not in same}
        _index_new(tool, output, changed)
    base = {url: print_ for url, print_ in state.base.items() if url not in changed}
    return msgspec.structs.replace(state, base=base | same, new=changed)


def _index_new(tool: str, output: Path, changed: dict[str, int]) -> None:
    if not changed:
        shutil.rmtree(output / PLACE / "new", ignore_errors=True)
        return
    site = output / STAGE / f"{PLACE}-site"
    shutil.rmtree(site, ignore_errors=True)
    for url in changed:
        source, target = output / f"{url[1:]}index.html", site / f"{url[1:]}index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)  # a link would change the page's own signature
    _run(tool, output, "new", site)
    shutil.rmtree(site, ignore_errors=True)


def _read_entries(folder: Path) -> dict[str, str]:
    """Which entry of a bundle is which page: URL -> the name by which a result is known."""
    entries = {}
    for path in folder.glob("*.pf_fragment"):
        text = gzip.decompress(read_bytes(path)).removeprefix(b"pagefind_dcd")
        entries[msgspec.json.decode(text, type=_Fragment).url] = path.name.removesuffix(
            ".pf_fragment"
        )
    return entries


class _Fragment(msgspec.Struct):
    url: str


def _gone(state: State) -> list[str]:
    """The entries of ``all`` that newer ones replace."""
    return sorted(entry for url, entry in state.entries.items() if url not in state.base)


def _write_state(output: Path, state: State) -> CopyRow:
    told = {"bundles": ["all", "new"] if state.new else ["all"], "gone": _gone(state)}
    data = msgspec.json.encode(told)
    write_atomic(output / STATE, data)
    return CopyRow(PLACE, NO_SIGNATURE, sha256(data).digest(), signature_at(str(output), STATE))


def _take_stock(output: Path, bundle: str = "") -> dict[str, CopyRow]:
    rows = {}
    for path in (output / PLACE / bundle).rglob("*"):
        if path.is_file():
            file = path.relative_to(output).as_posix()
            rows[file] = CopyRow(
                PLACE,
                NO_SIGNATURE,
                sha256(read_bytes(path)).digest(),
                signature_at(str(output), file),
            )
    return rows
