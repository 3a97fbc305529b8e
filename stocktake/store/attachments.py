"""Evidence files kept inside the workspace, each with its digest.

A large file is put away in parts, each a save of its own that is over in a moment, so that whoever
fills in a form never waits for it. Until the last part is there it is no file yet: what a power cut
leaves of it, or of one that was on its way out, is swept away when the workspace is next opened.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from stocktake.errors import StocktakeError
from stocktake.questionnaire.answers import Address
from stocktake.store.answers import AnswerStore, Saved
from stocktake.store.database import Database
from stocktake.store.rows import PLACE, Cell, Row, address_of, seal
from stocktake.store.submission_rows import refuse_signed

MAX_BYTES = 20 * 1024 * 1024
"""The largest evidence file taken in; a workspace must stay easy to copy."""

PART_BYTES = 1024 * 1024
"""How much is put away at once; a file that is no larger is one part."""

_AT = "submission_id = ? AND question = ? AND row = ? AND col = ?"
_OF_NO_FILE = """NOT EXISTS (SELECT 1 FROM attachments AS whole WHERE
    whole.submission_id = attachment_parts.submission_id
    AND whole.question = attachment_parts.question AND whole.row = attachment_parts.row
    AND whole.col = attachment_parts.col AND whole.name = attachment_parts.name)"""


@dataclass(frozen=True, slots=True)
class Attachment:
    """One evidence file beside an answer: name, size in bytes, SHA-256 and when it was added."""

    address: Address
    name: str
    size: int
    sha256: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Coming:
    """A file of which parts are being put away: beside which answer, and its name."""

    submission_id: int
    address: Address
    name: str

    @property
    def place(self) -> tuple[int, str, str, str, str]:
        """The columns by which its rows are found."""
        address = self.address
        return self.submission_id, address.question, address.row, address.column, self.name


class AttachmentStore:
    """Attaches, lists and reads evidence files, and takes them away.

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
        _refuse_too_big(name, len(content))
        with self._database.transaction():
            coming = self.begin(submission_id, address, name)
            for part, start in enumerate(range(0, len(content), PART_BYTES)):
                self.put_part(coming, part, content[start : start + PART_BYTES])
            return self.finish(coming, sha256(content).hexdigest(), role=role)

    def begin(self, submission_id: int, address: Address, name: str) -> Coming:
        """Begin to put a file away in parts.

        Raises:
            StocktakeError: ``name_in_use``, or ``signed`` when the return is signed off.
        """
        with self._database.transaction():
            refuse_signed(self._database, submission_id)
            if any(each.name == name for each in self.list(submission_id, address)):
                raise StocktakeError(
                    "name_in_use",
                    f"There is already a file called {name} beside this answer.",
                    "Rename the new one, or take the old one away first.",
                )
            coming = Coming(submission_id, address, name)
            self.drop(coming)
            return coming

    def put_part(self, coming: Coming, part: int, content: bytes) -> None:
        """Put one part away; they are numbered from 0."""
        with self._database.transaction():
            self._database.put(
                "attachment_parts", _place_fields(coming) | {"part": part, "content": content}
            )

    def finish(self, coming: Coming, digest: str, *, role: str) -> Saved:
        """Name the file in the answer's evidence, once all its parts are there.

        Args:
            coming: as it was begun.
            digest: the SHA-256 of the whole, by which it is checked whenever it is read.
            role: who added it.

        Raises:
            StocktakeError: ``file_too_big``, or ``signed``; then it is no file beside the answer.
        """
        with self._database.transaction():
            _refuse_too_big(coming.name, self._size_of_parts(coming))
            added = {"added_at": self._database.clock().isoformat(), "role": role}
            fields = _place_fields(coming) | added | {"sha256": digest, "content": b""}
            self._database.put("attachments", fields)
            return self._name_in_answer(coming.submission_id, coming.address, role)

    def drop(self, coming: Coming) -> None:
        """Take away the parts of a file that is not to be kept after all."""
        with self._database.transaction():
            sql = f"DELETE FROM attachment_parts WHERE {_AT} AND name = ?"
            self._database.run(sql, *coming.place)

    def _size_of_parts(self, coming: Coming) -> int:
        sql = f"SELECT sum(length(content)) FROM attachment_parts WHERE {_AT} AND name = ?"
        found = self._database.row(sql, *coming.place)
        return int(found[0] or 0) if found is not None else 0

    def sweep(self) -> None:
        """Take away what is left of files that are none: half come, or half gone."""
        if self._database.row(f"SELECT 1 FROM attachment_parts WHERE {_OF_NO_FILE} LIMIT 1"):
            with self._database.transaction():
                self._database.run(f"DELETE FROM attachment_parts WHERE {_OF_NO_FILE}")

    def let_go(self, submission_id: int, address: Address, name: str, *, role: str) -> Saved:
        """Take a file away from an answer, but leave its parts to ``drop_part``.

        From now on it is no file; its name stays in the history. Backups that were made before hold
        it as long as they are kept. What is left of it when the program ends first is swept away.
        """
        with self._database.transaction():
            sql = f"DELETE FROM attachments WHERE {_AT} AND name = ?"
            self._database.run(sql, *Coming(submission_id, address, name).place)
            return self._name_in_answer(submission_id, address, role)

    def drop_part(self, gone: Coming) -> bool:
        """Take away one part of what is no file any more; tells whether there was one."""
        with self._database.transaction():
            sql = f"SELECT max(part) FROM attachment_parts WHERE {_AT} AND name = ?"
            last = self._database.row(f"{sql} AND {_OF_NO_FILE}", *gone.place)
            if last is None or last[0] is None:
                return False
            sql = f"DELETE FROM attachment_parts WHERE {_AT} AND name = ? AND part = ?"
            self._database.run(sql, *gone.place, int(last[0]))
            return True

    def _name_in_answer(self, submission_id: int, address: Address, role: str) -> Saved:
        names = tuple(each.name for each in self.list(submission_id, address))
        answer = replace(self._answers.one(submission_id, address), evidence=names)
        return self._answers.save(submission_id, {address: answer}, role=role)

    def list(self, submission_id: int, address: Address | None = None) -> tuple[Attachment, ...]:
        """Files of a submission, or of one answer, in the order they were attached."""
        # Without the contents: a list must not bring hundreds of megabytes into memory.
        sql = (
            "SELECT submission_id, question, row, col, name, sha256, added_at, "
            "length(content) AS size FROM attachments WHERE submission_id = ? ORDER BY id"
        )
        rows = [dict(row) for row in self._database.rows(sql, submission_id)]
        every = ((_coming(row), row) for row in rows)
        return tuple(
            _listed(row, row["size"] or self._size_of_parts(coming))
            for coming, row in every
            if address is None or coming.address == address
        )

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
        content = bytes(row["content"]) or self._parts(_coming(dict(row)))
        sound = seal("attachments", dict(row)) == row["row_hash"]
        if not sound or sha256(content).hexdigest() != row["sha256"]:
            raise StocktakeError(
                "file_damaged",
                f"{name} was damaged on the disk.",
                "Attach it again from where it came from, or open a backup.",
            )
        return content

    def _parts(self, coming: Coming) -> bytes:
        sql = f"SELECT content FROM attachment_parts WHERE {_AT} AND name = ? ORDER BY part"
        return b"".join(bytes(row["content"]) for row in self._database.rows(sql, *coming.place))


def _refuse_too_big(name: str, size: int) -> None:
    if size > MAX_BYTES:
        most = MAX_BYTES // (1024 * 1024)
        raise StocktakeError(
            "file_too_big",
            f"{name} is larger than {most} MB.",
            "Attach a smaller version, or write in the note where it is kept.",
        )


def _place_fields(coming: Coming) -> dict[str, Cell]:
    return dict(zip((*PLACE, "name"), coming.place, strict=True))


def _coming(row: Row) -> Coming:
    return Coming(int(row["submission_id"]), address_of(row), str(row["name"]))


def _listed(row: Row, size: int) -> Attachment:
    added_at = datetime.fromisoformat(row["added_at"])
    return Attachment(address_of(row), str(row["name"]), size, row["sha256"], added_at)
