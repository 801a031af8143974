"""Photos -> copies in several widths and formats, made once for each content and kept in the cache.

A key is the fingerprint of a photo's bytes and of how it is treated; the cache has a folder for
each, with the files and a record of them. What is there is never made again.
"""

from __future__ import annotations

import io
import re
import warnings
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from digest.base.errors import DigestError, Place, Problem
from digest.base.files import Signature, read_bytes, replace_bytes
from digest.base.fingerprint import of_bytes, of_value
from digest.base.slugs import make_slug
from digest.build.inputs import Listing, settle
from digest.model.plan import Picture
from digest.model.site import Config, ImageSettings

FOLDER = "images"
TREATMENT = 1  # goes up when the same settings give other bytes
QUALITY = {"jpg": 80, "webp": 78, "avif": 58}
OPTIONS: dict[str, dict[str, Any]] = {"jpg": {"optimize": True, "progressive": True}, "webp": {"method": 4}, "avif": {"speed": 8}}  # fmt: skip
MIME = {"avif": "image/avif", "webp": "image/webp", "jpg": "image/jpeg"}
PASSED_ON = (".svg", ".gif")  # published as they are
POOL = 48  # as many tasks as make the crew open its pool

Run = Callable[[Any, list[Any], int], Iterator[Any]]
_encode = msgspec.msgpack.Encoder().encode


class Treated(msgspec.Struct, frozen=True, array_like=True):
    """A photo as it is in the cache: its size, and the widths of the copies in each format."""

    width: int
    height: int
    files: tuple[tuple[str, int, str], ...] = ()  # format, width, name in the key's folder
    fault: str = ""


class Known(msgspec.Struct, frozen=True, array_like=True):
    """A photo's key, as of the signature that its file had."""

    signature: Signature
    key: str


class Pictures(NamedTuple):
    """What the build publishes of photos, and what pages may know of them."""

    facts: dict[str, bytes]  # photo:SLUG -> encoded Picture
    files: dict[str, Path]  # file in the output -> where its bytes are
    withheld: frozenset[str]  # inputs that must not be published
    problems: list[Problem]
    freed: frozenset[str] = frozenset()  # inputs that are published without their metadata


def prepare_pictures(
    site: Path, cache: Path, listing: Listing, config: Config, facts: Mapping[str, bytes], run: Run
) -> Pictures:
    """Find the photos that articles show, and make what the cache lacks of them."""
    decode = msgspec.msgpack.decode
    shown = decode(facts.get("photos", b"\x90"), type=tuple[tuple[str, str, str], ...])
    withheld = decode(facts.get("withheld", b"\x90"), type=tuple[str, ...])
    found: dict[tuple[str, str], str] = {}
    problems = []
    for _, path, file in shown:
        name = find_photo(file, path, listing)
        if name:
            found[path, file] = name
        else:
            problems.append(_missing(path, file))
    hidden = {find_photo(file, "", listing) for file in withheld} - {"", *found.values()}
    treated = _treat_all(site, cache / FOLDER, listing, config.images, set(found.values()), run)
    made: dict[str, bytes] = {}
    files: dict[str, Path] = {}
    for slug, path, file in shown:
        name = found.get((path, file), "")
        if not name:
            continue
        key, photo = treated[name]
        if photo.fault:
            problems.append(_unreadable(path, file, photo.fault))
            continue
        picture, published = _publish(name, key, photo, config.base, site, cache / FOLDER)
        made[f"photo:{slug}"] = _encode(picture)
        files |= published
    freed = frozenset(found.values()) if config.images.enabled else frozenset()
    return Pictures(made, files, frozenset(hidden), problems, freed)


def find_photo(file: str, article: str, listing: Listing) -> str:
    """Find the input file that a photo's path means: in content/static, beside the article, in content/."""
    clean = file.strip().lstrip("/").removeprefix("./")
    beside = article.rpartition("/")[0]
    for name in (
        f"content/static/{clean}",
        f"{beside}/{clean}",
        f"content/{clean.removeprefix('content/')}",
    ):
        if name in listing.files:
            return name
    return ""


