"""What a workbook carries beside its readable sheets: the payload.

A payload is a list of members, each a submission with where it came from. A practice's own export
has one member for each form; a combined workbook carries its members, so that merging merged
workbooks equals merging the originals (decisions 17). Only what may be sent is written: ``leaving``
says what that is. ``payload_json`` turns a payload into text and back.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass, field, replace
from datetime import date
from decimal import Decimal
from unicodedata import normalize

from stocktake.merge.figures import Figures
from stocktake.merge.group_values import Group
from stocktake.questionnaire.answers import Answer, Answers, Origin, State, encode_value
from stocktake.questionnaire.provenance import Place as Place
from stocktake.questionnaire.provenance import Provenance as Provenance
from stocktake.questionnaire.provenance import place_key as place_key
from stocktake.questionnaire.provenance import places_of as places_of
from stocktake.questionnaire.submission import Submission
from stocktake.units import year_from_label
from stocktake.workbooks.cell_text import clean_text

_FIRST_YEAR, _LAST_YEAR = 2000, 2099


@dataclass(frozen=True, slots=True)
class Member:
    """One submission of a payload and where it came from.

    Attributes:
        kinds: in which questions and columns values of each kind stand (``payload_values.KINDS``),
            so that they can be checked without putting the answers together; None when nobody
            looked.
    """

    submission: Submission
    provenance: Provenance = field(default_factory=Provenance)
    kinds: Mapping[str, Iterable[str]] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Payload:
    """What a workbook carries.

    Attributes:
        decisions: what was decided in conflicts, one record of plain texts each; they travel.
        made_by: name and version of the program that wrote it.
        share: what a workbook that was shared out says of itself (``share_note``).
        groups: groups of practices of which only sums travel.
        figures: what its returns come to in a merge, where they are those of one practice.
    """

    members: tuple[Member, ...]
    decisions: tuple[Mapping[str, str], ...] = ()
    made_by: str = ""
    share: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    figures: Figures | None = None


def leaving(submission: Submission) -> Submission:
    """Keep of a submission what may be sent at all; which answers may go is for the caller.

    A value goes only when its state is answered, a note only when it is shared. Reasons, evidence,
    who answered and when stay behind, and so do the cells of rows that were taken out.
    """
    rows = {table: submission.answers.rows(table) for table in submission.answers.tables}
    kept = {
        address: answer if _is_plain(answer) else _leaving_answer(answer)
        for address, answer in submission.answers.items()
        if not address.row or address.row in rows.get(address.question, ())
    }
    return replace(submission, answers=Answers(kept, rows))


def _is_plain(answer: Answer) -> bool:
    """Whether an answer has nothing that stays behind, as one from a workbook has."""
    return (
        answer.state is State.ANSWERED
        and not answer.note
        and not answer.note_shared
        and not answer.reasons
        and not answer.evidence
        and not answer.role
        and answer.changed_at is None
        and answer.origin is Origin.TYPED
    )


def _leaving_answer(answer: Answer) -> Answer:
    is_answered = answer.state is State.ANSWERED
    return Answer(
        value=answer.value if is_answered else None,
        state=answer.state,
        estimate=answer.estimate,
        carried_forward=answer.carried_forward,
        note=answer.note if answer.note_shared else "",
        note_shared=answer.note_shared and answer.note != "",
    )


def check_years(round_label: str, assessed_on: date) -> None:
    """Refuse a return of a year that no plan can be made of.

    Raises:
        ValueError: the round is no financial year, or one of the two is outside 2000 to 2099.
    """
    for year in (year_from_label(round_label), assessed_on.year):
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise ValueError("no year of a return")


def answers_hash(submissions: Iterable[Submission]) -> str:
    """Fingerprint the answers that leave, and whose they are, however they are spelt.

    Order, digits, line ends and spaces do not count.

    Two workbooks with the same fingerprint say the same; it protects against nothing deliberate.
    """
    lines = []
    for submission in map(leaving, submissions):
        identity = "\x1f".join(astuple(submission.identity))
        lines.append("\x1f".join(head_of(submission)))
        for address, answer in submission.answers.items():
            if answer.state is not State.BLANK or answer.note:
                lines.append(f"{identity}\x1f{place_key(address)}\x1f{_canonical(answer)}")
    return hashlib.sha256("\x1e".join(sorted(lines)).encode()).hexdigest()


def head_of(submission: Submission) -> tuple[str, ...]:
    """Whose answers a submission holds, and which, however that is spelt."""
    said = (
        *astuple(submission.subject),
        submission.form_id,
        submission.form_version,
        submission.form_hash,
        submission.round,
        submission.return_id,
        submission.instance,
        submission.route,
        submission.assessed_on,
        submission.revision,
        submission.sample,
    )
    return tuple(" ".join(normalize("NFC", clean_text(str(each))).split()) for each in said)


def _canonical(answer: Answer) -> str:
    value = answer.value
    if isinstance(value, tuple):
        # Sheets hold options in the order of the list, not in that of choosing.
        value = tuple(sorted(value))
    text = encode_value(value.normalize() if isinstance(value, Decimal) else value)
    words = normalize("NFC", f"{text}\x1f{answer.note}").replace("\r\n", "\n").replace("\r", "\n")
    return f"{answer.state}\x1f{answer.estimate}\x1f{answer.carried_forward}\x1f{words}"
