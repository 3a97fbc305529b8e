"""Two versions of the stocktake and of the catalogue, made by code, for tests over two rounds."""

import tomllib
from datetime import date
from functools import cache
from typing import Any

import msgspec
import tomli_w

from stocktake.paths import shipped
from stocktake.questionnaire.catalogue import Catalogue
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import load_form, shipped_catalogue

TRIAL = """
id = "trial"
title = "Trial"
version = "1"
subject = "practice"
[[section]]
id = "a"
title = "Access"
[[section.question]]
id = "a.calls"
type = "number"
label = "How many calls a month?"
unit = "calls"
[[section.question]]
id = "a.open"
type = "choice"
label = "When are you open?"
choice = [{ code = "day", label = "By day" }, { code = "late", label = "Late too" }]
[[section.question]]
id = "a.rate"
type = "rating"
label = "How well?"
domain = "access"
anchors = ["none", "one", "two", "three", "four"]
[[section.question]]
id = "a.said"
type = "text"
label = "What do patients say?"
[[section.question]]
id = "a.rooms"
type = "table"
label = "Rooms"
[[section.question.column]]
id = "a.rooms.name"
type = "text"
label = "Room"
[[section.question.column]]
id = "a.rooms.uses"
type = "text"
label = "Use"
"""
"""A form small enough to see at a glance what became of it."""


def trial(change: Any = None) -> LoadedForm:
    """The trial form, changed by a function that is given its data."""
    data = tomllib.loads(TRIAL)
    if change is not None:
        change({q["id"]: q for q in data["section"][0]["question"]}, data)
    return load_form(tomli_w.dumps(data), "trial")


NEW_QUESTION = "demand.m_navigation"
"""A rating the shipped stocktake asks and last year's did not."""


@cache
def older_stocktake() -> str:
    """Last year's stocktake: one question less, one more, one worded otherwise.

    Compared with it the shipped one no longer asks ``demand.old``, asks ``demand.m_navigation``
    anew, and has other descriptions at ``demand.m_urgent`` and other words at
    ``demand.calls_month``.
    """
    data = tomllib.loads((shipped("forms") / "practice_stocktake.toml").read_text("utf-8"))
    data["version"] = "2025.1"
    for section in data["section"]:
        for question in section["question"]:
            if question["id"] == "demand.m_urgent":
                question["anchors"][4] = "Everybody is seen within the hour, every day."
            if question["id"] == "demand.calls_month":
                question["label"] = "How many calls came in a month?"
        if section["id"] == "demand":
            section["question"] = [q for q in section["question"] if q["id"] != NEW_QUESTION]
            section["question"].append(
                {"id": "demand.old", "type": "text", "label": "Which telephone do you have?"}
            )
    return tomli_w.dumps(data)


def older_catalogue() -> Catalogue:
    """Last year's catalogue: one row less, one more, one due a year sooner and one level lower."""
    shipped_one = shipped_catalogue()
    first, second, *rest = shipped_one.expectations
    gone = msgspec.structs.replace(second, id="OLD-01", title="Something no longer expected")
    earlier = msgspec.structs.replace(
        first,
        due=date(first.due.year - 1, first.due.month, first.due.day),
        level=max(0, first.level - 1),
        status="possible" if first.status != "possible" else "likely",
    )
    return msgspec.structs.replace(
        shipped_one, version="2025.1", expectations=(earlier, gone, *rest)
    )


@cache
def older_forms() -> tuple[LoadedForm, LoadedForm]:
    """Last year's stocktake and expectations review, as they were asked. Not to be changed."""
    stocktake = load_form(older_stocktake(), "stocktake of last year")
    text = (shipped("forms") / "expectations.toml").read_text("utf-8")
    expectations = load_form(text, "expectations of last year", older_catalogue())
    return stocktake, expectations
