"""What leaves the practice in an export: every cell of it, before it goes.

The same list is shown as the preview and makes the submissions that are written, so that what is
seen is what is sent. Nothing here reads or writes a file.

Source: content/stocktake.md A.0.2, A.0.8, B.1 rule 9 and D; content/expectations.md B1.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from stocktake.errors import StocktakeError
from stocktake.questionnaire.naming import FINDING_WORDS, names_someone
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Submission
from stocktake.tasks.leaving_answers import IDENTITY, Gathering, LeavingCell
from stocktake.tasks.leaving_rules import ShareChoice
from stocktake.units import date_in_words
from stocktake.workbooks.exports.data import (
    NOTHING_PUBLISHED,
    FormAnswers,
    PublishedRows,
    ShownFigure,
    SignOffBlock,
)

__all__ = ["HeldBack", "Leaving", "LeavingCell", "NameFound", "Return", "ShareChoice", "leaving_of"]

Return = tuple[Submission, Sheet]
"""A submission as it is saved, and its answers over their form."""

_ABOUT = "About this workbook"
_SIGN_OFF = "Sign-off"
SIGNED = "Your sign-off, printed on the first sheet"


@dataclass(frozen=True, slots=True)
class HeldBack:
    """How many answers of one kind stay."""

    count: int
    kind: str

    @property
    def words(self) -> str:
        """As it is printed: "Staying: 3 notes you did not share and tick"."""
        return f"Staying: {self.count} {self.kind}"


@dataclass(frozen=True, slots=True)
class NameFound:
    """Words that may name a person in text that is about to leave; shown, never cut out."""

    cell: LeavingCell
    kind: str
    text: str

    @property
    def words(self) -> str:
        """What was found and where, in a sentence."""
        return f"“{self.cell.label}” holds {self.kind}: {self.text}"


@dataclass(frozen=True)
class Leaving:
    """What one choice lets out.

    Attributes:
        cells: everything that goes, in the order of the forms.
        could_tick: what stays and would go if it were ticked.
        held_back: how many answers stay, by kind.
        forms: the submissions as they leave, with their layout.
        figures: the indicators that go.
        held_domains: domains with an answered rating that stays.
        sign_off: who signed what leaves, with their names; None is a draft.
        published: published figures beside the answers that go.
    """

    choice: ShareChoice
    cells: tuple[LeavingCell, ...]
    could_tick: tuple[LeavingCell, ...]
    held_back: tuple[HeldBack, ...]
    forms: tuple[FormAnswers, ...]
    figures: tuple[ShownFigure, ...]
    held_domains: frozenset[str]
    sign_off: SignOffBlock | None = None
    published: PublishedRows = NOTHING_PUBLISHED

    @property
    def submissions(self) -> tuple[Submission, ...]:
        """The submissions as they leave."""
        return tuple(form.submission for form in self.forms)

    @cached_property
    def findings(self) -> tuple[NameFound, ...]:
        """What may name a person in the text that goes."""
        return tuple(_names(self.forms, self.cells))


def leaving_of(
    returns: Sequence[Return], choice: ShareChoice, sign_off: SignOffBlock | None = None
) -> Leaving:
    """Work out what leaves.

    Args:
        returns: the submissions of one export with their sheets, in the order of its members.
        choice: what the practice lets out.
        sign_off: who signed these returns, which is printed with them.

    Raises:
        StocktakeError: ``nothing_leaves`` when the choice is that nothing does; ``private_form``
            when one of them never leaves its own file.
    """
    if choice.kind == "nothing":
        raise StocktakeError(
            "nothing_leaves",
            "You chose that nothing leaves, so there is nothing to export.",
            "Choose what may leave, look at the preview, then export.",
        )
    gathered = [Gathering(submission, sheet, choice) for submission, sheet in returns]
    for each in gathered:
        if each.sheet.loaded.form.private:
            raise StocktakeError(
                "private_form",
                f"“{each.sheet.loaded.form.title}” is personal and never leaves its own file.",
                "Leave it out of the export.",
            )
        each.gather()
    counts = sum((each.held for each in gathered), Counter[str]())
    return Leaving(
        choice=choice,
        cells=(
            *_identity(returns[0][0]),
            *_signers(sign_off),
            *(c for each in gathered for c in each.cells),
        ),
        could_tick=tuple(c for each in gathered for c in each.could_tick),
        held_back=tuple(HeldBack(count, kind) for kind, count in counts.most_common()),
        forms=tuple(each.form_answers() for each in gathered if each.leaves),
        figures=tuple(f for each in gathered for f in each.figures()),
        held_domains=frozenset(d for each in gathered for d in each.held_domains),
        sign_off=sign_off,
    )


def _identity(submission: Submission) -> Iterator[LeavingCell]:
    subject = submission.subject
    facts = {
        "Name": subject.name,
        "Code": subject.code,
        "PCN": subject.pcn_name,
        "PCN code": subject.pcn_code,
        "ICB": subject.icb_name,
        "Year": submission.round,
        "Assessment date": date_in_words(submission.assessed_on),
    }
    for label, shown in facts.items():
        if shown:
            yield LeavingCell(_ABOUT, "", "", label, "", shown, "P", IDENTITY)


def _signers(sign_off: SignOffBlock | None) -> Iterator[LeavingCell]:
    """The sign-off as it is printed on the first sheet, names included."""
    if sign_off is None:
        return
    facts = {
        "Signed as": f"Version {sign_off.version}",
        "Signed by": sign_off.name,
        "Role": sign_off.role,
        "Date": date_in_words(sign_off.signed_on),
        "Statement": sign_off.statement,
        "Second person": sign_off.second_name,
        "Second person's role": sign_off.second_role,
    }
    facts |= {f"SHA-256 of the signed copy: {title}": each for title, each in sign_off.copies}
    for label, shown in facts.items():
        if shown:
            yield LeavingCell(_SIGN_OFF, "", "", label, "", shown, "P", SIGNED)


def _names(forms: Iterable[FormAnswers], cells: Iterable[LeavingCell]) -> Iterator[NameFound]:
    """Look through typed text and notes; labels of options cannot name anybody."""
    fields = {key: each for form in forms for key, each in form.loaded.fields.items()}
    for cell in cells:
        if cell.address is None:
            continue
        is_text = fields[cell.address.field_id].type in ("text", "long_text")
        if is_text or cell.is_note:
            for found in names_someone(cell.shown):
                yield NameFound(cell, FINDING_WORDS[found.kind], found.text)
