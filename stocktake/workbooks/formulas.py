"""Formulas we write on purpose, each with the value it gives: the only ones a workbook ever holds.

A formula is made of our own cell references, numbers and a few functions; no text that anybody
typed goes into one. Its value stands beside it, so that a program that shows workbooks without
working them out, and our own reader, show what Excel will.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

FUNCTIONS = frozenset({"IF", "ROUND", "SUM"})
"""The functions a formula may use; none of them reaches outside the workbook."""

_FORMULA = re.compile(r"=[A-Za-z0-9$!'.,:()+\-*/> ]+")
_CALLED = re.compile(r"([A-Za-z]+)\(")
_WRITTEN = re.compile(rb'(<c r="([A-Z]+[0-9]+)"[^>]*><f>[^<]*</f>)<v(?:\s*/>|></v>)')


def write_formula(cell: Any, formula: str, value: Fraction) -> None:
    """Put a formula into an openpyxl cell.

    Args:
        cell: the openpyxl cell.
        formula: as Excel spells it in English, from the equals sign on.
        value: what it gives, worked out here.

    Raises:
        ValueError: it is not one of those we write, which is a fault of whoever built it.
    """
    called = set(_CALLED.findall(formula))
    if not _FORMULA.fullmatch(formula) or not called <= FUNCTIONS:
        raise ValueError(f"not a formula of ours: {formula[:60]}")
    cell.value = formula
    sheet = cell.parent
    if not hasattr(sheet, "formula_values"):
        sheet.formula_values = {}
    sheet.formula_values[cell.coordinate] = value


def with_formula_values(sheet: Any, xml: bytes) -> bytes:
    """The XML of a sheet with the value of each of its formulas beside it.

    Raises:
        ValueError: it holds a formula that ``write_formula`` did not write.
    """
    values: dict[str, Fraction] = getattr(sheet, "formula_values", {})
    if xml.count(b"<f>") + xml.count(b"<f ") != len(values):
        raise ValueError("a formula that nobody meant to write")
    if not values:
        return xml
    return _WRITTEN.sub(lambda found: _with_value(found, values), xml)


def _with_value(found: re.Match[bytes], values: dict[str, Fraction]) -> bytes:
    number = repr(float(values[found[2].decode()]))
    return found[1] + b"<v>" + number.encode() + b"</v>"
