"""Sheets about what was combined: the returns that are in it, and what did not go smoothly."""

from __future__ import annotations

from collections.abc import Iterator

from stocktake.merge.checks import (
    conflict_problems,
    group_problems,
    naming_problems,
    practice_code_problems,
)
from stocktake.merge.collection import Conflict
from stocktake.merge.form_versions import newer_file_wording
from stocktake.merge.versions import Version
from stocktake.questionnaire.loading import shipped_form
from stocktake.units import date_in_words
from stocktake.workbooks.exports.page import Cell, Content, Heading
from stocktake.workbooks.exports.pcn_book import PcnBook, PcnSource
from stocktake.workbooks.exports.pcn_rows import is_held
from stocktake.workbooks.exports.pcn_rulings import DECIDED, add_notes, decided
from stocktake.workbooks.exports.pcn_words import HELD
from stocktake.workbooks.verdicts import ReadResult, Verdict

_COUNTED = "yes"
_ROUTES = {"express": "Express", "core": "Core", "full": "Full"}
_LEFT_OUT_FROM = (Verdict.READY, Verdict.SAVED_AGAIN, Verdict.EDITED)

_MEMBERS = (
    Heading("Practice", "first", 30),
    Heading("Form", "text", 30),
    Heading("Form version", "text", 13),
    Heading("Year", "text", 10),
    Heading("Assessed on", "date", 18),
    Heading("Revision", "count", 10),
    Heading("Route", "text", 10),
    Heading("Sign-off", "text", 11),
    Heading("What was shared", "text", 34),
    Heading("Answers", "count", 10),
    Heading("Counted", "text", 34),
    Heading("File", "text", 42),
    Heading("SHA-256 of the file", "muted", 36),
)
_FILES = (
    Heading("File", "first", 50),
    Heading("What came of it", "text", 30),
    Heading("What is wrong", "text", 60),
    Heading("What to do", "text", 50),
)
_EDITED = (
    Heading("Practice", "first", 30),
    Heading("Question", "text", 56),
    Heading("Was", "text", 30),
    Heading("Is now", "text", 30),
    Heading("Sheet", "text", 24),
    Heading("Cell", "text", 8),
    Heading("File", "text", 36),
)
_COPIES = (
    Heading("Practice", "first", 30),
    Heading("Form", "text", 30),
    Heading("File", "text", 42),
    Heading("Assessed on", "date", 18),
    Heading("Revision", "count", 10),
    Heading("Sign-off", "text", 11),
    Heading("Answers", "count", 10),
    Heading("Used", "text", 12),
    Heading("Decision", "text", 50),
)
_OTHER = (
    Heading("Practice", "first", 30),
    Heading("Form", "text", 30),
    Heading("Version", "text", 12),
    Heading("Wanted", "text", 12),
    Heading("What to write", "text", 90),
)


def add_members(book: PcnBook) -> None:
    """Write the Members sheet: one row for each return."""
    pcn = book.source
    page = book.page("Members", f"Members - {pcn.seen.pcn_name}, {pcn.seen.round}")
    page.note(
        "One row for each return that came, with the file it was first read from. A file's name "
        "gives its practice away, so the files of practices that are not named have none here."
    )
    page.gap()
    rows = [_member(pcn, version, _COUNTED) for version in pcn.counted]
    rows += [_member(pcn, version, f"no: {why}") for version, why in pcn.others]
    page.table("Members", _MEMBERS, rows)
    page.finish()


def _member(pcn: PcnSource, version: Version, counted: str) -> list[Content | Cell]:
    said = version.submission
    return [
        pcn.names.of(said.subject),
        shipped_form(said.form_id).form.title,
        said.form_version,
        said.round,
        said.assessed_on,
        said.revision,
        _ROUTES.get(said.route, said.route),
        said.standing,
        _shared(pcn, version),
        version.answered,
        counted,
        pcn.names.file(version),
        version.provenance.sha256 or "not from a file",
    ]


def _shared(pcn: PcnSource, version: Version) -> str:
    """What the practice chose to share, in the words of the question."""
    code = version.submission.answers.get("admin.share_choice").usable
    if code is None:
        return ""
    return pcn.options("admin.share_choice", "practice_stocktake").get(str(code), str(code))


