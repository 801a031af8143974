"""Which photos may be shown at this moment: expired and unlicensed ones are withheld."""

from __future__ import annotations

from digest.base.errors import Place, Problem
from digest.model.library import Outline
from digest.model.site import Config
from digest.plan.stand import Moment, Stand


def plan_photos(
    stand: Stand, config: Config, moment: Moment, facts: dict[str, object]
) -> tuple[list[Problem], int | None]:
    """Tell photos that are shown from those that are withheld; warnings, and the next expiry.

    ``photos`` becomes pairs of an article's slug and a file as written, ``withheld`` files.
    """
    shown: list[tuple[str, str, str]] = []
    withheld: dict[str, None] = {}
    warnings, expiries = [], []
    for outline in stand.outlines:
        photo = outline.photo
        if photo is None:
            continue
        warning = _find_obstacle(outline, config, moment)
        if warning is not None:
            withheld[photo.file] = None
            warnings.append(warning)
            continue
        shown.append((outline.slug, outline.path, photo.file))
        if photo.expires is not None:
            expiries.append(photo.expires)
    facts["photos"] = tuple(shown)
    facts["withheld"] = tuple(withheld.keys() - {file for _, _, file in shown})
    return warnings, min(expiries, default=None)


def _find_obstacle(outline: Outline, config: Config, moment: Moment) -> Problem | None:
    photo = outline.photo
    assert photo is not None
    place = Place(outline.path, 1)
    if photo.expires is not None and photo.expires <= moment.now:
        message = f"the photo {photo.file} has expired and is not published"
        return Problem(
            place, "photo-expired", message, "take it out, or renew photo.expires", "warning"
        )
    if config.photos.require_licence and photo.agency and not photo.licence:
        message = f"the photo {photo.file} by {photo.agency} has no licence and is not published"
        return Problem(place, "photo-licence", message, "name it in photo.licence", "warning")
    return None
