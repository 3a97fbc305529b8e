"""Demonstrations, made by the program itself while other tests run."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor

import pytest
from early import begin_if_wanted

from tests.tasks.demonstrating import Demonstration, demonstrate


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