def add_problems(book: PcnBook) -> None:
    """Write the sheet of problems and decisions."""
    pcn = book.source
    page = book.page(
        "Problems and decisions", f"Problems and decisions - {pcn.seen.pcn_name}, {pcn.seen.round}"
    )
    page.note("What did not go smoothly when the files were combined, and what to do about it.")
    page.gap()
    page.listed("Files left out", _FILES, [_left_out(each) for each in _refused(pcn)])
    page.listed("Copies that do not agree", _COPIES, list(_copies(pcn)))
    page.listed("Edited after export", _EDITED, list(_edited(pcn)))
    page.listed("Other form versions", _OTHER, list(_other_versions(pcn)))
    page.listed("Decided by the lead", DECIDED, list(decided(pcn)))
    page.listed("Also noticed", _FILES, list(_noticed(pcn)))
    add_notes(page)
    page.finish()


def _refused(pcn: PcnSource) -> list[ReadResult]:
    return [result for result in pcn.results if result.verdict not in _LEFT_OUT_FROM]


def _left_out(result: ReadResult) -> list[Content | Cell]:
    what = " ".join(problem.what for problem in result.problems)
    how = " ".join(dict.fromkeys(problem.how_to_fix for problem in result.problems))
    return [result.file_name, result.words, what, how]


def _copies(pcn: PcnSource) -> Iterator[list[Content | Cell]]:
    for conflict in pcn.seen.conflicts:
        for version in conflict.versions:
            said = version.submission
            yield [
                pcn.names.of(said.subject),
                shipped_form(said.form_id).form.title,
                pcn.names.file(version),
                said.assessed_on,
                said.revision,
                said.standing,
                version.answered,
                "yes" if version == conflict.counted else "no",
                _decision(conflict),
            ]


def _decision(conflict: Conflict) -> str:
    """What was decided, by whom and when; until then, what is done."""
    made = conflict.decision
    if made is None:
        return (
            "Nobody has chosen yet. The newest signed copy is used, or the newest where none is "
            "signed, and all are kept."
        )
    who = f" by {made.made_by}" if made.made_by else ""
    when = f" on {date_in_words(made.made_on)}" if made.made_on else ""
    why = f": {made.reason}" if made.reason else ""
    return f"Chosen{who}{when}{why}."


def _edited(pcn: PcnSource) -> Iterator[list[Content | Cell]]:
    held = {v.key: v for v in pcn.collection.versions}
    for result in pcn.results:
        members: dict[int, Version] = {}
        for index, difference in result.differences:
            if index not in members:
                member = result.members[index]
                members[index] = Version(member.submission, member.provenance)
            version = held.get(members[index].key, members[index])
            is_hidden = is_held(pcn.form(version), difference.address)
            place = difference.place
            yield [
                pcn.names.of(version.submission.subject),
                difference.question,
                HELD if is_hidden else difference.was_words,
                HELD if is_hidden else difference.now_words,
                place.sheet if place else "",
                place.cell if place else "",
                pcn.names.file(version),
            ]


def _other_versions(pcn: PcnSource) -> Iterator[list[Content | Cell]]:
    for other in pcn.seen.other_versions:
        title = shipped_form(other.form_id).form.title
        words = newer_file_wording(title, other.wanted)
        yield [pcn.names.labels[other.code], title, other.version, other.wanted, words]


def _noticed(pcn: PcnSource) -> Iterator[list[Content | Cell]]:
    """What was noticed in files that were read, and about the practices together."""
    for result in pcn.results:
        if result.verdict in _LEFT_OUT_FROM:
            for problem in result.problems:
                where = problem.where.replace(result.file_name, _file_of(pcn, result))
                yield [where, result.words, problem.what, problem.how_to_fix]
    # Copies that do not agree have a table of their own.
    copies = conflict_problems(pcn.seen.conflicts)
    together = (
        *(problem for problem in pcn.seen.problems if problem not in copies),
        *practice_code_problems(pcn.collection),
        *naming_problems(pcn.collection),
        *group_problems(pcn.collection),
    )
    for problem in together:
        yield [problem.where, "All files together", problem.what, problem.how_to_fix]


def _file_of(pcn: PcnSource, result: ReadResult) -> str:
    """What a file is called; the name of one of a practice that is not named gives it away."""
    subjects = [member.submission.subject for member in result.members]
    if any(pcn.names.is_named(each) for each in subjects) or not subjects:
        return result.file_name
    return f"file of {pcn.names.of(subjects[0])}"
