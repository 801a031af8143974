"""``digest check`` from end to end: the library, every rule, what is switched off, in order."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from digest.app.crews import find_crew
from digest.app.desk import open_desk
from digest.app.library import Library, load_library
from digest.app.site import Site
from digest.base.errors import DigestError, Place, Problem
from digest.base.files import NO_SIGNATURE, Signature
from digest.base.fingerprint import number_of
from digest.base.telling import Tell, Tick, in_silence, unseen
from digest.build.inputs import RACY, settle
from digest.build.output import read_manifest
from digest.build.picture import compose
from digest.build.published import Published, read_deployed, read_published
from digest.build.store import FOLDER
from digest.check.added import check_added
from digest.check.attributions import (
    check_marks,
    check_photos,
    check_sections,
    explain_attributions,
)
from digest.check.desk import Story
from digest.check.findings import Edit, Finding
from digest.check.fixes import apply_edits
from digest.check.gone import check_gone
from digest.check.links import check_links, find_outside
from digest.check.memory import remember
from digest.check.people import check_people
from digest.check.permalinks import check_permalinks
from digest.check.proofs import prove_all
from digest.check.published import check_published
from digest.check.rendered import Seen, find_dead, look, shown_path, tell_dead
from digest.check.repairs import find_repairs
from digest.check.rules import all_rules
from digest.check.switches import apply_switches
from digest.check.tampered import check_tampered, find_changed
from digest.check.titles import (
    check_aliases,
    check_reserved,
    check_times,
    check_titles,
    check_topics,
)
from digest.model.plan import Moment
from digest.plugins.opening import open_toolbox
from digest.render.words import check_words

if TYPE_CHECKING:
    from digest.check.templates import Probe


class CheckOptions(NamedTuple):
    """What the command line may say of a check."""

    output: Path | None = None
    external: bool = False
    now: int | None = None
    jobs: int = 1


def check_site(
    site: Site,
    options: CheckOptions,
    *,
    tell: Tell = in_silence,
    tick: Tick = unseen,
) -> list[Finding]:
    """Everything that can be wrong, sorted by file and line."""
    gc.disable()  # millions of small records, all kept to the end
    try:
        moment = Moment(options.now) if options.now is not None else None
        library = load_library(
            site, moment, options.output, jobs=options.jobs, tell=tell, tick=tick
        )
        check = _Check(library, options, tick)
        rules = all_rules(site.config.kit)
        kept = apply_switches(check.run(), check.desk, site.config.check.off, rules)
        return sorted(dict.fromkeys(kept), key=_order)
    finally:
        gc.freeze()  # nor is there anything to collect in what was found
        gc.enable()


def _order(finding: Finding) -> tuple[Place, str, str]:
    return finding.problem.place, finding.problem.code, finding.problem.message


def mend_site(site: Site, findings: list[Finding]) -> list[Edit]:
    """Make the edits that the findings bring with them."""
    return apply_edits(site.folder, [finding.edit for finding in findings if finding.edit])


class _Check:
    """One check: what the rules share is made once."""

    def __init__(self, library: Library, options: CheckOptions, tick: Tick) -> None:
        self.library, self.options, self.tick = library, options, tick
        self.folder = library.site.folder
        self.run_batches = find_crew(options.jobs).run
        self.trusted_before = time.time_ns() - RACY
        self.memory = remember(self.folder, library.site.config.kit)
        self.desk = open_desk(library)

    def run(self) -> Iterator[Finding]:
        desk = self.desk
        yield from find_repairs(explain_attributions(self.library.problems, desk), desk)
        for rule in (check_titles, check_aliases, check_reserved, check_times, check_topics):
            yield from rule(desk)
        yield from check_sections(desk)
        yield from check_marks(desk)
        yield from check_photos(desk, self.memory)
        yield from self._unless_moved("people", lambda: check_people(desk))
        yield from check_permalinks(desk, self.library.output, self.memory, self.trusted_before)
        yield from check_published(desk, self._find_published())
        yield from check_added(desk)
        for problem in self._prove():
            yield Finding(problem)
        yield from self._check_theme()
        told = self._unless_moved("links", lambda: check_links(desk, self._frame_ids()))
        yield from told
        yield from self._check_output(told)
        if self.options.external:
            from digest.check.external import check_external  # noqa: PLC0415 - few ask for it

            yield from check_external(desk, find_outside(desk), self.tick)
        self.memory.keep(self.folder)

    def _find_published(self) -> Callable[[Story], Published | None]:
        """An article as the output shows it; None where nothing that is shown of it has moved."""
        library, rows = self.library, self.library.catalogue.rows
        prints, deployed = library.ledger.prints, read_deployed(self.folder / FOLDER)

        def find(story: Story) -> Published | None:
            slug, stored = story.outline.slug, rows[story.path].stored
            if deployed is not None and slug not in deployed:
                return None
            seen = prints.get(f"card:{slug}"), prints.get(f"speech:{slug}")
            if stored is None or seen == (stored.card_print, stored.speech_print):
                return None
            return read_published(library.output, slug)

        return find

    def _prove(self) -> Iterator[Problem]:
        articles = {story.path: story.content for story in self.desk.bodies}
        self.memory.proofs = prove_all(
            str(self.folder),
            articles,
            self.memory.proofs,
            self.run_batches,
            self.options.jobs,
            self.trusted_before,
        )
        for proof in self.memory.proofs.values():
            yield from proof.problems

    def _check_theme(self) -> Iterable[Finding]:
        """Templates that fail; remembered until a template, the plan or a setting moves."""
        if self._frame is None:
            return self._find_theme_faults()
        facts = msgspec.msgpack.encode(("theme", self._frame))
        return self.memory.recall(facts, self._find_theme_faults)

    @cached_property
    def _frame(self) -> tuple[int, list[tuple[str, Signature]]] | None:
        """The plan and all files beside the content; None where one is too young to trust."""
        trusted = settle(self.library.listing)
        inputs = sorted(
            (name, sign) for name, sign in trusted.items() if not name.startswith("content/")
        )
        if any(signature == NO_SIGNATURE for _, signature in inputs):
            return None
        return self.library.drawn.kept.key, inputs

    def _unless_moved(
        self, rule: str, look: Callable[[], Iterable[Finding]]
    ) -> tuple[Finding, ...]:
        """What a rule over the whole site finds; remembered until any file, page or setting moves."""
        return self.memory.recall(self._whole + rule.encode(), look) if self._whole else (*look(),)

    @cached_property
    def _whole(self) -> bytes:
        """What everything is known by; empty where something is too young to trust, or there is no plan."""
        library = self.library
        if self._frame is None or not library.drawn.pages:
            return b""
        contents = [(path, row.content) for path, row in sorted(library.catalogue.rows.items())]
        pages = library.drawn.page_prints
        return msgspec.msgpack.encode(
            (contents, sorted(library.listing.files), self._frame, pages.keys, pages.values)
        )

    def _find_theme_faults(self) -> Iterator[Finding]:
        from digest.check.templates import check_sources  # noqa: PLC0415 - themes rarely move

        site = self.library.site
        yield from map(Finding, check_words(site.layers, site.config.site.language))
        kit = open_toolbox(site.config.kit)
        faults = [*check_sources(site.layers, kit.filters)]
        yield from faults
        told = {(fault.problem.place.path, fault.problem.place.line) for fault in faults}
        try:
            failed = self.probe.problems() if self.probe else []
        except DigestError as error:
            failed = [error.problem]
        yield from (Finding(p) for p in failed if (p.place.path, p.place.line) not in told)

    @cached_property
    def probe(self) -> Probe | None:
        """What renders single pages; None when there is no plan to render by."""
        return self._open_probe() if self.library.drawn.pages else None

    def _open_probe(self) -> Probe:
        from digest.check.templates import Probe  # noqa: PLC0415 - the same
        from digest.render.engine import make_environment  # noqa: PLC0415
        from digest.render.themes import load_theme  # noqa: PLC0415

        library = self.library
        theme = load_theme(
            library.site.layers, library.site.config.site.language, make_environment()
        )
        templates = str(self.folder / FOLDER / "templates")
        snapshot, _ = compose(
            library.drawn, library.catalogue, library.site.config, theme, library.packs, templates
        )
        return Probe(snapshot, self.desk.pages)

    def _frame_ids(self) -> Callable[[str], frozenset[str] | None]:
        """The ids of a page as it would be rendered now: only pages that anchors lead to are."""
        known: dict[str, frozenset[str] | None] = {}

        def ids_of(url: str) -> frozenset[str] | None:
            if url not in known:
                page = self.desk.pages.get(url)
                try:
                    known[url] = self.probe.ids_of(page) if page and self.probe else None
                except DigestError:
                    known[url] = None  # a template that does not parse is told elsewhere
            return known[url]

        return ids_of

    def _check_output(self, told: Iterable[Finding]) -> Iterator[Finding]:
        """The built site: changed and foreign files, dead links and anchors."""
        library, output = self.library, self.library.output
        digests = read_manifest(output) if output.is_dir() else {}
        if not digests:
            return
        shown = shown_path(output, self.folder)
        yield from check_gone(self.desk, output, shown, digests.keys())
        changed = find_changed(library.ledger, output, digests)
        yield from check_tampered(output, shown, digests.keys(), changed)
        moved = {*changed}
        whole = {file: digest for file, digest in digests.items() if file not in moved}
        memory, config = self.memory, library.site.config
        key = number_of(msgspec.msgpack.encode((sorted(digests.items()), changed, config.site.url)))
        if memory.dead_key != key:
            seen = msgspec.msgpack.decode(memory.seen, type=Seen)
            seen = look(str(output), whole, seen, self.run_batches, self.options.jobs)
            memory.seen = msgspec.Raw(msgspec.msgpack.encode(seen))
            memory.dead, memory.dead_key = find_dead(digests, seen, config), key
        yield from tell_dead(memory.dead, output, shown, _words_of(told))


def _words_of(findings: Iterable[Finding]) -> frozenset[str]:
    """The addresses that findings of the content name, so that rendered pages need not repeat them."""
    words = [word for finding in findings for word in finding.problem.message.split()]
    return frozenset(word.split("#")[0] or word for word in words if "/" in word or word[0] == "#")
