"""A photo's file without what cameras and programs wrote into it: where, when, by what and by whom.

Its pixels are not touched: JPEG, PNG and WebP are taken apart, and put together without these parts.
Which way is up and the colours' profile stay. Other formats, and what is damaged, come back as they are.
"""

from __future__ import annotations

import io
import re
import struct
from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
_MARKER = re.compile(rb"\xff[^\x00\xff\xd0-\xd7]")  # the end of a scan's data
_SCAN, _EXIF = 0xDA, 0xE1
_KEPT = {0xE0, 0xE2, 0xEE}  # of JPEG's application segments: JFIF, the profile, Adobe's colours
_PRIVATE = {b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME", b"EXIF", b"XMP "}  # chunks of PNG and WebP
_HAS_METADATA = 0x0C  # the bits of a WebP's head that say so


def free_of_metadata(data: bytes) -> bytes:
    """The same picture, with nothing but its pixels, its profile and which way is up."""
    try:
        if data.startswith(_JPEG):
            return _JPEG + b"".join(_free_jpeg(data))
        if data.startswith(_PNG):
            return _PNG + b"".join(_free_png(data))
        if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
            body = b"".join(_free_webp(data))
            return b"RIFF" + struct.pack("<I", len(body) + 4) + b"WEBP" + body
    except (struct.error, IndexError, AttributeError):
        pass  # damaged: whoever shows it will say so
    return data


def _free_jpeg(data: bytes) -> Iterator[bytes]:
    """Segments up to the end of the picture; what some cameras append is another picture."""
    at, turned = 2, _tell_orientation(data)
    if turned:
        yield struct.pack(">BBH", 0xFF, _EXIF, len(turned) + 2) + turned
    while data[at : at + 2] != b"\xff\xd9":
        if data[at] != 0xFF:
            raise struct.error
        kind = data[at + 1]
        if kind == 0xFF:  # what fills the room before a segment
            at += 1
            continue
        end = at + 2 + struct.unpack_from(">H", data, at + 2)[0]
        if kind == _SCAN:
            end = _MARKER.search(data, end).start()  # type: ignore[union-attr]
        private = 0xE0 <= kind <= 0xEF and kind not in _KEPT
        appended = kind == 0xE2 and data[at + 4 : at + 8] == b"MPF\0"
        if not (private or appended or kind == 0xFE):
            yield data[at:end]
        at = end
    yield b"\xff\xd9"


def _free_png(data: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    turned = _tell_orientation(data)
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        if kind == b"IDAT" and turned:
            import zlib  # noqa: PLC0415 - few pictures of this kind are turned

            chunk = b"eXIf" + turned.removeprefix(b"Exif\0\0")
            yield struct.pack(">I", len(chunk) - 4) + chunk + struct.pack(">I", zlib.crc32(chunk))
            turned = b""
        if kind not in _PRIVATE:
            yield data[at : at + 12 + length]
        at += 12 + length
        if kind == b"IEND":
            return


def _free_webp(data: bytes) -> Iterator[bytes]:
    at, turned = 12, _tell_orientation(data).removeprefix(b"Exif\0\0")
    while at < len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        end = at + 8 + length + length % 2
        if kind == b"VP8X":
            flags = data[at + 8] & ~_HAS_METADATA | (0x08 if turned else 0)
            yield data[at : at + 8] + bytes([flags]) + data[at + 9 : end]
        elif kind not in _PRIVATE:
            yield data[at:end]
        at = end
    if turned:
        yield struct.pack("<4sI", b"EXIF", len(turned)) + turned + b"\0" * (len(turned) % 2)


def _tell_orientation(data: bytes) -> bytes:
    """Exif that says which way is up and nothing else; empty for a picture that stands upright."""
    from PIL import Image  # noqa: PLC0415 - slow to load

    try:
        with Image.open(io.BytesIO(data)) as image:
            turned = image.getexif().get(0x0112, 1)
    except Exception:  # noqa: BLE001 - a damaged picture may raise anything
        return b""
    if turned not in range(2, 9):
        return b""
    exif = Image.Exif()
    exif[0x0112] = turned
    return exif.tobytes()
