"""Export a practice's workbook: what leaves, the plan that follows from it, and the file."""

from __future__ import annotations

import threading
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from stocktake import __version__
from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.planning.plan import PracticePlan
from stocktake.questionnaire.answers import Address, Answers, answered
from stocktake.questionnaire.form_ids import ACTIONS, EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Submission
from stocktake.rates.card import RateCard
from stocktake.tasks.card_lines import lines_return
from stocktake.tasks.export_numbering import numbered
from stocktake.tasks.leaving import Leaving, Return, ShareChoice, leaving_of
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.practice_figures import figures_for
from stocktake.tasks.practice_plan import plan_of
from stocktake.tasks.published_leaving import with_published
from stocktake.tasks.rate_card import load_card
from stocktake.tasks.sheets import sheet_of
from stocktake.tasks.sign_off import signed_returns
from stocktake.tasks.signed_export import AS_IT_IS, block_of, signed_version
from stocktake.units import date_in_words
from stocktake.workbooks.exports import EXPORTS, WorkbookData
from stocktake.workbooks.exports.data import DRAFT

MADE_BY = f"Stocktake {__version__}"

_SHARE_CHOICE, _SHOW_NAME = Address("admin.share_choice"), Address("admin.show_name")
_NAME_OUTSIDE = Address("admin.name_outside")
_PRICES = ("services.", "rate_card.", "scale.new_income", "terms.hour_value")
_FORBIDDEN = frozenset('<>:"/\\|?*')
_MOST_NAME = 60
_MOST_COPIES = 1000
_NAMED = "The other practices of our PCN may see our name beside our results."
_NOT_NAMED = "The other practices of our PCN may not see our name beside our results."
_NAMED_OUTSIDE = "Files that our PCN sends on may name us, with the words we share."
_NOT_NAMED_OUTSIDE = "Files that our PCN sends on may not name us."


@dataclass(frozen=True, slots=True)
class Exported:
    """An export that was written.

    Attributes:
        path: the file.
        sentence: what to say in the e-mail it goes with.
        warnings: what to look at before sending it, in sentences.
    """

    path: Path
    sentence: str
    warnings: tuple[str, ...] = ()


def preview(
    practice: OpenPractice, choice: ShareChoice, form_id: str = "", version: int = AS_IT_IS
) -> Leaving:
    """Show what an export would let out.

    Args:
        practice: the practice.
        choice: what it lets out.
        form_id: a pack of its own; blank is the practice workbook.
        version: a signed version by its number, exactly as it was signed.

    Raises:
        StocktakeError: ``nothing_leaves``, ``private_form``, or the answers cannot be read.
    """
    signed = signed_version(practice, form_id, version)
    if signed is None:
        drafts = _with_card(practice, _returns(practice, form_id))
        return with_published(practice, drafts, leaving_of(drafts, choice))
    returns = signed_returns(practice, signed)
    if signed.first.is_standing:
        returns = _with_card(practice, returns)
    leaving = leaving_of(returns, choice, block_of(signed))
    return with_published(practice, returns, leaving, until=signed.first.signed_at)


def export_practice(
    practice: OpenPractice, choice: ShareChoice, folder: Path, now: datetime | None = None
) -> Exported:
    """Write the practice workbook: the stocktake and the expectations.

    The choice itself is saved among the answers, so that it travels and is there next time.

    Args:
        practice: the practice, as it stands.
        choice: what leaves.
        folder: where the file goes; a different file of the same name is left alone.
        now: the moment of writing, with its time zone; None takes the clock.

    Raises:
        StocktakeError: ``nothing_leaves``, or the file could not be written.
    """
    return _export(practice, choice, folder, now, "")


def export_pack(
    practice: OpenPractice,
    form_id: str,
    choice: ShareChoice,
    folder: Path,
    now: datetime | None = None,
) -> Exported:
    """Write the workbook of another pack; as ``export_practice``.

    Raises:
        StocktakeError: ``nothing_leaves``, ``private_form``, or the file could not be written.
    """
    return _export(practice, choice, folder, now, form_id)


def _export(
    practice: OpenPractice, choice: ShareChoice, folder: Path, now: datetime | None, form_id: str
) -> Exported:
    return write_leaving(prepare(practice, choice, form_id), folder, now, form_id)


def prepare(
    practice: OpenPractice, choice: ShareChoice, form_id: str = "", version: int = AS_IT_IS
) -> Leaving:
    """Save the choice and gather what leaves: the part of an export that needs the workspace.

    An earlier signed version leaves with the revision it was signed as, so that it never stands
    before a later one in a merge.

    Raises:
        StocktakeError: ``nothing_leaves``, ``private_form``, or the answers cannot be read.
    """
    preview(practice, choice, form_id, version)
    _keep_choice(practice, choice)
    leaving = preview(practice, choice, form_id, version)
    signed = signed_version(practice, form_id, version)
    is_earlier = signed is not None and not signed.first.is_standing
    return leaving if is_earlier else numbered(practice, leaving)


