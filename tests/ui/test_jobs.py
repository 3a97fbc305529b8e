import gc
import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, Slot
from pytestqt.qtbot import QtBot

from stocktake.errors import StocktakeError
from stocktake.ui.jobs import AtOnce, Job, Jobs


class Listener(QObject):
    """Keeps what it hears, and on which thread."""

    def __init__(self) -> None:
        super().__init__()
        self.results: list[object] = []
        self.refusals: list[str] = []
        self.threads: set[str] = set()

    @Slot(object)
    def on_done(self, result: object) -> None:
        self.results.append(result)
        self.threads.add(threading.current_thread().name)

    @Slot(object)
    def on_refused(self, error: StocktakeError) -> None:
        self.refusals.append(error.code)


def double(number: int) -> int:
    return number * 2


def refuse() -> int:
    raise StocktakeError("file_is_open", "The file is open in Excel.", "Close it and try again.")


def fail() -> int:
    raise ZeroDivisionError


@pytest.fixture
def jobs(qtbot: QtBot):
    made = Jobs()
    yield made
    made.close()


def test_a_result_comes_back_on_the_windows_thread(qtbot: QtBot, jobs: Jobs) -> None:
    listener = Listener()
    jobs.start(partial(double, 21), listener.on_done)
    qtbot.wait_until(lambda: listener.results == [42])
    assert listener.threads == {threading.main_thread().name}


@pytest.fixture
def little_to_look_through() -> Iterator[None]:
    """Collecting rubbish looks only through what this test makes, not what all before it left."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("little_to_look_through")
def test_two_thousand_jobs_come_back_each_once(qtbot: QtBot, jobs: Jobs) -> None:
    listener = Listener()
    for number in range(2000):
        jobs.start(partial(double, number), listener.on_done)
        if number % 100 == 0:
            gc.collect()
    with qtbot.wait_signal(jobs.busy_changed, timeout=30_000):
        gc.collect()
    assert sorted(listener.results) == [2 * number for number in range(2000)]
    assert not jobs.is_busy


def test_a_refusal_goes_to_whoever_asked(qtbot: QtBot, jobs: Jobs) -> None:
    listener = Listener()
    with qtbot.assert_not_emitted(jobs.refused):
        jobs.start(refuse, listener.on_done, listener.on_refused)
        qtbot.wait_until(lambda: not jobs.is_busy)
    assert listener.refusals == ["file_is_open"]
    assert listener.results == []


def test_a_refusal_nobody_asked_for_is_told_to_all(qtbot: QtBot, jobs: Jobs) -> None:
    with qtbot.wait_signal(jobs.refused) as heard:
        jobs.start(refuse, Listener().on_done)
    assert heard.args[0].code == "file_is_open"


def test_a_fault_goes_to_the_error_report(qtbot: QtBot, jobs: Jobs) -> None:
    listener = Listener()
    with qtbot.wait_signal(jobs.failed) as heard:
        jobs.start(fail, listener.on_done, listener.on_refused)
    assert isinstance(heard.args[0], ZeroDivisionError)
    assert listener.refusals == []


def test_busy_is_told_when_it_begins_and_when_it_ends(qtbot: QtBot, jobs: Jobs) -> None:
    heard: list[bool] = []
    jobs.busy_changed.connect(heard.append)
    listener = Listener()
    jobs.start(partial(double, 1), listener.on_done)
    jobs.start(partial(double, 2), listener.on_done)
    assert heard == [True]
    qtbot.wait_until(lambda: len(listener.results) == 2)
    assert heard == [True, False]


def test_a_job_can_be_stopped_and_its_result_is_not_used(qtbot: QtBot, jobs: Jobs) -> None:
    listener, job = Listener(), Job("Reading workbooks")
    started = threading.Event()

    def work() -> int:
        started.set()
        job.stop.wait(10)
        return 1

    jobs.start(work, listener.on_done, job=job)
    assert started.wait(10)
    with qtbot.wait_signal(job.ended):
        job.cancel()
    assert listener.results == []


def test_progress_comes_back_on_the_windows_thread(qtbot: QtBot, jobs: Jobs) -> None:
    job, listener = Job(), Listener()
    heard: list[tuple[int, int, str]] = []
    job.progressed.connect(lambda *args: heard.append(args))

    def work() -> str:
        for number in range(1, 4):
            job.report(number, 3, f"file {number}")
        return "read"

    jobs.start(work, listener.on_done, job=job)
    qtbot.wait_until(lambda: listener.results == ["read"])
    assert heard == [(1, 3, "file 1"), (2, 3, "file 2"), (3, 3, "file 3")]


def test_a_listener_that_has_gone_is_not_called(qtbot: QtBot, jobs: Jobs) -> None:
    listener = Listener()
    with qtbot.assert_not_emitted(jobs.failed):
        job = jobs.start(partial(double, 1), listener.on_done)
        listener.deleteLater()
        with qtbot.wait_signal(listener.destroyed):
            pass
        qtbot.wait_until(lambda: not jobs.is_busy)
    assert not job.stop.is_set()


def test_closing_while_running_stops_the_work_and_delivers_nothing(qtbot: QtBot) -> None:
    jobs, listener = Jobs(), Listener()
    job = Job()
    started = threading.Event()

    def work() -> int:
        started.set()
        job.stop.wait(10)
        return 1

    jobs.start(work, listener.on_done, job=job)
    for number in range(20):
        jobs.start(partial(double, number), listener.on_done)
    assert started.wait(10)
    jobs.close()
    assert job.stop.is_set()
    assert not jobs.is_busy
    late = jobs.start(partial(double, 1), listener.on_done)
    assert late.stop.is_set()
    assert listener.results == []


def test_work_can_be_done_at_once(qtbot: QtBot) -> None:
    jobs, listener = Jobs(executor=AtOnce()), Listener()
    with qtbot.wait_signals([jobs.failed, jobs.refused]):
        jobs.start(partial(double, 4), listener.on_done)
        jobs.start(fail, listener.on_done)
        jobs.start(refuse, listener.on_done)
    assert listener.results == [8]
    jobs.close()


def test_work_that_hangs_holds_up_neither_other_work_nor_closing(qtbot: QtBot) -> None:
    listener, jobs, gone = Listener(), Jobs(), threading.Event()
    for _ in range(5):
        jobs.start(gone.wait, listener.on_done, may_hang=True)
    jobs.start(partial(double, 4), listener.on_done)
    qtbot.wait_until(lambda: listener.results == [8])
    jobs.close()
    assert not gone.is_set()
    gone.set()
    assert listener.results == [8]


def test_work_that_comes_back_while_the_window_goes_stops_nothing(qtbot: QtBot) -> None:
    listener = Listener()
    for _ in range(100):
        jobs, gone = Jobs(), threading.Event()
        for _ in range(8):
            jobs.start(gone.wait, listener.on_done, may_hang=True)
        gone.set()
        jobs.close()
        del jobs
    assert listener.results == []


def test_work_that_may_hang_comes_back_like_any_other(qtbot: QtBot) -> None:
    listener, jobs = Listener(), Jobs()
    jobs.start(partial(double, 5), listener.on_done, may_hang=True)
    jobs.start(refuse, listener.on_done, listener.on_refused, may_hang=True)
    qtbot.wait_until(lambda: listener.results == [10] and listener.refusals == ["file_is_open"])
    assert listener.threads == {threading.main_thread().name}
    jobs.close()
