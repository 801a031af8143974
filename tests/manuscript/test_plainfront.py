"""Simple front matter is read without YAML, to the very tree that YAML gives."""

from __future__ import annotations

from hypothesis import example, given, settings
from hypothesis import strategies as st

from digest.manuscript.plainfront import read_plain
from digest.manuscript.yamltree import parse_yaml

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


@settings(max_examples=600, deadline=None)
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
