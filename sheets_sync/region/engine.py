"""Where municipalities are read: Dask's workers on this machine, or a cluster of the user's own."""

import logging
import signal
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from importlib.util import find_spec
from multiprocessing import resource_tracker
from typing import Any

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.region.reading import Answer, Job, read

_HERE = "127.0.0.1:0"
"""No other machine is to see the pages about a cluster of our own, nor two runs one port."""
ADD = "pip install 'sheets-sync[region]'"
_BROKEN = (
    "Рабочий процесс обрывался на этом муниципалитете несколько раз: скорее всего, ему не хватает "
    "памяти. Проверьте его книги: sheets-sync check"
)

_OTHER = (
    "Рабочий процесс не справился с заданием ({}): поставьте на всех машинах одну и ту же версию "
    "программы"
)
_LOST = "Связь с планировщиком Dask пропала: проверьте его и запустите ещё раз"


def need_dask() -> None:
    """Raises UsageError without the extra «region»."""
    if find_spec("distributed") is None:
        raise UsageError(f"Региону нужна библиотека Dask: {ADD}")


@contextmanager
def connected(scheduler: str, workers: int) -> Iterator[Any]:
    """A client of the scheduler at that address, or of a cluster of this machine's own that ends
    with it. Raises SheetsSyncError where nobody answers."""
    need_dask()
    import dask  # 1 s: only who reads municipalities pays it

    dask.config.set({"logging.distributed": "critical", "distributed.comm.timeouts.connect": "10s"})
    from distributed import Client, LocalCluster

    with ExitStack() as opened:
        with _undisturbed():
            if not scheduler:
                opened.callback(_undisturbed_close, cluster := _local(LocalCluster, workers))
            client: Any = _client(scheduler) if scheduler else Client(cluster)  # type: ignore[no-untyped-call]
            opened.callback(_undisturbed_close, client)
        yield client


def _local(kind: Any, workers: int) -> Any:
    """A cluster of this machine that no other one can reach."""
    return kind(
        n_workers=workers,
        threads_per_worker=1,
        dashboard_address=_HERE,
        worker_dashboard_address=_HERE,
        silence_logs=logging.CRITICAL,
    )


def _undisturbed_close(one: Any) -> None:
    with _undisturbed():
        one.close()


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Ctrl+C waits until what is begun here is done; processes begun here never hear of it, for
    they end with this one."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # begun later, it would let Ctrl+C through to the others
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _client(address: str) -> Any:
    from distributed import Client

    try:
        return Client(address, timeout=10)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as fault:
        raise SheetsSyncError(
            f"Планировщик Dask по адресу «{address}» не отвечает. Проверьте адрес и запустите его: "
            "dask scheduler"
        ) from fault


def _why(future: Any) -> str:
    """What to say of a task that ended without an answer."""
    from distributed import KilledWorker

    if future.status != "error":
        return _LOST
    fault = future.exception()
    return _BROKEN if isinstance(fault, KilledWorker) else _OTHER.format(type(fault).__name__)


def answers(
    client: Any, jobs: Iterable[tuple[str, Job]], work: Callable[[Job], Answer] = read
) -> Iterator[tuple[str, Answer]]:
    """Each job's key and answer as it comes, while more jobs still do. A job is done again
    elsewhere when its worker dies; one that ends worker after worker is answered with a sentence.
    """
    from distributed import as_completed

    waiting = set[Any]()
    done: Any = as_completed(loop=client.loop)  # type: ignore[no-untyped-call]

    def told(future: Any) -> tuple[str, Answer]:
        waiting.discard(future)  # its result goes: who dies now takes nothing that was told
        finished = future.status == "finished"
        return future.key, future.result() if finished else Answer(error=_why(future))

    try:
        for key, job in jobs:
            waiting.add(future := client.submit(work, job, key=key))
            done.add(future)
            while done.has_ready():
                yield told(next(done))
        yield from map(told, done)
    finally:
        client.cancel([*waiting])
