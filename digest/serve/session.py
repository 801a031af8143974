"""The heart of the preview: files move -> one look -> the open pages first -> the rest at idle."""

from __future__ import annotations

import asyncio
import functools
import gc
import time
import traceback
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from digest.base.errors import DigestError, Problem
from digest.base.files import find_files
from digest.build.planning import Planner
from digest.build.preview import Look, Preview, Shown
from digest.model.media import content_type
from digest.serve.answers import Answer, find_page
from digest.serve.faults import describe_faults
from digest.serve.tabs import Tab
from digest.serve.wakes import Wakes
from digest.serve.watch import Root, Watcher

SETTLED = 1.5  # seconds after a change at which everything is looked at once more
NET = 10.0  # seconds after which all files are looked at though nobody called
IDLE = 1.0  # seconds without a change or a request after which waiting pages are made
DOUBT = 0.03  # seconds given to a faulty file to turn out to be half-written
REST = 2.0  # seconds without either after which garbage is collected,
MUCH = 40  # and looks after which it is in any case
BREATH = 0.004  # seconds between two such pages

T = TypeVar("T")


class Voice(NamedTuple):
    """How the session speaks to whoever started it."""

    say: Callable[[str], None]
    show: Callable[[Problem], None]


class Options(NamedTuple):
    """What the command line said."""

    follow: bool = False
    take_in: Callable[[], None] | None = None  # imports what is new in seeds/, and says so


