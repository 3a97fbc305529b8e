"""Questions to practices: those the PCN lead asked here, those that came here, and the answers.

A question that was asked here keeps what the lead knows of it: the practices that were asked, which
of two answers counts, the letters of those that are not named, and what was decided. An answer is
kept as its file carried it, with the question as it was worded there. A practice's own answer is
kept by its code, one for each question.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum

from stocktake.errors import Problem
from stocktake.questionnaire.asking import Asking, Position
from stocktake.questionnaire.asking_text import AskingFile, from_text, to_text
from stocktake.store.database import Database
from stocktake.store.rows import Row, seal


class Side(StrEnum):
    """Who asked: somebody here, or somebody whose file came here."""

    OURS = "ours"
    THEIRS = "theirs"


class _Origin(StrEnum):
    CAME = "came"
    OWN = "own"


@dataclass(frozen=True, slots=True)
class KeptAsking:
    """A question and what is known of it.

    Attributes:
        expected: the practices that were asked, a line each, as typed.
        picked: by practice, the fingerprint of the answer that counts where there are two.
        letters: by practice, the letter it has been given.
        seed: random; the order of letters comes from it.
        decided, why: what was decided, in the lead's words.
        sent_at: when the file to send was first written; None for a draft.
    """

    asking: Asking
    side: Side = Side.OURS
    expected: tuple[str, ...] = ()
    picked: Mapping[str, str] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    seed: str = ""
    decided: str = ""
    why: str = ""
    sent_at: datetime | None = None

    @property
    def is_draft(self) -> bool:
        """Whether it can still be reworded."""
        return self.side is Side.OURS and self.sent_at is None


@dataclass(frozen=True, slots=True)
class Came:
    """An answer that came in a file.

    Attributes:
        file: the question as the file carried it, and the answer.
        problems: what was noticed in reading it.
    """

    file: AskingFile
    file_name: str = ""
    problems: tuple[Problem, ...] = ()

    @property
    def position(self) -> Position:
        """The answer."""
        if self.file.position is None:
            raise LookupError("a file without an answer is not kept as one")
        return self.file.position


class AskingStore:
    """Keeps questions to practices, and the answers.

    Raises:
        StocktakeError: from every method, when the file cannot be read or saved to (``refusals``).
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[KeptAsking, ...]:
        """Every question, the newest first; damaged rows are left out."""
        return tuple(_kept(row) for row in reversed(self._rows("askings")))

    def one(self, asking_id: str) -> KeptAsking | None:
        """One question by its id."""
        found = [each for each in self.all() if each.asking.id == asking_id]
        return found[0] if found else None

    def keep(self, kept: KeptAsking) -> None:
        """Keep a question, in place of what was kept of it before."""
        fields = _asking_fields(kept, self._database.clock())
        with self._database.transaction():
            self._put("askings", {"asking_id": kept.asking.id}, fields)

    def discard(self, asking_id: str) -> None:
        """Take away a draft, or a question that nothing was answered to."""
        with self._database.transaction():
            for table in ("askings", "positions"):
                self._database.run(f"DELETE FROM {table} WHERE asking_id = ?", asking_id)
            self._database.count_change()

    def came(self, asking_id: str) -> tuple[Came, ...]:
        """The answers that came to a question, in the order they did."""
        rows = self._positions(asking_id, _Origin.CAME)
        return tuple(_came(row) for row in rows)

    def add(self, came: Came) -> bool:
        """Keep an answer that came; False when the very same one is here already."""
        position = came.position
        place = f"{position.fingerprint}-{position.answer_id}-{position.revision}"
        with self._database.transaction():
            known = self._positions(position.asking_id, _Origin.CAME)
            if place in {row["place"] for row in known}:
                return False
            self._keep_position(came, _Origin.CAME, place)
        return True

    def own(self, asking_id: str, code: str) -> Position | None:
        """The answer that a practice here is giving to a question; None while there is none."""
        rows = self._positions(asking_id, _Origin.OWN)
        found = [from_text(row["text"]).position for row in rows if row["place"] == code]
        return found[0] if found else None

    def keep_own(self, asking: Asking, position: Position) -> None:
        """Keep the answer of a practice here as it stands."""
        with self._database.transaction():
            self._keep_position(Came(AskingFile(asking, position)), _Origin.OWN, position.code)

    def _keep_position(self, came: Came, origin: _Origin, place: str) -> None:
        position = came.position
        found = {"asking_id": position.asking_id, "origin": origin.value, "place": place}
        problems = [[p.code, p.where, p.what, p.how_to_fix] for p in came.problems]
        fields: Row = {
            "text": to_text(came.file),
            "file_name": came.file_name,
            "problems": json.dumps(problems, ensure_ascii=False),
            "changed_at": self._database.clock().isoformat(),
        }
        self._put("positions", found, fields)

    def _put(self, table: str, place: Row, fields: Row) -> None:
        """Change the row of a place, or add it."""
        for row in self._rows(table):
            if all(row[column] == value for column, value in place.items()):
                self._database.change(table, row, fields)
                break
        else:
            # A damaged row of the same place would stand in the way.
            wanted = " AND ".join(f"{column} = ?" for column in place)
            self._database.run(f"DELETE FROM {table} WHERE {wanted}", *place.values())
            self._database.put(table, place | fields)
        self._database.count_change()

    def _positions(self, asking_id: str, origin: _Origin) -> list[Row]:
        rows = self._rows("positions")
        return [r for r in rows if (r["asking_id"], r["origin"]) == (asking_id, origin.value)]

    def _rows(self, table: str) -> list[Row]:
        rows = (dict(row) for row in self._database.rows(f"SELECT * FROM {table} ORDER BY id"))
        return [row for row in rows if seal(table, row) == row["row_hash"]]


def _asking_fields(kept: KeptAsking, now: datetime) -> Row:
    return {
        "side": kept.side.value,
        "text": to_text(AskingFile(kept.asking)),
        "expected": "\n".join(kept.expected),
        "picked": json.dumps(dict(kept.picked), sort_keys=True),
        "letters": json.dumps(dict(kept.letters), sort_keys=True),
        "seed": kept.seed,
        "decided": kept.decided,
        "why": kept.why,
        "sent_at": kept.sent_at.isoformat() if kept.sent_at else "",
        "changed_at": now.isoformat(),
    }


def _kept(row: Row) -> KeptAsking:
    kept = KeptAsking(
        from_text(row["text"]).asking,
        Side(row["side"]),
        tuple(row["expected"].split("\n")) if row["expected"] else (),
        json.loads(row["picked"]),
        json.loads(row["letters"]),
        row["seed"],
        row["decided"],
        row["why"],
    )
    sent = row["sent_at"]
    return replace(kept, sent_at=datetime.fromisoformat(sent)) if sent else kept


def _came(row: Row) -> Came:
    problems = tuple(Problem(*each) for each in json.loads(row["problems"]))
    return Came(from_text(row["text"]), row["file_name"], problems)
