"""Whatever two desks do, in whatever order, no answer is ever lost unseen."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from desks import AtDesk, two_desks
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stocktake.errors import StocktakeError
from stocktake.store.backups import list_backups
from stocktake.store.workspace import Workspace
from stocktake.tasks.desk_copy import COPY_NAME, Standing, Verdict
from stocktake.tasks.desk_kept import kept_copies, settle
from stocktake.tasks.desk_taking import add_begun, take_in
from stocktake.tasks.returned import Decision
from tests.store.killing import runs

QUESTIONS = ("profile.known_changes", "services.could_take_on")
DESKS = st.integers(0, 1)

STEPS = st.one_of(
    st.tuples(st.just("answer"), DESKS, st.sampled_from(QUESTIONS)),
    st.tuples(st.just("answer"), DESKS, st.sampled_from(QUESTIONS)),
    st.tuples(st.just("save a copy"), DESKS),
    st.tuples(st.just("save a copy"), DESKS),
    st.tuples(st.just("start again"), DESKS, st.sampled_from(Decision), st.booleans()),
    st.tuples(st.just("start again"), DESKS, st.sampled_from(Decision), st.booleans()),
    st.tuples(st.just("set the clock"), DESKS, st.integers(-3653, 3653)),
    st.tuples(st.just("put back a backup"), DESKS),
    st.tuples(st.just("copy goes its own way")),
)


def texts_in(file: Path, table: str = "history", column: str = "new") -> set[str]:
    """Every answer a workspace file holds or ever held; of the table of answers, what it holds."""
    with Workspace.open(file, read_only=True) as workspace:
        assert workspace.problems() == []
        rows = workspace._database.rows(f"SELECT {column} FROM {table}")
    return {text for row in rows for text in _texts(str(row[0]))}


def _texts(entry: str) -> list[str]:
    return [part for part in entry.replace('"', " ").split() if part.startswith("said-")]


class Watched:
    """Two desks, what each was told is saved, and what was shown to a person to decide on."""

    def __init__(self, desks: tuple[AtDesk, AtDesk]) -> None:
        self.desks = desks
        self.folder = desks[0].folder
        self.acknowledged: list[str] = []
        self.shown: set[str] = set()

    def step(self, what: str, at: int = 0, *details: object) -> None:
        """Do one thing, and see that nothing was lost by it."""
        desk = self.desks[at]
        if what == "answer":
            text = f"said-{len(self.acknowledged)}"
            desk.answer(str(details[0]), text)
            self.acknowledged.append(text)
        elif what == "save a copy":
            self._save(desk)
        elif what == "start again":
            desk.reopen()
            self._start(desk, *details)
        elif what == "set the clock":
            desk.clock = desk.clock.replace(year=2026 + int(str(details[0])) // 366)
        elif what == "put back a backup" and (there := list_backups(desk.path)):
            # Who puts files in place by hand keeps what was there by hand.
            number = len(list(desk.place.iterdir()))
            shutil.copyfile(desk.path, desk.place / f"mine-set-aside-{number}.stocktake")
            desk.put_back_backup(there[-1].path)
        elif what == "copy goes its own way" and (self.folder / COPY_NAME).exists():
            number = len(list(self.folder.iterdir()))
            main = self.folder / COPY_NAME
            main.rename(main.with_name(f"Stocktake copy ({number}).stocktake"))
        self.check()

    def _save(self, desk: AtDesk) -> None:
        main = self.folder / COPY_NAME
        before = texts_in(main) if main.exists() else set()
        try:
            desk.write()
        except StocktakeError as error:
            assert error.code in ("desk_copy_ahead", "desk_copy_apart", "desk_copy_of_another")
            return
        # Nothing was written over that this desk never had, or a person was never shown.
        assert before <= texts_in(desk.path) | self.shown

    def _start(self, desk: AtDesk, decision: object, keeps: object) -> None:
        found = desk.look()
        if found.verdict is Verdict.THEIRS_NEWER and not keeps:
            here = texts_in(desk.path)
            desk.carry_on(found)
            is_first = found.is_first
            assert is_first or here <= texts_in(desk.path) | self.shown
        elif found.verdict is Verdict.BOTH_MOVED and not keeps:
            self._settle(desk, found, Decision(decision))

    def _settle(self, desk: AtDesk, found: Standing, decision: Decision) -> None:
        listed = desk.differences(found)
        assert found.copied is not None
        here = texts_in(desk.path)
        for one in listed.practices:
            self.shown |= {each.theirs_words for _, each in one.returned.differences}
            decisions = {(form, *each.key): decision for form, each in one.returned.differences}
            take_in(desk.workspace, one, decisions, "Practice manager")
        add_begun(desk.workspace, listed, "Practice manager")
        kept = settle(desk.workspace, found, desk.desk, desk.tick())
        # What stood there is here now, or was here once, or was shown; the rest they had changed
        # themselves, and it stays readable in the copy that is kept.
        assert texts_in(found.copied, "answers", "value") <= texts_in(desk.path) | self.shown
        assert texts_in(found.copied) == texts_in(kept)
        assert here <= texts_in(desk.path)
        self.shown |= texts_in(kept)

    def check(self) -> None:
        """Every acknowledged answer is somewhere that a person can open."""
        files = [*self.folder.glob("*.stocktake")]
        for desk in self.desks:
            files += [desk.path, *desk.place.glob("*-set-aside-*.stocktake")]
            files += [each.path for each in list_backups(desk.path)]
            files += kept_copies(desk.path)
        found = set().union(*(texts_in(file) for file in files))
        assert set(self.acknowledged) <= found


@settings(
    max_examples=runs(long=300, short=8),
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(st.lists(STEPS, min_size=4, max_size=16))
def test_no_answer_is_lost_whatever_two_desks_do(steps: list[tuple[object, ...]]) -> None:
    place = Path(tempfile.mkdtemp())
    try:
        for desks in two_desks(place):
            watched = Watched(desks)
            watched.step("answer", 0, QUESTIONS[0])
            watched.step("save a copy", 0)
            watched.step("start again", 1, Decision.THEIRS, False)
            for step in steps:
                watched.step(*step)  # type: ignore[arg-type]
    finally:
        shutil.rmtree(place)


@settings(max_examples=runs(long=100, short=4), deadline=None)
@given(
    st.lists(st.tuples(DESKS, st.sampled_from(QUESTIONS)), min_size=1, max_size=8),
    st.sampled_from(Decision),
)
def test_desks_that_both_moved_on_agree_in_the_end(
    answers: list[tuple[int, str]], decision: Decision
) -> None:
    place = Path(tempfile.mkdtemp())
    try:
        for one, three in two_desks(place):
            watched = Watched((one, three))
            watched.step("answer", 0, QUESTIONS[0])
            watched.step("save a copy", 0)
            watched.step("start again", 1, decision, False)
            for desk, question in answers:
                watched.step("answer", desk, question)
            for desk in (1, 0, 0, 1):
                watched.step("save a copy", desk)
                watched.step("start again", desk, decision, False)
            watched.step("save a copy", 0)
            watched.step("start again", 1, decision, False)
            for question in QUESTIONS:
                assert one.said(question) == three.said(question)
            assert one.look().verdict is three.look().verdict is Verdict.SAME
    finally:
        shutil.rmtree(place)
