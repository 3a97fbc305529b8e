"""What the practices answered to a question of their PCN: one answer for each, counts, the rest.

Answers are a set, so the same file twice changes nothing and the order in which files come in is
never seen; a practice is known by its code. Where one practice has sent two answers that differ,
both are kept, the one decided last is counted, and a person may choose the other. Every share is of
all practices that were asked, so that who has not answered counts against every choice.

Source: content/expectations.md F3 (counted by practice and by list size), G3, G6 and G7.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal

from stocktake.merge.base import Base, base_of
from stocktake.merge.counts import Count, all_of, one
from stocktake.merge.leaving import RANGE_PRACTICES
from stocktake.merge.member import Expected
from stocktake.merge.naming import letters_in_order
from stocktake.merge.words import practices_and_patients
from stocktake.questionnaire.asking import Asking, Position, choice_of, tidy

NO_CHOICE = -1
"""Stands for an answer that takes none of the choices, in its own words or with a comment alone."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One practice's answer, as it is counted.

    Attributes:
        key: the practice, as it is known here.
        label: its name by consent, otherwise "practice A"; everything shown goes by it.
        at: which choice, or ``NO_CHOICE``.
        list_size: as the lead's list has it, otherwise as the practice gave it.
        is_late: it was decided after the day answers were wanted by.
    """

    key: str
    label: str
    position: Position
    at: int
    list_size: Decimal | None
    is_late: bool

    @property
    def count(self) -> Count:
        """One practice and its patients."""
        return one(self.list_size)


@dataclass(frozen=True, slots=True)
class ChoiceCount:
    """How many took one choice.

    Attributes:
        at: which choice, or ``NO_CHOICE``.
        base: practices out of all that were asked, and their share of patients.
        is_held: patients are not shown, because they would tell who an unnamed practice is.
    """

    at: int
    words: str
    base: Base
    answers: tuple[Answer, ...]
    is_held: bool = False

    @property
    def count_words(self) -> str:
        """How many took it: "3 of 4 practices, 85% of patients"."""
        base = self.base
        return practices_and_patients(base.practices, base.out_of, base.patients)


@dataclass(frozen=True, slots=True)
class TwoAnswers:
    """One practice that has sent answers which differ.

    Attributes:
        answers: all of them, the one that is counted first.
    """

    key: str
    name: str
    answers: tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class View:
    """What came of a question.

    Attributes:
        answers: one for each practice, in the order of their labels.
        choices: a count for each choice in its order, and one more where any took none of them.
        base: how many have answered.
        missing: of those that were asked, who has not answered.
        not_asked: answers from practices that are not on the lead's list; not counted.
        another_wording: answers to the question in other words; not counted.
        nameless: answers that do not say which practice they are from; not counted.
        two_answers: practices that sent answers which differ.
    """

    asking: Asking
    answers: tuple[Answer, ...]
    choices: tuple[ChoiceCount, ...]
    base: Base
    missing: tuple[Expected, ...] = ()
    not_asked: tuple[Position, ...] = ()
    another_wording: tuple[Position, ...] = ()
    nameless: tuple[Position, ...] = ()
    two_answers: tuple[TwoAnswers, ...] = ()

    @property
    def leading(self) -> ChoiceCount | None:
        """The choice most practices took; None where no choice has more than every other."""
        taken = [each for each in self.choices if each.at != NO_CHOICE and each.base.practices]
        most = max((each.base.practices for each in taken), default=0)
        first = [each for each in taken if each.base.practices == most]
        return first[0] if len(first) == 1 else None

    @property
    def others(self) -> tuple[ChoiceCount, ...]:
        """The views beside the leading one; all of them where none leads."""
        taken = tuple(each for each in self.choices if each.base.practices)
        return tuple(each for each in taken if each != self.leading)

    @property
    def late(self) -> tuple[Answer, ...]:
        """Answers decided after the day they were wanted by."""
        return tuple(each for each in self.answers if each.is_late)

    @property
    def unnamed(self) -> tuple[Answer, ...]:
        """Answers under a letter."""
        return tuple(each for each in self.answers if not each.position.name_shown)


@dataclass(frozen=True, slots=True)
class Known:
    """What the lead knows and has settled.

    Attributes:
        expected: the practices that were asked; empty when nobody said.
        picked: by practice, the fingerprint of the answer to count where there are two.
        letters: by practice, letters given before.
        seed: random; the order of letters comes from it, so that nobody can work them out.
    """

    expected: tuple[Expected, ...] = ()
    picked: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    seed: str = ""


def view_of(asking: Asking, positions: Iterable[Position], known: Known | None = None) -> View:
    """Count the answers to a question.

    Args:
        asking: what was asked.
        positions: every answer that came, in any order, any number of times.
        known: what the lead knows and has settled.
    """
    known = known or Known()
    of_it = [each for each in set(positions) if each.asking_id == asking.id]
    worded = [each for each in of_it if each.asking_hash == asking.hash]
    grouped = _by_practice([each for each in worded if each.key], known.expected)
    asked = {_key(each) for each in known.expected}
    taken = {key: group for key, group in grouped.items() if key in asked or not asked}
    chosen = {key: _in_order(group, known.picked.get(key, "")) for key, group in taken.items()}
    letters = given_letters([k for k, found in chosen.items() if not found[0].name_shown], known)
    sizes = {_key(each): each.list_size for each in known.expected}
    answers = [
        _answer(asking, key, found[0], letters.get(key, ""), sizes.get(key))
        for key, found in chosen.items()
    ]
    answers.sort(key=lambda each: (not each.position.name_shown, len(each.label), each.label))
    missing = tuple(each for each in known.expected if _key(each) not in chosen)
    everyone = all_of([e.count for e in answers] + [one(e.list_size) for e in missing])
    return View(
        asking,
        tuple(answers),
        _choices(asking, answers, everyone),
        _answered(answers, everyone),
        missing,
        not_asked=_sorted(group[0] for key, group in grouped.items() if key not in taken),
        another_wording=_sorted(each for each in of_it if each not in worded),
        nameless=_sorted(each for each in worded if not each.key),
        two_answers=tuple(
            TwoAnswers(key, found[0].name, found)
            for key, found in sorted(chosen.items())
            if len(found) > 1
        ),
    )


def given_letters(keys: Iterable[str], known: Known) -> dict[str, str]:
    """Give letters to practices that are not named, keeping those given before."""

    def place(key: str) -> str:
        return hashlib.sha256(f"{known.seed}\x1f{key}".encode()).hexdigest()

    return letters_in_order(sorted(keys, key=place), known.letters)


def _key(expected: Expected) -> str:
    return expected.code.upper() or tidy(expected.name)


def _sorted(positions: Iterable[Position]) -> tuple[Position, ...]:
    return tuple(sorted(positions, key=lambda each: (each.key, each.fingerprint)))


def _by_practice(
    positions: Sequence[Position], expected: Sequence[Expected]
) -> dict[str, list[Position]]:
    """Put together what is from one practice: by code, or by a name that only one code has."""
    codes: dict[str, set[str]] = defaultdict(set)
    pairs = [(each.name, each.code.strip().upper()) for each in positions]
    for name, code in pairs + [(each.name, each.code.upper()) for each in expected]:
        if code and name:
            codes[tidy(name)].add(code)
    by_name = {name: next(iter(found)) for name, found in codes.items() if len(found) == 1}
    only_names = {tidy(each.name) for each in expected if not each.code}
    grouped: dict[str, list[Position]] = defaultdict(list)
    for each in positions:
        name = tidy(each.name)
        is_by_name = name in only_names
        key = name if is_by_name else each.code.strip().upper() or by_name.get(name, name)
        grouped[key].append(each)
    return {key: sorted(group, key=_last_first) for key, group in grouped.items()}


def _last_first(position: Position) -> tuple[int, bool, int, str]:
    """The order in which two answers of one practice are proposed."""
    day = (position.decided_on or date.min).toordinal()
    return (-day, not position.answer_id, -position.revision, position.fingerprint)


def _in_order(group: Sequence[Position], picked: str) -> tuple[Position, ...]:
    """The answers of one practice that stand and differ, the one that counts first."""
    newest = {
        answer_id: max(each.revision for each in group if each.answer_id == answer_id)
        for answer_id in {each.answer_id for each in group}
    }
    standing = [e for e in group if not e.answer_id or e.revision == newest[e.answer_id]]
    differing = {each.fingerprint: each for each in reversed(standing)}
    found = sorted(differing.values(), key=_last_first)
    found.sort(key=lambda each: each.fingerprint != picked)
    return tuple(found)


def _answer(
    asking: Asking, key: str, position: Position, letter: str, size: Decimal | None
) -> Answer:
    at = choice_of(asking, position.choice)
    day = position.decided_on
    return Answer(
        key,
        position.name.strip() or position.code if position.name_shown else f"practice {letter}",
        position,
        NO_CHOICE if at is None else at,
        position.list_size if size is None else size,
        bool(day and asking.wanted_by and day > asking.wanted_by),
    )


def _answered(answers: Sequence[Answer], everyone: Count) -> Base:
    """How many have answered; their patients only where these do not tell who they are."""
    base = base_of("answers", all_of(each.count for each in answers), everyone)
    return replace(base, patients=None) if _tells_who(answers) else base


def _choices(asking: Asking, answers: Sequence[Answer], everyone: Count) -> tuple[ChoiceCount, ...]:
    numbers = [*range(len(asking.choices)), NO_CHOICE]
    found = {at: tuple(each for each in answers if each.at == at) for at in numbers}
    held = _held(found)
    counts = []
    for at, taken in found.items():
        if at == NO_CHOICE and not taken:
            continue
        counted = all_of(each.count for each in taken)
        base = base_of("answers", counted, everyone)
        words = "None of the choices" if at == NO_CHOICE else asking.choices[at]
        if at in held:
            base = replace(base, patients=None)
        counts.append(ChoiceCount(at, words, base, taken, at in held))
    return tuple(counts)


def _tells_who(answers: Sequence[Answer]) -> bool:
    """Whether the patients of these practices would tell who one without a name is.

    List sizes are published, so the share of one or two practices is as good as their names.
    """
    few = 0 < len(answers) < RANGE_PRACTICES
    return few and any(not each.position.name_shown for each in answers)


def _held(found: Mapping[int, Sequence[Answer]]) -> frozenset[int]:
    """Choices whose patients are not shown: where they tell who, and one more beside a lone one."""
    taken = {at: answers for at, answers in found.items() if answers}
    held = {at for at, answers in taken.items() if _tells_who(answers)}
    if len(held) == 1:
        # With the total and all the others shown, a single one that is held could be worked out.
        rest = sorted(taken.keys() - held, key=lambda at: (len(taken[at]), at))
        held.update(rest[:1])
    return frozenset(held)
