"""Who builds: this machine's processors, or a cluster's."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from digest.base.errors import UsageError
from digest.build.batches import count_hands
from digest.build.executors import can_fork, open_pool
from digest.build.job import Crew

if TYPE_CHECKING:
    from concurrent.futures import Executor


def find_crew(jobs: int, cluster: str = "") -> Crew:
    """The processors of this machine, or as many as were asked for; or the workers of a Dask cluster."""
    if cluster:
        return Crew(
            lambda: _open_cluster(cluster), max(2, jobs or _count_workers(cluster)), inherits=False
        )
    hands = jobs or count_hands()
    return Crew(lambda: open_pool(hands), hands, can_fork())


@contextmanager
def _open_cluster(address: str) -> Iterator[Executor]:
    """The executor of a Dask cluster whose workers share the site's folder under the same path."""
    with _connect(address) as client:
        # A worker that dies takes no batch with it: Dask gives the batch to another one.
        yield client.get_executor(pure=False, retries=3)


def _count_workers(address: str) -> int:
    with _connect(address) as client:
        return sum(
            worker["nthreads"] for worker in client.scheduler_info(n_workers=-1)["workers"].values()
        )


def _connect(address: str) -> Any:
    try:
        from distributed import Client  # noqa: PLC0415 - an optional extra
    except ImportError:
        raise UsageError(
            "--cluster needs Dask", hint="install it with: pip install distributed"
        ) from None
    try:
        client: Any = Client(address, timeout=10, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        message = f"--cluster: no scheduler answers at {address} ({type(error).__name__})"
        raise UsageError(
            message, hint="start one with: dask scheduler, and workers with: dask worker"
        ) from None
    return client
