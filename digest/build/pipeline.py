"""A build from end to end: inputs -> catalogue -> picture -> stale pages -> stage -> output.

One path for clean, incremental and parallel builds: what is known from the last build only makes
steps shorter. Nothing is published before everything is made.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import msgspec

from digest.base.columns import Column
from digest.base.errors import DigestError, Problem
from digest.base.files import Signature, mark_of
from digest.build import copies, output
from digest.build.ahead import compile_ahead
from digest.build.batches import batches, dwindling
from digest.build.catalogue import (
    Catalogue,
    drop_packs,
    outlines_of,
    problems_of,
    refresh,
    remove_unused_packs,
    tidy_packs,
)
from digest.build.clock import Clock
from digest.build.freshness import make_head
from digest.build.images import Pictures, prepare_pictures
from digest.build.inputs import Listing, settle
from digest.build.job import FEW, Job
from digest.build.ledger import CopyRow, Ledger, arrange, find_gone, find_lost, find_stale, renumber
from digest.build.memory import Memory, load_memory, save_memory
from digest.build.parts import choose_apart
from digest.build.picture import Drawn, Prints, compose, draw, keep_plan
from digest.build.published import slugs_among
from digest.build.rendering import Bench, Made, RenderBatch, keep_bench, write_snapshot
from digest.build.rendering import Result as RenderResult
from digest.build.report import Report, join_failures
from digest.build.store import FOLDER
from digest.content.article import Rules, rules_of
from digest.model import urls
from digest.model.snapshot import Snapshot
from digest.render.engine import make_environment
from digest.render.renderer import Renderer
from digest.render.themes import load_theme
from digest.render.words import check_words


def build(job: Job, listing: Listing) -> Report:
    """Make the output what the content says; the last good output stays when something is wrong."""
    report = _run(job, listing)
    if report is not None:
        return report
    # A damaged cache is found out when its pieces are read: then it is as good as none.
    return _Build(job._replace(clean=True), listing).run()


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
    prints: Prints  # fingerprint of every fact
    photos: Pictures


class _Build:
    """One build: each step leaves what the next ones need."""

    def __init__(self, job: Job, listing: Listing) -> None:
        self.job, self.listing = job, listing
        self.clock, self.report = Clock(), Report(early=job.moment.early)
        self.folder = job.site / FOLDER
        self.packs, self.templates = str(self.folder / "packs"), str(self.folder / "templates")

    def run(self) -> Report:
        if self.job.clean:
            drop_packs(Path(self.packs))
        memory = Memory() if self.job.clean else load_memory(self.folder, str(self.job.output))
        self.references = memory.references
        self.clock.lap("remembering")
        rules = rules_of(self.job.config)
        with compile_ahead(self.job, self.packs, self.templates, self.references):
            catalogue = self.read(memory.catalogue if memory.rules == rules else Catalogue(), rules)
            self.clock.lap("reading")
            drawn = self.plan(memory.drawn, catalogue)
            self.clock.lap("planning")
        if self.failed():
            return self.clock.close(self.report)
        drawn = keep_plan(str(self.folder), drawn)
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
            self.job.crew.run,
            job.crew.hands,
            job.tick,
        )
        self.report.problems = problems_of(catalogue.rows.values())
        return catalogue

    def plan(self, known: Drawn, catalogue: Catalogue) -> Drawn:
        job = self.job
        drawn, problems, _ = draw(
            known,
            catalogue,
            job.config,
            job.moment,
            self.listing.replacing(),
            choose_apart(job.crew, len(catalogue.rows)),
        )
        self.report.problems += problems
        self.report.next_change = drawn.next_change
        return drawn

    def make(self, ledger: Ledger, drawn: Drawn, catalogue: Catalogue) -> Ledger | None:
        """Render what is stale, and publish it together with the copied files."""
        view = self.look(drawn, catalogue)
        pages = drawn.page_prints
        marks = self.job.scout.look_at(pages, ledger.entries)
        self.look_around(ledger)
        lost = find_lost(ledger, pages, marks)
        stale = find_stale(ledger, pages, view.prints.moved(ledger.prints), lost)
        places = pages.places
        absent = {one.url for one in stale if not marks[places[one.url]]}
        self.report.stale = [(one.url, one.reason) for one in stale]
        if len(stale) >= FEW:  # nearly all that they read has a position at once then
            ledger.count(b"", view.prints)
        output.clear_stage(self.job.output)
        self.clock.lap("comparing")
        work = [(drawn.pages[one.url], one.url in absent) for one in stale]
        made = self.render(view.snapshot, ledger.position, work)
        self.clock.lap("rendering")
        copied = copies.stage(
            self.job.site, self.job.output, view.snapshot.theme, self.listing, ledger,
            drawn.pages, self.report, view.photos,
        )  # fmt: skip
        if self.failed():
            output.clear_stage(self.job.output)
            return None
        puts = [put for put, _, _ in copied.values()] + [one.put for one in made]
        taken = {urls.file_of(one.url) for one in stale if one.url not in absent}
        placed = self.publish(puts, taken)
        made_of = {one.url: ledger.count(one.reads, one.others) for one in made}
        digests = {one.put.file: one.put.digest for one in made}
        copy_rows = copies.rows_of(copied, placed)
        self.clock.lap("publishing")
        self.remove(find_gone(ledger, self.there, pages, copy_rows), but="pagefind/")
        copy_rows |= self.search(ledger, pages, view.prints)
        digests |= {file: row.digest for file, row in copy_rows.items()}
        output.clear_stage(self.job.output)
        for one in made:
            marks[places[one.url]] = mark_of(placed[one.put.file])
        known = (ledger.entries.keys, list(ledger.copies))
        same_files = (pages.keys, list(copy_rows)) == known
        kept = Ledger(
            ledger.names,
            view.prints,
            pages,
            arrange(ledger.pages, made_of, pages),
            marks.tobytes(),
            copy_rows,
            self.prune(ledger, pages, digests, copy_rows, catalogue),
            ledger.files if same_files else b"",
        )
        self.report.rendered, self.report.pages = len(made), len(pages)
        self.clock.lap("publishing")
        return renumber(kept) if len(kept.names) > 2 * len(view.prints) + 1000 else kept

    def look(self, drawn: Drawn, catalogue: Catalogue) -> View:
        """The theme, the pictures and all facts that pages may ask for."""
        job = self.job
        self.parser = make_environment()
        theme = load_theme(job.layers, job.config.site.language, self.parser, self.references)
        self.report.problems += check_words(job.layers, job.config.site.language)
        photos = prepare_pictures(
            job.site,
            self.folder,
            self.listing,
            job.config,
            drawn.facts,
            self.job.run_telling("pictures"),
        )
        self.report.problems += photos.problems
        self.clock.lap("pictures")
        given = (drawn, catalogue, job.config, theme, self.packs, self.templates)
        snapshot, prints = compose(*given, photos.facts)
        if job.config.cards.enabled:
            from digest.build.cards import prepare_cards  # noqa: PLC0415 - few builds draw

            slugs = [name.removeprefix("refs:") for name in drawn.facts if name.startswith("refs:")]
            cards = prepare_cards(
                job.site, self.folder, snapshot, slugs, self.job.run_telling("cards")
            )
            photos = photos._replace(files={**photos.files, **cards.files})
            self.report.problems += cards.problems
            snapshot, prints = compose(*given, {**photos.facts, **cards.facts})
            self.clock.lap("cards")
        return View(snapshot, prints, photos)

    def look_around(self, ledger: Ledger) -> None:
        """Where nothing is remembered: what earlier builds left in the output, and what others did."""
        self.there: set[str] = set()
        self.foreign: list[str] = []
        if not ledger.pages and not ledger.copies:
            self.there = set(output.read_manifest(self.job.output))
            self.foreign = output.find_foreign(self.job.output, self.there)

    def remove(self, gone: set[str], but: str = "") -> None:
        """Take away what earlier builds put there, ``but`` what begins so."""
        files = {file for file in gone if not (but and file.startswith(but))}
        self.report.removed += len(output.prune(self.job.output, files))

    def search(self, ledger: Ledger, pages: Column, prints: Prints) -> dict[str, CopyRow]:
        """Index the published articles, where the site has a search."""
        if not self.job.config.search.enabled:
            return {}
        from digest.build.search import index_articles, print_articles  # noqa: PLC0415 - loads slowly

        articles = print_articles([url for url in pages if url.startswith("/articles/")], prints)
        indexed = index_articles(self.job.output, self.folder, ledger.copies, articles)
        self.report.problems += indexed.problems
        known = ledger.copies
        self.report.written += sum(known.get(f) != row for f, row in indexed.rows.items())
        self.clock.lap("search")
        return indexed.rows

    def render(
        self, snapshot: Snapshot, position: dict[str, int], pages: list[tuple[bytes, bool]]
    ) -> list[Made]:
        if not pages:
            return []
        crew = self.job.crew
        path = str(self.folder / "snapshot")
        if not crew.inherits and len(pages) >= FEW:
            path = write_snapshot(str(self.folder), snapshot, position)
        bench = keep_bench(path, Bench(Renderer(snapshot, self.parser.trees), position))
        if crew.inherits and crew.hands > 1 and len(pages) >= FEW:
            bench.render.warm()
        task = RenderBatch(path, str(self.job.output))
        work = [tuple(part) for part in dwindling(pages, crew.hands)]
        made: list[Made] = []
        failures: list[Problem] = []
        decode = msgspec.msgpack.Decoder(RenderResult).decode
        for answer in self.job.crew.run(task, work, len(pages)):
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
        for part, found in zip(
            parts, self.job.crew.run(task, parts, len(moves.files)), strict=True
        ):
            places.update(zip(part, found, strict=True))
        self.report.written += len(staged)
        return places

    def prune(
        self,
        ledger: Ledger,
        pages: Column,
        digests: dict[str, bytes],
        copied: dict[str, CopyRow],
        catalogue: Catalogue,
    ) -> bytes:
        """Remove what earlier builds put there and this one does not make; the manifest of what stays."""
        job = self.job
        gone = find_gone(ledger, self.there, pages, copied)
        self.remove(gone)
        if slugs := slugs_among(gone):
            slugs -= {outline.slug for outline in outlines_of(catalogue.rows)}
            self.report.gone = sorted(map(urls.of_article, slugs))
        manifest = output.amend_manifest(ledger.manifest, digests, gone)
        output.write_manifest(job.output, manifest)
        self.report.foreign = [file for file in self.foreign if file not in digests]
        self.report.unchanged = len(pages) + len(copied) - self.report.written
        return manifest

    def remember(self, memory: Memory) -> None:
        """Keep all that the next build can use."""
        ledger, drawn = memory.ledger, memory.drawn
        memory.catalogue.signatures = settle(self.listing)
        told = msgspec.structs.replace(
            self.report, stale=[], rendered=0, written=0, removed=0,
            unchanged=len(ledger.pages) + len(ledger.copies), stages={}, foreign=[], gone=[],
        )  # fmt: skip
        save_memory(
            self.folder,
            memory,
            str(self.job.output),
            lambda inputs: make_head(
                self.job.options, inputs, drawn.kept.planned_at, drawn.kept.next_change, told
            ),
        )

    def failed(self) -> bool:
        """Whether there is an error, or a warning where warnings are errors; sorts the problems."""
        self.report.problems.sort(key=lambda problem: (problem.place, problem.code))
        if self.job.strict:
            self.report.problems = [p._replace(severity="error") for p in self.report.problems]
        return self.report.failed
