"""A practice that is open, and demonstrations made by the program while other tests run."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import filled_practice
import pytest
from early import begin_if_wanted

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.workspace import Workspace
from stocktake.tasks.open_practice import OpenPractice
from tests.tasks.demonstrating import Demonstration, demonstrate


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[OpenPractice]:
    """A practice that has said only how many patients it has."""
    with Workspace.create(tmp_path / "a.stocktake") as workspace:
        opened = OpenPractice(workspace, filled_practice.QUAYSIDE, "2026/27", "Practice manager")
        opened.enter(STOCKTAKE, Address("profile.list_size"), answered(Decimal(9120)))
        yield opened


@pytest.fixture(scope="session")
def demonstrations(
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str, Future[Demonstration]]]:
    """The sample, and two made-up practices made twice into the same folder."""
    sample = tmp_path_factory.mktemp("demonstration") / "made here"
    made_up = tmp_path_factory.mktemp("made_up")
    two = ("--practices", "2", "--seed", "5")
    with ThreadPoolExecutor(1) as pool:
        yield {
            "sample": pool.submit(demonstrate, sample),
            "made up": pool.submit(demonstrate, made_up, *two),
            "made up again": pool.submit(demonstrate, made_up, *two),
        }


@pytest.fixture(scope="session", autouse=True)
def demonstrations_begin_early(request: pytest.FixtureRequest) -> None:
    """Start with the first test of this folder."""
    begin_if_wanted(request, "demonstrations")
