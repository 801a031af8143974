"""Plugins that fail: one clear error with the plugin's name, its file and line; nothing half-written."""

from __future__ import annotations

from importlib import invalidate_caches
from pathlib import Path

import pytest

from digest.cli.main import main

HEAD = "from digest import CheckRule, Flaw, Page, PageKind, Place, Planned, Reader, hookimpl\n"


class Installed:
    """A folder on Python's path with plugins in it, as pip leaves them."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.packages, self._capsys = folder, capsys

    def put(self, name: str, code: str, package: str = "") -> Path:
        """Write a module and the metadata of its distribution; every test's modules differ."""
        package = package or name
        module = self.packages / f"{package}_{self.packages.parent.name}.py"
        module.write_text(HEAD + code, encoding="utf-8")
        info = self.packages / f"{package}_dist-1.0.dist-info"
        info.mkdir(exist_ok=True)
        (info / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {package}-dist\nVersion: 1.0\n", encoding="utf-8"
        )
        (info / "entry_points.txt").write_text(
            f"[digest.plugins]\n{name} = {module.stem}\n", encoding="utf-8"
        )
        invalidate_caches()
        return module

    def digest(self, *words: str, folder: Path, status: int = 0) -> str:
        assert main([*words, "--site", str(folder)]) == status
        told = self._capsys.readouterr()
        return told.out + told.err


