"""Sign-offs: who signed which version of a return, and the frozen copy of what was signed.

While a sign-off stands nothing can be written to its return (``submission_rows.refuse_signed``).
Reopening keeps it and its copy, and the next one is the next version. It is a record of what was
agreed and when, and no digital signature.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from stocktake.errors import StocktakeError
from stocktake.questionnaire.submission import Signature, Submission
from stocktake.store import refusals
from stocktake.store.database import Database
from stocktake.store.frozen import digest, from_frozen, frozen_text
from stocktake.store.history import By, Change, HistoryStore, Kind
from stocktake.store.returns import ReturnStore
from stocktake.store.rows import HASHED, Row, seal
from stocktake.store.submission_rows import count_on, refuse_signed, sealed_row

_COLUMNS = ", ".join(("id", *HASHED["sign_offs"], "row_hash"))


@dataclass(frozen=True, slots=True)
class Signing:
    """What is said in signing.

    Attributes:
        name, role: of the person who signs; typed by them.
        signed_on: the day they give.
        statement: what they confirm.
        second_name, second_role: of a second person, where there is one.
    """

    name: str
    role: str
    signed_on: date
    statement: str
    second_name: str = ""
    second_role: str = ""


@dataclass(frozen=True, slots=True)
class SignOff:
    """One signed version of one return.

    Attributes:
        version: 1 for the first, one more for each after it.
        group: the same for the returns that were signed together.
        said: who signed, when and what.
        signed_at: when it was saved, by the computer's clock.
        sha256: of the frozen copy.
        reopened_at: when it was reopened; None while it stands.
    """

    id: int
    submission_id: int
    version: int
    group: str
    said: Signing
    signed_at: datetime
    sha256: str
    reopened_at: datetime | None = None
    reopened_by: str = ""
    reopened_why: str = ""

    @property
    def is_standing(self) -> bool:
        """Whether the return is signed as this version now."""
        return self.reopened_at is None

    @property
    def signature(self) -> Signature:
        """What goes with an export: no name."""
        return Signature(self.version, self.sha256, self.said.signed_on, self.said.role)


class SignOffStore:
    """Signs returns off, reopens them, and reads the frozen copies.

    Raises:
        StocktakeError: when the file cannot be read or saved to (``refusals``).
    """

    def __init__(self, database: Database, history: HistoryStore, returns: ReturnStore) -> None:
        self._database = database
        self._history = history
        self._returns = returns

    def of(self, submission_id: int) -> tuple[SignOff, ...]:
        """Every sign-off of a return, oldest first."""
        sql = f"SELECT {_COLUMNS} FROM sign_offs WHERE submission_id = ? ORDER BY version"
        return tuple(self._read(dict(row)) for row in self._database.rows(sql, submission_id))

    def standing(self, submission_id: int) -> SignOff | None:
        """The sign-off that stands; None while the return is a draft."""
        return next((each for each in self.of(submission_id) if each.is_standing), None)

    def sign(
        self, submission_ids: Sequence[int], said: Signing, *, role: str
    ) -> tuple[SignOff, ...]:
        """Sign returns off together: all of them, or none.

        Each gets a revision of its own, so that the signed copy follows the draft in a merge.

        Args:
            submission_ids: the returns.
            said: who signs and what they say.
            role: who is at the computer, for the history.

        Raises:
            StocktakeError: ``signed`` when one is signed already; ``answers_damaged``.
        """
        with self._database.transaction():
            before = [each.version for one in submission_ids for each in self.of(one)]
            version, group = max(before, default=0) + 1, secrets.token_hex(6)
            made = [self._sign(each, version, group, said, role) for each in submission_ids]
        return tuple(made)

    def _sign(
        self, submission_id: int, version: int, group: str, said: Signing, role: str
    ) -> SignOff:
        refuse_signed(self._database, submission_id)
        at = self._database.clock()
        fields = sealed_row(self._database, "submissions", submission_id)
        # Not ``count_on``: signing is no change of an answer, and the assessment date stays.
        new: Row = {"revision": fields["revision"] + 1, "changed_at": at.isoformat()}
        self._database.change("submissions", fields, new)
        self._database.count_change()
        said_plainly = {name: str(value) for name, value in asdict(said).items()}
        submission = self._returns.to_submission(submission_id)
        text = frozen_text(submission, {**said_plainly, "version": str(version)})
        row: Row = {
            "submission_id": submission_id,
            "version": version,
            "signing": group,
            **said_plainly,
            "signed_at": at.isoformat(),
            "sha256": digest(text),
            "reopened_at": "",
            "reopened_by": "",
            "reopened_why": "",
        }
        number = self._database.put("sign_offs", {**row, "copy": text})
        # The name stays out of the history, which tells roles only.
        noted = json.dumps({"version": version, "sha256": row["sha256"]})
        change = Change("", noted, submission_id=submission_id)
        self._history.record([change], By(role, kind=Kind.SIGNED), at)
        return _sign_off({**row, "id": number})

    def copy_of(self, sign_off: SignOff) -> str:
        """The frozen copy as it is kept; empty when it was removed."""
        row = self._database.row("SELECT copy FROM sign_offs WHERE id = ?", sign_off.id)
        return str(row["copy"]) if row else ""

    def take_over(self, submission_id: int, sign_off: SignOff, text: str, *, role: str) -> None:
        """Keep a sign-off that was made at another desk, of the very same return.

        Args:
            submission_id: the return here, with the answers that were signed.
            sign_off: as it is kept there.
            text: its frozen copy; empty when that was removed.
            role: who takes it over, for the history.

        Raises:
            StocktakeError: ``signed_copy_damaged`` when the copy is not what was signed.
        """
        if text and digest(text) != sign_off.sha256:
            raise _copy_damaged(sign_off)
        reopened = sign_off.reopened_at
        row: Row = {
            "submission_id": submission_id,
            "version": sign_off.version,
            "signing": sign_off.group,
            **{name: str(value) for name, value in asdict(sign_off.said).items()},
            "signed_at": sign_off.signed_at.isoformat(),
            "sha256": sign_off.sha256,
            "reopened_at": reopened.isoformat() if reopened else "",
            "reopened_by": sign_off.reopened_by,
            "reopened_why": sign_off.reopened_why,
        }
        with self._database.transaction():
            self._database.put("sign_offs", {**row, "copy": text})
            noted = json.dumps({"version": sign_off.version, "sha256": sign_off.sha256})
            change = Change("", noted, submission_id=submission_id)
            self._history.record([change], By(role, kind=Kind.SIGNED), self._database.clock())
            self._database.count_change()

    def reopen(self, submission_id: int, why: str, *, role: str) -> None:
        """Reopen what was signed together with this return; every version is kept.

        Raises:
            StocktakeError: ``not_signed`` when it is a draft already.
        """
        with self._database.transaction():
            stands = self.standing(submission_id)
            if stands is None:
                raise StocktakeError(
                    "not_signed", "This return is not signed off.", "Go on filling it in."
                )
            at = self._database.clock()
            new: Row = {"reopened_at": at.isoformat(), "reopened_by": role, "reopened_why": why}
            sql = f"SELECT {_COLUMNS} FROM sign_offs WHERE signing = ? AND reopened_at = ''"
            for row in map(dict, self._database.rows(sql, stands.group)):
                signed = self._read(row)
                self._database.change("sign_offs", row, new)
                noted = json.dumps({"version": signed.version, "sha256": signed.sha256})
                change = Change(noted, "", submission_id=signed.submission_id)
                self._history.record([change], By(role, why, Kind.REOPENED), at)
                # As with signing, nothing has been answered, and the assessment date stays.
                count_on(self._database, signed.submission_id, 0, at, keeps_day=True)

    def frozen(self, sign_off: SignOff) -> Submission:
        """Read the copy of a signed version, exactly as it was signed.

        Raises:
            StocktakeError: ``signed_copy_damaged`` when it is not what was signed any more;
                ``signed_copy_removed`` when an answer in it was removed for good.
        """
        text = self.copy_of(sign_off)
        if not text:
            raise StocktakeError(
                "signed_copy_removed",
                f"The signed copy of version {sign_off.version} was removed, because an answer in "
                "it was removed for good.",
                "Who signed and when is still kept. Sign the return off again if it is needed.",
            )
        if digest(text) != sign_off.sha256:
            raise _copy_damaged(sign_off)
        return replace(from_frozen(text), signed=sign_off.signature)

    def _read(self, row: Row) -> SignOff:
        if seal("sign_offs", row) != row["row_hash"]:
            raise refusals.damaged(self._database.path, "a sign-off has changed by itself")
        return _sign_off(row)


def _copy_damaged(sign_off: SignOff) -> StocktakeError:
    return StocktakeError(
        "signed_copy_damaged",
        f"The signed copy of version {sign_off.version} has changed on the disk by itself, so it "
        "is not what was signed.",
        "Open a backup from before that, or reopen the return, check it and sign it again.",
    )


def _sign_off(row: Row) -> SignOff:
    return SignOff(
        id=int(row["id"]),
        submission_id=int(row["submission_id"]),
        version=int(row["version"]),
        group=str(row["signing"]),
        said=Signing(
            name=str(row["name"]),
            role=str(row["role"]),
            signed_on=date.fromisoformat(row["signed_on"]),
            statement=str(row["statement"]),
            second_name=str(row["second_name"]),
            second_role=str(row["second_role"]),
        ),
        signed_at=datetime.fromisoformat(row["signed_at"]),
        sha256=str(row["sha256"]),
        reopened_at=datetime.fromisoformat(row["reopened_at"]) if row["reopened_at"] else None,
        reopened_by=str(row["reopened_by"]),
        reopened_why=str(row["reopened_why"]),
    )
