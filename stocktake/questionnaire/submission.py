"""Submissions: one form about one subject in one round.

Identity is (form, subject kind, subject code, round, instance) and never includes a clock; a
submission carries a random return id made once and a revision that counts its changes
(design/data-model.md).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from stocktake.questionnaire.answers import Answers
from stocktake.questionnaire.form import SubjectKind


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom a submission is about. Code and names belong to the subject, not to the form."""

    kind: SubjectKind
    code: str
    name: str
    pcn_name: str = ""
    pcn_code: str = ""
    icb_name: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Identity:
    """What makes two submissions the same: equal identities are versions of one another."""

    form_id: str
    subject_kind: SubjectKind
    subject_code: str
    round: str
    instance: str = ""


@dataclass(frozen=True, slots=True)
class Signature:
    """That a submission was signed off, and as what; never by whom.

    It is a record, not a digital signature.

    Attributes:
        version: 1 for the first time it was signed.
        sha256: of the frozen copy that the practice keeps.
        signed_on: the day the person who signed gave.
        role: of that person.
    """

    version: int
    sha256: str
    signed_on: date
    role: str


@dataclass(frozen=True, slots=True)
class Submission:
    """One form's answers about one subject in one round.

    Attributes:
        round: the financial year's label, such as 2026/27; t = 0 of the plan is that year.
        form_version, form_hash: the form the answers were given to.
        return_id: random, made once when the submission was begun.
        revision: counts changes; of one return id the higher replaces the lower.
        assessed_on: the day of its last change, or on which it was set to today; ``today()``.
        route: express, core or full.
        sample: made up; shown as such and left out of merges with real returns.
        signed: the sign-off of what it says; None is a draft.
    """

    subject: Subject
    form_id: str
    round: str
    form_version: str
    form_hash: str
    return_id: str
    assessed_on: date
    revision: int = 1
    instance: str = ""
    route: str = "core"
    sample: bool = False
    answers: Answers = field(default_factory=Answers)
    signed: Signature | None = None

    @property
    def identity(self) -> Identity:
        """What makes it the same as another version of itself."""
        return Identity(
            self.form_id, self.subject.kind, self.subject.code, self.round, self.instance
        )

    @property
    def standing(self) -> str:
        """Whether it is signed, in words: "Signed v1" or "Draft"."""
        return f"Signed v{self.signed.version}" if self.signed else "Draft"
