"""Measure the preview: from the save of an article to its new text in an open page's DOM.

    python bench/serve.py SITE [--edits 30] [--cold]

SITE is a site's folder; one of its articles is edited, and put back. Any generator of articles will do:

    python bench/serve.py --generate "python write_site.py digest {n} {dir}" --articles 1000

``--generate`` makes SITE with a command in which {n} and {dir} are filled in. Chromium is used
headless through Playwright (CHROMIUM names another program). Times are from just before the write
begins to the DOM's change, both by the system's clock, as a MutationObserver in the page sees it.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shlex
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

PAUSE = 1.2  # seconds between two saves
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
SETTINGS = '[site]\ntitle = "Bench"\n[search]\nenabled = false\n[images]\nenabled = false\n'
OBSERVE = """
new MutationObserver(() => {
  for (const [, mark] of document.body.textContent.matchAll(/(mark\\d+mark)/g))
    (window.seen ??= {})[mark] ??= performance.timeOrigin + performance.now();
}).observe(document, { subtree: true, childList: true, characterData: true });
"""


def main() -> None:
    args = parse()
    with tempfile.TemporaryDirectory() as scratch:
        site = Path(args.site) if args.site else generate(args, Path(scratch) / "site")
        result = {"articles": sum(1 for _ in (site / "content/articles").iterdir())}
        if args.cold:
            shutil.rmtree(site / ".digest", ignore_errors=True)
            result["cold build s"] = round(build(site), 2)
            shutil.rmtree(site / ".digest", ignore_errors=True)
            result["cold ready s"] = round(start(site)[2], 2)
        result["build s"] = round(build(site), 2)
        server, address, ready = start(site, keep=True)
        result["warm ready s"] = round(ready, 2)
        try:
            result["body"] = measure(site, address, args.edits, edit_body)
            result["speaker"] = measure(site, address, args.edits // 2, edit_speaker)
        finally:
            server.send_signal(signal.SIGINT)
            result["exit status"] = server.wait(10)
        print(json.dumps(result, indent=2))


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("site", nargs="?", help="a site's folder (its articles are edited)")
    parser.add_argument(
        "--generate", metavar="COMMAND", help="makes a site of {n} articles in {dir}"
    )
    parser.add_argument("--articles", type=int, default=1000)
    parser.add_argument("--edits", type=int, default=30)
    parser.add_argument(
        "--cold", action="store_true", help="measure a cold build and a cold start too"
    )
    args = parser.parse_args()
    if not args.site and not args.generate:
        parser.error("name a site, or a command that generates one")
    return args


def generate(args: argparse.Namespace, site: Path) -> Path:
    command = args.generate.format(n=args.articles, dir=site)
    subprocess.run(shlex.split(command), check=True)
    if not (site / "digest.toml").exists():
        (site / "digest.toml").write_text(SETTINGS)
    return site


def build(site: Path) -> float:
    began = time.perf_counter()
    subprocess.run(
        [sys.executable, "-m", "digest", "build", "--site", site], check=True, stdout=sys.stderr
    )
    return time.perf_counter() - began


def start(site: Path, *, keep: bool = False) -> tuple[subprocess.Popen[str], str, float]:
    """Start the server; the time is to the first page's last byte."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "digest", "serve", "--site", str(site), "--port", "18000"]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=sys.stderr, text=True)
    assert server.stdout is not None
    address = re.search(r"http://\S+", server.stdout.readline() or "")
    assert address is not None, "the server did not start"
    with urllib.request.urlopen(address[0], timeout=60) as reply:
        reply.read()
    seconds = time.perf_counter() - began
    if not keep:
        server.send_signal(signal.SIGINT)
        server.wait(10)
    return server, address[0], seconds


def edit_body(text: str, mark: str) -> str:
    """Another first paragraph: the plan of the site stays as it is."""
    head, _, body = text.partition("\n---\n")
    return f"{head}\n---\n\n{mark}{body}"


def edit_speaker(text: str, mark: str) -> str:
    """Another name in the first attribution: the whole site is planned anew."""
    return text.replace("> — ", f"> — {mark} ", 1)


def measure(
    site: Path, address: str, edits: int, change: Callable[[str, str], str]
) -> dict[str, float]:
    """Save changes of an article one after another, its page being open, as an editor would."""
    files = sorted((site / "content/articles").glob("*.md"))
    chosen = files[len(files) // 2]
    times: list[float] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"), args=FLAGS
        )
        page = browser.new_page()
        page.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {OBSERVE} }})")
        page.goto(f"{address}articles/{chosen.stem}/")
        time.sleep(2)
        text = chosen.read_text(encoding="utf-8")
        try:
            for number in range(edits):
                mark = f"mark{number}mark"
                times.append(edit(page, chosen, change(text, mark), mark))
                time.sleep(PAUSE + (number % 7) / 20)
        finally:
            chosen.write_text(text, encoding="utf-8")
        browser.close()
    times.sort()
    return {
        "edits": edits,
        "median ms": round(statistics.median(times), 1),
        "90 % ms": round(times[int(len(times) * 0.9)], 1),
        "worst ms": round(times[-1], 1),
    }


def edit(page: Page, path: Path, text: str, mark: str) -> float:
    """Milliseconds from the beginning of the save to the DOM's change."""
    began = time.time()
    path.write_text(text, encoding="utf-8")
    page.wait_for_function("mark => window.seen?.[mark]", arg=mark, polling=20, timeout=30_000)
    return float(page.evaluate("mark => window.seen[mark]", mark)) - began * 1000


if __name__ == "__main__":
    main()
