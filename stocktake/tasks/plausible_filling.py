"""The page a made-up practice is written on: what was said stands, the rest is made up.

Chance comes from ``random.Random`` seeded by the practice and the part being filled in, so that the
same seed gives the same answers to the byte, and saying one thing more changes nothing elsewhere.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TypeVar

from stocktake.questionnaire.answers import Address, Answer, Answers, Value, answered
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.submission import Subject
from stocktake.units import add_months, round_half_up

Option = TypeVar("Option")

_STEPS = 1000
"""Chance is drawn in thousandths and worked on as Decimal: no machine rounds its own way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeProfile:
    """What a made-up practice is like.

    Attributes:
        seed: chance; the same seed gives the same practice.
        list_size: registered patients.
        rurality: a code of ``profile.rurality``.
        levels: strength in each domain, 0 to 4.
        completeness: share of what is asked that is dealt with, 0 to 1.
        confirms_five: whether the five priorities are confirmed.
        return_ids: of the stocktake and of the expectations review.
    """

    subject: Subject
    seed: str
    list_size: int
    rurality: str
    levels: Mapping[str, int]
    today: date
    round: str
    return_ids: tuple[str, str]
    completeness: Decimal = Decimal(1)
    route: str = "full"
    confirms_five: bool = True
    sample: bool = False


class Filling:
    """One form being filled in.

    Attributes:
        loaded: the form.
        answers: what is filled in so far.
        said: addresses that were given and must stand.
        totals: sums of the staff table, by a name beginning with @.
    """

    def __init__(
        self, loaded: LoadedForm, profile: PracticeProfile, said: Mapping[Address, Answer]
    ) -> None:
        self.loaded = loaded
        self.profile = profile
        self.answers = Answers(said)
        self.said = frozenset(said)
        self.totals: dict[str, Decimal] = {}
        self.begin("")

    def begin(self, part: str) -> None:
        """Begin a part with chance of its own."""
        self._chance = Random(f"{self.profile.seed}/{self.loaded.id}/{part}")

    # Writing

    def put(self, question: str, value: Value | int, row: str = "", column: str = "") -> None:
        """Write an answer, unless something was said there."""
        address = Address(question, row, f"{question}.{column}" if column else "")
        if address not in self.said:
            whole = Decimal(value) if isinstance(value, int) else value
            self.answers[address] = answered(whole)

    def put_row(self, table: str, row: str, cells: Mapping[str, Value | int | None]) -> None:
        """Write the cells of a row, by the end of each column's id; None leaves a cell blank."""
        for column, value in cells.items():
            if value is not None and value != ():
                self.put(table, value, row, column)

    def new_row(self) -> str:
        """Make the id of an added row."""
        return f"{self._chance.getrandbits(32):08x}"

    def said_rows(self, table: str) -> tuple[str, ...]:
        """Rows of a table of which something was said."""
        return tuple(dict.fromkeys(a.row for a in sorted(self.said) if a.question == table))

    # Reading

    def number(self, name: str) -> Decimal | None:
        """The number answered to a question, or a total of the staff table."""
        if name.startswith("@"):
            return self.totals.get(name)
        value = self.answers.get(name).usable
        return value if isinstance(value, Decimal) else None

    def word(self, question: str) -> str:
        """The code or text answered to a question; empty when there is none."""
        value = self.answers.get(question).usable
        return value if isinstance(value, str) else ""

    def cell(self, table: str, row: str, column: str) -> Value | None:
        """The value of a cell, by the end of its column's id."""
        return self.answers.get(table, row, f"{table}.{column}").usable

    def level(self, name: str) -> int:
        """The level of a rating as it was answered, or of a domain."""
        rating = self.number(name)
        return int(rating) if rating is not None else self.profile.levels.get(name, 2)

    # Chance

    def share(self) -> Decimal:
        """A number from 0 to 1."""
        return Decimal(self._chance.randint(0, _STEPS)) / _STEPS

    def chance(self, percent: int) -> bool:
        """Whether something happens that does so often, of a hundred times."""
        return self._chance.randrange(100) < percent

    def between(self, low: Decimal | int, high: Decimal | int, places: int = 0) -> Decimal:
        """A number between two."""
        return round_half_up(low + (high - low) * self.share(), places)

    def month_end(self, soonest: int, latest: int) -> date:
        """The end of a month, so many months from the day of the stocktake."""
        month = add_months(self.profile.today.replace(day=1), self.whole(soonest, latest) + 1)
        return month - timedelta(1)

    def whole(self, low: int, high: int) -> int:
        """A whole number between two."""
        return self._chance.randint(low, high)

    def one(self, options: Sequence[Option]) -> Option:
        """One of these."""
        return options[self._chance.randrange(len(options))]

    def some(self, options: Sequence[Option], least: int, most: int) -> tuple[Option, ...]:
        """Some of these, in the order they stand."""
        count = min(self._chance.randint(least, most), len(options))
        places = sorted(self._chance.sample(range(len(options)), count))
        return tuple(options[place] for place in places)

    def shuffled(self, options: Sequence[Option]) -> list[Option]:
        """All of these, in another order."""
        return self._chance.sample(options, len(options))
