"""The engine's promise: after any edits, the output is that of a clean build in an empty folder."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from digest.app.site import find_packaged_themes
from tests.build.worlds import NOW, SETTINGS, article, build, make_site, tree, write

SLUGS = st.sampled_from(["port-strike", "ferry", "quota", "lighthouse", "treaty"])
TITLES = st.sampled_from(["Port strike", "The ferry", "No quota", "Ünder & <b>", "Treaty signed"])
DATES = st.sampled_from(
    ["2026-03-04", "2026-03-04 18:05", "2026-03-05", "2026-04-01", "2026-12-24", "2025-12-31"]
)
TOPICS = st.sampled_from(
    ["Shipping", "Shipping, Labour", "shipping", "Fisheries", "Labour, Médias", ""]
)
SPEAKERS = st.sampled_from(
    ["Mara Lindqvist, head of the union", "Mara Lindqvist, minister", "MARA LINDQVIST", "José Núñez",
     "Jose Nunez, clerk", "anonymous, an official", "A. Berg; Mara Lindqvist, minister (told radio)", "A. Berg {berg}"]
)  # fmt: skip
BODIES = st.sampled_from(
    [
        "One.",
        "Two *words*.",
        "See [this](/topics/).",
        "2022. The year.\n\n- a\n- b",
        "| a |\n|---|\n| b |",
    ]
)
EXTRAS = st.sampled_from(
    ["", "", "", "draft: true\n", "slug: other\n", "aliases: [old/place]\n", "summary: Short.\n",
     "updated: 2026-03-06\n", "publish: 2026-10-01\n", "expire: 2026-10-02\n", "photo: {caption: A, credit: B}\n"]
)  # fmt: skip


class Edits(RuleBasedStateMachine):
    """An editor at work, with a build after every edit."""

    def __init__(self) -> None:
        super().__init__()
        self.top = Path(tempfile.mkdtemp())
        self.site = make_site(self.top / "site", ferry=article())
        shutil.copytree(find_packaged_themes() / "default", self.site / "themes" / "default")
        self.now = NOW

    def teardown(self) -> None:
        shutil.rmtree(self.top)

    @rule(
        slug=SLUGS,
        title=TITLES,
        date=DATES,
        topics=TOPICS,
        speaker=SPEAKERS,
        body=BODIES,
        extra=EXTRAS,
    )
    def write_article(self, slug: str, **fields: str) -> None:
        write(self.site, f"content/articles/{slug}.md", article(**fields))

    @rule(slug=SLUGS)
    def delete_article(self, slug: str) -> None:
        (self.site / f"content/articles/{slug}.md").unlink(missing_ok=True)

    @rule(one=SLUGS, other=SLUGS)
    def rename_article(self, one: str, other: str) -> None:
        path = self.site / f"content/articles/{one}.md"
        if path.exists():
            path.rename(self.site / f"content/articles/{other}.md")

    @rule(
        name=st.sampled_from(["shipping", "labour"]),
        alias=st.sampled_from(["", "aliases: [Fisheries]\n", "parent: Labour\n"]),
    )
    def write_topic(self, name: str, alias: str) -> None:
        write(
            self.site,
            f"content/topics/{name}.md",
            f"---\nname: {name.title()}\n{alias}---\nAbout it.\n",
        )

    @rule(
        role=st.sampled_from(["minister", "poet"]),
        alias=st.sampled_from(["", "aliases: [A. Berg]\n"]),
    )
    def write_speaker(self, role: str, alias: str) -> None:
        write(
            self.site,
            "content/speakers/mara-lindqvist.md",
            f"---\nname: Mara Lindqvist\nrole: {role}\n{alias}---\nBorn.\n",
        )

    @rule(
        name=st.sampled_from(
            [
                "content/topics/shipping.md",
                "content/speakers/mara-lindqvist.md",
                "templates/parts/footer.html",
                "content/pages/about.md",
            ]
        )
    )
    def delete_file(self, name: str) -> None:
        (self.site / name).unlink(missing_ok=True)

    @rule(text=st.sampled_from(["Foot.", "{{ site.title }}"]))
    def override_template(self, text: str) -> None:
        write(self.site, "templates/parts/footer.html", f"<p>{text}</p>")

    @rule(text=st.sampled_from(["body{}", "a{}"]))
    def write_asset(self, text: str) -> None:
        write(self.site, "assets/custom.css", text)

    @rule(text=st.sampled_from(["one", "two"]))
    def write_static(self, text: str) -> None:
        write(self.site, "content/static/robots2.txt", text)

    @rule(title=st.sampled_from(["Test", "Other"]), every=st.sampled_from(["day", "week"]))
    def write_settings(self, title: str, every: str) -> None:
        write(
            self.site,
            "digest.toml",
            SETTINGS.replace("Test", title) + f'[editions]\nevery = "{every}"\n',
        )

    @rule(title=st.sampled_from(["About", "Us"]))
    def write_page(self, title: str) -> None:
        write(self.site, "content/pages/about.md", f"---\ntitle: {title}\n---\nHello.\n")

    @rule(days=st.integers(-400, 60))
    def move_clock(self, days: int) -> None:
        self.now = NOW + days * 86_400

    @rule(how=st.sampled_from(["delete", "cut", "spoil"]))
    def damage_cache(self, how: str) -> None:
        cache = self.site / ".digest" / "cache"
        if how == "delete":
            shutil.rmtree(self.site / ".digest", ignore_errors=True)
        elif cache.exists():
            data = cache.read_bytes()
            cache.write_bytes(data[: len(data) // 2] if how == "cut" else data[:-40] + bytes(40))

    @rule()
    def lose_a_page(self) -> None:
        (self.site / "output" / "index.html").unlink(missing_ok=True)

    @rule()
    def leave_a_half_written_file(self) -> None:
        write(self.site, "output/.digest-stage/0-1", "half")

    @invariant()
    def incremental_is_clean(self) -> None:
        report = build(self.site, now=self.now)
        empty = self.top / "clean"
        shutil.rmtree(empty, ignore_errors=True)
        shutil.copytree(self.site, empty, ignore=shutil.ignore_patterns("output", ".digest"))
        clean = build(empty, now=self.now)

        assert [p.code for p in report.problems] == [p.code for p in clean.problems]
        assert report.failed == clean.failed
        if not clean.failed:
            assert tree(self.site / "output") == tree(empty / "output")


EDITS = settings(
    max_examples=int(os.environ.get("DIGEST_EXAMPLES", "5")),
    stateful_step_count=40,
    deadline=None,
    phases=[Phase.generate],  # each step is two builds: a failure is told as it was found
    suppress_health_check=list(HealthCheck),
)
TestEdits = pytest.mark.filterwarnings("ignore")(Edits.TestCase)
TestEdits.settings = EDITS
