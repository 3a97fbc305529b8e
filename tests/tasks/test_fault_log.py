import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from stocktake.tasks.fault_log import LOG_NAME, begin_log, end_log, fault_lines, last_lines

SECRET = "Dr Canary has 3.5 sessions"


@pytest.fixture
def log(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> Iterator[logging.Logger]:
    handler = begin_log(tmp_path)
    yield logging.getLogger("stocktake")
    end_log(handler)
    caplog.clear()


def fail(words: str) -> None:
    raise ValueError(words)


def faulty() -> Exception:
    try:
        try:
            fail(SECRET)
        except ValueError as error:
            raise KeyError(SECRET) from error
    except KeyError as error:
        return error


def test_a_fault_is_kept_with_its_places_and_none_of_its_words(
    log: logging.Logger, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log.error("a fault of the program", exc_info=faulty())
    text = (tmp_path / LOG_NAME).read_text()
    assert "error a fault of the program" in text
    assert "KeyError" in text and "ValueError" in text
    assert "test_fault_log.py, line" in text and "in fail" in text
    assert "Canary" not in text
    assert str(tmp_path) not in text
    caplog.clear()


def test_what_a_message_is_filled_in_with_is_left_out(log: logging.Logger, tmp_path: Path) -> None:
    log.info("refused %s", SECRET, extra={"code": "workspace_locked"})
    log.info("refused", extra={"code": SECRET})
    text = "\n".join(last_lines(tmp_path))
    assert "workspace_locked" in text
    assert "Canary" not in text


def test_the_log_stays_small(log: logging.Logger, tmp_path: Path) -> None:
    for _ in range(6000):
        log.info("one line of the log, as long as they usually are")
    sizes = [each.stat().st_size for each in tmp_path.glob("*.log*")]
    assert len(sizes) == 2
    assert max(sizes) <= 100_000


def test_a_folder_that_cannot_be_written_to_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "in the way").write_text("a file")
    assert begin_log(tmp_path / "in the way") is None
    end_log(None)
    assert last_lines(tmp_path / "in the way") == []


def test_a_fault_without_a_place_is_its_sort_alone() -> None:
    assert fault_lines(ValueError(SECRET)) == ["ValueError"]
