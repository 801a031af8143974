"""``digest check``: everything that can be wrong, in one go, each with its place and its rule."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from digest.app.site import BuildOptions, build_site, open_site
from digest.check.rules import RULES
from digest.cli.main import main
from tests.check.world import GOOD, NOW, SOURCE, article, check, write

ARTICLE = "content/articles/tide.md"
OTHER = article(title="Another tale", comments="")


def test_a_site_in_order_has_nothing_wrong(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write(tmp_path, GOOD)
    assert check(site, capsys) == (0, [])
    assert not build_site(open_site(site)).failed
    assert check(site, capsys) == (0, [])


# what is spoilt -> the rule, the place and a word of the message
SLIPS: list[tuple[str, dict[str, str | bytes], str, str, str]] = [
    ("a link that leads nowhere", {ARTICLE: article("See [it](/articles/tite/).")}, "link", f"{ARTICLE}:8:10", "/articles/tite/"),
    ("a link to a draft", {ARTICLE: article("See [it](/articles/other/)."), "content/articles/other.md": article(title="B", draft="true")}, "link", f"{ARTICLE}:8:10", "not shown now"),
    ("a link without its slash", {ARTICLE: article("See [it](/topics/harbour).")}, "link", f"{ARTICLE}:8:10", "lacks the slash"),
    ("a link to a file", {ARTICLE: article("See [it](other.md)."), "content/articles/other.md": article(title="B", slug="else", comments="", source="")}, "link", f"{ARTICLE}:8:10", "readers have its page"),
    ("a link in a comment", {ARTICLE: article(comments="> “The [tide](/nowhere/) waits.”\n>\n> — Mara Lind\n")}, "link", f"{ARTICLE}:12:15", "/nowhere/"),
    ("an absolute link to the site itself", {ARTICLE: article("See [it](https://news.example.org/nowhere/).")}, "link", f"{ARTICLE}:8:10", "nowhere"),
    ("a link to an old address", {ARTICLE: article("See [it](/old/).", aliases="[/old/]")}, "link-moved", f"{ARTICLE}:9:10", "/articles/tide/"),
    ("an anchor that is not there", {ARTICLE: article("See [it](#comment-7).")}, "anchor", f"{ARTICLE}:8:10", "#comment-7"),
    ("an anchor of another page", {"content/pages/about.md": "---\ntitle: About\n---\n\n[x](/articles/tide/#comment-9)\n"}, "anchor", "content/pages/about.md:5:5", "#comment-9"),
    ("a picture that is not there", {ARTICLE: article("![A crane](/crane.jpg)")}, "image", f"{ARTICLE}:8:12", "/crane.jpg"),
    ("a picture without alternative text", {ARTICLE: article("![](/crane.svg)"), "content/static/crane.svg": "<svg/>"}, "alt-text", f"{ARTICLE}:8:5", "/crane.svg"),
    ("a photo that is not there", {ARTICLE: article(photo="{file: crane.jpg, alt: A crane}")}, "image", f"{ARTICLE}:6:15", "crane.jpg"),
    ("a photo of another site", {ARTICLE: article(photo="{file: 'https://x.example/a.jpg', alt: A crane}")}, "image", f"{ARTICLE}:6:16", "not of this site"),
    ("a photo that is empty", {ARTICLE: article(photo="{file: crane.jpg, alt: A crane}"), "content/static/crane.jpg": b""}, "image", f"{ARTICLE}:6:15", "empty, damaged, or no picture"),
    ("a reserved place", {"content/pages/topics.md": "---\ntitle: T\n---\n\nx\n"}, "reserved-slug", "content/pages/topics.md:1:0", "/topics/"),
    ("two articles of one slug", {"content/articles/b.md": article(title="B", slug="tide")}, "double-slug", f"{ARTICLE}:1:0", "content/articles/b.md"),
    ("a static file in a page's place", {"content/static/topics/index.html": "x"}, "double-url", "content/static/topics/index.html:0:0", "/topics/index.html"),
    ("an alias of a page that there is", {ARTICLE: article(aliases="[/about/]")}, "dead-alias", f"{ARTICLE}:6:11", "never redirects"),
    ("an alias of the home page", {ARTICLE: article(aliases="[/index.html]")}, "dead-alias", f"{ARTICLE}:6:11", "never redirects"),
    ("an alias of a list's file", {ARTICLE: article(aliases="[/topics/index.html]")}, "dead-alias", f"{ARTICLE}:6:11", "never redirects"),
    ("an alias below a file", {ARTICLE: article(aliases="[/a.html, /a.html/b/]")}, "dead-alias", f"{ARTICLE}:6:20", "below the file /a.html"),
    ("an alias but for case", {ARTICLE: article(aliases="[/old]"), "content/articles/b.md": article(title="B", aliases="[/Old/]")}, "dead-alias", f"{ARTICLE}:6:11", "content/articles/b.md"),
    ("a slug too long for a folder", {ARTICLE: article(slug="ab" * 150)}, "slug", f"{ARTICLE}:6:1", "at most 230 bytes"),
    ("an alias too long for a folder", {ARTICLE: article(aliases=f"[/x/{'é' * 120}/]")}, "front-matter-type", f"{ARTICLE}:6:10", "230 between two slashes"),
    ("a former slug too long for a folder", {"content/topics/harbour.md": f"---\nname: Harbour\nformer: [{'ab' * 150}]\n---\n"}, "front-matter-type", "content/topics/harbour.md:3:9", "at most 230 bytes"),
    ("a place in the menu that is none", {"content/pages/about.md": f"---\ntitle: About\norder: {'9' * 400}\n---\n"}, "front-matter-type", "content/pages/about.md:3:8", "at most nine digits"),
    ("two articles of one title", {"content/articles/b.md": article(date="2026-03-05")}, "double-title", "content/articles/b.md:2:1", ARTICLE),
    ("a misspelt topic", {f"content/articles/{n}.md": article(title=n, topics="[Elections]") for n in "abc"} | {ARTICLE: article(topics="[Electons]")}, "near-topic", f"{ARTICLE}:4:10", "'Elections'"),
    ("a topic's lost parent", {"content/topics/x.md": "---\nname: Harbour\nparent: Ships\n---\n"}, "topic-parent", "content/topics/x.md:3:1", "'Ships'"),
    ("a date of the future", {ARTICLE: article(date="2026-07-01")}, "future-date", f"{ARTICLE}:3:1", "2026-07-01"),
    ("an article that is never shown", {ARTICLE: article(expire="2026-03-01")}, "never-shown", f"{ARTICLE}:6:1", "expires before"),
    ("a comment without a speaker", {ARTICLE: article(comments="> “The tide waits.”\n")}, "comment-speaker", f"{ARTICLE}:12:1", "names no speaker"),
    ("an attribution line that names nobody", {ARTICLE: article(comments="> “The tide waits.”\n>\n> — , harbour master\n")}, "attribution", f"{ARTICLE}:14:1", "names nobody"),
    ("an attribution line with a hyphen", {ARTICLE: article(comments="> “The tide waits.”\n>\n> - Mara Lind\n")}, "attribution", f"{ARTICLE}:14:1", "hyphen"),
    ("words behind the attribution line", {ARTICLE: article(comments="> “The tide waits.”\n>\n> — Mara Lind\n>\n> “We do not.”\n")}, "attribution", f"{ARTICLE}:14:1", "behind"),
    ("a lost heading", {ARTICLE: article("## Key coments\n\n> “The tide waits.”\n>\n> — Mara Lind\n", comments="")}, "comments-heading", f"{ARTICLE}:8:4", "no key-comments heading"),
    ("a lost heading whose word the title has", {ARTICLE: article("## Commentss\n\n> “The tide waits.”\n>\n> — Mara Lind\n", comments="", title="Commentss of the tide")}, "comments-heading", f"{ARTICLE}:8:4", "no key-comments heading"),
    ("two people in one name", {"content/articles/b.md": article(title="B", comments="> “We do not.”\n>\n> — Mara Lind und Ada Holm, masters\n")}, "joint-speaker", "content/articles/b.md:14:5", "two people"),
    ("an empty section", {ARTICLE: article(comments="Nobody spoke.\n")}, "comments-empty", f"{ARTICLE}:10:4", "no comment"),
    ("a probable double", {"content/articles/b.md": article(title="B", comments="> “We do not.”\n>\n> — Marra Lind, harbour master\n")}, "double-speaker", f"{ARTICLE}:17:5", "sound alike"),
    ("a role that contradicts", {"content/speakers/mara-lind.md": "---\nname: Mara Lind\nrole: minister of fish\n---\n"}, "speaker-role", f"{ARTICLE}:17:16", "minister of fish"),
    ("a changed word", {ARTICLE: article(comments="> “The tide sleeps.”\n>\n> — Mara Lind\n")}, "quotation", f"{ARTICLE}:12:1", "“sleeps” for “waits”"),
    ("a changed source", {"seeds/tide.txt": SOURCE + "More.\n"}, "source-changed", f"{ARTICLE}:13:1", "hash differs"),
    ("a lost source", {ARTICLE: article(source="{file: seeds/gone.txt}")}, "source-missing", f"{ARTICLE}:12:1", "seeds/gone.txt"),
    ("a source outside the site", {ARTICLE: article(source="{file: ../tide.txt}")}, "source-missing", f"{ARTICLE}:12:1", "outside"),
    ("a source without text", {ARTICLE: article(source="{file: seeds/a.pdf}"), "seeds/a.pdf": b"%PDF-1.7\x00\x01\x02" * 90}, "source-unreadable", f"{ARTICLE}:12:1", "no text"),
    ("no source at all", {ARTICLE: article(source="")}, "unproven", f"{ARTICLE}:11:1", "unproven"),
    ("a date that is none", {ARTICLE: article(date="someday")}, "front-matter-type", f"{ARTICLE}:3:7", "'someday'"),
    ("comments that were only proposed", {ARTICLE: article(proposed="true")}, "proposed", f"{ARTICLE}:6:1", "published as they are"),
    ("comments of a draft that were only proposed", {ARTICLE: article(proposed="true", draft="true")}, "proposed", f"{ARTICLE}:6:1", "will be published"),
    ("an unknown key", {ARTICLE: article(topic="[x]")}, "unknown-key", f"{ARTICLE}:6:1", "'topic'"),
    ("bytes that are not UTF-8", {ARTICLE: b"---\ntitle: \xff\n---\n"}, "encoding", f"{ARTICLE}:2:8", "UTF-8"),
    ("a template that does not parse", {"templates/topic.html": "\n{% if %}"}, "template", "templates/topic.html:2:1", "does not parse"),
    ("a template that fails as it runs", {"templates/topic.html": "\n{{ nobody.knows }}"}, "template", "templates/topic.html:2:0", "nobody"),
    ("a template that names a lost one", {"templates/topic.html": "{% include 'parts/lost.html' %}"}, "template-name", "templates/topic.html:1:1", "parts/lost.html"),
    ("a misspelt block", {"templates/article.html": '{% extends "@theme/article.html" %}\n{% block article_hed %}{% endblock %}'}, "template-block", "templates/article.html:2:1", "no parent of this template has a block 'article_hed'"),
    ("a template that extends itself", {"templates/topic.html": '{% extends "topic.html" %}'}, "template", "templates/topic.html:1:0", "extends or includes itself"),
    ("an import under a moving name", {"templates/extra.html": "{% import page.kind ~ '.html' as x %}"}, "template-dynamic", "templates/extra.html:1:1", "worked out"),
    ("a rule that does not exist", {"digest.toml": '[check]\noff = ["unprofen"]\n'}, "check-rule", "digest.toml:1:0", "unprofen"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("files", "rule", "place", "words"),
    [slip[1:] for slip in SLIPS],
    ids=[slip[0] for slip in SLIPS],
)
def test_a_slip_is_told_with_its_place_and_rule(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    files: dict[str, str | bytes],
    rule: str,
    place: str,
    words: str,
) -> None:
    status, told = check(write(tmp_path, {**GOOD, **files}), capsys)
    found = [one for one in told if one.rule == rule]
    assert found, told
    assert found[0].place.removeprefix(f"{tmp_path.as_posix()}/") == place
    assert words in found[0].message
    errors = any(RULES[one.rule].severity == "error" for one in told)
    assert status == (1 if errors else 0)


def test_every_slip_of_a_site_is_told_at_once_in_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        **GOOD,
        ARTICLE: article("[a](/x/) ![](/y.png)", comments="> “Sleep.”\n>\n> — Mara Lind\n"),
        "content/articles/b.md": article(date="never"),
    }
    _, told = check(write(tmp_path, files), capsys)
    assert [one.rule for one in told] == [
        "front-matter-type",
        "link",
        "alt-text",
        "image",
        "quotation",
    ]


@pytest.mark.parametrize("front", [{"date": "someday"}, {"colour": "red"}, {"title": "[a"}])
def test_broken_front_matter_hides_nothing_that_is_wrong_below_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], front: dict[str, str]
) -> None:
    comments = "> “Sleep.”\n>\n> — Mara Lind\n\n> “The tide waits.”\n"
    text = article("[a](/x/) ![](/y.png)", comments, **front)
    _, told = check(write(tmp_path, {**GOOD, ARTICLE: text}), capsys)
    rules = {one.rule for one in told}
    assert {"link", "alt-text", "image", "comment-speaker"} <= rules
    assert "title" in front or "quotation" in rules, "the source is still known"
    assert "anchor" not in rules
    assert all(one.place.split(":")[-1] != "0" for one in told)


def test_the_same_check_says_the_same_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write(
        tmp_path,
        {
            **GOOD,
            ARTICLE: article(
                "[a](/x/)", date="2026-03-04", comments="> “Sleep.”\n>\n> — Mara Lind\n"
            ),
        },
    )
    assert check(site, capsys) == check(site, capsys)


def test_what_was_put_right_is_told_no_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write(tmp_path, {**GOOD, ARTICLE: article(comments="> “Sleep.”\n>\n> — Mara Lind\n")})
    assert [one.rule for one in check(site, capsys)[1]] == ["quotation"]
    write(site, {"seeds/tide.txt": "“Sleep,” she said. " + SOURCE})
    assert [one.rule for one in check(site, capsys)[1]] == ["source-changed"]
    write(site, GOOD)
    assert check(site, capsys) == (0, [])


def test_warnings_fail_only_a_strict_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write(tmp_path, {**GOOD, "seeds/tide.txt": SOURCE + "More.\n"})
    assert check(site, capsys)[0] == 0
    assert check(site, capsys, "--strict")[0] == 1


@pytest.mark.parametrize(
    "files",
    [
        {"digest.toml": '[check]\noff = ["unproven"]\n', ARTICLE: article(source="")},
        {ARTICLE: article(source="", check_off="[unproven]")},
    ],
    ids=["for the site", "for the file"],
)
def test_a_rule_can_be_switched_off(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], files: dict[str, str]
) -> None:
    assert check(write(tmp_path, {**GOOD, **files}), capsys) == (0, [])


def test_only_what_concerns_a_path_is_told_when_one_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    files = {
        **GOOD,
        ARTICLE: article("[a](/x/)"),
        "content/pages/about.md": "---\ntitle: A\n---\n\n[b](/y/)\n",
    }
    _, told = check(write(tmp_path, files), capsys, "content/pages")
    assert [one.place for one in told] == ["content/pages/about.md:5:5"]


MENDED: list[tuple[str, str, str]] = [
    ("[it](/topics/harbour#x)", "[it](/topics/harbour#x)", "[it](/topics/harbour/#x)"),
    ("[it](/Topics/Harbour/)", "[it](/Topics/Harbour/)", "[it](/topics/harbour/)"),
    ("[it](/old/#comment-1)", "[it](/old/#comment-1)", "[it](/articles/tide/#comment-1)"),
]


@pytest.mark.parametrize(("body", "old", "new"), MENDED)
def test_fix_mends_links_that_can_mean_only_one_page(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], body: str, old: str, new: str
) -> None:
    text = article(body, aliases="[/old/]").replace("\n", "\r\n")
    site = write(tmp_path, {**GOOD, ARTICLE: text})
    main(["check", "--site", str(site), "--now", NOW, "--fix"])
    capsys.readouterr()
    assert (site / ARTICLE).read_bytes().decode() == text.replace(old, new)


def test_fix_mends_front_matter_and_attribution_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = article(
        comments="> “The tide waits.”\n>\n> - Mara Lind, harbour master\n", date="2026/3/4"
    )
    site = write(tmp_path, {**GOOD, ARTICLE: text.replace("title:", "Title:")})
    assert main(["check", "--site", str(site), "--now", NOW, "--fix"]) == 0
    capsys.readouterr()
    assert (site / ARTICLE).read_text("utf-8") == text.replace("2026/3/4", "2026-03-04").replace(
        "> - Mara", "> — Mara"
    )


def test_the_built_site_is_walked_link_by_link(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    page = '<p id="a"><a href="{{ url("/nowhere/") }}">x</a> <a href="#b">y</a> <a href="#a">z</a> <img src="{{ url("/lost.png") }}">'
    site = write(tmp_path, {**GOOD, "templates/topics.html": page})
    assert not build_site(open_site(site, "https://news.example.org/sub/")).failed
    (site / "digest.toml").write_text('[site]\nurl = "https://news.example.org/sub/"\n')
    _, told = check(site, capsys)
    assert {(one.rule, one.message.split()[2]) for one in told} >= {
        ("rendered-link", "/sub/nowhere/"), ("rendered-link", "/sub/lost.png"), ("rendered-anchor", "#b"),
    }  # fmt: skip
    assert "output/topics/index.html" in {one.place.partition(":")[0] for one in told}


def test_foreign_and_changed_files_of_the_output_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write(tmp_path, GOOD)
    build_site(open_site(site), BuildOptions())
    write(site, {"output/mine.txt": "mine", "output/about/index.html": "changed"})
    (site / "output/404.html").unlink()
    _, told = check(site, capsys)
    assert [(one.rule, one.place) for one in told] == [
        ("changed-output", "output/404.html:0:0"),
        ("changed-output", "output/about/index.html:0:0"),
        ("foreign-file", "output/mine.txt:0:0"),
    ]


def test_github_shows_each_problem_beside_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write(tmp_path, {**GOOD, ARTICLE: article("[a, b](/x/)")})
    assert main(["check", "--site", str(site), "--now", NOW, "--format", "github"]) == 1
    line = capsys.readouterr().out
    assert line.startswith(
        f"::error file={ARTICLE},line=8,col=8,title=link::the link /x/ leads nowhere%0A"
    )


def test_sarif_names_rules_places_and_levels(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write(tmp_path, {**GOOD, ARTICLE: article("[a](/x/)", source="")})
    main(["check", "--site", str(site), "--now", NOW, "--format", "sarif"])
    log = json.loads(capsys.readouterr().out)
    run = log["runs"][0]
    assert log["version"] == "2.1.0"
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["link", "unproven"]
    assert [(r["ruleId"], r["level"]) for r in run["results"]] == [
        ("link", "error"),
        ("unproven", "note"),
    ]
    assert run["results"][0]["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 7,
        "startColumn": 5,
    }


def test_a_person_reads_place_severity_rule_and_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write(tmp_path, {**GOOD, ARTICLE: article("[a](/articles/tidy/)")})
    assert main(["check", "--site", str(site), "--now", NOW]) == 1
    shown = capsys.readouterr()
    assert shown.out == (
        f"{ARTICLE}:8:5: error: the link /articles/tidy/ leads nowhere [link]\n  hint: did you mean /articles/tide/?\n"
    )
    assert shown.err.endswith("1 error\n")


def test_every_rule_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--rules"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(RULES)


def test_the_documentation_lists_every_rule() -> None:
    text = (Path(__file__).parents[2] / "docs/checks.md").read_text("utf-8")
    for name, rule in RULES.items():
        mends = " (`--fix`)" if rule.mends else ""
        assert f"| `{name}` | {rule.severity} | {rule.summary}{mends} |" in text


@pytest.mark.parametrize(
    ("key", "mended"),
    [("topic", True), ("Topics", True), ("tpoics", True), ("topcs", True), ("topical", False)],
)
def test_a_key_that_is_one_slip_from_a_known_one_is_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], key: str, mended: bool
) -> None:
    text = article(topics="").replace("---\n\n", f"{key}: [Harbour]\n---\n\n", 1)
    site = write(tmp_path, {**GOOD, ARTICLE: text})
    check(site, capsys, "--fix")
    assert ("\ntopics: [Harbour]\n" in (site / ARTICLE).read_text("utf-8")) == mended


def test_a_key_is_not_mended_where_the_right_one_stands(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write(tmp_path, {**GOOD, ARTICLE: article(topic="[Tides]")})
    _, told = check(site, capsys, "--fix")
    assert "unknown-key" in {one.rule for one in told}


def test_a_comment_changed_since_its_permalink_was_written_down_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comments = HAND.replace("“B.”", "“We go now.”")
    kept = article(comments=comments, source="", anchors="[lind-a, ruiz-we-go-now]")
    site = write(tmp_path, {"digest.toml": "", ARTICLE: kept})
    build_site(open_site(site))
    write(site, {ARTICLE: kept.replace("Ana Ruiz", "Ana Berg")})
    told = {one.rule: one for one in check(site, capsys)[1]}
    wanted = "comment 2 was changed since its permalink was written down"
    assert told["permalink-loose"] == ("permalink-loose", f"{ARTICLE}:16:4", wanted)


HAND = "> “A.”\n>\n> — Mara Lind\n\n> “B.”\n>\n> — Ana Ruiz\n"


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_a_published_permalink_that_would_move_is_told_and_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], ending: str
) -> None:
    site = write(tmp_path, {"digest.toml": "", ARTICLE: article(comments=HAND, source="")})
    build_site(open_site(site))
    _, told = check(site, capsys)
    assert [one.rule for one in told] == ["unproven", "permalink-loose"]
    text = article(comments="> “New.”\n>\n> — Jo Berg\n\n" + HAND, source="")
    write(site, {ARTICLE: text.replace("\n", ending).encode()})
    _, told = check(site, capsys)
    assert ("permalink-moves", f"{ARTICLE}:15:4") in {(one.rule, one.place) for one in told}
    check(site, capsys, "--fix")
    kept = (site / ARTICLE).read_bytes().decode()
    anchors = "anchors: [lind-a, ruiz-b, berg-new]"
    assert kept == text.replace("\n---\n\nThe", f"\n{anchors}\n---\n\nThe").replace("\n", ending)
    build_site(open_site(site))
    page = (site / "output/articles/tide/index.html").read_text("utf-8")
    assert re.findall(r' id="comment-(\d+)"', page) == ["3", "1", "2"]
    _, told = check(site, capsys)
    assert [one.rule for one in told] == ["unproven"]


def test_a_list_of_anchors_wrapped_over_lines_is_mended_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrapped = article(
        comments=HAND.replace("B.", "B or not."),
        anchors="\n  - ruiz-b-or-not\n  - lind-a",
        source="",
    )
    site = write(tmp_path, {"digest.toml": "", ARTICLE: wrapped})
    build_site(open_site(site))
    write(site, {ARTICLE: wrapped.replace("“B or not.”", "“B and not.”")})
    check(site, capsys, "--fix")
    assert "\nanchors: [ruiz-b-and-not, lind-a]\n---\n" in (site / ARTICLE).read_text("utf-8")


def test_a_role_that_the_speakers_file_has_among_its_roles_contradicts_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    speaker = "---\nname: Mara Lind\nrole: minister of fish\nroles:\n  - role: harbour master\n    to: 2026-04\n---\n"
    site = write(tmp_path, GOOD | {"content/speakers/mara-lind.md": speaker})

    assert check(site, capsys) == (0, [])


def test_a_portrait_that_is_not_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    speaker = "---\nname: Mara Lind\nportrait: mara.jpg\n---\n"
    site = write(tmp_path, GOOD | {"content/speakers/mara-lind.md": speaker})
    [told] = check(site, capsys)[1]

    assert (told.rule, told.place) == ("image", "content/speakers/mara-lind.md:3:11")


@pytest.mark.parametrize("path", ["nosuch.md", "content/articles/nosuch.md", "/"])
def test_a_path_that_is_none_of_the_site_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], path: str
) -> None:
    assert main(["check", "--site", str(write(tmp_path, GOOD)), path]) == 2
    assert path in capsys.readouterr().err


def test_a_template_that_does_not_exist_is_told_in_a_sentence_with_its_nearest(
    tmp_path: Path,
) -> None:
    site = write(
        tmp_path, {**GOOD, "templates/article.html": '{% extends "@theme/artikel.html" %}'}
    )
    [problem] = build_site(open_site(site)).problems
    assert problem.message == "there is no template '@theme/artikel.html'"
    assert problem.hint == "did you mean '@theme/article.html'? it was rendering /articles/tide/"


def test_a_link_in_another_case_and_without_its_slash_is_mended(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write(tmp_path, {**GOOD, ARTICLE: article("See [it](/Topics/harbour#top).")})
    check(site, capsys, "--fix")
    assert "(/topics/harbour/#top)" in (site / ARTICLE).read_text("utf-8")


def test_fix_goes_on_until_what_it_mended_needs_nothing_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site = write(tmp_path, {"digest.toml": "", ARTICLE: article(comments=HAND, source="")})
    build_site(open_site(site))
    broken = article(comments=HAND.replace("— Ana", "- Ana"), source="")
    write(site, {ARTICLE: broken})
    main(["check", "--site", str(site), "--fix", "--now", "2026-06-01", "--jobs", "1"])
    said = capsys.readouterr()
    assert "written: anchors: [lind-a, ruiz-b]\n" in said.err
    assert "---" not in said.err
    assert [one.rule for one in check(site, capsys)[1]] == ["unproven"]


def test_a_quotation_that_is_never_closed_is_told_where_it_opens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    comments = HAND.replace("“B.”", "“Never closed, said the tide")
    site = write(tmp_path, {"digest.toml": "", ARTICLE: article(comments=comments, source="")})
    told = {one.rule: one.place for one in check(site, capsys)[1]}
    assert told["quotation-open"] == f"{ARTICLE}:15:3"


def test_what_to_write_over_comments_is_told_in_the_language_of_the_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = article("> “The tide waits.”\n>\n> — Mara Lind\n", comments="", lang="de")
    site = write(tmp_path, {**GOOD, ARTICLE: text})
    main(["check", "--site", str(site)])
    assert "## Wichtige Stimmen" in capsys.readouterr().out
