"""What holds for every build: whole, reproducible, one at a time, clear about what went wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from digest.base.errors import DigestError
from tests.build.worlds import article, build, make_site, tree, write

DIGEST = [sys.executable, "-m", "digest"]


def build_apart(site: Path, *options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """A build in a process of its own."""
    command = [*DIGEST, "build", "--site", str(site), "--now", "2026-09-21", *options]
    env = {**os.environ, **environment}
    return subprocess.run(
        command, capture_output=True, text=True, env=env, check=False, timeout=120
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    articles = {
        f"story_{n}": article(
            title=f"Story {n}",
            date=f"2026-0{1 + n % 8}-{1 + n % 27:02}",
            topics=["Shipping", "Labour, Shipping", "Fisheries"][n % 3],
            speaker=[
                "Mara Lindqvist, head of the union",
                "José Núñez, clerk",
                "anonymous, an official",
            ][n % 3],
        )
        for n in range(70)
    }
    return make_site(tmp_path / "site", **articles)


def test_nothing_changed_writes_nothing(site: Path) -> None:
    first = build(site)
    before = {p: p.stat().st_mtime_ns for p in (site / "output").rglob("*")}
    again = build(site)

    assert first.written > 200
    assert (again.written, again.rendered, again.removed) == (0, 0, 0)
    assert {p: p.stat().st_mtime_ns for p in (site / "output").rglob("*")} == before


def test_an_edited_body_makes_its_own_page_and_feeds_only(site: Path) -> None:
    build(site)
    path = site / "content/articles/story-1.md"
    path.write_text(path.read_text().replace("## Key", "And a last word.\n\n## Key"))

    report = build(site)

    assert ("/articles/story-1/", "text:story-1") in report.stale
    assert not [url for url, _ in report.stale if url.startswith("/speakers/")]


def test_an_edited_title_makes_the_lists_that_show_it(site: Path) -> None:
    build(site)
    path = site / "content/articles/story-69.md"
    path.write_text(path.read_text().replace("Story 69", "Story of the sea"))

    stale = {url for url, _ in build(site).stale}

    assert {"/articles/story-69/", "/topics/shipping/", "/speakers/mara-lindqvist/"} <= stale
    assert "/about/" not in stale
    assert len(stale) < 40


def test_bytes_are_the_same_with_any_number_of_workers_anywhere(site: Path, tmp_path: Path) -> None:
    build(site)
    here = tree(site / "output")
    elsewhere = tmp_path / "else" / "where"
    elsewhere.parent.mkdir()
    site.rename(elsewhere)

    for jobs, zone, seed in (("2", "Asia/Tokyo", "1"), ("8", "America/Lima", "77")):
        run = build_apart(
            elsewhere, "--clean", "--jobs", jobs, "--output", str(tmp_path / jobs),
            TZ=zone, PYTHONHASHSEED=seed, LC_ALL="C",
        )  # fmt: skip
        assert run.returncode == 0, run.stderr
        assert tree(tmp_path / jobs) == here


def test_a_cache_from_elsewhere_changes_nothing_but_time(site: Path) -> None:
    build(site)
    good = tree(site / "output")
    cache = site / ".digest" / "cache"
    whole = cache.read_bytes()

    for spoilt in (
        b"",
        whole[:40],
        whole[: len(whole) // 2],
        whole.replace(b"digest", b"tsegid"),
        os.urandom(5000),
    ):
        cache.write_bytes(spoilt)
        build(site)
        assert tree(site / "output") == good
    for pack in (site / ".digest" / "packs").iterdir():
        pack.unlink()
    build(site)
    assert tree(site / "output") == good

    for path in [
        *(site / ".digest" / "packs").iterdir(),
        *(site / ".digest").glob("facts-*"),
        *(site / ".digest").glob("pages-*"),
    ]:
        data = bytearray(path.read_bytes())
        for at in range(len(data) // 3, len(data), 97):
            data[at] ^= 0xFF
        path.write_bytes(bytes(data))
    write(site, "templates/parts/footer.html", "<p>New.</p>")
    build(site)
    damaged = tree(site / "output")
    build(site, clean=True)
    assert damaged == tree(site / "output")


def test_a_killed_build_leaves_whole_pages_and_the_next_one_completes_it(site: Path) -> None:
    build(site)
    old = tree(site / "output")
    write(site, "templates/parts/footer.html", "<p>New.</p>")
    for delay in (0.15, 0.3, 0.45, 0.6):
        process = subprocess.Popen(
            [
                *DIGEST,
                "build",
                "--site",
                str(site),
                "--now",
                "2026-09-21",
                "--clean",
                "--jobs",
                "2",
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(delay)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        for name, data in tree(site / "output").items():
            if name.endswith(".html") and not name.startswith(".digest"):
                assert data == old[name] or (
                    b"<p>New.</p>" in data and data.rstrip().endswith(b"</html>")
                )

    build(site)
    completed = tree(site / "output")

    assert not [name for name in completed if name.startswith(".digest-stage")]
    assert build_apart(site, "--clean", "--output", str(site / "clean")).returncode == 0
    assert completed == tree(site / "clean")


def test_an_error_leaves_the_last_good_site_and_tells_all_errors(site: Path) -> None:
    build(site)
    good = tree(site / "output")
    write(site, "content/articles/bad-one.md", "---\ntitel: A\n---\n")
    write(site, "content/articles/bad-two.md", "---\ntitle: A\ndate: 2026-02-30\n---\n")

    run = build_apart(site)

    assert run.returncode == 1
    assert "content/articles/bad-one.md:2:1: error: unknown key 'titel'" in run.stderr
    assert "did you mean 'title'?" in run.stderr
    assert "content/articles/bad-two.md:3" in run.stderr
    assert "Traceback" not in run.stderr
    assert tree(site / "output") == good


def test_a_failing_template_is_told_with_file_line_and_page(site: Path) -> None:
    build(site)
    good = tree(site / "output")
    write(site, "templates/parts/footer.html", "<p>\n{{ nobody.knows }}</p>")
    write(
        site,
        "templates/topics.html",
        "{% extends 'frame.html' %}\n{% block main %}{{ 1 / 0 }}{% endblock %}",
    )

    report = build(site)

    told = [str(problem) for problem in report.problems]
    assert report.failed
    assert any(
        "templates/parts/footer.html:2" in line and "'nobody' is undefined" in line for line in told
    ), told
    assert any("more pages" in line for line in told)
    assert any("templates/topics.html:2" in line for line in told)
    assert tree(site / "output") == good


def test_two_builds_at_once_wait_for_each_other(site: Path) -> None:
    command = [*DIGEST, "build", "--site", str(site), "--now", "2026-09-21", "--clean"]
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in "ab"
    ]
    said = [process.communicate(timeout=120) for process in both]

    assert [process.returncode for process in both] == [0, 0]
    assert "another build is at work in this site (process" in said[0][1] + said[1][1]


def test_foreign_files_are_reported_and_kept(site: Path) -> None:
    write(site, "output/mine/notes.txt", "keep me")
    report = build(site)

    assert report.foreign == ["mine/notes.txt"]
    assert (site / "output/mine/notes.txt").read_text() == "keep me"


def test_pages_that_went_are_removed_even_when_the_cache_is_lost(site: Path) -> None:
    build(site)
    (site / "content/articles/story-5.md").unlink()
    for path in (site / ".digest").iterdir():
        if path.is_file():
            path.unlink()

    report = build(site)

    assert report.removed >= 1
    assert not (site / "output/articles/story-5").exists()


def test_a_full_disk_is_an_error_that_names_the_path(site: Path) -> None:
    build(site)
    good = tree(site / "output")
    write(site, "templates/parts/footer.html", "<p>New.</p>")
    limited = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (9000, 9000)); import signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); from digest.cli.main import main; sys.exit(main(sys.argv[1:]))"
    run = subprocess.run(
        [sys.executable, "-c", limited, "build", "--site", str(site), "--now", "2026-09-21", "--jobs", "1"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert run.returncode == 1, run.stderr
    assert "cannot write" in run.stderr
    assert str(site) in run.stderr
    assert "Traceback" not in run.stderr
    assert {
        n: d for n, d in tree(site / "output").items() if not n.startswith(".digest-stage")
    } == good


def test_an_output_that_cannot_be_a_folder_is_named(site: Path) -> None:
    write(site, "public", "a file")
    with pytest.raises(DigestError) as caught:
        build(site, output=site / "public")

    assert "public" in str(caught.value)


def test_the_report_is_there_for_machines(site: Path) -> None:
    run = build_apart(site, "--json")
    report = json.loads(run.stdout)

    assert report["written"] >= report["pages"] == report["rendered"] > 200
    assert report["articles"] == 70
    assert set(report["stages"]) >= {"reading", "planning", "rendering", "publishing"}


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A Dask scheduler and two workers on the loopback."""
    pytest.importorskip("distributed", reason="pip install distributed")
    file = tmp_path / "scheduler.json"
    command = [sys.executable, "-m", "distributed.cli.dask_scheduler"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    scheduler = subprocess.Popen(
        [
            *command,
            "--host",
            "127.0.0.1",
            "--port",
            "0",
            "--no-dashboard",
            "--scheduler-file",
            str(file),
        ],
        **quiet,  # type: ignore[call-overload]
    )
    deadline = time.monotonic() + 60
    while not file.exists() and time.monotonic() < deadline:
        time.sleep(0.1)
    address = json.loads(file.read_text())["address"]
    worker = [
        sys.executable,
        "-m",
        "distributed.cli.dask_worker",
        address,
        "--no-dashboard",
        "--nthreads",
        "1",
        "--no-nanny",
        "--host",
        "127.0.0.1",
    ]
    workers = [
        subprocess.Popen([*worker, "--local-directory", str(tmp_path / f"w{n}")], **quiet)
        for n in "ab"
    ]  # type: ignore[call-overload]
    yield address, workers
    for process in (*workers, scheduler):
        process.kill()
        process.wait()


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(
    site: Path, tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, workers = cluster
    build(site)
    here = tree(site / "output")

    run = build_apart(site, "--clean", "--cluster", address, "--output", str(tmp_path / "one"))
    assert run.returncode == 0, run.stderr
    assert tree(tmp_path / "one") == here

    command = [
        *DIGEST,
        "build",
        "--site",
        str(site),
        "--now",
        "2026-09-21",
        "--clean",
        "--cluster",
        address,
        "--output",
        str(tmp_path / "two"),
    ]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while not (tmp_path / "two" / ".digest-stage").exists() and process.poll() is None:
        time.sleep(0.01)
    workers[0].kill()
    _, told = process.communicate(timeout=120)
    assert process.returncode == 0, told
    assert tree(tmp_path / "two") == here


def test_a_scheduler_that_does_not_answer_is_told(site: Path) -> None:
    pytest.importorskip("distributed", reason="pip install distributed")
    run = build_apart(site, "--cluster", "nonsense://x")

    assert run.returncode == 2
    assert "no scheduler answers" in run.stderr


@pytest.mark.parametrize("place", [".", "..", "/", "content", "content/static/x", "seeds", ".digest/x", "digest.toml", "../twin"])  # fmt: skip
def test_no_build_writes_among_sources(site: Path, place: str) -> None:
    write(site.parent / "twin", "digest.toml", "")
    before = {path for path in tree(site) if not path.startswith(".digest/")}
    done = build_apart(site, "--output", str(site / place))

    assert done.returncode == 2
    assert "error: --output: " in done.stderr
    assert {path for path in tree(site) if not path.startswith(".digest/")} == before


def test_a_link_in_a_circle_is_a_foreign_file(site: Path) -> None:
    (site / "output").mkdir()
    (site / "output/loop").symlink_to("loop")

    assert build(site).foreign == ["loop"]
