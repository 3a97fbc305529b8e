"""Published figures kept beside an answer, with the dataset and period they come from.

They are never answers: a person accepts one, and then the answer says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from stocktake.questionnaire.answers import Address, Value, encode_value
from stocktake.store.database import Database
from stocktake.store.rows import Cell, address_of, decode_value, seal, value_kind


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """What a public dataset says about one question.

    Attributes:
        dataset: the name of the dataset it was read from.
        period: what it is the figure of, in the dataset's own words.
        read_on: the day it was read from the file.
    """

    dataset: str
    value: Value
    period: str
    read_on: date


class PublishedStore:
    """Keeps and reads published figures.

    Raises:
        StocktakeError: when the file cannot be read or saved to (``refusals``).
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, submission_id: int, address: Address, figure: PublishedFigure) -> None:
        """Keep a figure, in place of an earlier one of the same dataset."""
        place: dict[str, Cell] = {
            "submission_id": submission_id,
            "question": address.question,
            "row": address.row,
            "col": address.column,
            "dataset": figure.dataset,
        }
        where = " AND ".join(f"{column} = ?" for column in place)
        with self._database.transaction():
            self._database.run(f"DELETE FROM published WHERE {where}", *place.values())
            fields = place | {
                "value": encode_value(figure.value),
                "type": value_kind(figure.value),
                "period": figure.period,
                "read_on": figure.read_on.isoformat(),
            }
            self._database.put("published", fields)

    def of(self, submission_id: int) -> dict[Address, tuple[PublishedFigure, ...]]:
        """Every published figure beside the answers of a submission; damaged ones are left out."""
        sql = "SELECT * FROM published WHERE submission_id = ? ORDER BY dataset"
        found: dict[Address, tuple[PublishedFigure, ...]] = {}
        for row in map(dict, self._database.rows(sql, submission_id)):
            if seal("published", row) != row["row_hash"]:
                continue
            value = decode_value(row["type"], row["value"])
            if value is None:
                continue
            read_on = date.fromisoformat(row["read_on"])
            figure = PublishedFigure(row["dataset"], value, row["period"], read_on)
            address = address_of(row)
            found[address] = (*found.get(address, ()), figure)
        return found
