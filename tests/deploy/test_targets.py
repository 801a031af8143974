"""Each target against the real thing: a folder, a bare repository, sshd on loopback, a bucket server."""

from __future__ import annotations

import contextlib
import getpass
import io
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import pytest

from digest.cli.main import main
from digest.deploy import delivery
from tests.deploy.conftest import files_of


class Done(NamedTuple):
    """What a command said, and its status."""

    returncode: int
    stdout: str
    stderr: str


def deploy(site: Path, *words: str, **environment: str) -> Done:
    """``digest deploy`` as users run it, but for the new process."""
    out, err = io.StringIO(), io.StringIO()
    with (
        mock.patch.dict(os.environ, environment),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        status = main(["deploy", "--site", str(site), *words])
    return Done(status, out.getvalue(), err.getvalue())


def free_port() -> int:
    with socket.socket() as sock:
        sock.bind(("127.0.0.1", 0))
        return int(sock.getsockname()[1])


def wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as sock:
            if sock.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    pytest.fail(f"nothing answers at port {port}")


# ---- a folder


def test_a_folder_gets_the_site_and_keeps_what_is_not_ours(
    site: Path, tmp_path: Path, change: Callable[[], None]
) -> None:
    place = tmp_path / "www"
    place.mkdir()
    (place / "foreign.txt").write_text("mine", encoding="utf-8")
    words = ("--target", "folder", "--to", str(place))

    dry = deploy(site, *words, "--dry-run")
    assert dry.returncode == 0, dry.stderr
    assert "put     articles/berth-1/index.html" in dry.stdout
    assert files_of(place) == {"foreign.txt": b"mine"}

    assert deploy(site, *words).returncode == 0
    assert files_of(place) == {**files_of(site / "output"), "foreign.txt": b"mine"}

    change()
    listed = deploy(site, *words, "--dry-run").stdout
    assert "remove  articles/berth-1/index.html" in listed
    assert "articles/berth-3/photo" not in listed
    assert deploy(site, *words).returncode == 0
    assert files_of(place) == {**files_of(site / "output"), "foreign.txt": b"mine"}
    assert not (place / "articles/berth-1").exists()
    assert ": 0 sent, 0 removed" in deploy(site, *words).stdout


def test_the_settings_name_the_target(site: Path, tmp_path: Path) -> None:
    with (site / "digest.toml").open("a", encoding="utf-8") as file:
        file.write(f'[deploy]\ntarget = "folder"\nto = "{tmp_path.as_posix()}/www"\n')

    assert deploy(site).returncode == 0
    assert (tmp_path / "www/index.html").is_file()


@pytest.mark.parametrize("option", ["--drafts", "--future"])
def test_a_build_with_what_is_not_published_yet_goes_out_only_when_asked_for(
    site: Path, tmp_path: Path, option: str
) -> None:
    build, words = ["build", "--site", str(site)], ("--target", "folder", "--to", f"{tmp_path}/www")
    assert main([*build, option]) == 0
    refused = deploy(site, *words)

    assert refused.returncode == 1
    assert f"digest build {option}" in refused.stderr
    assert not (tmp_path / "www").exists()
    assert deploy(site, *words, "--drafts").returncode == 0

    assert main(build) == 0
    assert deploy(site, *words).returncode == 0


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ((), 2, "no deploy target is set"),
        (("--target", "rsnyc", "--to", "x"), 2, "did you mean 'rsync'?"),
        (("--target", "folder"), 2, "which folder?"),
        (("--target", "folder", "--to", "."), 2, "holds a site's own sources"),
        (("--target", "s3", "--to", "bucket"), 2, "is no bucket"),
        (("--target", "rsync", "--to=-e/bin/sh"), 2, "deploy.to"),
        (("--target", "github-pages"), 2, "git repository"),
        (("--target", "github-pages", "--to=--upload-pack=x"), 2, "hyphen"),
        (("--output", "/nonexistent", "--target", "folder", "--to", "x"), 1, "no finished build"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(
    site: Path, words: tuple[str, ...], status: int, told: str
) -> None:
    done = deploy(site, *words)

    assert done.returncode == status
    assert told in done.stderr
    assert "Traceback" not in done.stderr


# ---- GitHub Pages: a branch of a bare repository


def git(*words: str, at: Path) -> str:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    return subprocess.run(
        ["git", *identity, *words], check=True, capture_output=True, text=True, cwd=at
    ).stdout


@pytest.fixture
def repository(site: Path, tmp_path: Path) -> Path:
    """The site's folder becomes a repository whose ``origin`` is a bare one."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    bare = tmp_path / "bare.git"
    git("init", "--quiet", "--bare", str(bare), at=tmp_path)
    git("init", "--quiet", "--initial-branch=main", at=site)
    git("config", "user.name", "Test", at=site)
    git("config", "user.email", "test@example.org", at=site)
    git("remote", "add", "origin", str(bare), at=site)
    return bare


def shown(bare: Path, tmp_path: Path) -> dict[str, bytes]:
    place = tmp_path / "shown"
    shutil.rmtree(place, ignore_errors=True)
    git("clone", "--quiet", "--branch", "gh-pages", str(bare), str(place), at=tmp_path)
    return files_of(place)


def test_github_pages_gets_a_branch_with_exactly_the_site(
    site: Path, repository: Path, tmp_path: Path, change: Callable[[], None]
) -> None:
    (site / "output/foreign.txt").write_text("not of the build", encoding="utf-8")
    words = ("--target", "github-pages")
    assert "would be sent" in deploy(site, *words, "--dry-run").stdout
    assert git("branch", "--list", "gh-pages", at=repository) == ""

    seen = {path: path.stat().st_ctime_ns for path in (site / "output").rglob("*.html")}
    done = deploy(site, *words)
    assert done.returncode == 0, done.stderr
    assert seen == {path: path.stat().st_ctime_ns for path in seen}, "or a build makes all anew"
    (site / "output/foreign.txt").unlink()
    assert shown(repository, tmp_path) == {**files_of(site / "output"), ".nojekyll": b""}

    change()
    assert deploy(site, *words).returncode == 0
    assert shown(repository, tmp_path) == {**files_of(site / "output"), ".nojekyll": b""}
    assert ": 0 sent, 0 removed" in deploy(site, *words).stdout
    assert git("rev-list", "--count", "gh-pages", at=repository).strip() == "2"


def test_another_machine_goes_on_where_the_branch_is(
    site: Path, repository: Path, tmp_path: Path, change: Callable[[], None]
) -> None:
    assert deploy(site, "--target", "github-pages").returncode == 0
    shutil.rmtree(site / ".git")
    git("init", "--quiet", "--initial-branch=main", at=site)
    change()

    nobody = {"HOME": str(tmp_path), "GIT_CONFIG_GLOBAL": os.devnull}
    done = deploy(site, "--target", "github-pages", "--to", str(repository), **nobody)

    assert done.returncode == 0, done.stderr
    assert shown(repository, tmp_path) == {**files_of(site / "output"), ".nojekyll": b""}
    assert git("rev-list", "--count", "gh-pages", at=repository).strip() == "2"
    assert git("log", "-1", "--format=%cn", "gh-pages", at=repository).strip() == "Digest"


def test_a_token_in_a_remote_is_never_printed(
    site: Path, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivery, "PAUSES", (0.0,))
    git("remote", "set-url", "origin", "https://me:ghs_secret1@127.0.0.1:1/a.git", at=site)

    for to in ("", "https://me:ghs_secret1@127.0.0.1:1/a.git"):
        done = deploy(site, "--target", "github-pages", "--to", to)
        assert done.returncode == 1
        assert "ghs_secret1" not in done.stdout + done.stderr
        assert "Traceback" not in done.stderr


# ---- rsync over ssh


@pytest.fixture(scope="session")
def ssh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """An sshd on loopback; the value is for RSYNC_RSH."""
    sshd = shutil.which("sshd") or "/usr/sbin/sshd"
    if not Path(sshd).exists() or not shutil.which("rsync") or not shutil.which("ssh-keygen"):
        pytest.skip("rsync, ssh or sshd is not installed (apt-get install rsync openssh-server)")
    folder = tmp_path_factory.mktemp("ssh")
    for name in ("host", "user"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(folder / name)]
        subprocess.run(command, check=True)
    (folder / "authorized").write_bytes((folder / "user.pub").read_bytes())
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(exist_ok=True)  # where Debian's sshd locks itself in
    port = free_port()
    options = [
        f"HostKey={folder}/host", f"AuthorizedKeysFile={folder}/authorized", "ListenAddress=127.0.0.1",
        "StrictModes=no", "UsePAM=no", "PasswordAuthentication=no", f"PidFile={folder}/pid",
        "PermitRootLogin=prohibit-password",
    ]  # fmt: skip
    command = [sshd, "-D", "-e", "-f", "/dev/null", "-p", str(port)]
    for option in options:
        command += ["-o", option]
    with (folder / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log)
    wait_for(port)
    yield (
        f"ssh -p {port} -i {folder}/user -o BatchMode=yes -o StrictHostKeyChecking=no"
        f" -o UserKnownHostsFile={folder}/known -o LogLevel=ERROR -F /dev/null"
    )
    server.terminate()
    server.wait()


def test_rsync_over_ssh_gets_the_site(
    site: Path, ssh: str, tmp_path: Path, change: Callable[[], None]
) -> None:
    place = tmp_path / "srv/www/news"
    words = ("--target", "rsync", "--to", f"{getpass.getuser()}@127.0.0.1:{place}")

    done = deploy(site, *words, RSYNC_RSH=ssh)
    assert done.returncode == 0, done.stderr
    assert files_of(place) == files_of(site / "output")

    change()
    (place / "foreign.txt").write_text("mine", encoding="utf-8")
    assert deploy(site, *words, RSYNC_RSH=ssh).returncode == 0
    assert files_of(place) == {**files_of(site / "output"), "foreign.txt": b"mine"}
    assert not (place / "articles/berth-1").exists()
    assert ": 0 sent, 0 removed" in deploy(site, *words, RSYNC_RSH=ssh).stdout


def test_a_server_that_lets_nobody_in_is_one_clear_line(site: Path, ssh: str) -> None:
    words = ("--target", "rsync", "--to", "127.0.0.1:/tmp/nowhere")

    done = deploy(site, *words, RSYNC_RSH=ssh.replace("/user ", "/host "))

    assert done.returncode == 1
    assert "permission denied" in done.stderr.lower()
    assert "Traceback" not in done.stderr


# ---- S3


KEYS = {
    "AWS_ACCESS_KEY_ID": "AKIATESTTEST",
    "AWS_SECRET_ACCESS_KEY": "very-secret-key",
    "AWS_DEFAULT_REGION": "eu-north-1",
}


@pytest.fixture(scope="session")
def bucket() -> Iterator[tuple[Any, str]]:
    """A bucket of moto's server, and the server's address."""
    boto3 = pytest.importorskip("boto3")
    server = pytest.importorskip("moto.server")
    running = server.ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    address = f"http://{host}:{port}"
    with mock.patch.dict(os.environ, KEYS):
        client = boto3.client("s3", endpoint_url=address)
    place: Any = {"LocationConstraint": "eu-north-1"}
    client.create_bucket(Bucket="news", CreateBucketConfiguration=place)
    yield client, address
    running.stop()


def objects(client: Any) -> dict[str, bytes]:
    pages = client.get_paginator("list_objects_v2").paginate(Bucket="news")
    keys = [each["Key"] for page in pages for each in page.get("Contents", ())]
    return {key: client.get_object(Bucket="news", Key=key)["Body"].read() for key in keys}


def test_s3_gets_the_site_with_types_and_caching(
    site: Path, bucket: tuple[Any, str], change: Callable[[], None]
) -> None:
    client, address = bucket
    article = site / "content/articles/berth-3.md"
    text = article.read_text(encoding="utf-8")
    article.write_text(text.replace("topics:", "aliases: [/old/place/]\ntopics:"), encoding="utf-8")
    change()
    client.put_object(Bucket="news", Key="other/foreign.txt", Body=b"mine")
    words = ("--target", "s3", "--to", "s3://news/daily")

    done = deploy(site, *words, **KEYS, AWS_ENDPOINT_URL=address)
    assert done.returncode == 0, done.stderr
    expected = {f"daily/{name}": data for name, data in files_of(site / "output").items()}
    assert objects(client) == {**expected, "other/foreign.txt": b"mine"}
    page = client.head_object(Bucket="news", Key="daily/index.html")
    assert page["ContentType"] == "text/html; charset=utf-8"
    assert page["CacheControl"] == "public, max-age=0, must-revalidate"
    style = next(
        key for key in expected if key.startswith("daily/assets/site.") and key.endswith("css")
    )
    assert "immutable" in client.head_object(Bucket="news", Key=style)["CacheControl"]
    led = client.head_object(Bucket="news", Key="daily/old/place/index.html")
    assert led["WebsiteRedirectLocation"] == "/articles/berth-3/"

    (site / "content/articles/berth-2.md").unlink()
    from tests.deploy.conftest import rebuild

    rebuild(site)
    assert deploy(site, *words, **KEYS, AWS_ENDPOINT_URL=address).returncode == 0
    expected = {f"daily/{name}": data for name, data in files_of(site / "output").items()}
    assert objects(client) == {**expected, "other/foreign.txt": b"mine"}
    assert ": 0 sent, 0 removed" in deploy(site, *words, **KEYS, AWS_ENDPOINT_URL=address).stdout


def test_a_bucket_that_is_not_there_is_one_clear_line(site: Path, bucket: tuple[Any, str]) -> None:
    done = deploy(site, "--target", "s3", "--to", "s3://nobody", **KEYS, AWS_ENDPOINT_URL=bucket[1])

    assert done.returncode == 1
    assert "NoSuchBucket" in done.stderr
    assert "very-secret-key" not in done.stderr
    assert "Traceback" not in done.stderr


def test_without_credentials_the_usual_places_are_named(
    site: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    pytest.importorskip("boto3")
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)

    done = deploy(
        site, "--target", "s3", "--to", "s3://nobody",
        HOME=str(tmp_path), AWS_EC2_METADATA_DISABLED="true", AWS_DEFAULT_REGION="eu-north-1",
    )  # fmt: skip

    assert done.returncode == 1
    assert "~/.aws" in done.stderr