def _treat_all(
    site: Path, cache: Path, listing: Listing, settings: ImageSettings, names: set[str], run: Run
) -> dict[str, tuple[str, Treated]]:
    if not names:
        return {}
    index = _load(cache / "index", dict[str, Known]) or {}
    treatment = of_value((TREATMENT, settings, pillow_version())).hex()[:8]
    keys: dict[str, str] = {}
    for name in sorted(names):
        known = index.get(name)
        if known is None or known.signature != listing.files[name]:
            data = read_bytes(site / name)
            known = Known(listing.files[name], of_bytes(data).hex())
        keys[name] = f"{known.key[:20]}-{treatment}"
        index[name] = known
    records = {name: _load(cache / key / "record", Treated) for name, key in keys.items()}
    missing = [
        (str(site / name), str(cache / keys[name]))
        for name in keys
        if not _is_whole(cache / keys[name], records[name])
    ]
    if missing:
        work = [(path, folder, settings) for path, folder in dict(reversed(missing)).items()]
        for _ in run(treat_photo, work, POOL if len(work) > 1 else 1):
            pass
        records = {name: _load(cache / key / "record", Treated) for name, key in keys.items()}
    settled = settle(listing)
    kept = {
        name: msgspec.structs.replace(index[name], signature=settled[name])
        for name in sorted(names)
    }
    if _load(cache / "index", dict[str, Known]) != kept:
        replace_bytes(str(cache / "index"), _encode(kept))
    return {name: (keys[name], record) for name, record in records.items() if record is not None}


@cache
def pillow_version() -> str:
    """The library that makes pictures: another version may make other bytes."""
    from importlib.metadata import version  # noqa: PLC0415 - it loads slowly

    return version("pillow")


def _is_whole(folder: Path, record: Treated | None) -> bool:
    return record is not None and all((folder / name).is_file() for _, _, name in record.files)


def treat_photo(task: tuple[str, str, ImageSettings]) -> bool:
    """Make all copies of one photo in its folder of the cache; its record is written last."""
    path, folder, settings = task
    try:
        record = _treat(path, folder, settings)
    except DigestError:
        raise
    except Exception as error:  # noqa: BLE001 - a damaged picture may raise anything
        record = Treated(0, 0, (), tell_fault(error))
    replace_bytes(f"{folder}/record", _encode(record))
    return True


def find_fault(path: str) -> str:
    """What keeps a photo from being shown; "" for a good one."""
    if path.lower().endswith(PASSED_ON):
        return ""
    from PIL import Image  # noqa: PLC0415 - slow to load, and mostly not needed

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(read_bytes(path))) as opened:
                opened.verify()  # its head; the build reads the rest
    except Exception as error:  # noqa: BLE001 - a damaged picture may raise anything
        return tell_fault(error)
    return ""


