"""A workbook that somebody edits: what stands where, what the edit means, and what came of it.

An edit changes an openpyxl workbook, or its finished bytes, and says of each answer it meant to
change what must be read there: another value, nothing, or that it could not be read. Whatever an
edit does not name must come back as it was.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from openpyxl import Workbook, load_workbook

from stocktake.questionnaire.answers import BLANK, Address, Answer, State, Value
from stocktake.questionnaire.form import Field
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.types import TYPES
from stocktake.workbooks.layout import ANSWER, ID
from stocktake.workbooks.marks import ANSWER_MARK
from stocktake.workbooks.verdicts import ReadResult

UNREAD = "could not be read"
"""What must be read where an answer was made unreadable: nothing, and a problem with its cell."""

ANY_ROW = "*"
"""Stands for the id of a row that was put in by hand."""

Key = tuple[int, Address]
Meant = Value | None
FIGURES = ("number", "rating")


@dataclass(frozen=True)
class Target:
    """One answer, its question and the cell it stands in."""

    key: Key
    field: Field
    value: Any
    cell: Any

    @property
    def is_in_table(self) -> bool:
        return bool(self.key[1].row)


@dataclass
class Book:
    """A workbook under edit.

    Attributes:
        meant: what the edit means each answer it touches to say afterwards.
        after: what is done to the finished parts, by name, once it is saved.
    """

    workbook: Workbook
    before: ReadResult
    forms: dict[str, LoadedForm]
    chance: random.Random
    meant: dict[Key, Meant] = field(default_factory=dict)
    after: list[Callable[[str, bytes], bytes]] = field(default_factory=list)

    def targets(self, *families: str, most: int = 0) -> list[Target]:
        """Answers of these families, a few of them by chance; ``most`` 0 is all."""
        found = [each for each in self._targets() if TYPES[each.field.type].family in families]
        return found if not most else self.chance.sample(found, min(most, len(found)))

    def _targets(self) -> Iterator[Target]:
        for index, member in enumerate(self.before.members):
            form = self.forms[member.submission.form_id]
            for address, answer in member.submission.answers.items():
                place = member.provenance.place(address)
                question = form.fields.get(address.field_id)
                is_there = place is not None and question is not None
                if is_there and answer.state is State.ANSWERED and answer.value is not None:
                    cell = self.workbook[place.sheet][place.cell]
                    yield Target((index, address), question, answer.value, cell)

    @property
    def sheets(self) -> list[Any]:
        """The answer sheets."""
        return [
            sheet
            for sheet in self.workbook
            if any(c.value == ANSWER_MARK for row in sheet.iter_rows(max_row=12) for c in row)
        ]

    def heading(self, sheet: Any, word: str) -> Any:
        """The cell of a heading."""
        for row in sheet.iter_rows(max_row=20):
            if {ID, ANSWER} <= {cell.value for cell in row}:
                return next(cell for cell in row if cell.value == word)
        raise LookupError(word)

    def put(self, target: Target, value: Any, meant: Meant = UNREAD) -> None:
        """Type something over an answer."""
        target.cell.value = value
        self.meant[target.key] = meant


Edit = Callable[[Book], None]


class Edits(dict[str, Edit]):
    """Kinds of edit by name."""

    def kind(self, name: str) -> Callable[[Edit], Edit]:
        """Give an edit its name."""

        def keep(function: Edit) -> Edit:
            self[name] = function
            return function

        return keep


def edited(
    data: bytes, edit: Edit, before: ReadResult, forms: dict[str, LoadedForm], seed: int
) -> tuple[bytes, dict[Key, Meant]]:
    """Make one edit to a workbook as openpyxl saves it, without its payload."""
    book = Book(load_workbook(BytesIO(data)), before, forms, random.Random(seed))
    edit(book)
    file = BytesIO()
    book.workbook.save(file)
    return repacked(file.getvalue(), book.after), book.meant


def repacked(data: bytes, changes: list[Callable[[str, bytes], bytes]]) -> bytes:
    """Change the parts of a workbook that hold its sheets."""
    if not changes:
        return data
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            part = old.read(name)
            for change in changes:
                part = change(name, part) if name.endswith((".xml", ".rels")) else part
            new.writestr(name, part)
    return file.getvalue()


def with_payload(edited: bytes, original: bytes) -> bytes:
    """Put the payload back, as Excel and LibreOffice keep it through a save."""
    part = "customXml/item1.xml"
    file = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(edited)) as old,
        zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, old.read(name))
        with zipfile.ZipFile(BytesIO(original)) as whole:
            new.writestr(part, whole.read(part))
    return file.getvalue()


@dataclass
class Tally:
    """What became of the answers of some workbooks.

    Attributes:
        silent: answers that changed, or were not read, and of which nothing was said.
        untouched: answers no edit meant to change; ``kept`` of them came back as they were.
    """

    files: int = 0
    untouched: int = 0
    kept: int = 0
    meant: int = 0
    problems: int = 0
    differences: int = 0
    silent: list[str] = field(default_factory=list)

    def add(self, other: Tally) -> None:
        for name in ("files", "untouched", "kept", "meant", "problems", "differences"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.silent += other.silent


def compare(before: ReadResult, after: ReadResult, meant: dict[Key, Meant]) -> Tally:
    """Set what was read after an edit against what was there, and what the edit meant."""
    tally = Tally(files=1, problems=len(after.problems), differences=len(after.differences))
    told = {(index, each.address) for index, each in after.differences}
    places = " ".join(problem.where + " ;" for problem in after.problems)
    codes = {problem.code for problem in after.problems}
    if len(after.members) != len(before.members):
        tally.silent += [] if codes else [f"members gone: {after.verdict}"]
        return tally
    for index, (was, now) in enumerate(zip(before.members, after.members, strict=True)):
        old, new = was.submission.answers, now.submission.answers
        for address in dict.fromkeys([*old, *new]):
            key = (index, address)
            if address.row and old[address] == BLANK and key not in meant:
                key = (index, Address(address.question, ANY_ROW, address.column))
                key = key if key in meant else (index, address)
            place = now.provenance.place(address) or was.provenance.place(address)
            is_named = place is not None and f"{place.sheet} {place.cell} ;" in places
            is_same = same(old[address], new[address])
            if key not in meant:
                tally.untouched += 1
                tally.kept += is_same
                is_told = key in told or is_named or _is_gone(codes)
                if not is_same and not is_told:
                    tally.silent.append(f"{address}: {old[address].value!r} {new[address].value!r}")
                continue
            tally.meant += 1
            wanted = meant[key]
            if wanted == UNREAD:
                is_right = is_named and (is_same or new[address].value is None)
            else:
                is_right = _alike(new[address].value, wanted)
                is_right &= (index, address) in told or not after.is_base_known or is_same
            if not is_right:
                tally.silent.append(f"{address}: meant {wanted!r}, read {new[address].value!r}")
    return tally


def _is_gone(codes: set[str]) -> bool:
    return bool(codes & {"rows_gone", "not_compared"})


def same(one: Answer, other: Answer) -> bool:
    """Whether two answers say the same; options have no order."""
    return _alike(one.value, other.value) and (
        (one.state, one.estimate, one.carried_forward, one.note)
        == (other.state, other.estimate, other.carried_forward, other.note)
    )


def _alike(one: Any, other: Any) -> bool:
    if isinstance(one, tuple) and isinstance(other, tuple):
        return sorted(one) == sorted(other)
    return bool(one == other)