@pytest.fixture
def env(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Installed:
    folder = tmp_path / "packages"
    folder.mkdir()
    monkeypatch.syspath_prepend(str(folder))
    return Installed(folder, capsys)


FAULTS = {
    "import": ("import no_such_module\n", 2, "cannot be loaded: ModuleNotFoundError"),
    "syntax": ("def broken(:\n", 2, "cannot be loaded: SyntaxError"),
    "exit": ("raise SystemExit(0)\n", 2, "cannot be loaded: SystemExit"),
    "unknown hook": (
        "@hookimpl\ndef digest_filter():\n    return {}\n", 2,
        "has an unknown hook 'digest_filter'\n  hint: did you mean digest_filters?",
    ),
    "arguments": (
        "@hookimpl\ndef digest_filters(site):\n    return {}\n", 0, "is not as a plugin must be",
    ),
    "no mapping": (
        "@hookimpl\ndef digest_filters():\n    return [len]\n", 2, "gives no mapping from digest_filters",
    ),
    "misfit": (
        "@hookimpl\ndef digest_rules():\n    return {'x': len}\n", 2,
        "gives builtin_function_or_method for 'x' in digest_rules: it must be a CheckRule",
    ),
    "hook raises": (
        "@hookimpl\ndef digest_filters():\n    return {'x': 1 / 0}\n", 4, "failed: ZeroDivisionError",
    ),
    "own name": (
        "@hookimpl\ndef digest_filters():\n    return {'upper': str}\n", 0,
        "adds 'upper' to the filters, a name of Digest's own",
    ),
    "plan": (
        ("def plan(stand):\n    return stand.nothing\n"
        "@hookimpl\ndef digest_page_kinds():\n    return {'x': PageKind(plan, len)}\n"), 3,
        "failed: AttributeError",
    ),
    "foreign page": (
        ("@hookimpl\ndef digest_page_kinds():\n"
        "    return {'x': PageKind(lambda stand: Planned((Page('/a/', 'home'),)), len)}\n"), 0,
        "gives a page of another kind",
    ),
    "make": (
        ("def make(desk, page):\n    raise ValueError('no')\n"
        "@hookimpl\ndef digest_page_kinds():\n"
        "    return {'x': PageKind(lambda stand: Planned((Page('/a/', 'x'),)), make)}\n"), 3,
        "failed: ValueError: no\n  hint: it was rendering /a/",
    ),
    "markdown": (
        ("import markdown\nclass Bad(markdown.Extension):\n    def extendMarkdown(self, md):\n"
        "        raise ValueError('no')\n@hookimpl\ndef digest_markdown():\n    return {'x': Bad}\n"), 5,
        "failed: ValueError: no\n  hint: it was reading content/",
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_names_the_plugin_its_file_and_line(
    case: str, env: Installed, a_site: Path
) -> None:
    code, line, message = FAULTS[case]
    module = env.put("faulty", code)
    told = env.digest("build", folder=a_site, status=1)

    assert "plugin 'faulty' (faulty-dist 1.0)" in told
    assert message in told
    assert (f"{module.as_posix()}:{line}:" if line else module.stem) in told
    assert "Traceback" not in told
    assert not (a_site / "output/index.html").exists()


def test_a_filter_that_raises_is_told_with_its_line(env: Installed, a_site: Path) -> None:
    module = env.put(
        "faulty",
        "def bad(text):\n    return text[99]\n@hookimpl\ndef digest_filters():\n    return {'bad': bad}\n",
    )
    (a_site / "templates").mkdir()
    (a_site / "templates/404.html").write_text("{{ page.title|bad }}", encoding="utf-8")
    told = env.digest("build", folder=a_site, status=1)

    assert (
        f"{module.as_posix()}:3: error: plugin 'faulty' (faulty-dist 1.0) failed: IndexErr" in told
    )
    assert "it was rendering /404.html" in told


def test_a_rule_and_a_reader_that_raise_stop_nothing_else(env: Installed, a_site: Path) -> None:
    module = env.put(
        "faulty",
        "def bad(*_):\n    raise ValueError('no')\n"
        "@hookimpl\ndef digest_rules():\n    return {'x': CheckRule('note', 'x', bad)}\n"
        "@hookimpl\ndef digest_readers():\n"
        "    return {'x': Reader(lambda data, name: 'one' in name, bad)}\n",
    )
    (a_site / "seeds/one.txt").write_text("A headline\n\nSome words.\n", encoding="utf-8")
    (a_site / "seeds/two.txt").write_text("Another headline\n\nSome words.\n", encoding="utf-8")

    told = env.digest("check", folder=a_site, status=1)
    assert f"{module.as_posix()}:3: error: plugin 'faulty'" in told
    assert "unproven" in told
    told = env.digest("import", folder=a_site, status=1)
    assert (
        f"plugin 'faulty' (faulty-dist 1.0) failed: ValueError: no ({module.as_posix()}:3)" in told
    )
    assert (a_site / "content/articles/another-headline.md").exists()


def test_two_plugins_that_claim_one_name_are_an_error_that_names_both(
    env: Installed, a_site: Path
) -> None:
    code = "@hookimpl\ndef digest_filters():\n    return {'shout': str.upper}\n"
    env.put("first", code)
    env.put("second", code)
    told = env.digest("build", folder=a_site, status=1)

    assert (
        "plugin 'second' (second-dist 1.0) adds 'shout' to the filters,"
        " as plugin 'first' (first-dist 1.0) does" in told
    )
    with (a_site / "digest.toml").open("a", encoding="utf-8") as file:
        file.write('[plugins]\noff = ["second"]\n')
    env.digest("build", folder=a_site)
    env.put("first", code, package="third")
    assert "two plugins are called 'first'" in env.digest("build", folder=a_site, status=1)


def test_a_plugin_brings_templates_and_a_theme_goes_before_them(
    env: Installed, a_site: Path
) -> None:
    module = env.put(
        "wall",
        "from digest import PageView, Scene\n"
        "def make(desk, page):\n"
        "    return Scene('wall.html', PageView(page.url, 'wall', 'Wall'), {})\n"
        "@hookimpl\ndef digest_page_kinds():\n"
        "    return {'wall': PageKind(lambda stand: Planned((Page('/wall/', 'wall'),)), make)}\n",
    )
    package = module.with_suffix("")
    (package / "templates").mkdir(parents=True)
    module.rename(package / "__init__.py")
    (package / "templates/wall.html").write_text("the plugin's {{ page.title }}", encoding="utf-8")
    env.digest("build", folder=a_site)
    page = a_site / "output/wall/index.html"
    assert page.read_text(encoding="utf-8") == "the plugin's Wall"

    (a_site / "templates").mkdir()
    (a_site / "templates/wall.html").write_text("ours over {% include '@plugin-wall/wall.html' %}")
    env.digest("build", folder=a_site)
    assert page.read_text(encoding="utf-8") == "ours over the plugin's Wall"


def test_a_target_that_raises_is_told_with_its_line(env: Installed, a_site: Path) -> None:
    module = env.put(
        "faulty",
        "from contextlib import nullcontext\n"
        "class Bad:\n    name = 'bad'\n    def read(self, file):\n        raise ValueError('no')\n"
        "@hookimpl\ndef digest_targets():\n    return {'bad': lambda goal: nullcontext(Bad())}\n",
    )
    with (a_site / "digest.toml").open("a", encoding="utf-8") as file:
        file.write('[deploy]\ntarget = "bad"\n')
    env.digest("build", folder=a_site)
    told = env.digest("deploy", folder=a_site, status=1)

    assert f"{module.as_posix()}:6: error: plugin 'faulty' (faulty-dist 1.0) failed: Value" in told