def write_leaving(
    leaving: Leaving,
    folder: Path,
    now: datetime | None = None,
    form_id: str = "",
    stop: threading.Event | None = None,
) -> Exported:
    """Write what leaves: the part of an export that takes a while and needs no workspace.

    Args:
        leaving: what leaves.
        folder: where the file goes; a different file of the same name is left alone.
        now: the moment of writing, with its time zone; None takes the clock.
        form_id: a pack of its own; blank is the practice workbook.
        stop: once set, no file is left behind.

    Raises:
        StocktakeError: the file could not be written, or ``export_stopped``.
    """
    moment = now or datetime.now(UTC).astimezone()
    data = workbook_data(leaving, moment, plan_from(leaving))
    export = EXPORTS["pack" if form_id else "practice"]
    pack = shipped_form(form_id).form.title if form_id else ""
    path = free_path(folder, file_name(leaving.submissions[0], pack))
    export.write(path, data)
    if stop is not None and stop.is_set():
        path.unlink(missing_ok=True)
        raise StocktakeError("export_stopped", "The export was stopped.", "No file was written.")
    return Exported(_one_of_the_same(path), _sentence(leaving), _warnings(leaving, data))


def _keep_choice(practice: OpenPractice, choice: ShareChoice) -> None:
    """Save the choice where it changed, so that another choice is another revision."""
    if not practice.may_change(STOCKTAKE):
        return
    wanted = {_SHARE_CHOICE: answered(choice.kind)}
    if choice.show_name is not None:
        wanted[_SHOW_NAME] = answered("yes" if choice.show_name else "no")
    if choice.name_outside is not None:
        wanted[_NAME_OUTSIDE] = answered("yes" if choice.name_outside else "no")
    held = practice.sheet(STOCKTAKE).answers
    changed = {a: new for a, new in wanted.items() if held[a].value != new.value}
    if changed:
        practice.enter_all(STOCKTAKE, changed)


def _returns(practice: OpenPractice, form_id: str) -> tuple[Return, ...]:
    """The submissions of an export as they are saved, with their sheets."""
    wanted = (form_id,) if form_id else (STOCKTAKE, EXPECTATIONS, ACTIONS)
    begun = tuple(form for form in wanted if form == wanted[0] or practice.listed(form))
    submissions = practice.submissions(begun)
    return tuple(
        (submission, practice.sheet(form))
        for form, submission in zip(begun, submissions, strict=True)
    )


def _with_card(practice: OpenPractice, returns: Sequence[Return]) -> tuple[Return, ...]:
    """Add the lines of the practice's rate card, where the stocktake leaves and there are any."""
    stocktake = returns[0][0]
    if stocktake.form_id != STOCKTAKE:
        return tuple(returns)
    lines = lines_return(stocktake, _card_now(practice))
    return (*returns, lines) if lines else tuple(returns)


def _card_now(practice: OpenPractice) -> RateCard | None:
    try:
        return load_card(practice.workspace, practice)
    except StocktakeError:
        # The page of the card says what is wrong with it; the answers leave without its lines.
        return None


def plan_from(leaving: Leaving) -> PracticePlan | None:
    """Work the plan out from what leaves alone, so that no sheet says more than the answers do.

    None in the workbook of another pack, which has no plan.
    """
    sheets: dict[str, Sheet] = {
        form.submission.form_id: sheet_of(form.submission, form.loaded) for form in leaving.forms
    }
    stocktake = sheets.get(STOCKTAKE)
    if stocktake is None:
        return None
    nothing = Sheet(shipped_form(EXPECTATIONS), Answers(), stocktake.today)
    return plan_of(stocktake, sheets.get(EXPECTATIONS, nothing), leaving.submissions[0].round)


def workbook_data(leaving: Leaving, moment: datetime, plan: PracticePlan | None) -> WorkbookData:
    """Gather everything a workbook says.

    Args:
        leaving: what leaves.
        moment: of writing, with its time zone.
        plan: worked out from what leaves.
    """
    return WorkbookData(
        forms=leaving.forms,
        shared=tuple(shared_in_words(leaving)),
        written_at=moment,
        made_by=MADE_BY,
        plan=plan,
        figures=leaving.figures,
        held_domains=leaving.held_domains,
        has_prices=any(cell.question.startswith(_PRICES) for cell in leaving.cells),
        sign_off=leaving.sign_off,
        published=leaving.published,
        counted=None if plan is None else figures_for(leaving.submissions),
    )


