"""What every test keeps to: no window on screen, no warning unseen, nothing left behind."""

import gc
import logging
import os
import sys
import threading
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--long`` runs the proofs and properties in full; otherwise on some of their examples."""
    parser.addoption("--long", action="store_true", help="run the long durability proofs in full")


def pytest_configure(config: pytest.Config) -> None:
    """Tell the proofs, and the programs they start, how long to go on; never time a test."""
    is_long = config.getoption("--long")
    settings.register_profile(
        "house",
        deadline=None,
        max_examples=100 if is_long else 50,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )
    settings.load_profile("house")
    if is_long:
        os.environ["STOCKTAKE_LONG"] = "1"


def pytest_collection_finish() -> None:
    """Look for garbage seldom: what lasts to the end of a run is most of what is there.

    As Python looks by itself, it takes a twelfth of the time of all tests.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 50, 100)


@pytest.fixture(autouse=True)
def no_unexpected_warning(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning in the log fails the test, unless the test takes it off with ``caplog.clear()``."""
    yield
    warned = [each for each in caplog.get_records("call") if each.levelno >= logging.WARNING]
    assert not warned, [each.getMessage() for each in warned]


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    """No thread of a job and no window outlives its test."""
    yield
    jobs = [each.name for each in threading.enumerate() if each.name.startswith("job")]
    assert jobs == []
    widgets = sys.modules.get("PySide6.QtWidgets")
    if widgets is not None and widgets.QApplication.instance() is not None:
        windows = [each for each in widgets.QApplication.topLevelWidgets() if each.isVisible()]
        assert windows == []
