"""The expectations catalogue: what its file may say. Source: content/expectations.md A and B1."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from stocktake.questionnaire.record import Record, Retired


class Expectation(Record, frozen=True, kw_only=True):
    """One row of the expectations catalogue. Source: content/expectations.md A and B1.

    Attributes:
        status: how certain it is.
        kind: what happens if it is missed.
        asked_of: the practice, or the group (PCN or federation) it belongs to.
        due: the date every calculation uses.
        date_note: how firm the date is.
        level: the level needed in its domain from the due date.
        lead_months: months from starting to being ready.
        impact: 1 to 5, if missed.
        evidence: P where the publisher's own page was seen, S for a named secondary report.
        quick: one of the 12 cards of the quick pass.
    """

    id: str
    title: str
    statement: str
    domain: str
    status: Literal["contractual", "announced", "likely", "possible"]
    kind: Literal["duty", "income", "opportunity", "good_practice", "direction"]
    asked_of: Literal["practice", "group"]
    due: date
    due_year: str
    date_note: str
    level: int
    lead_months: int
    impact: int
    typical_resources: str = ""
    quick: bool = False
    evidence: Literal["P", "S", ""] = ""
    source_titles: tuple[str, ...] = ()
    source_dates: tuple[str, ...] = ()
    source_addresses: tuple[str, ...] = ()


class WatchItem(Record, frozen=True, kw_only=True):
    """Something being watched that would change rows of the catalogue, or could be added to it."""

    item: str
    changes: str = ""
    why: str = ""
    address: str = ""


class Catalogue(Record, frozen=True, kw_only=True):
    """The expectations catalogue: its version, rows and what is being watched."""

    id: str
    title: str
    version: str
    checked_on: date
    expectations: tuple[Expectation, ...] = msgspec.field(name="expectation")
    watched: tuple[WatchItem, ...] = ()
    watch_list: tuple[WatchItem, ...] = ()
    retired: tuple[Retired, ...] = ()
