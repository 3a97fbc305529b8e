"""Sign a practice's round off, look at what was signed, and reopen it.

The stocktake and the expectations are signed together; every other pack by itself. Required blanks
and what is impossible stop a sign-off, and nothing else does. It is a record of who agreed to what
and when, and no digital signature.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.progress import progress
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Submission
from stocktake.store.sign_offs import Signing, SignOff
from stocktake.tasks.compare import CHANGES, MovedAnswer, compare_sheets
from stocktake.tasks.export_offers import PRACTICE_WORKBOOK
from stocktake.tasks.kept_forms import kept_form
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.sheets import sheet_of
from stocktake.units import date_in_words

STATEMENT = (
    "To the best of our knowledge these answers are complete and right as at the assessment date, "
    "and the practice agrees to them."
)
"""Offered as the statement; whoever signs may write another."""

Return = tuple[Submission, Sheet]


@dataclass(frozen=True, slots=True)
class SignedVersion:
    """One signed version of a round or pack.

    Attributes:
        sign_offs: one for each form that was signed together, by form id.
    """

    sign_offs: Mapping[str, SignOff]

    @property
    def first(self) -> SignOff:
        """The sign-off of the first form; who and when is the same in all of them."""
        return next(iter(self.sign_offs.values()))

    @property
    def version(self) -> int:
        """Its number."""
        return self.first.version

    @property
    def words(self) -> str:
        """What it is, in a line: "Version 1, signed on 3 March 2027"."""
        return f"Version {self.version}, signed on {date_in_words(self.first.said.signed_on)}"


def forms_of(what: str) -> tuple[str, ...]:
    """The forms that are signed together.

    Args:
        what: the id of a pack; blank is the stocktake with the expectations.
    """
    return (STOCKTAKE, EXPECTATIONS) if what == PRACTICE_WORKBOOK else (what,)


def what_is_signed(form_id: str) -> str:
    """What a form is signed as part of: a pack is itself; the two main forms are one, blank."""
    return PRACTICE_WORKBOOK if form_id in (STOCKTAKE, EXPECTATIONS) else form_id


def in_the_way(practice: OpenPractice, what: str) -> int:
    """How many answers stop a sign-off: those that are needed, and those that are impossible."""
    count = 0
    for form_id in forms_of(what):
        sheet = practice.sheet(form_id)
        for section in sheet.loaded.sections:
            found = progress(sheet, section.id)
            count += found.required_left + found.problems
    return count


def sign(practice: OpenPractice, what: str, said: Signing) -> SignedVersion:
    """Sign off, and freeze a copy of every form that is signed.

    Args:
        practice: the practice, with everything that was typed saved.
        what: the id of a pack; blank is the stocktake with the expectations.
        said: who signs, when, and what they confirm.

    Raises:
        StocktakeError: ``sign_off_incomplete``, ``not_ready``, ``open_to_read``, ``signed``; or it
            could not be saved, and then nothing of it is.
    """
    _check(practice, what, said)
    forms = forms_of(what)
    numbers = [practice.open_return(form_id).id for form_id in forms]
    made = practice.workspace.sign_offs.sign(numbers, said, role=practice.role)
    practice.read_afresh()
    return SignedVersion(dict(zip(forms, made, strict=True)))


def _check(practice: OpenPractice, what: str, said: Signing) -> None:
    needed = {"your name": said.name, "your role": said.role, "the statement": said.statement}
    missing = [words for words, given in needed.items() if not given.strip()]
    if said.second_name.strip() and not said.second_role.strip():
        missing.append("the second person's role")
    if said.second_role.strip() and not said.second_name.strip():
        missing.append("the second person's name")
    if missing:
        raise StocktakeError(
            "sign_off_incomplete", f"Still missing: {', '.join(missing)}.", "Type it, then sign."
        )
    if practice.read_only:
        raise StocktakeError(
            "open_to_read",
            "This is open to read only, so it cannot be signed.",
            "Open the newest year, in a file that can be saved to.",
        )
    stopping = in_the_way(practice, what)
    if stopping:
        answers = counted(stopping, "answer stands", "answers stand")
        raise StocktakeError(
            "not_ready",
            f"{answers} in the way of signing.",
            "Give what is still needed and put right what is impossible; both are listed.",
        )


def reopen(practice: OpenPractice, what: str, why: str) -> None:
    """Reopen what is signed; the signed version is kept, and the next sign-off is the next.

    Raises:
        StocktakeError: ``no_reason``, ``not_signed``, or it could not be saved.
    """
    if not why.strip():
        raise StocktakeError(
            "no_reason", "Say why it is reopened.", "A few words are enough; they are kept."
        )
    number = practice.open_return(forms_of(what)[0]).id
    practice.workspace.sign_offs.reopen(number, why.strip(), role=practice.role)
    practice.read_afresh()


def versions(practice: OpenPractice, what: str) -> tuple[SignedVersion, ...]:
    """Every signed version of a round or pack, the newest first.

    Raises:
        StocktakeError: ``workspace_damaged`` when a sign-off has changed by itself.
    """
    found: dict[int, dict[str, SignOff]] = {}
    for form_id in forms_of(what):
        listed = practice.listed(form_id)
        for each in practice.workspace.sign_offs.of(listed.id) if listed else ():
            found.setdefault(each.version, {})[form_id] = each
    return tuple(SignedVersion(found[number]) for number in sorted(found, reverse=True))


def standing(practice: OpenPractice, what: str) -> SignedVersion | None:
    """The version that is signed now; None while it is a draft."""
    newest = next(iter(versions(practice, what)), None)
    return newest if newest is not None and newest.first.is_standing else None


def version_of(practice: OpenPractice, what: str, number: int) -> SignedVersion:
    """One signed version by its number.

    Raises:
        StocktakeError: ``no_such_version``.
    """
    for each in versions(practice, what):
        if each.version == number:
            return each
    raise StocktakeError(
        "no_such_version", f"There is no signed version {number}.", "Choose one from the list."
    )


def signed_returns(practice: OpenPractice, signed: SignedVersion) -> tuple[Return, ...]:
    """The frozen copies of a version, laid over the forms they were given to.

    Raises:
        StocktakeError: ``signed_copy_damaged`` or ``signed_copy_removed``.
    """
    found = []
    for each in signed.sign_offs.values():
        submission = practice.workspace.sign_offs.frozen(each)
        form = shipped_form(submission.form_id)
        if submission.form_hash != form.hash:
            form = kept_form(practice.workspace, submission.form_hash) or form
        found.append((submission, sheet_of(submission, form)))
    return tuple(found)


def changes_since(practice: OpenPractice, signed: SignedVersion) -> tuple[MovedAnswer, ...]:
    """What is answered otherwise now than in a signed version, in the order of the forms.

    Raises:
        StocktakeError: as ``signed_returns``.
    """
    return tuple(
        moved
        for said, then in signed_returns(practice, signed)
        for moved in compare_sheets(then, practice.sheet(said.form_id))
        if moved.way in CHANGES
    )


def about_the_day(practice: OpenPractice, what: str, day: date, today: date) -> str:
    """What to say of the day somebody gives; empty when there is nothing to say.

    A day is never refused: a clock may have been wrong when the last version was signed.
    """
    last = max((each.first.said.signed_on for each in versions(practice, what)), default=day)
    if day < last:
        return f"This is before the last version, which was signed on {date_in_words(last)}."
    if day > today:
        return f"This day has not come yet: today is {date_in_words(today)}."
    return ""
