"""Evidence files kept inside the workspace, each with its digest."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address
from stocktake.store.answers import AnswerStore, Saved
from stocktake.store.database import Database
from stocktake.store.rows import Cell, Row, address_of, seal

MAX_BYTES = 20 * 1024 * 1024
"""The largest evidence file taken in; a workspace must stay easy to copy."""

_AT = "submission_id = ? AND question = ? AND row = ? AND col = ?"


@dataclass(frozen=True, slots=True)
class Attachment:
    """One evidence file beside an answer: name, size in bytes, SHA-256 and when it was added."""

    address: Address
    name: str
    size: int
    sha256: str
    added_at: datetime


class AttachmentStore:
    """Attaches, lists, reads and detaches evidence files.

    Raises:
        StocktakeError: when the file cannot be read or saved to (``refusals``).
    """

    def __init__(self, database: Database, answers: AnswerStore) -> None:
        self._database = database
        self._answers = answers

    def attach(
        self, submission_id: int, address: Address, name: str, content: bytes, *, role: str
    ) -> Saved:
        """Keep a file beside an answer and name it in the answer's evidence.

        Raises:
            StocktakeError: ``file_too_big``, or ``name_in_use`` when one of that name is there.
        """
        if len(content) > MAX_BYTES:
            size = MAX_BYTES // (1024 * 1024)
            raise StocktakeError(
                "file_too_big",
                f"{name} is larger than {size} MB.",
                "Attach a smaller version, or write in the note where it is kept.",
            )
        with self._database.transaction():
            if any(each.name == name for each in self.list(submission_id, address)):
                raise StocktakeError(
                    "name_in_use",
                    f"There is already a file called {name} beside this answer.",
                    "Rename the new one, or take the old one away first.",
                )
            fields = self._fields(submission_id, address, role)
            fields |= {"name": name, "sha256": sha256(content).hexdigest(), "content": content}
            self._database.put("attachments", fields)
            return self._name_in_answer(submission_id, address, role)

    def _fields(self, submission_id: int, address: Address, role: str) -> dict[str, Cell]:
        return {
            "submission_id": submission_id,
            "question": address.question,
            "row": address.row,
            "col": address.column,
            "added_at": self._database.clock().isoformat(),
            "role": role,
        }

    def detach(self, submission_id: int, address: Address, name: str, *, role: str) -> Saved:
        """Take a file away from an answer; its content goes, its name stays in the history."""
        with self._database.transaction():
            place = (submission_id, address.question, address.row, address.column, name)
            self._database.run(f"DELETE FROM attachments WHERE {_AT} AND name = ?", *place)
            return self._name_in_answer(submission_id, address, role)

    def _name_in_answer(self, submission_id: int, address: Address, role: str) -> Saved:
        names = tuple(each.name for each in self.list(submission_id, address))
        answer = replace(self._answers.one(submission_id, address), evidence=names)
        return self._answers.save(submission_id, {address: answer}, role=role)

    def list(self, submission_id: int, address: Address | None = None) -> tuple[Attachment, ...]:
        """Files of a submission, or of one answer, in the order they were attached."""
        # Without the contents: a list must not bring hundreds of megabytes into memory.
        sql = (
            "SELECT question, row, col, name, sha256, added_at, length(content) AS size "
            "FROM attachments WHERE submission_id = ? ORDER BY id"
        )
        every = (_listed(dict(row)) for row in self._database.rows(sql, submission_id))
        return tuple(each for each in every if address is None or each.address == address)

    def content(self, submission_id: int, address: Address, name: str) -> bytes:
        """Read an evidence file.

        Raises:
            StocktakeError: ``no_such_file``, or ``file_damaged`` when it is not what was attached.
        """
        place = (submission_id, address.question, address.row, address.column, name)
        row = self._database.row(f"SELECT * FROM attachments WHERE {_AT} AND name = ?", *place)
        if row is None:
            raise StocktakeError(
                "no_such_file",
                f"There is no file called {name} beside this answer.",
                "It may have been taken away; the history of the answer says when.",
            )
        content = bytes(row["content"])
        sound = seal("attachments", dict(row)) == row["row_hash"]
        if not sound or sha256(content).hexdigest() != row["sha256"]:
            raise StocktakeError(
                "file_damaged",
                f"{name} was damaged on the disk.",
                "Attach it again from where it came from, or open a backup.",
            )
        return content


def _listed(row: Row) -> Attachment:
    added_at = datetime.fromisoformat(row["added_at"])
    return Attachment(address_of(row), str(row["name"]), int(row["size"]), row["sha256"], added_at)
