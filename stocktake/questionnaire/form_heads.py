"""What stands at the head of a form that comes with the program: its title, how long it takes.

Lists of forms need no more than that, and reading a whole form takes a hundred times as long.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from stocktake.paths import shipped
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE


@dataclass(frozen=True, slots=True)
class FormHead:
    """The head of a form.

    Attributes:
        id: the form's id.
        title, strapline: what it is called, and about.
        minutes: how long the core route takes, as an estimate.
        is_further: it is offered among the further forms: it is neither closed nor private, and
            has no page of its own.
    """

    id: str
    title: str
    strapline: str
    minutes: int
    is_further: bool


@cache
def form_head(form_id: str) -> FormHead:
    """Read the head of a form that comes with the program, by its id; read once."""
    with (shipped("forms") / f"{form_id}.toml").open(encoding="utf-8") as file:
        said = tomllib.loads("".join(takewhile(lambda line: not line.startswith("["), file)))
    is_elsewhere = form_id in (STOCKTAKE, EXPECTATIONS) or any(
        said.get(reason, False) for reason in ("closed", "private", "own_page")
    )
    return FormHead(
        form_id,
        said["title"],
        said.get("strapline", ""),
        said.get("minutes_core", 0),
        not is_elsewhere,
    )
