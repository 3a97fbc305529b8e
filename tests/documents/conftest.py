"""The sample practices and one with nothing answered, as documents."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from reading_documents import Made

from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.store.workspace import Workspace
from stocktake.tasks.documents import Wanted, gather, make_document
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practices import begin_practice, practice_rounds
from stocktake.tasks.sample import put_sample

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, OpenPractice]]:
    """The practices of the sample by name; only read."""
    path = tmp_path_factory.mktemp("sample") / "sample.stocktake"
    with Workspace.create(path) as workspace:
        put_sample(workspace)
        yield {
            each.subject.name: OpenPractice(workspace, each.subject, each.round)
            for each in practice_rounds(workspace)
        }


@pytest.fixture
def begun(tmp_path: Path) -> Iterator[OpenPractice]:
    """A practice with nothing answered yet."""
    with Workspace.create(tmp_path / "begun.stocktake") as workspace:
        subject = begin_practice(workspace, "Harbour View", "A81001", TODAY, "Practice manager")
        yield OpenPractice(workspace, subject, "2026/27")


@pytest.fixture
def four_ratings(begun: OpenPractice) -> OpenPractice:
    """The same after four ratings of one domain."""
    ratings = begun.sheet(STOCKTAKE).loaded.ratings_by_domain["access"]
    begun.enter_all(STOCKTAKE, {Address(each.id): answered(Decimal(2)) for each in ratings[:4]})
    return begun


@pytest.fixture(scope="session")
def made() -> Callable[[OpenPractice, Wanted], Made]:
    """A document of a practice, with the practice's plan beside it."""

    def make(practice: OpenPractice, wanted: Wanted) -> Made:
        return Made(make_document(gather(practice, wanted), wanted), practice.plan())

    return make
