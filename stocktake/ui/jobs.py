"""Work that takes a while, done away from the window. The only place that starts threads.

A job is a plain function of plain values: no Qt, no database. What it returns or raises comes back
to the window's thread by one queued signal. ``done`` is a bound method of a QObject; when that
object has gone the result is dropped.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from stocktake.errors import StocktakeError

T = TypeVar("T")

WORKERS = 2
"""Jobs that run side by side; the rest wait their turn."""


class Job(QObject):
    """One piece of work that can be watched and stopped.

    Attributes:
        stop: set when the job should end; the work looks at it between steps.
        words: what is being done, for the person waiting.

    Signals:
        progressed: (done, total, words), on the window's thread.
        ended: once, whether it was done, failed or was stopped.
    """

    progressed = Signal(int, int, str)
    ended = Signal()

    def __init__(self, words: str = "Working") -> None:
        super().__init__()
        self.words = words
        self.stop = threading.Event()

    def report(self, done: int, total: int, words: str = "") -> None:
        """Say how far the work has come; may be called on any thread."""
        self.progressed.emit(done, total, words)

    @Slot()
    def cancel(self) -> None:
        """Ask the work to stop; its result will not be used."""
        self.stop.set()


@dataclass(slots=True)
class _Waiting:
    """Who hears about a job."""

    job: Job
    done: Callable[[Any], None]
    refused: Callable[[StocktakeError], None] | None
    outcome: Future[Any] | None = field(default=None)


class Jobs(QObject):
    """Runs jobs and brings back what became of them.

    Signals:
        busy_changed: whether any job is running, when that changes.
        refused: a StocktakeError that nobody had asked to hear of.
        failed: any other exception: a fault of the program, for the error report.
    """

    busy_changed = Signal(bool)
    refused = Signal(object)
    failed = Signal(object)
    _came = Signal(object)

    def __init__(self, parent: QObject | None = None, executor: Executor | None = None) -> None:
        super().__init__(parent)
        self._executor = executor or ThreadPoolExecutor(WORKERS, thread_name_prefix="job")
        self._kept: dict[int, _Waiting] = {}
        self._is_closed = False
        self._came.connect(self._on_came, Qt.ConnectionType.QueuedConnection)
        self._line = _Line(self._came)

    @property
    def is_busy(self) -> bool:
        """Whether any job is still to come back."""
        return bool(self._kept)

    def start(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        refused: Callable[[StocktakeError], None] | None = None,
        job: Job | None = None,
        *,
        may_hang: bool = False,
    ) -> Job:
        """Begin some work and return at once.

        Args:
            work: a function that needs nothing more, such as a ``functools.partial``; pass it the
                job's ``report`` and ``stop`` when it can tell how far it is, and be stopped.
            done: hears the result, on the window's thread, unless the job was stopped.
            refused: hears a StocktakeError; without it, ``Jobs.refused`` is emitted.
            job: made beforehand, when the work reports to it; otherwise one is made.
            may_hang: it looks for files that may be on a network that has gone, which can take
                half a minute: it holds up no other job, and closing does not wait for it.
        """
        job = job or Job()
        if self._is_closed:
            job.cancel()
            return job
        waiting = _Waiting(job, done, refused)
        key = id(waiting)
        self._kept[key] = waiting
        if len(self._kept) == 1:
            self.busy_changed.emit(True)
        apart = may_hang and isinstance(self._executor, ThreadPoolExecutor)
        waiting.outcome = _apart(work) if apart else self._executor.submit(work)
        waiting.outcome.add_done_callback(partial(self._line.ring, key))
        return job

    def close(self) -> None:
        """Stop everything, wait for what is in hand, and deliver nothing more."""
        self._is_closed = True
        self._line.cut()
        for waiting in self._kept.values():
            waiting.job.cancel()
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._kept.clear()

    @Slot(object)
    def _on_came(self, key: int) -> None:
        waiting = self._kept.pop(key, None)
        if waiting is None or waiting.outcome is None:
            return
        try:
            self._deliver(waiting, waiting.outcome)
        finally:
            waiting.job.ended.emit()
            if not self._kept:
                self.busy_changed.emit(False)

    def _deliver(self, waiting: _Waiting, outcome: Future[Any]) -> None:
        try:
            result = outcome.result()
        except CancelledError:
            return
        except StocktakeError as error:
            if not waiting.job.stop.is_set():
                self._refuse(waiting, error)
            return
        except Exception as error:
            self.failed.emit(error)
            return
        if not waiting.job.stop.is_set() and _is_there(waiting.done):
            waiting.done(result)

    def _refuse(self, waiting: _Waiting, error: StocktakeError) -> None:
        if waiting.refused is None:
            self.refused.emit(error)
        elif _is_there(waiting.refused):
            waiting.refused(error)


class _Line:
    """Tells the window's thread that some work has its outcome, for as long as there is a window.

    Work that hung may come back after the window has gone, or while it is going: a signal sent
    by what is being taken down stops the program, so ringing and cutting wait for each other.
    """

    def __init__(self, signal: Any) -> None:
        self._signal = signal
        self._lock = threading.Lock()

    def ring(self, key: int, _: Future[Any]) -> None:
        """Say that the work of this key has come back; nobody hears it once the line is cut."""
        with self._lock:
            if self._signal is not None:
                self._signal.emit(key)

    def cut(self) -> None:
        """Ring no more."""
        with self._lock:
            self._signal = None


def _apart(work: Callable[[], T]) -> Future[T]:
    """Do work on a thread of its own, which ends with the program whatever it waits for."""
    outcome: Future[T] = Future()

    def run() -> None:
        try:
            outcome.set_result(work())
        except Exception as error:
            outcome.set_exception(error)

    threading.Thread(target=run, name="waiting for files", daemon=True).start()
    return outcome


def _is_there(listener: Callable[..., None]) -> bool:
    owner = getattr(listener, "__self__", None)
    return not isinstance(owner, QObject) or shiboken6.isValid(owner)


class AtOnce(Executor):
    """Does the work where it stands, so that nothing is left to wait for."""

    def submit(self, fn: Callable[..., T], /, *args: Any, **kwargs: Any) -> Future[T]:
        """Run the function now and return its outcome."""
        outcome: Future[T] = Future()
        try:
            outcome.set_result(fn(*args, **kwargs))
        except Exception as error:
            outcome.set_exception(error)
        return outcome
