"""The documentation: a site that Digest builds itself, with a reference that is the code's own."""

from __future__ import annotations

import re
import shutil
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

import digest
from digest.app.check import CheckOptions, check_site
from digest.cli.main import COMMANDS
from digest.manuscript.manuscript import front_matter_fields
from digest.model.site import Config
from digest.render.kinds import KINDS

ROOT = Path(__file__).resolve().parents[2]


def load(name: str) -> ModuleType:
    """A program of scripts/ as a module."""
    loader = SourceFileLoader(f"digest_script_{name}", str(ROOT / "scripts" / name))
    module = module_from_spec(spec_from_loader(loader.name, loader))
    loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> digest.Site:
    """The documentation, gathered and built."""
    folder = tmp_path_factory.mktemp("docs") / "site"
    ignored = shutil.ignore_patterns("content", "output", ".digest")
    shutil.copytree(ROOT / "docs/site", folder, ignore=ignored)
    load("docs").gather(folder / "content")
    opened = digest.open_site(folder)
    report = digest.build_site(opened)
    assert not report.problems
    return opened


def test_every_page_is_there_and_the_front_page_leads_to_it(site: digest.Site) -> None:
    front = (site.folder / "output/index.html").read_text(encoding="utf-8")

    for path, slug in load("docs").find_pages().items():
        assert (site.folder / f"output/{slug}/index.html").exists(), path
        assert f'href="/{slug}/"' in front, path


def test_no_link_is_dead(site: digest.Site) -> None:
    assert [str(finding.problem) for finding in check_site(site, CheckOptions())] == []


def test_links_of_the_files_themselves_lead_to_files_and_headings() -> None:
    """The same pages are read as plain Markdown, without any site."""
    pages = [ROOT / path for path in (*load("docs").find_pages(), "README.md")]
    for page in pages:
        text = re.sub(
            r"^```.*?^```$|`[^`\n]+`", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL
        )
        for target, anchor in re.findall(r"\]\((?!\w+:|#)([^)\s#]+)#?([^)\s]*)\)", text):
            file = page.parent / target
            assert file.exists(), f"{page.name}: {target}"
            if anchor:
                heads = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), flags=re.MULTILINE)
                assert anchor in {
                    re.sub(r"[^\w -]", "", h).lower().replace(" ", "-") for h in heads
                }


def test_the_reference_is_up_to_date() -> None:
    script = load("reference")

    assert script.PAGE.read_text(encoding="utf-8") == script.write(), "run scripts/reference"


def test_the_reference_is_complete() -> None:
    script = load("reference")
    text = script.PAGE.read_text(encoding="utf-8")

    for name, table in zip(Config.__struct_fields__, Config.__struct_encode_fields__, strict=True):
        if name == "kit":
            continue
        assert f"### `[{table}]`" in text
        for field in script.fields_of("digest.model.site", type(getattr(Config(), name)).__name__):
            assert field.note, f"say in a comment what {table}.{field.name} is for"
    for field in script.fields_of("digest.model.article", "FrontMatter"):
        assert field.name in front_matter_fields()
        assert field.note, f"say in a comment what {field.name} is for"
    for command in COMMANDS:
        assert f"### `digest {command}`" in text or command == "ping"
    for name in (*digest.__all__, *script.find_globals()):
        assert f"| `{name}` |" in text or name == "__version__"
    assert (
        {"article.html", "home.html", "topic.html"}
        <= script.find_contexts().keys()
        <= {path.name for path in (ROOT / "themes/default/templates").glob("*")}
    )
    assert len(KINDS) >= len(script.find_contexts())


def test_every_public_name_has_a_docstring() -> None:
    for name in set(digest.__all__) - {"__version__"}:
        public = getattr(digest, name)
        assert public.__doc__, name
        for key, value in vars(public).items() if isinstance(public, type) else ():
            if (
                callable(value)
                and not key.startswith("_")
                and value.__module__ == public.__module__
            ):
                assert value.__doc__, f"{name}.{key}"


def test_three_lines_build_a_site(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    [lines] = re.findall(r"## From Python\n\n```python\n(.*?)```", readme, flags=re.DOTALL)
    from digest.cli.main import main

    assert main(["new", str(tmp_path / "mysite")]) == 0
    assert len([line for line in lines.splitlines() if line.strip()]) == 3
    exec(lines.replace('"mysite"', repr(str(tmp_path / "mysite"))), {})
    assert (tmp_path / "mysite/output/index.html").exists()