def shared_in_words(leaving: Leaving) -> list[str]:
    """Say what was shared, for the Read me sheet and the e-mail's reader."""
    choice = leaving.choice
    words = [_choice_words(choice.kind)]
    answers = sum(cell.address is not None and not cell.is_note for cell in leaving.cells)
    notes = sum(cell.is_note for cell in leaving.cells)
    words.append(counted(answers, "answer") + (f" and {counted(notes, 'note')}." if notes else "."))
    if choice.show_name is not None:
        words.append(_NAMED if choice.show_name else _NOT_NAMED)
    words.append(_NAMED_OUTSIDE if choice.name_outside else _NOT_NAMED_OUTSIDE)
    if leaving.published.rows:
        count = counted(len(leaving.published.rows), "published figure")
        words.append(f"{count} about the practice, on a sheet with where each is from.")
    words.append("Answers that stay in the practice are not in this file at all.")
    return words


def _choice_words(kind: str) -> str:
    field = shipped_form(STOCKTAKE).fields[_SHARE_CHOICE.question]
    label = next(choice.label for choice in field.choice if choice.code == kind)
    return {
        "numbers": "Public facts, ratings, the weaknesses that were ticked and the numbers marked "
        "local. Money, notes and confidential answers only where they were ticked.",
        "custom": "Public facts, and the items that were ticked one by one.",
    }.get(kind, f"{label.replace(' I tick', ' that were ticked')}.")


def file_name(submission: Submission, pack: str = "") -> str:
    """Name the workbook so that every system takes it: Stocktake A81001 Quay 2026-27 DRAFT.xlsx.

    A signed one ends in SIGNED v1, with the number of its version.

    Args:
        submission: whose it is.
        pack: the title of a pack exported by itself.
    """
    parts = ["Stocktake", submission.subject.code, submission.subject.name, pack]
    named = [_safe(part) for part in parts]
    year = submission.round.replace("/", "-")
    mark = f"SIGNED v{submission.signed.version}" if submission.signed else DRAFT
    return " ".join([*(part for part in named if part), year, mark]) + ".xlsx"


def _safe(text: str) -> str:
    """Leave out what Windows refuses in a file's name, and what cannot be seen."""
    plain = unicodedata.normalize("NFC", text)
    kept = "".join(
        " " if c in _FORBIDDEN or unicodedata.category(c)[0] in "CZ" else c for c in plain
    )
    return " ".join(kept.split())[:_MOST_NAME].strip(" .")


def free_path(folder: Path, name: str) -> Path:
    """Find a name in a folder that no file has yet: a second one is called "name (2)"."""
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in range(1, _MOST_COPIES):
        path = folder / (name if number == 1 else f"{stem} ({number}){suffix}")
        if not path.exists():
            return path
    return folder / f"{stem} ({_MOST_COPIES}){suffix}"


def _one_of_the_same(path: Path) -> Path:
    """Keep one of two files that are the same to the last byte: the one that was there first."""
    stem, mark, number = path.stem.rpartition(" (")
    if not mark or not number.rstrip(")").isdecimal():
        return path
    before = int(number.rstrip(")")) - 1
    earlier = path.with_name(f"{stem}{f' ({before})' if before > 1 else ''}{path.suffix}")
    if earlier.exists() and earlier.read_bytes() == path.read_bytes():
        path.unlink()
        return earlier
    return path


def _sentence(leaving: Leaving) -> str:
    first = leaving.submissions[0]
    name = f"{first.subject.name} ({first.subject.code})"
    titles = " and ".join(f"“{form.loaded.form.title}”" for form in leaving.forms)
    sample = " It is a sample about a made-up practice." if first.sample else ""
    state = (
        f"Stocktake workbook, {first.standing.lower()},"
        if first.signed
        else "draft Stocktake workbook"
    )
    return (
        f"Attached is the {state} of {name} for {first.round}, as at "
        f"{date_in_words(first.assessed_on)}: {titles}. It is a working document, not a contract "
        f"return{_then(leaving)}.{sample}"
    )


def _then(leaving: Leaving) -> str:
    """What the reader does with it; only the stocktake of a practice can be combined."""
    is_combined = any(form.submission.form_id == STOCKTAKE for form in leaving.forms)
    return "; please add it under “Combine” in Stocktake" if is_combined else ""


def _warnings(leaving: Leaving, data: WorkbookData) -> tuple[str, ...]:
    warnings = [f"{found.words}." for found in leaving.findings]
    if warnings:
        warnings.insert(0, "Some of the text may name a person. Look at it before you send it.")
    if data.is_sample:
        warnings.append("This is the made-up sample, and says so on every sheet.")
    if data.has_prices:
        warnings.append("Services or prices are in it: do not agree prices with other practices.")
    if data.plan is not None and not any(cell.reason == "A rating" for cell in leaving.cells):
        warnings.append("No ratings are in it, so it shows no levels and no gaps.")
    return tuple(warnings)