class Session:
    """One site, its open tabs, and the single thread in which all work on the site is done."""

    def __init__(
        self, site: Path, preview: Preview, voice: Voice, options: Options | None = None
    ) -> None:
        """Nothing runs before ``run``."""
        self.site, self.preview = site, preview
        self.tabs: list[Tab] = []
        self.wakes = Wakes()
        self._voice, self._options = voice, options or Options()
        self._hands = ThreadPoolExecutor(1, "digest-preview")
        self._told: tuple[Problem, ...] = ()
        self._quiet_since = 0.0
        preview.planner = Planner(lambda: self.wakes.called)
        self._litter = 0  # looks and batches of pages since garbage was last collected
        self._worked = 0
        self._watcher: Watcher | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._seeds = asyncio.Event()
        self._seed_files = dict(find_files(site / "seeds", []))

    async def work(self, task: Callable[..., T], *args: Any) -> T:
        """Do something with the preview, in its thread."""
        self._quiet_since = time.monotonic()
        return await asyncio.get_running_loop().run_in_executor(
            self._hands, functools.partial(task, *args)
        )

    # -- tabs

    async def enter(self, tab: Tab) -> None:
        """A page was opened, or a tab came back: tell it what it has missed."""
        self.tabs.append(tab)
        await self._refresh([tab])
        tab.post("faults", faults=describe_faults(self.preview.problems, self.site))

    def leave(self, tab: Tab) -> None:
        """A tab was closed, hidden, or led elsewhere."""
        if tab in self.tabs:
            self.tabs.remove(tab)

    def focus(self, tab: Tab) -> None:
        """The editor looks at this tab now."""
        if tab in self.tabs:
            self.tabs.remove(tab)
            self.tabs.append(tab)

    # -- the loop

    async def run(self, watcher: Watcher) -> None:
        """Follow the files until cancelled."""
        self.wakes.listen()
        self._loop = asyncio.get_running_loop()
        if self._options.take_in is not None:
            async with asyncio.TaskGroup() as group:
                group.create_task(self.take_in())
                group.create_task(self._follow(watcher))
        else:
            await self._follow(watcher)

    async def _follow(self, watcher: Watcher) -> None:
        self._watcher = watcher
        watcher.watch(self._roots())
        await self.work(self.preview.sweep)
        self._speak_of_faults()
        checked, again = time.monotonic(), time.monotonic() + SETTLED
        more = True
        while True:
            idle = time.monotonic() - self._quiet_since
            pause = BREATH if more and idle > IDLE else 0.25 if again or more else 1.0
            if await self.wakes.wait(pause):
                await self.rebuild(await self.wakes.batch())
                again, more = time.monotonic() + SETTLED, True
                continue
            now = time.monotonic()
            if (again and now >= again) or now - checked > NET or self.preview.is_due():
                again, checked = 0.0, now
                watcher.check()
                await self.rebuild(None)
            elif self._litter and now - self._quiet_since > REST:
                await self.work(self._tidy)
            elif more and now - self._quiet_since > IDLE:
                more = await self._work_ahead()

    async def rebuild(self, named: frozenset[Path] | None, *, loud: bool = False) -> None:
        """Look at the files; bring open pages up to date; then see what else is stale."""
        try:
            await self._rebuild(named, loud=loud)
        except Exception:  # noqa: BLE001 - the preview's rim: a fault of ours must not end it
            self._voice.say(f"this is a bug in digest; please report it\n{traceback.format_exc()}")

    async def _rebuild(self, named: frozenset[Path] | None, *, loud: bool) -> None:
        start = time.perf_counter()
        if self._options.take_in is not None and self._names_seeds(named):
            self._seeds.set()
        look, pages = await self.work(self._look, named, [tab.url for tab in self.tabs])
        self._post(look, pages)
        shown = time.perf_counter() - start
        if not set(self.preview.problems) <= set(self._told):
            await asyncio.sleep(DOUBT)
        if not self.wakes.called:
            self._speak_of_faults()
        stale = await self.work(self.preview.sweep)
        self._litter += look.moved
        if self._litter > MUCH:
            await self.work(self._tidy)
        if look.changed or look.moved or loud:
            moved = sum(one.reason != "new" or one.url in look.added for one in stale)
            self._voice.say(_line(look, moved, shown))
        if named is None or look.changed:
            assert self._watcher is not None
            self._watcher.watch(self._roots())

    def _tidy(self) -> None:
        """Collect garbage: by hand, at rest, since it takes a while on a large site."""
        gc.collect()
        self._litter = 0

    def _look(self, named: frozenset[Path] | None, urls: list[str]) -> tuple[Look, dict[str, Any]]:
        look = self.preview.look(named, self._show_early)
        return look, {
            url: find_page(self.preview, url) for url in dict.fromkeys(urls)
        } if look.moved else {}

    def _show_early(self, url: str, shown: Shown) -> None:
        """Pass on a page that is known before the plan; called in the working thread."""
        answer = Answer(200, shown.body, content_type(""), shown.digest, page=url)

        def post() -> None:
            for tab in self.tabs:
                if tab.url == url:
                    tab.show(answer)

        if self._loop is not None:
            self._loop.call_soon_threadsafe(post)
            time.sleep(BREATH)  # planning would else hold the interpreter while the page is sent

    async def _refresh(self, tabs: list[Tab]) -> None:
        for tab in tabs:
            tab.show(await self.work(find_page, self.preview, tab.url))

    def _post(self, look: Look, pages: dict[str, Any]) -> None:
        for tab in self.tabs:
            if tab.url in pages:
                tab.show(pages[tab.url])
            if look.static:
                tab.post("files", paths=[self.preview.base + path for path in look.static])
        if look.added and self._options.follow and self.tabs:
            self.tabs[-1].post("open", url=self.preview.base + look.added[-1])

    async def _work_ahead(self) -> bool:
        quiet = self._quiet_since
        more = await self.work(self.preview.work)
        self._quiet_since = quiet
        self._worked += 1
        self._litter += self._worked % 400 == 0
        if self.preview.problems != self._told:
            self._speak_of_faults()
        return more

    def _speak_of_faults(self) -> None:
        """Tell the terminal and every tab, if the faults are others than before."""
        problems = self.preview.problems
        if problems == self._told:
            return
        known = {problem._replace(hint="") for problem in self._told}  # the hint counts the pages
        for problem in problems:
            if problem._replace(hint="") not in known:
                self._voice.show(problem)
        if not problems:
            self._voice.say("all faults are mended")
        self._told = problems
        faults = describe_faults(problems, self.site)
        for tab in self.tabs:
            tab.post("faults", faults=faults)

    async def take_in(self) -> None:
        """Import new seeds whenever there may be some, beside all else; their articles are changes."""
        assert self._options.take_in is not None
        while True:
            await self._seeds.wait()
            self._seeds.clear()
            try:
                await asyncio.to_thread(self._options.take_in)
            except DigestError as error:
                self._voice.show(error.problem)

    def _names_seeds(self, named: Iterable[Path] | None) -> bool:
        """Whether something moved below seeds/."""
        seeds = self.site / "seeds"
        if named is not None and not any(path == seeds or seeds in path.parents for path in named):
            return False
        was, self._seed_files = self._seed_files, dict(find_files(seeds, []))
        return was != self._seed_files

    def _roots(self) -> list[Root]:
        """The folders whose files make the site; output/ and the cache are never among them."""
        site = self.site
        roots = [Root(site, deep=False)]
        own = ["content", "templates", "assets", "locale", "themes"]
        if self._options.take_in is not None:
            own.append("seeds")
        content = site / "content"
        linked = [
            path for path in (content.iterdir() if content.is_dir() else ()) if path.is_symlink()
        ]
        roots += [Root(folder, deep=True) for folder in [*(site / name for name in own), *linked]]
        themes = site / "themes"
        roots += [
            Root(layer.folder, deep=True)
            for layer in self.preview.layers
            if layer.folder != site and themes not in layer.folder.parents
        ]
        return [root for root in roots if root.folder.is_dir()]

    def close(self) -> None:
        """Let the working thread go, whatever it is doing."""
        self._hands.shutdown(wait=False, cancel_futures=True)


def _line(look: Look, pages: int, seconds: float) -> str:
    names = list(look.changed)
    more = len(names) - 3
    what = ", ".join(names[:3])
    if more > 0:
        what += f" and {more:,} more {'file' if more == 1 else 'files'}"
    count = f"{pages:,} {'page' if pages == 1 else 'pages'}"
    return f"{what or ('the clock' if look.moved else 'nothing changed')}: {count} in {seconds * 1000:.0f} ms"
