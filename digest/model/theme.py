"""A theme as data: templates and assets by logical name, the first layer that has one wins."""

from __future__ import annotations

import msgspec

References = dict[int, tuple[str, ...]]  # print of a template's source -> the templates it names


class Template(msgspec.Struct, frozen=True, array_like=True):
    """A template's source and where it was found."""

    name: str
    path: str
    source: str
    fingerprint: int  # of the source and of all templates that it names


class Asset(msgspec.Struct, frozen=True, array_like=True):
    """A file of the theme; its URL carries its content's hash."""

    name: str
    path: str
    url: str
    data: bytes | None = None  # a stylesheet whose url()s were made to point at hashed names


class Theme(msgspec.Struct, frozen=True):
    """Templates by name, and by "@layer/name" for overrides that extend what they shadow."""

    templates: dict[str, Template]
    assets: dict[str, Asset]
    catalogues: tuple[bytes, ...] = ()  # gettext .mo for the site's language, strongest first
