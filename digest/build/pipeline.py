"""A build from end to end: inputs -> catalogue -> picture -> stale pages -> stage -> output.

One path for clean, incremental and parallel builds: what is known from the last build only makes
steps shorter. Nothing is published before everything is made.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from digest.base.errors import DigestError, Problem
from digest.base.files import Signature
from digest.build import copies, output
from digest.build.batches import batches
from digest.build.catalogue import (
    Catalogue,
    drop_packs,
    problems_of,
    refresh,
    remove_unused_packs,
    tidy_packs,
)
from digest.build.clock import Clock
from digest.build.executors import InlineExecutor
from digest.build.freshness import make_head
from digest.build.images import Pictures, prepare_pictures
from digest.build.inputs import Listing, settle
from digest.build.job import Job
from digest.build.ledger import CopyRow, Ledger, PageRow, extend_names, find_stale, recount
from digest.build.memory import Memory, load_memory, save_memory
from digest.build.picture import Drawn, compose, draw, with_facts
from digest.build.rendering import Bench, Made, RenderBatch, keep_bench, write_snapshot
from digest.build.rendering import Result as RenderResult
from digest.build.report import Report, join_failures
from digest.build.search import index_articles, print_articles
from digest.build.store import FOLDER
from digest.content.article import Rules, rules_of
from digest.model import urls
from digest.model.snapshot import Snapshot
from digest.render.engine import make_environment
from digest.render.themes import load_theme

T = TypeVar("T")
FEW = 48  # fewer files or pages than this are done in this process: a pool costs more than they do


def build(job: Job, listing: Listing) -> Report:
    """Make the output what the content says; the last good output stays when something is wrong."""
    gc.disable()  # a build makes millions of small things and keeps nearly all of them to its end
    try:
        report = _run(job, listing)
        if report is not None:
            return report
        # A damaged cache is found out when its pieces are read: then it is as good as none.
        return _Build(job._replace(clean=True), listing).run()
    finally:
        gc.enable()


def _run(job: Job, listing: Listing) -> Report | None:
    """One build; None when the cache failed it."""
    try:
        report = _Build(job, listing).run()
    except DigestError as error:
        if error.code != "cache" or job.clean:
            raise
        return None
    if any(problem.code == "cache" for problem in report.problems) and not job.clean:
        return None
    return report


class View(NamedTuple):
    """What the pages of one build may see."""

    snapshot: Snapshot
    prints: dict[str, int]  # fingerprint of every fact
    photos: Pictures


class _Build:
    """One build: each step leaves what the next ones need."""

    def __init__(self, job: Job, listing: Listing) -> None:
        self.job, self.listing = job, listing
        self.clock, self.report = Clock(), Report()
        self.folder = job.site / FOLDER
        self.packs = str(self.folder / "packs")

    def run(self) -> Report:
        if self.job.clean:
            drop_packs(Path(self.packs))
        memory = Memory() if self.job.clean else load_memory(self.folder, str(self.job.output))
        self.references = memory.references
        self.clock.lap("remembering")
        rules = rules_of(self.job.config)
        catalogue = self.read(memory.catalogue if memory.rules == rules else Catalogue(), rules)
        self.clock.lap("reading")
        drawn = self.plan(memory.drawn, catalogue)
        self.clock.lap("planning")
        if self.failed():
            return self.clock.close(self.report)
        catalogue = tidy_packs(catalogue, Path(self.packs))
        ledger = self.make(memory.ledger, drawn, catalogue)
        if ledger is None:
            return self.clock.close(self.report)
        self.report.articles = sum(row.stored is not None for row in catalogue.rows.values())
        self.remember(Memory(catalogue, rules, drawn, ledger, self.references, memory.others))
        remove_unused_packs(catalogue, Path(self.packs))
        self.clock.lap("remembering")
        return self.clock.close(self.report)

    def read(self, known: Catalogue, rules: Rules) -> Catalogue:
        job = self.job
        catalogue, self.changed = refresh(
            known,
            self.listing,
            job.site,
            self.packs,
            rules,
            self.run_batches,
            job.crew.hands,
            job.tick,
        )
        self.report.problems = problems_of(catalogue.rows.values())
        return catalogue

    def plan(self, known: Drawn, catalogue: Catalogue) -> Drawn:
        drawn, problems, _ = draw(
            known, catalogue, self.job.config, self.job.moment, self.listing.replacing()
        )
        self.report.problems += problems
        self.report.next_change = drawn.next_change
        return drawn

    def make(self, ledger: Ledger, drawn: Drawn, catalogue: Catalogue) -> Ledger | None:
        """Render what is stale, and publish it together with the copied files."""
        view = self.look(drawn, catalogue)
        seen = output.look_at(self.job.output, drawn.page_prints)
        self.look_around(ledger)
        stale = find_stale(ledger, drawn.page_prints, view.prints, seen)
        self.report.stale = [(one.url, one.reason) for one in stale]
        names, rows = self.keep_fresh(ledger, drawn, view.prints)
        output.clear_stage(self.job.output)
        self.clock.lap("comparing")
        pages = [(drawn.pages[one.url], seen[one.url] is None) for one in stale]
        made = self.render(view.snapshot, names, pages)
        self.clock.lap("rendering")
        copied = copies.stage(
            self.job.site, self.job.output, view.snapshot.theme, self.listing, ledger,
            drawn.page_prints, self.report, view.photos,
        )  # fmt: skip
        if self.failed():
            output.clear_stage(self.job.output)
            return None
        puts = [put for put, _, _ in copied.values()] + [one.put for one in made]
        taken = {urls.file_of(one.url) for one in stale if seen[one.url] is not None}
        places = self.publish(puts, taken)
        for one in made:
            rows[one.url] = PageRow(
                drawn.page_prints[one.url],
                one.reads,
                one.absent,
                one.put.digest,
                places[one.put.file],
            )
        copy_rows = copies.rows_of(copied, places)
        self.clock.lap("publishing")
        copy_rows |= self.search(ledger, rows, view.prints)
        output.clear_stage(self.job.output)
        self.prune(ledger, rows, copy_rows)
        self.report.rendered, self.report.pages = len(made), len(rows)
        self.clock.lap("publishing")
        return Ledger(names, tuple(view.prints.get(name, 0) for name in names), rows, copy_rows)

    def look(self, drawn: Drawn, catalogue: Catalogue) -> View:
        """The theme, the pictures and all facts that pages may ask for."""
        job = self.job
        theme = load_theme(
            job.layers, job.config.site.language, make_environment(), self.references
        )
        photos = prepare_pictures(
            job.site,
            self.folder,
            self.listing,
            job.config,
            drawn.facts,
            self.run_telling("pictures"),
        )
        self.report.problems += photos.problems
        self.clock.lap("pictures")
        compiled = str(self.folder / "templates")
        told = with_facts(drawn, photos.facts)
        snapshot, prints = compose(told, catalogue, job.config, theme, self.packs, compiled)
        if job.config.cards.enabled:
            from digest.build.cards import prepare_cards  # noqa: PLC0415 - few builds draw

            slugs = [name.removeprefix("refs:") for name in drawn.facts if name.startswith("refs:")]
            cards = prepare_cards(job.site, self.folder, snapshot, slugs, self.run_telling("cards"))
            photos = photos._replace(files={**photos.files, **cards.files})
            self.report.problems += cards.problems
            told = with_facts(told, cards.facts)
            snapshot, prints = compose(told, catalogue, job.config, theme, self.packs, compiled)
            self.clock.lap("cards")
        return View(snapshot, prints, photos)

    def look_around(self, ledger: Ledger) -> None:
        """Where nothing is remembered: what earlier builds left in the output, and what others did."""
        self.there: set[str] = set()
        self.foreign: list[str] = []
        if not ledger.pages and not ledger.copies:
            self.there = set(output.read_manifest(self.job.output))
            self.foreign = output.find_foreign(self.job.output, self.there)

    def keep_fresh(
        self, ledger: Ledger, drawn: Drawn, prints: dict[str, int]
    ) -> tuple[tuple[str, ...], dict[str, PageRow]]:
        """The names by which reads are counted from now on, and the rows of pages that are fresh."""
        fresh = drawn.page_prints.keys() - {url for url, _ in self.report.stale}
        names = extend_names(ledger, prints)
        if names is None:
            return tuple(prints), recount(ledger, tuple(prints), fresh)
        return names, {url: ledger.pages[url] for url in fresh}

    def search(
        self, ledger: Ledger, rows: dict[str, PageRow], prints: dict[str, int]
    ) -> dict[str, CopyRow]:
        """Index the published articles, where the site has a search."""
        if not self.job.config.search.enabled:
            return {}
        articles = print_articles([url for url in rows if url.startswith("/articles/")], prints)
        indexed = index_articles(self.job.output, self.folder, ledger.copies, articles)
        self.report.problems += indexed.problems
        self.clock.lap("search")
        return indexed.rows

    def render(
        self, snapshot: Snapshot, names: tuple[str, ...], pages: list[tuple[bytes, bool]]
    ) -> list[Made]:
        if not pages:
            return []
        crew = self.job.crew
        path = str(self.folder / "snapshot")
        if not crew.inherits and len(pages) >= FEW:
            path = write_snapshot(str(self.folder), snapshot, names)
        bench = keep_bench(path, Bench(snapshot, names))
        if crew.inherits and crew.hands > 1 and len(pages) >= FEW:
            bench.render.warm()
        task = RenderBatch(path, str(self.job.output))
        work = [tuple(part) for part in batches(pages, crew.hands)]
        made: list[Made] = []
        failures: list[Problem] = []
        decode = msgspec.msgpack.Decoder(RenderResult).decode
        for answer in self.run_batches(task, work, len(pages)):
            result = decode(answer)
            made += result.made
            failures += [problem for _, problem in result.failed]
            self.job.tick("rendering", len(made), len(pages))
        self.report.problems += join_failures(failures)
        if not crew.inherits:
            Path(path).unlink(missing_ok=True)
        return made

    def publish(self, puts: list[output.Put], taken: set[str]) -> dict[str, Signature]:
        """Put everything staged in place, copies before pages; the signatures of all files then."""
        places = {put.file: put.signature for put in puts}
        staged = [(put.file, put.file in taken) for put in puts if put.staged]
        moves = output.plan_moves(self.job.output, staged)
        output.publish_folders(self.job.output, moves.folders)
        parts = [tuple(part) for part in batches(moves.files, self.job.crew.hands)]
        task = output.PublishFiles(str(self.job.output))
        for part, found in zip(parts, self.run_batches(task, parts, len(moves.files)), strict=True):
            places.update(zip(part, found, strict=True))
        self.report.written += len(staged)
        return places

    def prune(self, ledger: Ledger, rows: dict[str, PageRow], copied: dict[str, CopyRow]) -> None:
        """Remove what earlier builds put there and this one does not make; note what is foreign."""
        job = self.job
        digests = {urls.file_of(url): row.digest for url, row in rows.items()}
        digests |= {file: row.digest for file, row in copied.items()}
        known = {urls.file_of(url) for url in ledger.pages} | ledger.copies.keys()
        if not known:
            known = self.there
            self.report.foreign = [file for file in self.foreign if file not in digests]
        self.report.removed = len(output.prune(job.output, known - digests.keys()))
        output.write_manifest(job.output, digests)
        self.report.unchanged = len(digests) - self.report.written

    def remember(self, memory: Memory) -> None:
        job, ledger = self.job, memory.ledger
        outputs = {urls.file_of(url): row.signature for url, row in ledger.pages.items()}
        outputs |= {
            file: row.signature
            for file, row in ledger.copies.items()
            if not file.endswith(".pf_fragment")  # as many as articles, and nobody edits them
        }
        inputs = settle(self.listing)
        memory.catalogue.signatures = {
            name: inputs[name] for name in memory.catalogue.signatures if name in inputs
        }
        told = msgspec.structs.replace(
            self.report, stale=[], rendered=0, written=0, removed=0,
            unchanged=len(outputs), stages={}, foreign=[],
        )  # fmt: skip
        head = make_head(
            job.options,
            inputs,
            outputs,
            memory.drawn.kept.planned_at,
            memory.drawn.kept.next_change,
            told,
        )
        save_memory(self.folder, memory, str(job.output), head)

    def run_batches(self, task: Callable[[Any], T], work: Sequence[Any], size: int) -> Iterator[T]:
        """Hand batches to the crew; a few are done here."""
        if size < FEW or self.job.crew.hands <= 1:
            yield from InlineExecutor().map(task, work)
            return
        with self.job.crew.open() as executor:
            yield from executor.map(task, work)

    def run_telling(self, stage: str) -> Callable[[Any, Sequence[Any], int], Iterator[Any]]:
        """The same, with each answer told as progress of a stage."""

        def run(task: Callable[[Any], T], work: Sequence[Any], size: int) -> Iterator[T]:
            for done, answer in enumerate(self.run_batches(task, work, size), 1):
                self.job.tick(stage, done, len(work))
                yield answer

        return run

    def failed(self) -> bool:
        """Whether there is an error, or a warning where warnings are errors; sorts the problems."""
        self.report.problems.sort(key=lambda problem: (problem.place, problem.code))
        if self.job.strict:
            self.report.problems = [p._replace(severity="error") for p in self.report.problems]
        return self.report.failed
