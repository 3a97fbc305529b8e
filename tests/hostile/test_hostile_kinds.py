"""Every hostile kind, read beside a good file: its verdict, its reason, and the good one merged.

The child that reads gives a file ten seconds and 512 MiB and no more, so a verdict other than
"took too long or too much memory" says that both were kept. In the long form each kind has a child
of its own, and what it took is measured.
"""

from __future__ import annotations

import hashlib
import importlib
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from stocktake.tasks.combine import Gathered, gather
from stocktake.workbooks.children import ReaderChild
from stocktake.workbooks.limits import CHILD_MEMORY_BYTES, MIB, READ_SECONDS
from stocktake.workbooks.reading import ReadResult, Verdict
from stocktake.workbooks.refusals import REASONS
from tests.hostile.kinds import KINDS, Kind
from tests.hostile.returns import put_return
from tests.store.killing import runs

for _module in ("bombs", "grids", "contents", "parts", "ours"):
    importlib.import_module(f"tests.hostile.{_module}")

BY_NUMBER = [KINDS[number] for number in sorted(KINDS)]
FAMILIES = {
    "not_a_workbook": "Not one of ours",
    "other_program": "Not one of ours",
    "not_ours": "Not one of ours",
    "damaged": "Damaged",
    "truncated": "Damaged",
    "too_large": "Refused",
    "macros": "Refused",
    "newer_format": "From a newer version of Stocktake",
}
"""How the verdict begins, by what came of it."""


@dataclass(frozen=True)
class Merged:
    """A folder of one good file and all the hostile ones, merged."""

    gathered: Gathered
    by_name: dict[str, ReadResult]
    changed: list[str]


def digests(folder: Path) -> dict[str, str]:
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in folder.iterdir()}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One good file and one of each hostile kind. Not to be changed."""
    folder = tmp_path_factory.mktemp("received")
    put_return(folder / "Quayside.xlsx")
    for each in BY_NUMBER:
        (folder / each.file_name).write_bytes(each.make())
    return folder


@pytest.fixture(scope="module")
def merged(folder: Path) -> Merged:
    before = digests(folder)
    gathered = gather([folder])
    after = digests(folder)
    changed = [name for name in before | after if before.get(name) != after.get(name)]
    return Merged(gathered, {each.file_name: each for each in gathered.results}, changed)


def test_there_are_all_the_kinds_of_the_design() -> None:
    assert len(KINDS) >= 75
    assert len({each.file_name for each in BY_NUMBER}) == len(KINDS)


@pytest.mark.parametrize("each", BY_NUMBER, ids=lambda each: each.file_name)
def test_a_hostile_file_gets_its_verdict_and_the_reason_is_named(
    each: Kind, merged: Merged
) -> None:
    result = merged.by_name[each.file_name]
    assert result.verdict == each.verdict
    assert result.words.startswith(FAMILIES[each.verdict])
    (problem,) = result.problems
    assert problem.where == each.file_name
    assert problem.how_to_fix
    named = [code for code, words in REASONS.items() if words in problem.what]
    assert named == ([each.reason] if each.reason else [])
    assert result.submissions == ()


def test_the_good_file_beside_them_is_merged_and_no_file_is_touched(merged: Merged) -> None:
    good = [each for each in merged.gathered.results if each.verdict is Verdict.READY]
    assert len(good) == 1
    assert len(merged.gathered.left_out) == len(KINDS)
    assert len(merged.gathered.collection.versions) == 2
    assert merged.changed == []


def most_memory(child: ReaderChild) -> int:
    """The most memory a child ever had, in bytes."""
    assert child._process is not None
    status = Path(f"/proc/{child._process.pid}/status").read_text(encoding="utf-8")
    line = next(line for line in status.splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) * 1024


def test_each_kind_keeps_to_its_time_and_memory_in_a_child_of_its_own(folder: Path) -> None:
    measured = []
    for each in BY_NUMBER[: runs(long=len(BY_NUMBER), short=2)]:
        child = ReaderChild()
        try:
            start = time.perf_counter()
            received = child.ask(folder / each.file_name)
            measured.append((each, time.perf_counter() - start, most_memory(child)))
            assert received.refused in (each.verdict, "")
        finally:
            child.end()
    for each, seconds, memory in measured:
        line = f"{each.file_name:70} {each.verdict:15} {seconds:6.2f} s {memory / MIB:6.0f} MiB\n"
        sys.stdout.write(line)
    assert max(memory for _, _, memory in measured) <= CHILD_MEMORY_BYTES
    assert max(seconds for _, seconds, _ in measured) <= READ_SECONDS
