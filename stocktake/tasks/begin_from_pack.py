"""Begin a practice that was found in a pack, and keep its own part of the pack.

What was seen and agreed to before beginning (name, code, PCN and ICB) is answered; every other
figure is only offered. Source: design/opendata.md 16 (lines 6 and 17); design/screens.md F.1.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from stocktake.opendata.field_map import as_name
from stocktake.opendata.look_up import PracticeFound, Register
from stocktake.opendata.pack import Pack, read_pack, to_bytes
from stocktake.questionnaire.form_ids import STOCKTAKE
from stocktake.questionnaire.submission import Subject
from stocktake.store.workspace import Workspace
from stocktake.tasks.open_practice import OpenPractice, this_round
from stocktake.tasks.practices import (
    RECORD_FIELDS,
    begin_practice,
    keep_record,
    record_in_answers,
)
from stocktake.tasks.published_offers import Standing, to_take

TAKEN = "From the pack"
"""The note under which the practice's own record is answered."""


@dataclass(frozen=True, slots=True)
class ChosenPractice:
    """A practice that was chosen from a pack, and the pack."""

    found: PracticeFound
    pack: Pack

    @property
    def belongs_to(self) -> str:
        """Its PCN and ICB in one line; empty where the pack does not say."""
        icb = as_name(_newest(self.pack, self.found.code, "icb.name"))
        return ", ".join(each for each in (self.found.pcn_name, icb) if each)


def read_register(path: Path) -> tuple[Pack, Register]:
    """Read a pack to look practices up in; it can be done away from the window.

    Raises:
        StocktakeError: it is no pack, or cannot be read; the sentence says why.
    """
    pack = read_pack(path).pack
    return pack, Register(pack)


def begin_from_pack(
    workspace: Workspace, name: str, chosen: ChosenPractice, today: date, role: str
) -> Subject:
    """Begin the stocktake of a practice with what a pack says of it.

    Args:
        name: the practice's name as it was left on the form, which may be another than the pack's.
        chosen: the practice and its pack.
        role: who begins it.

    Raises:
        StocktakeError: it could not be saved.
    """
    begun = begin_practice(workspace, name, chosen.found.code, today, role)
    keep_own_part(workspace, chosen, role)
    practice = OpenPractice(workspace, begun, this_round(today), role)
    sheet = practice.sheet(STOCKTAKE)
    agreed = [
        each
        for each in practice.published().offers(sheet)
        if each.address.question in RECORD_FIELDS
        and (each.standing is Standing.SUGGESTED or each.answer.usable == each.suggestion)
    ]
    if agreed:
        practice.enter_all(STOCKTAKE, to_take(sheet, agreed), TAKEN)
    keep_record(practice, record_in_answers(practice))
    return practice.subject


def keep_own_part(workspace: Workspace, chosen: ChosenPractice, role: str) -> bool:
    """Keep what a pack says of a practice; False when the very same is kept already.

    Raises:
        StocktakeError: it could not be saved.
    """
    code = chosen.found.code
    return workspace.published_sets.keep(code, to_bytes(chosen.pack.only(code)), role=role)


def _newest(pack: Pack, code: str, key: str) -> str:
    said = [each.value for each in pack.of(code) if each.value.field_key == key]
    return str(said[-1].value) if said and said[-1].value is not None else ""