def tell_fault(error: Exception) -> str:
    """In words what the library of pictures says."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415

    if isinstance(error, (Image.DecompressionBombWarning, Image.DecompressionBombError)):
        pixels = re.search(r"\((\d+) pixels\)", str(error))
        size = f"{int(pixels[1]) // 10**6} megapixels, " if pixels else ""
        return f"too large: {size}at most {(Image.MAX_IMAGE_PIXELS or 0) // 10**6}"
    if isinstance(error, UnidentifiedImageError):
        return "the file is empty, damaged, or no picture"
    return str(error) or type(error).__name__


def hint_for(fault: str) -> str:
    """What an editor can do about it."""
    if fault.startswith("too large"):
        return "save a smaller copy: the widest that is published is in images.widths"
    return "save it anew as JPEG, PNG or WebP"


def _treat(path: str, folder: str, settings: ImageSettings) -> Treated:
    if path.lower().endswith(PASSED_ON):
        return Treated(0, 0)
    from PIL import Image, ImageOps, features  # noqa: PLC0415 - slow to load, and mostly not needed

    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(io.BytesIO(read_bytes(path))) as opened:
            if not settings.enabled:
                turned = opened.getexif().get(0x0112, 1) >= 5
                return Treated(*(reversed(opened.size) if turned else opened.size))
            profile = opened.info.get("icc_profile")
            image = _flatten(ImageOps.exif_transpose(opened))
    width, height = image.size
    asked = [wide for wide in settings.widths if wide > 0] or [1600]
    widths = sorted({wide for wide in asked if wide < width} | {min(width, max(asked))})
    formats = [name for name in (*settings.formats, "jpg") if name == "jpg" or features.check(name)]
    files = []
    for wide in widths:
        scaled = (
            image
            if wide == width
            else image.resize(
                (wide, max(1, round(height * wide / width))), Image.Resampling.LANCZOS
            )
        )
        for name in dict.fromkeys(formats):
            out = io.BytesIO()
            options: dict[str, Any] = {"quality": QUALITY[name], "icc_profile": profile}
            scaled.save(out, "JPEG" if name == "jpg" else name.upper(), **options, **OPTIONS[name])
            replace_bytes(f"{folder}/{wide}.{name}", out.getvalue())
            files.append((name, wide, f"{wide}.{name}"))
    return Treated(width, height, tuple(files))


def _flatten(image: Any) -> Any:
    """Without transparency and palettes: on white, as the page is."""
    from PIL import Image  # noqa: PLC0415

    if image.mode in {"RGBA", "LA", "P", "PA"}:
        above = image.convert("RGBA")
        below = Image.new("RGBA", above.size, "white")
        return Image.alpha_composite(below, above).convert("RGB")
    return image.convert("RGB")


def _publish(
    name: str, key: str, photo: Treated, base: str, site: Path, cache: Path
) -> tuple[Picture, dict[str, Path]]:
    """Say where the copies go, and how a page asks for them."""
    stem = Path(name).stem
    if not photo.files:  # as it is
        if name.startswith("content/static/"):
            return Picture(
                "/" + name.removeprefix("content/static/"), photo.width, photo.height
            ), {}
        file = f"photos/{key[:10]}{Path(name).suffix.lower()}"
        return Picture(f"/{file}", photo.width, photo.height), {file: site / name}
    plain = stem if stem.isascii() else make_slug(stem)
    safe = "".join(char if char.isalnum() or char in "-_" else "-" for char in plain)[:60]
    places = {
        (kind, wide): f"photos/{safe}-{key[:10]}-{wide}.{kind}" for kind, wide, _ in photo.files
    }
    sources = tuple(
        (
            MIME[kind],
            ", ".join(f"{base}/{places[k, wide]} {wide}w" for k, wide in places if k == kind),
        )
        for kind in dict.fromkeys(kind for kind, _, _ in photo.files)
    )
    largest = max(wide for kind, wide, _ in photo.files)
    height = max(1, round(photo.height * largest / photo.width))
    files = {places[kind, wide]: cache / key / file for kind, wide, file in photo.files}
    return Picture(f"/{places['jpg', largest]}", largest, height, sources), files


def _load(path: Path, kind: Any) -> Any:
    try:
        return msgspec.msgpack.decode(read_bytes(path), type=kind)
    except (DigestError, msgspec.MsgspecError):
        return None


def _missing(path: str, file: str) -> Problem:
    hint = "put it into content/static, or beside the article"
    if file.startswith(("http://", "https://")):
        hint = "a photo is a file of the site: save it, and put it into content/static"
    return Problem(Place(path, 1), "photo-file", f"there is no photo {file}", hint, "warning")


def _unreadable(path: str, file: str, fault: str) -> Problem:
    message = f"the photo {file} cannot be read: {fault}"
    return Problem(Place(path, 1), "photo-file", message, hint_for(fault), "warning")
