"""Simple front matter is read and written without YAML, as YAML does it."""

from __future__ import annotations

import datetime as dt

from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.manuscript.plainfront import Flow, read_plain, write_plain
from digest.manuscript.yamltree import parse_yaml, write_yaml

WORDS = st.sampled_from(
    ["Port", "strike", "2026-03-04", "18:05", "NO", "true", "é", "’", "'", '"', ",", ", ", ": ", ":", " ", "  ", " #",
     "#", "-", "- ", "—", "&a", "*a", "!", "?", "? ", "%", "@", "`", "|", ">", "~", "{", "}", "[", "]", "\\", "/", "(", ")",
     "http://a.b/c", "\u00a0", "\u2028", "\t", "\x85", "\ufeff", "٣", "…", "null", "<<", "=", "🦀", "$", "€"]
)  # fmt: skip
TEXT = st.lists(WORDS, max_size=5).map("".join)
QUOTED = TEXT.map(lambda text: f'"{text}"')
SCALAR = st.one_of(TEXT, QUOTED)
LIST = st.lists(SCALAR, max_size=3).map(lambda items: f"[{', '.join(items)}]")
PAIRS = st.lists(st.tuples(st.sampled_from(["file", "alt"]), SCALAR), max_size=3)
TABLE = PAIRS.map(lambda pairs: "{" + ", ".join(f'"{k}": {v}' for k, v in pairs) + "}")
NESTED = PAIRS.map(lambda pairs: "".join(f"\n  {k}: {v}" for k, v in pairs))
LINE = st.tuples(
    st.sampled_from(["title", "date", "photo", " x", "a-b", "topics"]),
    st.one_of(*(kind.map(" {}".format) for kind in (TEXT, QUOTED, LIST, TABLE)), NESTED),
).map(lambda line: f"{line[0]}:{line[1]}")


@settings(max_examples=250, deadline=None)
@given(st.lists(LINE, max_size=4).map("\n".join))
@example('title: "Port strike"\ndate: 2026-03-04\ntopics: [Shipping, "Labour"]\n')
@example("photo:\n  caption: Cranes stand idle: all of them\n  credit: A/B\nsource:\n")
def test_the_short_way_gives_the_tree_of_the_engine(source: str) -> None:
    short = read_plain(source)

    if short is not None:
        assert short == parse_yaml(source, "")


def test_what_the_importer_writes_is_read_the_short_way() -> None:
    tree = read_plain(
        "title: Port strike enters its second week\ndate: 2026-03-04 18:05\ntopics: [Shipping, Labour]\n"
        "photo:\n  caption: Cranes stand idle.\n  credit: REUTERS/A. Person\n"
        "source:\n  file: seeds/port-strike.txt\n  sha256: 9f2c\n"
    )

    assert tree is not None
    assert list(tree) == ["title", "date", "topics", "photo", "source"]


HASH = st.text("0123456789abcdef", min_size=64, max_size=64) | st.text(
    "0b1", min_size=64, max_size=64
)
VALUE = st.one_of(TEXT, st.text(max_size=9), HASH, st.booleans(), st.dates())
FIELD = st.one_of(
    VALUE,
    st.lists(TEXT | st.text(max_size=9), max_size=3).map(Flow),
    st.dictionaries(st.sampled_from(["file", "alt"]), VALUE),
)


@settings(max_examples=250, deadline=None)
@given(FIELD)
@example(dt.date(2026, 3, 4))
@example("Port #1")
@example("Port # 1*")
@example(Flow(["Port strike", "Labour"]))
@example({"caption": "Cranes stand idle: all of them", "url": "https://example.org/a?b"})
@example({"file": "seeds/port.txt", "sha256": "0b" + "1" * 62})
@example("a" * 3000 + " b" * 3000)
def test_the_short_way_writes_what_the_engine_writes(value: object) -> None:
    short = write_plain("title", value)

    assert short in {"", write_yaml({"title": value})}


def test_what_the_importer_has_to_write_is_written_the_short_way() -> None:
    photo = {"caption": "Cranes stand idle, all of them.", "credit": "REUTERS/A. Person"}
    source = {"file": "seeds/port-strike.txt", "sha256": "12fe" * 16, "url": "https://a.example/b"}

    assert write_plain("title", "Port strike enters its “second” week")
    assert write_plain("date", dt.date(2026, 3, 4)) == "date: 2026-03-04"
    assert write_plain("anchors", Flow(["lind-we-do-not", "ruiz-ships-came"]))
    assert write_plain("photo", photo)
    assert write_plain("source", source)
