"""Social cards: a picture of 1200 by 630 pixels for each article and each key comment.

Drawn with the DejaVu fonts beside this module (free, see their licence), or with one that the site
names; kept in the cache under a key of all that is seen on them.
"""

from __future__ import annotations

import io
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from digest.base.errors import Place, Problem
from digest.base.files import read_bytes, replace_bytes
from digest.base.fingerprint import of_bytes, of_value
from digest.build.images import POOL, Run, pillow_version
from digest.model.site import SiteSettings
from digest.model.snapshot import Snapshot
from digest.model.views import CommentView, Voice
from digest.render.dates import write_date
from digest.render.reading import Reading

FONTS = Path(__file__).parent / "fonts"
OWN_FACES = tuple(str(FONTS / name) for name in ("DejaVuSerifCondensed.ttf", "DejaVuSans.ttf"))
SIZE = (1200, 630)
MARGIN = 84
TREATMENT = 2  # goes up when the same words give another picture
PAPER, INK, ACCENT = (251, 249, 244), (28, 26, 23), (148, 25, 28)
BATCH = 24
HAIR, GREY, INKED, RULE = (
    40,
    165,
    254,
    255,
)  # levels of ink: a hairline, beside the words, the words, the accent
_encode = msgspec.msgpack.Encoder().encode


class Spec(msgspec.Struct, frozen=True, array_like=True):
    """All that is seen on a card."""

    words: str
    who: str
    role: str
    site: str


class Cards(NamedTuple):
    """What the build publishes, and what pages may know of it."""

    facts: dict[str, bytes]  # social:SLUG -> paths by the comment's number, 0 for the article
    files: dict[str, Path]
    problems: list[Problem]


def prepare_cards(site: Path, cache: Path, snapshot: Snapshot, slugs: list[str], run: Run) -> Cards:
    """Make the cards that the cache lacks; texts that the font cannot write have none."""
    config = snapshot.config
    font = config.cards.font
    path = str(site / font) if font else ""
    if font and not Path(path).is_file():
        message = f"cards.font: there is no file {font}"
        return Cards({}, {}, [Problem(Place("digest.toml"), "cards", message, "", "warning")])
    if font and not _is_font(path):
        message = f"cards.font: {font} is no font that can be read"
        return Cards({}, {}, [Problem(Place("digest.toml"), "cards", message, "", "warning")])
    shared = (TREATMENT, pillow_version(), of_bytes(read_bytes(path)) if path else b"")
    specs: dict[str, tuple[str, Spec]] = {}  # file in the output -> key, what is on it
    facts: dict[str, dict[int, str]] = {}
    for slug, number, spec in _find_specs(Reading(snapshot), slugs, config.site):
        key = of_value((shared, spec)).hex()[:16]
        file = f"cards/{slug}{f'-{number}' if number else ''}-{key[:8]}.png"
        specs[file] = (key, spec)
        facts.setdefault(slug, {})[number] = f"/{file}"
    folder = cache / "cards"
    made = {path.name for path in folder.iterdir()} if folder.is_dir() else set()
    missing = {
        key: spec for key, spec in specs.values() if not made & {f"{key}.png", f"{key}.none"}
    }
    if missing:
        work = [(str(folder / key), spec, path) for key, spec in missing.items()]
        parts = [tuple(work[at : at + BATCH]) for at in range(0, len(work), BATCH)]
        for part, drawn in zip(
            parts, run(draw_cards, parts, POOL if len(parts) > 1 else 1), strict=True
        ):
            names = zip(part, drawn, strict=True)
            made |= {
                Path(name).name + (".png" if able else ".none") for (name, _, _), able in names
            }
    unable = [file for file, (key, _) in specs.items() if f"{key}.png" not in made]
    lost = {f"/{file}" for file in unable}
    told = {
        f"social:{slug}": _encode({n: url for n, url in cards.items() if url not in lost})
        for slug, cards in facts.items()
    }
    files = {
        file: folder / f"{key}.png" for file, (key, _) in specs.items() if f"/{file}" not in lost
    }
    return Cards(told, files, _complain(unable))


def _find_specs(
    read: Reading, slugs: list[str], settings: SiteSettings
) -> list[tuple[str, int, Spec]]:
    found, site = [], settings.title
    for slug in slugs:
        card = read.card(slug)
        people = ", ".join(ref.name for ref in card.voices[:3])
        found.append(
            (
                slug,
                0,
                Spec(card.title, people, write_date(card.day, "long", settings.language), site),
            )
        )
        for piece in read.flow(slug):
            if isinstance(piece, CommentView):
                names = "; ".join(voice.ref.name for voice in piece.voices if voice.ref)
                role = _role(piece.voices)
                spec = Spec(piece.words, names or role, role if names else "", site)
                found.append((slug, piece.number, spec))
    return found


def _role(voices: tuple[Voice, ...]) -> str:
    return "; ".join(filter(None, (voice.role for voice in voices)))


