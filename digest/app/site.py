"""Opening a site: its folder, settings, plugins and theme; and building it, if anything has moved."""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import NamedTuple

import msgspec

from digest.base.collector import held_off
from digest.base.dates import keep_in_calendar
from digest.base.errors import Place, UsageError
from digest.base.files import read_bytes
from digest.base.telling import Tell, Tick, in_silence, unseen
from digest.build.batches import count_hands
from digest.build.executors import can_fork
from digest.build.freshness import is_fresh
from digest.build.inputs import Listing, list_inputs
from digest.build.lock import hold_lock
from digest.build.output import check_place
from digest.build.report import Report
from digest.build.scout import Scout, send_scout
from digest.build.store import FOLDER
from digest.model.plugin import Plugin
from digest.model.site import CONFIG_NAME, Config
from digest.model.sitefile import check_config, parse_config
from digest.plugins.finding import find_plugins
from digest.render.layers import Layer, find_layers


class Site(NamedTuple):
    """A site's folder with what its settings say."""

    folder: Path
    config: Config
    layers: tuple[Layer, ...]


class BuildOptions(msgspec.Struct, frozen=True, kw_only=True):
    """What the command line may say of a build."""

    output: Path | None = None
    clean: bool = False
    jobs: int = 0  # 0: one for each processor
    base_url: str = ""
    drafts: bool = False
    future: bool = False
    now: int | None = None  # seconds since 1970
    strict: bool = False
    cluster: str = ""  # tcp://HOST:PORT of a Dask scheduler


def find_site(start: Path) -> Path:
    """The folder with digest.toml, searched upwards."""
    for folder in (start, *start.parents):
        if (folder / CONFIG_NAME).is_file():
            return folder
    raise UsageError(
        f"there is no {CONFIG_NAME} here or above",
        at=Place(start.as_posix()),
        hint="go into a site's folder, name one with --site, or make one with: digest new DIR",
    )


def open_site(folder: Path | str, base_url: str = "", *, relative: bool = False) -> Site:
    """Read a site's settings and find its theme; ``base_url`` and ``relative`` replace what they say."""
    root = Path(folder).resolve()
    path = root / CONFIG_NAME
    if not path.is_file():
        raise UsageError(f"there is no {CONFIG_NAME} in this folder", at=Place(root.as_posix()))
    try:
        config = parse_config(read_bytes(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UsageError("this file is not UTF-8", at=Place(CONFIG_NAME)) from None
    if base_url:
        site = msgspec.structs.replace(config.site, url=base_url)
        config = check_config(msgspec.structs.replace(config, site=site), "--base-url")
    if relative:
        site = msgspec.structs.replace(config.site, relative=True)
        config = msgspec.structs.replace(config, site=site)
    kit = find_plugins(root / FOLDER / "plugins", config.plugins.off)
    layers = find_layers(root, config.theme.name, find_packaged_themes())
    layers += tuple(Layer(f"plugin-{p.name}", Path(p.folder)) for p in kit if _has_theme(p))
    return Site(root, msgspec.structs.replace(config, kit=kit), layers)


def _has_theme(plugin: Plugin) -> bool:
    """Whether a plugin brings templates or assets; whatever a theme has goes before them."""
    return any(Path(plugin.folder, part).is_dir() for part in ("templates", "assets"))


def find_packaged_themes() -> Path:
    """The themes that come with the program: inside the package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    inside = package / "themes"
    return inside if inside.is_dir() else package.parent / "themes"


def build_site(
    site: Site,
    options: BuildOptions | None = None,
    *,
    tell: Tell = in_silence,
    tick: Tick = unseen,
) -> Report:
    """Build what changed; the report tells what was done and all that is wrong."""
    options = options or BuildOptions()
    start = time.perf_counter()
    folder = site.folder / FOLDER
    output = check_place(options.output or site.folder / "output", site.folder, "--output")
    now = options.now if options.now is not None else read_now()
    told = repr((site.config, options.drafts, options.future, options.strict))
    apart = options.jobs != 1 and not options.clean and count_hands() > 1 and can_fork()
    with (
        held_off(),  # millions of small things are made, and nearly all of them kept to the end
        hold_lock(folder, tell),
        send_scout(folder, output, apart=apart) as scout,
    ):
        listing = list_inputs(site.folder, site.layers)
        if not options.clean:
            report = is_fresh(folder, output, told, now, listing.files, scout)
            if report is not None:
                report.seconds = time.perf_counter() - start
                return report
        report = _build_changed(site, options, output, now, told, listing, scout, tick)
    report.seconds = time.perf_counter() - start
    return report


def _build_changed(
    site: Site,
    options: BuildOptions,
    output: Path,
    now: int,
    told: str,
    listing: Listing,
    scout: Scout,
    tick: Tick,
) -> Report:
    """Build with as many processes as there are processors, or as were asked for."""
    # The quick look, which mostly answers, needs none of these.
    from digest.app.crews import find_crew  # noqa: PLC0415
    from digest.build.job import Job  # noqa: PLC0415
    from digest.build.pipeline import build  # noqa: PLC0415
    from digest.model.plan import Moment  # noqa: PLC0415

    job = Job(
        site=site.folder,
        output=output,
        config=site.config,
        layers=site.layers,
        moment=Moment(now, options.drafts, options.future),
        crew=find_crew(options.jobs, options.cluster),
        scout=scout,
        options=told,
        clean=options.clean,
        strict=options.strict,
        tick=tick,
    )
    return build(job, listing)


def read_now() -> int:
    """Seconds since 1970: SOURCE_DATE_EPOCH where it is set, else the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return keep_in_calendar(int(epoch)) if epoch.isdecimal() else int(time.time())
