"""Indicators worked out from a sheet, with what they still need, and the flags they raise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.form import Indicator
from stocktake.questionnaire.formula import Expression, Result
from stocktake.questionnaire.sheet import Sheet
from stocktake.units import date_in_words, number_in_words, pounds_in_words

_ID = re.compile(r"\$\{([^}]+)\}")


@dataclass(frozen=True, slots=True)
class Figure:
    """One indicator as a reader sees it.

    Attributes:
        value: unrounded; None when it cannot be worked out.
        shown: the value in words, rounded half up; empty when there is none.
        needs: labels of the answers that are missing.
        reason: why it cannot be worked out, when nothing is missing.
        note: such as "from 1 of 3 rows".
        is_estimate: an answer it rests on is marked as an estimate.
        parts: the figures of an indicator that has several.
    """

    id: str
    name: str
    unit: str
    value: Value | None
    shown: str
    needs: tuple[str, ...] = ()
    reason: str = ""
    note: str = ""
    is_estimate: bool = False
    parts: tuple[Figure, ...] = ()

    @property
    def explanation(self) -> str:
        """What stands where the figure would: "needs: …", or the reason."""
        if self.shown:
            return ""
        return f"needs: {'; '.join(self.needs)}" if self.needs else self.reason


def figure(sheet: Sheet, indicator_id: str) -> Figure:
    """Work out one indicator of the sheet's form."""
    indicator = sheet.loaded.indicators[indicator_id]
    estimate = indicator.estimate or _rests_on_estimate(sheet, indicator)
    if indicator.part:
        parts = tuple(
            _made(
                sheet,
                indicator,
                f"{indicator.id}#{part.id}",
                (part.name, part.unit or indicator.unit),
                estimate,
            )
            for part in indicator.part
        )
        shown = "; ".join(f"{part.name} {part.shown}" for part in parts if part.shown)
        needs = tuple(dict.fromkeys(need for part in parts for need in part.needs))
        return Figure(
            indicator.id, indicator.name, indicator.unit, None, shown, needs,
            is_estimate=estimate, parts=parts,
        )  # fmt: skip
    return _made(sheet, indicator, indicator.id, (indicator.name, indicator.unit), estimate)


def figures(sheet: Sheet) -> tuple[Figure, ...]:
    """Every indicator that this form works out by itself, in order."""
    return tuple(
        figure(sheet, each.id) for each in sheet.loaded.form.indicators if each.scope == "form"
    )


def _made(
    sheet: Sheet, indicator: Indicator, name: str, words: tuple[str, str], estimate: bool
) -> Figure:
    found = sheet.result(name)
    # A formula says '' where its figure would mean nothing; why is in the indicator's own note.
    value = None if found.usable == "" else found.usable
    needs = _labels(sheet, found.result) if value is None else ()
    reason = _reason(sheet, found.result)
    if value is None and not needs and not reason:
        reason = indicator.note
    label, unit = words
    return Figure(
        id=name,
        name=label,
        unit=unit,
        value=value,
        shown="" if value is None else show_figure(value, indicator, unit),
        needs=needs,
        reason=reason,
        note=found.result.note,
        is_estimate=estimate,
    )


def _labels(sheet: Sheet, result: Result) -> tuple[str, ...]:
    """Name the questions behind what is missing, following indicators down to their answers."""
    found: dict[str, None] = {}
    waiting, seen = list(result.missing), set(result.missing)
    while waiting:
        name = waiting.pop(0)
        deeper = [n for n in sheet.result(name).result.missing if n not in seen]
        if deeper:
            waiting[:0] = deeper
            seen.update(deeper)
        else:
            found[sheet.loaded.label(name)] = None
    return tuple(found)


def _reason(sheet: Sheet, result: Result) -> str:
    """Put the questions' own words in place of the ids in a reason."""
    return _ID.sub(lambda found: f"“{sheet.loaded.label(found[1])}”", result.reason)


def show_figure(value: Value, indicator: Indicator, unit: str) -> str:
    """Write an indicator's value for a reader, rounded half up to its places."""
    if isinstance(value, Decimal):
        if unit == "pounds":
            return pounds_in_words(value)
        places = 0 if indicator.kind == "count" else indicator.places
        return number_in_words(value, places)
    if isinstance(value, date):
        return date_in_words(value)
    words = {"yes": "Yes", "no": "No"}
    return words.get(str(value), str(value)) if not isinstance(value, tuple) else "; ".join(value)


def _rests_on_estimate(sheet: Sheet, indicator: Indicator) -> bool:
    """Whether any answer behind the figure is marked as an estimate (stocktake.md B.1 rule 5)."""
    graph = sheet.loaded.rules.graph
    waiting, seen = [indicator.id], {indicator.id}
    while waiting:
        for name in graph.references(waiting.pop()):
            if name not in seen:
                seen.add(name)
                waiting.append(name)
    questions = {sheet.loaded.table_of.get(name, name) for name in seen}
    return any(
        sheet.answers.get(each).estimate and _counts(sheet, each)
        for each in questions & sheet.loaded.questions.keys()
    )


def _counts(sheet: Sheet, question_id: str) -> bool:
    """Whether anything of a question goes into a figure now."""
    if sheet.loaded.questions[question_id].type == "table":
        return bool(sheet.rows(question_id))
    return sheet.value(question_id) is not None


@dataclass(frozen=True, slots=True)
class RaisedFlag:
    """A flag that holds now: its degree, what it says and the questions it stands by.

    Attributes:
        level: red, amber or info; ``note`` stands beside a figure and is not a flag.
    """

    id: str
    level: str
    wording: str
    on: tuple[str, ...]


def flags(sheet: Sheet) -> tuple[RaisedFlag, ...]:
    """The flags that hold now. They stay in the practice (stocktake.md B.4)."""
    found = []
    for flag in sheet.loaded.form.flags:
        for case, formulas in zip(flag.case, sheet.loaded.rules.flags[flag.id], strict=True):
            rows = [(flag.table, row) for row in sheet.rows(flag.table)] if flag.table else [None]
            holding = [
                row for row in rows if sheet.holds(formulas["rule"], row, None).value is True
            ]
            if holding:
                words = _filled(case.wording, sheet, formulas, holding[0])
                found.append(RaisedFlag(flag.id, case.level, words, flag.on))
                break
    return tuple(found)


def _filled(
    wording: str, sheet: Sheet, formulas: dict[str, Expression], row: tuple[str, str] | None
) -> str:
    for name, expression in formulas.items():
        value = _plain(sheet.holds(expression, row, None).value)
        wording = wording.replace("{" + name + "}", value)
    return wording


def _plain(value: object) -> str:
    return number_in_words(value.normalize(), None) if isinstance(value, Decimal) else str(value)
