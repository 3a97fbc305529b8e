"""Practices, rounds and submissions: what a workspace holds, apart from the answers themselves."""

from __future__ import annotations

import json
import secrets
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from typing import cast

from stocktake.errors import StocktakeError
from stocktake.phrases import counted
from stocktake.questionnaire.form import SubjectKind
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.store import refusals
from stocktake.store.answers import AnswerStore
from stocktake.store.database import Database
from stocktake.store.history import By, Change, HistoryStore, Kind
from stocktake.store.routes import write_route
from stocktake.store.rows import Cell, Row, seal
from stocktake.store.submission_rows import count_on, refuse_signed, sealed_row

_SUBJECT_FIELDS = ("kind", "code", "name", "pcn_name", "pcn_code", "icb_name")


class Standing(StrEnum):
    """How a submission stands in its workspace.

    ``beside`` is another version of a current one, kept until a person decides; ``deleted`` can be
    brought back until it is removed for good.
    """

    CURRENT = "current"
    BESIDE = "beside"
    DELETED = "deleted"


@dataclass(frozen=True, slots=True)
class FormText:
    """A form as its publisher wrote it, kept so that an old return opens with its own form."""

    id: str
    version: str
    hash: str
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One submission in the list of a workspace.

    Attributes:
        answered: how many answers it holds, cells of tables counted one by one.
        sections_done: sections marked complete.
        changed_at: when its last change was saved.
        doubtful: its own or its subject's details changed on the disk by themselves; such a file
            is not worked with before what can be read of it is got back.
    """

    id: int
    subject_id: int
    subject: Subject
    form_id: str
    form_version: str
    form_hash: str
    round: str
    instance: str
    return_id: str
    revision: int
    assessed_on: date
    route: str
    sample: bool
    standing: Standing
    answered: int
    sections_done: int
    changed_at: datetime
    doubtful: bool


def subject_fields(subject: Subject) -> dict[str, Cell]:
    """Write a subject as the columns of its row."""
    return {column: getattr(subject, column) for column in _SUBJECT_FIELDS}


def subject_from_fields(fields: Row) -> Subject:
    """Read a subject back from its columns."""
    kind, *others = (str(fields[column]) for column in _SUBJECT_FIELDS)
    return Subject(cast(SubjectKind, kind), *others)


class ReturnStore:
    """Begins, lists, renames and deletes what a workspace holds.

    Raises:
        StocktakeError: ``no_such_return`` for an id that is not there, and as every store.
    """

    def __init__(self, database: Database, history: HistoryStore, answers: AnswerStore) -> None:
        self._database = database
        self._history = history
        self._answers = answers

    def subjects(self) -> tuple[tuple[int, Subject], ...]:
        """Every practice, PCN and other subject with its id, by name."""
        rows = self._database.rows("SELECT * FROM subjects ORDER BY name, code")
        return tuple((int(row["id"]), subject_from_fields(dict(row))) for row in rows)

    def subject_id(self, subject: Subject, *, add: bool = True) -> int:
        """Find a subject by kind and code, adding it when it is new and ``add`` is set."""
        sql = "SELECT id FROM subjects WHERE kind = ? AND code = ?"
        found = self._database.row(sql, subject.kind, subject.code)
        if found:
            return int(found["id"])
        if not add:
            raise StocktakeError(
                "no_such_subject",
                f"There is no {subject.kind} with the code {subject.code} in this workspace.",
                "Check the code, or add it first.",
            )
        with self._database.transaction():
            return self._database.put("subjects", subject_fields(subject))

    def rename(self, subject_id: int, subject: Subject, *, role: str) -> None:
        """Give a subject another code or other names; asked for, and kept in the history.

        Raises:
            StocktakeError: ``code_in_use`` when another of its kind has that code.
        """
        with self._database.transaction():
            row = sealed_row(self._database, "subjects", subject_id)
            sql = "SELECT id FROM subjects WHERE kind = ? AND code = ? AND id <> ?"
            if self._database.row(sql, subject.kind, subject.code, subject_id):
                raise StocktakeError(
                    "code_in_use",
                    f"Another {subject.kind} in this workspace has the code {subject.code}.",
                    "Check both codes; nothing has been changed.",
                )
            old = subject_from_fields(row)
            if old == subject:
                return
            self._database.change("subjects", row, subject_fields(subject))
            change = Change(_text(old), _text(subject), subject_id=subject_id)
            # Not counted as a change: it follows from answers, at every desk that has them.
            self._history.record([change], By(role, kind=Kind.SUBJECT), self._database.clock())

    def rounds(self) -> tuple[str, ...]:
        """Labels of the rounds there are, newest first."""
        rows = self._database.rows("SELECT label FROM rounds ORDER BY label DESC")
        return tuple(str(row["label"]) for row in rows)

    def keep_form(self, form: FormText) -> None:
        """Keep the text of a form, once for each version."""
        sql = "INSERT OR IGNORE INTO forms (hash, form_id, version, text) VALUES (?, ?, ?, ?)"
        with self._database.transaction():
            self._database.run(sql, form.hash, form.id, form.version, form.text)

    def form(self, form_hash: str) -> FormText | None:
        """The form that answers were given to; None when it was never kept here."""
        row = self._database.row("SELECT * FROM forms WHERE hash = ?", form_hash)
        return FormText(row["form_id"], row["version"], row["hash"], row["text"]) if row else None

    def start(
        self,
        subject: Subject,
        form: FormText,
        round_label: str,
        *,
        route: str = "core",
        instance: str = "",
    ) -> int:
        """Begin a submission and return its id; about a made-up practice it is made up as well.

        Raises:
            StocktakeError: ``return_exists`` when there is one of this form for this subject,
                round and instance.
        """
        submission = Submission(
            subject=subject,
            form_id=form.id,
            round=round_label,
            form_version=form.version,
            form_hash=form.hash,
            return_id=secrets.token_hex(16),
            assessed_on=self._database.clock().date(),
            revision=0,
            instance=instance,
            route=route,
            sample=self._is_made_up(subject),
        )
        with self._database.transaction():
            self.keep_form(form)
            if self.current(submission) is not None:
                raise StocktakeError(
                    "return_exists",
                    f"{subject.name} already has a return of this form for {round_label}.",
                    "Open that one and carry on.",
                )
            return self.insert(submission, Standing.CURRENT)

    def _is_made_up(self, subject: Subject) -> bool:
        sql = """SELECT 1 FROM submissions JOIN subjects ON subjects.id = subject_id
            WHERE kind = ? AND code = ? AND sample = 1"""
        return self._database.row(sql, subject.kind, subject.code) is not None

    def insert(self, submission: Submission, standing: Standing) -> int:
        """Add a submission without its answers, inside a transaction; return its id."""
        now = self._database.clock().isoformat()
        subject_id = self.subject_id(submission.subject)
        sql = "INSERT OR IGNORE INTO rounds (label) VALUES (?)"
        self._database.run(sql, submission.round)
        fields: Row = {
            "subject_id": subject_id,
            "form_id": submission.form_id,
            "round": submission.round,
            "instance": submission.instance,
            "return_id": submission.return_id,
            "revision": submission.revision,
            "form_version": submission.form_version,
            "form_hash": submission.form_hash,
            "assessed_on": submission.assessed_on.isoformat(),
            # Of an earlier day, when the date could be fixed; nothing asks for it any more.
            "assessed_pinned": 0,
            "route": submission.route,
            "sample": int(submission.sample),
            "standing": standing.value,
            "started_at": now,
            "changed_at": now,
            "answer_count": 0,
        }
        # Not counted as a change: looking at a page begins a form, and nothing is said by it.
        return self._database.put("submissions", fields)

    def together(self) -> AbstractContextManager[None]:
        """Begin or change several returns as one: all of it is saved, or none of it."""
        return self._database.transaction()

    def current(self, submission: Submission) -> int | None:
        """The id of the current submission of the same identity, if there is one."""
        row = self._database.row(
            """SELECT submissions.id FROM submissions JOIN subjects ON subjects.id = subject_id
            WHERE kind = ? AND code = ? AND form_id = ? AND round = ? AND instance = ?
            AND standing = 'current'""",
            submission.subject.kind,
            submission.subject.code,
            submission.form_id,
            submission.round,
            submission.instance,
        )
        return int(row["id"]) if row else None

    def list(self, standing: Standing | None = Standing.CURRENT) -> tuple[Listed, ...]:
        """Every submission of a standing (None: all), newest round first, then by name."""
        subjects = {row["id"]: dict(row) for row in self._database.rows("SELECT * FROM subjects")}
        rows = self._database.rows(
            """SELECT *, (SELECT count(*) FROM sections_done
            WHERE submission_id = submissions.id) AS done FROM submissions"""
        )
        try:
            listed = [_listed(dict(row), subjects[row["subject_id"]]) for row in rows]
        except (KeyError, ValueError, TypeError) as error:
            why = "the list of its returns has changed by itself"
            raise refusals.damaged(self._database.path, why) from error
        listed.sort(key=lambda each: (each.subject.name, each.form_id, each.instance, each.id))
        listed.sort(key=lambda each: each.round, reverse=True)
        return tuple(each for each in listed if standing in (None, each.standing))

    def to_submission(self, submission_id: int) -> Submission:
        """Read a whole submission, to export, merge or work from.

        Raises:
            StocktakeError: ``answers_damaged`` when some answers changed on the disk by
                themselves, so that nothing goes out without them unseen.
        """
        row = sealed_row(self._database, "submissions", submission_id)
        reading = self._answers.read(submission_id)
        if many := len(reading.damaged):
            was = "was" if many == 1 else "were"
            raise StocktakeError(
                "answers_damaged",
                f"{counted(many, 'answer')} of this return {was} damaged on the disk.",
                "Open the practice where it can be changed: they are put back as last saved.",
            )
        fields = sealed_row(self._database, "subjects", row["subject_id"])
        bare = _submission(row, subject_from_fields(fields))
        return replace(bare, answers=reading.answers)

    def delete(self, submission_id: int, *, role: str) -> None:
        """Take a submission off the list; it can be brought back until removed for good."""
        self._set_standing(submission_id, Standing.DELETED, role)

    def bring_back(self, submission_id: int, *, role: str) -> None:
        """Put a deleted submission back on the list.

        Raises:
            StocktakeError: ``return_exists`` when another has taken its place.
        """
        row = sealed_row(self._database, "submissions", submission_id)
        fields = sealed_row(self._database, "subjects", row["subject_id"])
        subject = subject_from_fields(fields)
        now = self.current(_submission(row, subject))
        if now is not None and now != submission_id:
            raise StocktakeError(
                "return_exists",
                f"{subject.name} now has another return of this form for {row['round']}.",
                "Delete that one first if this is the one to keep.",
            )
        self._set_standing(submission_id, Standing.CURRENT, role)

    def _set_standing(self, submission_id: int, standing: Standing, role: str) -> None:
        self.set_fields(submission_id, {"standing": standing.value}, role=role)

    def assessed_on(self, submission_id: int) -> date:
        """The assessment date: the day of the last change, or when it was set to today."""
        fields = sealed_row(self._database, "submissions", submission_id)
        return date.fromisoformat(str(fields["assessed_on"]))

    def assess_today(self, submission_id: int, *, role: str) -> datetime:
        """Make today the assessment date, as any change of the submission would; tells when."""
        now = self._database.clock()
        self.set_fields(submission_id, {"assessed_on": now.date().isoformat()}, role=role)
        return now

    def set_route(self, submission_id: int, route: str, *, role: str) -> None:
        """Choose how many of the questions are asked: express, core or full."""
        by = By(role, kind=Kind.ROUTE)
        write_route(self._database, self._history, submission_id, route, by)

    def set_fields(self, submission_id: int, new: dict[str, Cell], *, role: str) -> None:
        """Change columns of a submission's row, with history, as one more revision."""
        with self._database.transaction():
            refuse_signed(self._database, submission_id)
            fields = sealed_row(self._database, "submissions", submission_id)
            old = {column: fields[column] for column in new}
            if old == new:
                return
            at = self._database.clock()
            self._database.change("submissions", fields, new)
            change = Change(json.dumps(old), json.dumps(new), submission_id=submission_id)
            self._history.record([change], By(role, kind=Kind.SUBMISSION), at)
            count_on(self._database, submission_id, 0, at)


