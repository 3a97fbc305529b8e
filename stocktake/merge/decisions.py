"""What a person decided where two versions of one submission stood side by side.

A decision travels with the collection. It holds for the versions that person saw: when another
version arrives the question is open again. A later decision counts one more than the one before,
so that no clock is needed to tell which stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import cast

from stocktake.errors import StocktakeError
from stocktake.merge.versions import VersionKey
from stocktake.questionnaire.form import SubjectKind
from stocktake.questionnaire.submission import Identity

_MOST_TIMES = 1_000_000
"""No matter is decided as often as this; a number from outside beyond it was never written here."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Which version of a submission counts.

    Attributes:
        chosen: the version that counts.
        considered: every version that stood side by side when it was chosen.
        number: 1 for the first decision about this submission, one more for each after it.
        made_by: the role of whoever decided, never a name.
        made_on: the day, for the reader; it orders nothing.
        reason: why, in a sentence; may be blank.
    """

    identity: Identity
    chosen: VersionKey
    considered: frozenset[VersionKey]
    number: int = 1
    made_by: str = ""
    made_on: date | None = None
    reason: str = ""

    def settles(self, present: Iterable[VersionKey]) -> bool:
        """Whether it decides between the versions now present."""
        keys = frozenset(present)
        return self.chosen in keys and keys <= self.considered

    @property
    def order(self) -> tuple[object, ...]:
        """A sort key over everything it says."""
        made_on = self.made_on.isoformat() if self.made_on else ""
        said = (self.made_by, made_on, self.reason)
        return (self.identity, self.number, self.chosen, sorted(self.considered), said)

    def as_texts(self) -> dict[str, str]:
        """Write it as plain texts, the way a workbook carries it."""
        who = self.identity
        return {
            "form": who.form_id,
            "kind": who.subject_kind,
            "code": who.subject_code,
            "round": who.round,
            "instance": who.instance,
            "chosen": _key_text(self.chosen),
            "considered": " ".join(_key_text(key) for key in sorted(self.considered)),
            "number": str(self.number),
            "made_by": self.made_by,
            "made_on": self.made_on.isoformat() if self.made_on else "",
            "reason": self.reason,
        }


def decision_from_texts(texts: Mapping[str, str]) -> Decision:
    """Read a decision back from the texts of ``Decision.as_texts``.

    Raises:
        StocktakeError: ``decision_unreadable`` when it is not such a record.
    """
    try:
        made_on = texts["made_on"]
        return Decision(
            identity=Identity(
                texts["form"],
                cast(SubjectKind, texts["kind"]),
                texts["code"],
                texts["round"],
                texts["instance"],
            ),
            chosen=_key_from(texts["chosen"]),
            considered=frozenset(_key_from(text) for text in texts["considered"].split()),
            number=number_of_decision(texts["number"]),
            made_by=texts["made_by"],
            made_on=date.fromisoformat(made_on) if made_on else None,
            reason=texts["reason"],
        )
    except (KeyError, ValueError) as fault:
        raise StocktakeError(
            "decision_unreadable",
            "A choice between two copies of a return could not be read from the file.",
            "Choose again which copy counts.",
        ) from fault


def number_of_decision(text: str) -> int:
    """Read which decision about its matter one is: 1 for the first.

    Raises:
        ValueError: it is not a number that any could have.
    """
    number = int(text)
    if not 1 <= number <= _MOST_TIMES:
        raise ValueError("no number of a decision")
    return number


def _key_text(key: VersionKey) -> str:
    return f"{key.return_id}:{key.revision}:{key.fingerprint}"


def _key_from(text: str) -> VersionKey:
    return_id, revision, fingerprint = text.rsplit(":", 2)
    return VersionKey(return_id, int(revision), fingerprint)


def latest(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Keep the decisions with the highest number; more than one means people chose differently."""
    made = list(decisions)
    number = max((decision.number for decision in made), default=0)
    return tuple(decision for decision in made if decision.number == number)
