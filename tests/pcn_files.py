"""The workbooks that the four practices of the sample PCN send, and what a PCN workbook says."""

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from openpyxl import Workbook, load_workbook

from stocktake.merge.collection import Collection, collect
from stocktake.merge.versions import Version
from stocktake.questionnaire.answers import Address, Answers
from stocktake.questionnaire.provenance import Provenance
from stocktake.questionnaire.submission import Submission
from stocktake.tasks.export_practice import file_name, plan_from, workbook_data
from stocktake.tasks.leaving import Leaving, ShareChoice, leaving_of
from stocktake.tasks.sample import sample_submissions
from stocktake.tasks.sheets import sheet_of
from stocktake.workbooks.exports import write_practice_workbook

WRITTEN_AT = datetime(2026, 11, 22, 12, tzinfo=UTC)
QUAYSIDE, MILLBROOK, ST_OSWINS, FELLGATE = range(4)
"""The practices, in the order of the sample; Fellgate does not agree to be named."""

TICKED = ("partnership.trust_rep", "demand.online_open", "finance.nhs_income")

Cells = dict[str, dict[str, object]]


def practice(place: int) -> tuple[Submission, Submission]:
    """The stocktake and the expectations of one sample practice, as they are saved."""
    found = sample_submissions()
    return found[2 * place], found[2 * place + 1]


def with_answers(submission: Submission, **changes: object) -> Submission:
    """The same submission with other answers, and whatever else is given as ``also_...``."""
    answers = Answers(submission.answers.items(), _rows(submission))
    also = {k.removeprefix("also_"): v for k, v in changes.items() if k.startswith("also_")}
    for name, value in changes.items():
        if not name.startswith("also_"):
            answers.change(Address(name.replace("__", ".")), value=value)
    return replace(submission, answers=answers, **also)


def _rows(submission: Submission) -> dict[str, tuple[str, ...]]:
    return {table: submission.answers.rows(table) for table in submission.answers.tables}


def choice_for(submission: Submission, kind: str = "numbers") -> ShareChoice:
    """Share the numbers, every weakness, and a few confidential answers."""
    rows = {
        Address(a.question, a.row) for a in submission.answers if a.question.endswith("weaknesses")
    }
    ticked = frozenset(rows | {Address(question) for question in TICKED})
    is_named = submission.answers.get("admin.show_name").value == "yes"
    return ShareChoice(kind, ticked if kind == "numbers" else frozenset(), show_name=is_named)


def leaving(submissions: tuple[Submission, ...], choice: ShareChoice | None = None) -> Leaving:
    """What leaves one practice."""
    returns = [(each, sheet_of(each)) for each in submissions]
    return leaving_of(returns, choice or choice_for(submissions[0]))


def write_practice(path: Path, left: Leaving) -> Path:
    """Write a practice's workbook, as the export does."""
    write_practice_workbook(path, workbook_data(left, WRITTEN_AT, plan_from(left)))
    return path


@cache
def _exported(place: int) -> tuple[str, bytes]:
    left = leaving(practice(place))
    with TemporaryDirectory() as folder:
        path = write_practice(Path(folder) / file_name(left.submissions[0]), left)
        return path.name, path.read_bytes()


def put_files(folder: Path, *places: int) -> list[Path]:
    """Put the workbooks of some sample practices in a folder; all of them when none is named."""
    paths = []
    for place in places or range(4):
        name, data = _exported(place)
        path = folder / name
        path.write_bytes(data)
        paths.append(path)
    return paths


@cache
def sample_collection() -> Collection:
    """What the four workbooks hold, without reading them back from files."""
    versions = []
    for place in range(4):
        left = leaving(practice(place))
        name = file_name(left.submissions[0])
        for sent in left.submissions:
            is_said = Address("profile.list_size") in sent.answers
            places = {"profile.list_size": "The practice!C9"} if is_said else {}
            versions.append(Version(sent, Provenance(name, f"{place}" * 64, places)))
    return collect(versions)


def opened(path: Path) -> Workbook:
    """A workbook, loaded once for all that is asked of it."""
    return _opened(path, hashlib.sha256(path.read_bytes()).hexdigest())


@lru_cache(maxsize=6)
def _opened(path: Path, _: str) -> Workbook:
    return load_workbook(path)


def cells_of(path: Path) -> Cells:
    """Every cell with something in it, by sheet."""
    return {
        sheet.title: {
            cell.coordinate: cell.value for row in sheet for cell in row if cell.value is not None
        }
        for sheet in opened(path)
    }


def texts_of(path: Path) -> list[str]:
    """Every text that somebody who opens the workbook can see: cells, tabs, headers, titles."""
    book = opened(path)
    found = [str(cell.value) for sheet in book for row in sheet for cell in row if cell.value]
    for sheet in book:
        found += [sheet.title, *(str(part.text) for part in _headers(sheet) if part.text)]
    return [*found, str(book.properties.title)]


def _headers(sheet):
    for line in (sheet.oddHeader, sheet.oddFooter):
        yield from (line.left, line.center, line.right)


def rows_under(path: Path, sheet: str, table: str) -> list[dict[str, object]]:
    """The rows of a named table, by heading."""
    worksheet = opened(path)[sheet]
    headings, *rows = worksheet[worksheet.tables[table].ref]
    names = [cell.value for cell in headings]
    return [dict(zip(names, (cell.value for cell in row), strict=True)) for row in rows]