def _text(subject: Subject) -> str:
    return json.dumps(asdict(subject), ensure_ascii=False)


def _submission(row: Row, subject: Subject) -> Submission:
    return Submission(
        subject=subject,
        form_id=str(row["form_id"]),
        round=str(row["round"]),
        form_version=str(row["form_version"]),
        form_hash=str(row["form_hash"]),
        return_id=str(row["return_id"]),
        assessed_on=date.fromisoformat(str(row["assessed_on"])),
        revision=row["revision"],
        instance=str(row["instance"]),
        route=str(row["route"]),
        sample=bool(row["sample"]),
    )


def _listed(row: Row, subject: Row) -> Listed:
    bare = _submission(row, subject_from_fields(subject))
    sound = seal("submissions", row) == row["row_hash"]
    return Listed(
        id=row["id"],
        subject_id=row["subject_id"],
        subject=bare.subject,
        form_id=bare.form_id,
        form_version=bare.form_version,
        form_hash=bare.form_hash,
        round=bare.round,
        instance=bare.instance,
        return_id=bare.return_id,
        revision=bare.revision,
        assessed_on=bare.assessed_on,
        route=bare.route,
        sample=bare.sample,
        standing=Standing(row["standing"]),
        answered=row["answer_count"],
        sections_done=row["done"],
        changed_at=datetime.fromisoformat(row["changed_at"]),
        doubtful=not sound or seal("subjects", subject) != subject["row_hash"],
    )
