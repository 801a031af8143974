"""An edition as a mail: the words and speakers of its page, styles inlined, the same bytes each time."""

from __future__ import annotations

import email
import email.policy
import subprocess
import sys
from email.message import EmailMessage
from pathlib import Path

import feedparser
import pytest

from tests.feeds.site import build, write_site

NOW = "2026-03-04T13:00"


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    command = [
        sys.executable,
        "-m",
        "digest",
        "edition",
        "--site",
        str(folder),
        "--now",
        NOW,
        *words,
    ]
    return subprocess.run(command, check=False, capture_output=True)


def read(data: bytes) -> EmailMessage:
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return message


def test_a_mail_has_both_parts_with_the_words_and_speakers(tmp_path: Path) -> None:
    done = run(write_site(tmp_path), "2026-03-04", "--email")
    assert done.returncode == 0, done.stderr
    message = read(done.stdout)
    text, html = (part.get_content() for part in message.iter_parts())

    assert message["Subject"] == "Bell & Anchor <News> · Wednesday, 4 March 2026"
    assert message.get_content_type() == "multipart/alternative"
    assert "> “We did not choose this week & we said so.”" in text
    assert "> — Mara Lindqvist, head of the dockers’ union (told reporters)" in text
    assert "“We did not choose this week &amp; we said so.”" in html
    assert 'href="https://news.example.org/sub/speakers/mara-lindqvist/"' in html
    assert "<style" not in html
    assert 'style="' in html
    assert b"\r\n" in done.stdout
    assert max(len(line) for line in done.stdout.split(b"\r\n")) <= 998  # RFC 5322, 2.1.1


def test_an_edition_is_dated_by_its_last_story_in_the_mail_and_the_feed(tmp_path: Path) -> None:
    folder = write_site(tmp_path)
    settings = (folder / "digest.toml").read_text() + '\n[editions]\nevery = "week"\n'
    (folder / "digest.toml").write_text(settings)
    build(folder)
    message = read(run(folder, "latest", "--email").stdout)
    (entry,) = feedparser.parse(str(folder / "output/editions/atom.xml")).entries

    assert message["Date"].datetime.isoformat() == "2026-03-04T08:30:00+01:00"
    assert entry.published == entry.updated == "2026-03-04T08:30:00+01:00"


def test_the_same_edition_gives_the_same_bytes(tmp_path: Path) -> None:
    folder = write_site(tmp_path)

    assert run(folder, "2026-03-04", "--email").stdout == run(folder, "latest", "--email").stdout


def test_a_mail_goes_to_a_file_from_and_to_whom_one_says(tmp_path: Path) -> None:
    folder = write_site(tmp_path)
    file = tmp_path / "edition.eml"
    done = run(
        folder,
        "latest",
        "--email",
        "--output",
        str(file),
        "--from",
        "Desk <desk@example.org>",
        "--to",
        "readers@example.org",
    )

    assert done.returncode == 0
    assert done.stdout == b""
    assert (read(file.read_bytes())["From"], read(file.read_bytes())["To"]) == (
        "Desk <desk@example.org>",
        "readers@example.org",
    )
    assert not (folder / "output").exists()


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["2026-03-09"], 1, b"the nearest one is 2026-03-04"),
        (["soon"], 2, b"is no day"),
        (["latest", "--email", "--to", "nobody"], 1, b"is no address"),
    ],
)  # fmt: skip
def test_what_cannot_be_written_is_refused_in_plain_words(
    tmp_path: Path, words: list[str], status: int, said: bytes
) -> None:
    done = run(write_site(tmp_path), *words)

    assert done.returncode == status
    assert said in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_mail_may_go_to_several_people(tmp_path: Path) -> None:
    to = '"Lind, Mara" <m@example.org>, b@example.org'
    done = run(write_site(tmp_path), "latest", "--email", "--to", to)

    people = read(done.stdout)["To"].addresses
    assert [(one.display_name, one.addr_spec) for one in people] == [
        ("Lind, Mara", "m@example.org"),
        ("", "b@example.org"),
    ]


def test_no_folder_is_made_for_a_mail(tmp_path: Path) -> None:
    done = run(write_site(tmp_path), "latest", "--output", str(tmp_path / "gone/x.eml"))

    assert done.returncode == 2
    assert b"there is no folder" in done.stderr
    assert not (tmp_path / "gone").exists()
