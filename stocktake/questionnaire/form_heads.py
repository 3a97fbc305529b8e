"""What stands at the head of a form that comes with the program: its title, how long it takes.

Lists of forms need no more than that, and reading a whole form takes a hundred times as long.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import takewhile
from pathlib import Path

from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.own_forms import form_file


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
    """Read the head of a form that is offered, by its id; read once."""
    return read_head(form_file(form_id), form_id)


def read_head(path: Path, form_id: str) -> FormHead:
    """Read the head of a form file.

    Raises:
        TOMLDecodeError, KeyError: what the head says does not come first in the file.
    """
    with path.open(encoding="utf-8") as file:
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
