"""What a newsroom sends that does not write in English: attachments, short texts, paths from elsewhere."""

from __future__ import annotations

import json
from email.message import EmailMessage
from pathlib import Path

import pytest

from digest.cli.main import main
from digest.intake.topics import find_nouns

SHORT = "Kita-Plätze fehlen\n\n2. Dezember 2026\n\nIn Seedorf fehlen 300 Plätze. „Wir suchen Erzieher“, sagte Bürgermeisterin Anna Kern.\n"
STORY = "The ferry is back\n\nApril 7, 2026\n\nThe ferry left on Friday with all of its cars and with the crew that it had in the spring.\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "digest.toml").write_text(
        '[site]\ntitle = "T"\nlanguage = "de"\ntimezone = "Europe/Berlin"\n', "utf-8"
    )
    (folder / "seeds").mkdir()
    monkeypatch.chdir(folder)
    return folder


def write(site: Path, text: str, name: str = "story.txt") -> str:
    (site / "seeds" / name).write_text(text, "utf-8")
    return f"seeds/{name}"


def imported(site: Path) -> str:
    """The text of the only article."""
    (path,) = (site / "content" / "articles").glob("*.md")
    return path.read_text("utf-8")


@pytest.mark.parametrize("kind", ["image/webp", "application/pdf"])
def test_an_attachment_is_no_words_of_an_article(
    site: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Kita-Plätze fehlen", "Presse <presse@seedorf.example>"
    mail["Date"] = "Wed, 02 Dec 2026 11:00:00 +0100"
    mail.set_content(SHORT)
    main_type, sub_type = kind.split("/")
    mail.add_attachment(
        b"\x00\x01" * 200_000, maintype=main_type, subtype=sub_type, filename="Jäger.bin"
    )
    (site / "seeds" / "pm.eml").write_bytes(mail.as_bytes())
    assert main(["import", "--left-out"]) == 0
    assert f"attachment: Jäger.bin ({kind})" in capsys.readouterr().out
    assert "AAEAAQ" not in imported(site)


def test_the_words_of_a_mail_have_a_limit_still(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mail = EmailMessage()
    mail["Subject"], mail["From"] = "Lang", "presse@seedorf.example"
    mail.set_content("Wort und Wort. \n" * 30_000)
    (site / "seeds" / "pm.eml").write_bytes(mail.as_bytes())
    assert main(["import"]) == 1
    assert "too long" in capsys.readouterr().out


def test_a_source_by_a_path_that_leads_out_of_the_site_is_copied(site: Path) -> None:
    (site.parent / "ferry.txt").write_text(STORY, "utf-8")
    assert main(["import", "../ferry.txt"]) == 0
    assert "file: seeds/ferry.txt" in imported(site)
    assert (site / "seeds" / "ferry.txt").read_text("utf-8") == STORY


def test_a_path_that_comes_back_into_the_site_is_no_copy(site: Path) -> None:
    write(site, STORY)
    assert main(["import", "../site/seeds/story.txt"]) == 0
    assert "file: seeds/story.txt" in imported(site)
    assert [path.name for path in (site / "seeds").iterdir()] == ["story.txt"]


def test_a_short_text_is_in_the_language_of_the_site(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["import", "--dry-run", "--json", write(site, SHORT)])
    (record,) = json.loads(capsys.readouterr().out)
    assert record["source_language"] == "de"
    assert record["comments"][0]["speaker"] == "Anna Kern"


def test_a_text_that_tells_its_language_is_in_that(site: Path) -> None:
    assert main(["import", write(site, STORY)]) == 0
    assert "lang: en" in imported(site)


def keyed(heading: str) -> str:
    return f"{SHORT}\n{heading}\n\n„Wir suchen Erzieher“, sagte Bürgermeisterin Anna Kern.\n"


@pytest.mark.parametrize(
    ("heading", "written"),
    [
        ("Zitate:", "Zitate"),
        ("Kernaussagen", "Kernaussagen"),
        ("O-Töne", "O-Töne"),
        ("Key comments:", "Key comments"),
        ("Reactions", "Wichtige Stimmen"),
    ],
)
def test_a_known_heading_of_the_language_stays_and_others_are_put_into_it(
    site: Path, heading: str, written: str
) -> None:
    assert main(["import", write(site, keyed(heading))]) == 0
    assert f"\n## {written}\n" in imported(site)


def test_proposed_comments_come_under_a_heading_of_the_language(site: Path) -> None:
    said = "„Wir suchen seit Jahren Erzieher und finden doch keine“, sagte Bürgermeisterin Anna Kern am Montag."
    assert main(["import", write(site, f"Kita-Plätze fehlen\n\n2. Dezember 2026\n\n{said}\n")]) == 0
    assert "\n## Wichtige Stimmen\n" in imported(site)


def test_comments_that_a_source_has_as_ours_keep_their_heading(site: Path) -> None:
    text = "---\ntitle: Kita\n---\n\nWir sind da.\n\n## Wichtige Stimmen\n\n> „Ja.“\n>\n> — Anna Kern\n"
    assert main(["import", write(site, text, "kita.md")]) == 0
    assert "\n## Wichtige Stimmen\n" in imported(site)


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>Kita</title>
<published>{}</published><content type="html">&lt;p&gt;Im Ort fehlen Plätze.&lt;/p&gt;</content></entry></feed>"""
PAGE = """<html><head><title>Kita</title><meta property="article:published_time" content="{}"></head>
<body><article><h1>Kita</h1><p>Im Ort fehlen nun wieder Plätze, und es gibt nicht genug Erzieher.</p></article></body></html>"""
MAIL = "From: a@b.example\nTo: c@d.example\nSubject: Kita\nDate: {}\n\nIm Ort fehlen Plätze.\n"


@pytest.mark.parametrize(
    ("source", "moment", "day"),
    [
        (ATOM, "2026-12-01T23:30:00Z", "2026-12-02"),
        (ATOM, "2026-12-01T22:30:00Z", "2026-12-01"),
        (ATOM, "2026-12-01", "2026-12-01"),
        (PAGE, "2026-12-01T23:30:00+00:00", "2026-12-02"),
        (PAGE, "2026-12-01T20:00:00-05:00", "2026-12-02"),
        (PAGE, "2026-12-01T00:00:00+14:00", "2026-12-01"),  # midnight is a day, and no moment
        (MAIL, "Tue, 01 Dec 2026 23:30:00 +0000", "2026-12-02"),
    ],
)
def test_a_day_is_the_one_that_the_site_had_at_that_moment(
    site: Path, source: str, moment: str, day: str
) -> None:
    assert main(["import", write(site, source.format(moment))]) == 0
    assert f"\ndate: {day}\n" in imported(site)


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Müllabfuhr: Größe zählt", "muellabfuhr-groesse-zaehlt"),
        ("Kräne in Öl", "kraene-in-oel"),
    ],
)
def test_a_german_article_has_a_german_address(site: Path, title: str, slug: str) -> None:
    assert main(["import", write(site, SHORT.replace("Kita-Plätze fehlen", title))]) == 0
    assert [path.stem for path in (site / "content" / "articles").glob("*.md")] == [slug]


def test_an_article_of_another_language_has_its_letters_without_marks(site: Path) -> None:
    text = "La grève du Noël\n\nLe maire de la ville est arrivé avec les autres dans la rue, et il a vu la grève.\n"
    assert main(["import", write(site, text)]) == 0
    assert [path.stem for path in (site / "content" / "articles").glob("*.md")] == [
        "la-greve-du-noel"
    ]


@pytest.mark.parametrize(
    ("title", "language", "nouns"),
    [
        ("Müllabfuhr streikt am Montag", "de", ["Müllabfuhr"]),
        ("Mairie : vote en décembre", "fr", ["Mairie", "Vote"]),
        ("Strike on Monday", "en", ["Strike"]),
        ("Protest march in Vik", "en", ["March", "Protest"]),
    ],
)
def test_weekdays_and_months_are_no_topics(title: str, language: str, nouns: list[str]) -> None:
    body = f"{title}. {title}."
    assert sorted(find_nouns(title, body, {"Vik"}, language)) == nouns
