"""How long each stage of a build took, in seconds."""

from __future__ import annotations

import time

from digest.build.report import Report


class Clock:
    """Started when made; each lap goes to a stage's account."""

    def __init__(self) -> None:
        """Start."""
        self._start = self._last = time.perf_counter()
        self._laps: dict[str, float] = {}

    def lap(self, stage: str) -> None:
        """Book the time since the last lap."""
        now = time.perf_counter()
        self._laps[stage] = self._laps.get(stage, 0.0) + now - self._last
        self._last = now

    def close(self, report: Report) -> Report:
        """Write the times into the report."""
        report.stages = dict(self._laps)
        report.seconds = time.perf_counter() - self._start
        return report
