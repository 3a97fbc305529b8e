"""Versions of a submission: what tells two copies apart, and which of them stands for both.

A version is known by its return id, its revision and a fingerprint of what it says. The clock has
no part in it (design/data-model.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from unicodedata import normalize

from stocktake.merge.figures import Figures
from stocktake.merge.words import plain_number
from stocktake.questionnaire.answers import Answer, State, encode_value
from stocktake.questionnaire.provenance import Provenance, place_key
from stocktake.questionnaire.submission import Identity, Submission


@dataclass(frozen=True, slots=True, order=True)
class VersionKey:
    """What tells one version of a submission from another."""

    return_id: str
    revision: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Version:
    """One submission as it was received, and where it was first read.

    Attributes:
        figures: what it and the practice's other returns come to, where the file says it.
    """

    submission: Submission
    provenance: Provenance = field(default_factory=Provenance)
    figures: Figures | None = field(default=None, compare=False, repr=False)
    key: VersionKey = field(init=False)

    def __post_init__(self) -> None:
        """Work the key out once; comparing collections asks for it often."""
        said = self.submission
        known = self.figures.of.get(said.form_id) if self.figures else None
        key = VersionKey(said.return_id, said.revision, known or fingerprint(said))
        object.__setattr__(self, "key", key)

    @property
    def identity(self) -> Identity:
        """What makes it the same as another version of itself."""
        return self.submission.identity

    @property
    def answered(self) -> int:
        """How many answers it gives."""
        return sum(1 for _, answer in self.submission.answers.items() if answer.is_answered)


def fingerprint(submission: Submission) -> str:
    """Fingerprint what a submission says.

    Order, trailing noughts, line ends and what never leaves a practice make no difference, so that
    a copy that went through a workbook has the fingerprint of the one it was made from. Names of
    the subject are left out too: they belong to the subject, not to what it said.
    """
    answers = submission.answers
    rows = {table: frozenset(answers.rows(table)) for table in answers.tables}
    lines = [
        f"{place_key(address)}\x1f{_canonical(answer)}"
        for address, answer in answers.items()
        if (answer.state is not State.BLANK or (answer.note_shared and answer.note))
        and (not address.row or address.row in rows.get(address.question, ()))
    ]
    head = [
        "\x1f".join(str(part) for part in _identity_parts(submission)),
        submission.form_version,
        submission.form_hash,
        submission.assessed_on.isoformat(),
        submission.route,
        str(submission.sample),
        *_signed_parts(submission),
    ]
    return hashlib.sha256("\x1e".join(head + sorted(lines)).encode()).hexdigest()


def _signed_parts(submission: Submission) -> tuple[str, ...]:
    """What a sign-off adds; nothing for a draft, whose fingerprint stays as it always was."""
    signed = submission.signed
    if signed is None:
        return ()
    return (str(signed.version), signed.sha256, signed.signed_on.isoformat(), signed.role)


def _identity_parts(submission: Submission) -> tuple[str, ...]:
    identity = submission.identity
    return (
        identity.form_id,
        identity.subject_kind,
        identity.subject_code,
        identity.round,
        identity.instance,
    )


def _canonical(answer: Answer) -> str:
    value = answer.usable
    text = encode_value(value)
    if isinstance(value, Decimal):
        # Not Decimal.normalize, which would round a long number.
        text = plain_number(value) if value else "0"
    note = answer.note if answer.note_shared else ""
    words = normalize("NFC", f"{text}\x1f{note}")
    plain = words.replace("\r\n", "\n").replace("\r", "\n")
    return f"{answer.state}\x1f{answer.estimate}\x1f{answer.carried_forward}\x1f{plain}"


def first_read(a: Version, b: Version) -> Version:
    """Choose which of two copies of one version is kept, the same whichever comes first.

    One that was read from a file wins over one that was not, and among those the least by file.
    """
    return min(a, b, key=_reading_order)


def _reading_order(version: Version) -> tuple[object, ...]:
    origin, subject = version.provenance, version.submission.subject
    answers = version.submission.answers
    return (
        not origin.file_name,
        origin.sha256,
        origin.file_name,
        sorted(origin.places.items()),
        (subject.name, subject.pcn_name, subject.pcn_code, subject.icb_name),
        sorted((address, repr(answer)) for address, answer in answers.items()),
        [(table, answers.rows(table)) for table in sorted(answers.tables)],
    )


def proposed(versions: Iterable[Version]) -> Version:
    """Propose the newest signed version; where none is signed, the one last changed.

    Signed ones go by the day they were signed and then by their number; drafts by the day of their
    last change, then revision, then how much they answer.

    It is only a proposal; a person decides. What is left is settled by the key, so that the order
    in which files were read never shows.

    Raises:
        ValueError: there are no versions.
    """
    return max(
        versions,
        key=lambda v: (
            *_signed_order(v.submission),
            v.submission.assessed_on,
            v.submission.revision,
            v.answered,
            v.key,
        ),
    )


def _signed_order(submission: Submission) -> tuple[bool, date, int]:
    signed = submission.signed
    if signed is None:
        return False, date.min, 0
    return True, signed.signed_on, signed.version
