"""Which photos may be shown at this moment: expired and unlicensed ones are withheld."""

from __future__ import annotations

from collections.abc import Iterator

from digest.base.dates import zone_of
from digest.base.errors import Place, Problem
from digest.model import urls
from digest.model.library import PhotoRef, rights_of
from digest.model.plan import Moment
from digest.model.site import Config
from digest.plan.stand import Stand


def plan_photos(
    stand: Stand, config: Config, moment: Moment, facts: dict[str, object]
) -> tuple[list[Problem], int | None]:
    """Tell photos that are shown from those that are withheld; warnings, and the next expiry.

    ``photos`` becomes triples of a key, the file that names it and a photo as written; ``withheld`` files.
    """
    shown: list[tuple[str, str, str]] = []
    withheld: dict[str, None] = {}
    warnings, expiries = [], []
    for key, path, photo in _named_photos(stand, config):
        warning = _find_obstacle(path, photo, config, moment)
        if warning is not None:
            withheld[photo.file] = None
            warnings.append(warning)
            continue
        shown.append((key, path, photo.file))
        if photo.expires is not None:
            expiries.append(photo.expires)
    facts["photos"] = tuple(shown)
    facts["withheld"] = tuple(withheld.keys() - {file for _, _, file in shown})
    return warnings, min(expiries, default=None)


def _named_photos(stand: Stand, config: Config) -> Iterator[tuple[str, str, PhotoRef]]:
    """Every photo with the key of its fact and the file that names it: articles' and portraits."""
    for outline in stand.outlines:
        if outline.photo is not None:
            yield outline.slug, outline.path, outline.photo
    zone = zone_of(config.site.timezone)
    for slug, term in stand.speakers.terms.items():
        if term.page and (portrait := rights_of(term.page.portrait, zone)):
            yield urls.portrait_key(slug), term.page.path, portrait


def _find_obstacle(path: str, photo: PhotoRef, config: Config, moment: Moment) -> Problem | None:
    place = Place(path, 1)
    if photo.expires is not None and photo.expires <= moment.now:
        message = f"the photo {photo.file} has expired and is not published"
        return Problem(
            place, "photo-expired", message, "take it out, or renew photo.expires", "warning"
        )
    if config.photos.require_licence and photo.agency and not photo.licence:
        message = f"the photo {photo.file} by {photo.agency} has no licence and is not published"
        return Problem(place, "photo-licence", message, "name it in photo.licence", "warning")
    return None
