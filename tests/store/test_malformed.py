"""Whatever has happened to the bytes of a file, it is refused in words or shown as it was."""

from __future__ import annotations

from pathlib import Path
from random import Random

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address, Answer
from stocktake.store.opening import inspect
from stocktake.store.recovery import recover
from stocktake.store.workspace import Workspace
from tests.store.killing import runs
from tests.store.making import MANAGER, fill, new_workspace


def _spoil(original: bytes, random: Random) -> bytes:
    """Flip bits, overwrite runs of bytes, or move a page, anywhere in the file."""
    content = bytearray(original)
    for _ in range(random.choice((1, 1, 3, 20))):
        place = random.randrange(len(content))
        if random.random() < 0.3:
            place %= 4096
        how = random.randrange(3)
        if how == 0:
            content[place] ^= 1 << random.randrange(8)
        elif how == 1:
            length = random.randrange(1, 300)
            content[place : place + length] = random.randbytes(length)
        else:
            page, other = (random.randrange(len(content) // 4096) * 4096 for _ in range(2))
            content[page : page + 4096] = original[other : other + 4096]
    return bytes(content[: len(original)])


def _use(path: Path, expected: dict[Address, Answer]) -> bool:
    """Do what the program does on a day's work; whether it came to an end of it."""
    with Workspace.open(path) as workspace:
        for listed in workspace.returns.list(None):
            if listed.doubtful:
                continue
            reading = workspace.answers.read(listed.id)
            told = {each.address for each in reading.damaged}
            for address, answer in expected.items():
                assert address in told or reading.answers[address] == answer
            fill(workspace, listed.id, 3)
            workspace.sections.mark(listed.id, "workforce", True, role=MANAGER)
        workspace.problems()
        workspace.history.removals()
    return True


def test_a_spoilt_file_is_refused_in_words_or_shown_as_it_was(path: Path) -> None:
    workspace, submission = new_workspace(path)
    expected = fill(workspace, submission, 120)
    workspace.close()
    original = path.read_bytes()
    random = Random(11)
    used = refused = 0
    for _ in range(runs(long=2_000, short=100)):
        spoilt = _spoil(original, random)
        path.write_bytes(spoilt)
        for leftover in path.parent.glob(path.name + "-*"):
            leftover.unlink()
        before = path.read_bytes()
        state = inspect(path)
        assert path.read_bytes() == before
        try:
            used += _use(path, expected)
        except StocktakeError:
            refused += 1
            assert not state.refusal or path.read_bytes() == before
    assert used > 10
    assert refused > 10


def test_recovery_of_a_spoilt_file_invents_nothing_and_leaves_the_original(
    path: Path, tmp_path: Path
) -> None:
    workspace, submission = new_workspace(path)
    expected = fill(workspace, submission, 120)
    workspace.close()
    original = path.read_bytes()
    random = Random(12)
    whole = 0
    for trial in range(runs(long=1_000, short=30)):
        copy = tmp_path / str(trial) / path.name
        copy.parent.mkdir()
        spoilt = _spoil(original, random)
        copy.write_bytes(spoilt)
        try:
            recovered = recover(copy)
        except StocktakeError:
            assert copy.read_bytes() == spoilt
            continue
        assert recovered.set_aside.read_bytes() == spoilt
        with Workspace.open(copy) as mended:
            for listed in mended.returns.list():
                answers = mended.answers.load(listed.id)
                assert all(expected[address] == answer for address, answer in answers.items())
                whole += len(answers) == len(expected)
            assert mended.problems() == []
    assert whole > 10
