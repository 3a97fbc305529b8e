"""A question to four practices, and answers to it, for the tests of asking."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from stocktake.questionnaire.asking import Asking, Position
from stocktake.questionnaire.asking_text import AskingFile
from stocktake.store.askings import Came, KeptAsking
from stocktake.store.workspace import Workspace

ASKING = Asking(
    "a1b2c3d4",
    "Harbour & Vale PCN",
    "Same-day hub",
    "Shall we run one same-day hub from April?",
    ("Yes", "Later", "No"),
    date(2026, 12, 3),
    date(2026, 11, 22),
    "Clinical director",
)
EXPECTED = (
    "A81001, Quayside, 12,400",
    "A81002, Millbrook, 9,100",
    "A81003, St Oswin's, 7,300",
    "A81004, Fellgate, 5,200",
)
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SIZES = {"A81001": 12_400, "A81002": 9_100, "A81003": 7_300, "A81004": 5_200}
NAMES = {"A81001": "Quayside", "A81002": "Millbrook", "A81003": "St Oswin's", "A81004": "Fellgate"}


def position(code: str, choice: str, comment: str = "", **more: object) -> Position:
    """An answer, named and decided in time unless told otherwise."""
    said = {"name_shown": True, "comment_shared": True, "decided_on": date(2026, 12, 1)} | more
    made = Position(
        ASKING.id,
        ASKING.hash,
        code,
        NAMES.get(code, ""),
        Decimal(SIZES.get(code, 1000)),
        choice,
        comment,
        decided_by="The partners",
    )
    return replace(made, **said)  # type: ignore[arg-type]


def ask(workspace: Workspace, *positions: Position, expected: tuple[str, ...] = EXPECTED) -> None:
    """Keep the question as sent, with these answers."""
    workspace.askings.keep(KeptAsking(ASKING, expected=expected, seed="seed", sent_at=NOW))
    for number, each in enumerate(positions, 1):
        workspace.askings.add(Came(AskingFile(ASKING, each), f"answer {number}.xlsx"))