def draw_cards(batch: tuple[tuple[str, Spec, str], ...]) -> list[bool]:
    """Draw a batch into the cache; False for a text that no font can write."""
    answers = []
    for path, spec, wanted in batch:
        text = f"{spec.words}{spec.who}{spec.role}{spec.site}"
        faces = (wanted,) if wanted else OWN_FACES
        font = next((face for face in faces if _can_write(face, text)), None)
        replace_bytes(
            f"{path}.none" if font is None else f"{path}.png",
            b"" if font is None else draw_card(spec, font),
        )
        answers.append(font is not None)
    return answers


def draw_card(spec: Spec, font: str) -> bytes:
    """The card as PNG: the words as large as they fit, who said them, and the site's name."""
    from PIL import Image, ImageDraw  # noqa: PLC0415 - slow to load, and cards are off by default

    image = Image.new("L", SIZE, 0)
    draw = ImageDraw.Draw(image)
    width, foot = SIZE[0] - 2 * MARGIN, SIZE[1] - MARGIN
    lines, size = _fit(spec.words, font, width, foot - 150 - MARGIN)
    backwards = _runs_leftwards(spec.words)

    def write(text: str, at: float, size: int, ink: int, *, right: bool = backwards) -> None:
        face = _font(font, size)
        left = SIZE[0] - MARGIN - face.getlength(text) if right else MARGIN
        draw.text((left, at), text, ink, font=face)

    spare = foot - 150 - MARGIN - len(lines) * size * 1.28
    at = MARGIN + max(0.0, spare) * 0.42  # a little above the middle
    for line in lines:
        write(line, at, size, INKED)
        at += size * 1.28
    draw.rectangle((MARGIN, foot - 118, SIZE[0] - MARGIN, foot - 117), HAIR)
    write(_cut(spec.who, font, 38, width), foot - 92, 38, INKED)
    site = _cut(spec.site, font, 28, width / 2)
    room = width - _font(font, 28).getlength(site) - 30
    write(_cut(spec.role, font, 28, room), foot - 36, 28, GREY)
    write(site, foot - 36, 28, GREY, right=not backwards)
    edge = SIZE[0] - 18 if backwards else 0
    draw.rectangle((edge, 0, edge + 18, SIZE[1]), RULE)
    image.putpalette(_PALETTE)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()


# Levels of ink as colours; the last one is the accent.
_PALETTE = [
    round(paper + (ink - paper) * level / 254)
    for level in range(255)
    for paper, ink in zip(PAPER, INK, strict=True)
] + list(ACCENT)


def _fit(words: str, font: str, width: float, height: float) -> tuple[list[str], int]:
    """The lines at the largest size at which they fit; cut at the smallest."""
    lines: list[str] = []
    for size in (68, 60, 52, 46, 40, 36, 32):
        lines = _wrap(words, font, size, width)
        if len(lines) * size * 1.28 <= height:
            return lines, size
    most = int(height // (32 * 1.28))
    return [*lines[: most - 1], _cut(lines[most - 1] + " " + lines[most], font, 32, width)], 32


def _wrap(text: str, font: str, size: int, width: float) -> list[str]:
    measure = _font(font, size).getlength
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}" if line else word
        if measure(longer) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        while measure(word) > width:
            fits = next(n for n in range(len(word), 0, -1) if n == 1 or measure(word[:n]) <= width)
            lines.append(word[:fits])
            word = word[fits:]  # noqa: PLW2901 - the rest of a word longer than a line
        line = word
    return [*lines, line] if line else lines


def _cut(text: str, font: str, size: int, width: float) -> str:
    measure = _font(font, size).getlength
    if measure(text) <= width:
        return text
    while text and measure(text + " …") > width:
        text = text.rpartition(" ")[0] if " " in text else text[:-1]
    return text + " …"


@lru_cache(maxsize=32)
def _font(path: str, size: int) -> Any:
    from PIL import ImageFont  # noqa: PLC0415

    return ImageFont.truetype(path, size)


def _runs_leftwards(text: str) -> bool:
    """Whether the first letter is of a script that is written from right to left."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in kinds if kind in {"L", "R", "AL"}), "L") != "L"


def _is_font(path: str) -> bool:
    try:
        return bool(_font(path, 28))
    except (OSError, ValueError):
        return False


def _can_write(path: str, text: str) -> bool:
    return all(_has(path, char) for char in set(text) if not char.isspace())


@lru_cache(maxsize=10_000)
def _has(path: str, char: str) -> bool:
    font = _font(path, 40)
    return bytes(font.getmask(char)) != bytes(font.getmask("\U000f0000"))


def _complain(unable: list[str]) -> list[Problem]:
    if not unable:
        return []
    hint = "name a font file that has them in cards.font"
    message = f"{len(unable):,} social cards were left out: the font lacks letters of their words"
    return [Problem(Place("digest.toml"), "cards", message, hint, "warning")]
