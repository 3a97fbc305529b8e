"""Works out what a formula comes to for the answers at hand.

What a blank does (design/data-model.md, "Checks and indicators"):

* in arithmetic the value is None, and every blank id met is in ``Result.missing``;
* ``=`` and ``!=`` take it as ``''``; ``< <= > >=`` are false; the id is still in ``missing``, so
  that a caller can leave a check aside, or an indicator uncalculated, although it has a value;
* an answer compared with ``''`` is being tested for blank and is not in ``missing``; nor is one
  that ``coalesce`` passes over, or that stands in a branch of ``if`` not taken;
* ``and`` and ``or`` stop at the first part that settles them, so later blanks are not met;
* ``sum``, ``sum-if``, ``min``, ``max`` skip blank rows and say so in ``note``; their columns are
  ``missing`` only when no row has a value. ``functions/tables.py`` says the rest.

So an indicator stands when ``missing`` and ``reason`` are empty, and needs the answers in
``missing`` when they are not. Nothing is raised for any answers: what cannot be worked out is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, localcontext

from stocktake.questionnaire.formula.functions import FUNCTIONS
from stocktake.questionnaire.formula.parsing import Expression
from stocktake.questionnaire.formula.running import Context, Run
from stocktake.questionnaire.formula.values import ARITHMETIC, Operand, truth_of


@dataclass(frozen=True, slots=True)
class Result:
    """What a formula came to.

    Attributes:
        value: None when it is blank or could not be worked out; the empty text is None.
        missing: ids whose answers were needed and are blank, in the order met.
        reason: why it could not be worked out, such as ``${demand.urgent_week} is 0``; ids stand as
            ``${id}`` for the caller to put in the question's words. Empty otherwise.
        note: something to say beside the value, such as ``from 1 of 3 rows``.
    """

    value: Operand
    missing: tuple[str, ...] = ()
    reason: str = ""
    note: str = ""

    @property
    def holds(self) -> bool:
        """The value as true or false, for a rule; what could not be worked out does not hold."""
        return truth_of(self.value)

    @property
    def is_complete(self) -> bool:
        """Whether there is a value and no blank answer or other reason stood in its way."""
        return self.value is not None and not self.missing and not self.reason


def evaluate(expression: Expression, context: Context) -> Result:
    """Work a formula out. The same answers always give the same result."""
    run = Run(context, FUNCTIONS)
    with localcontext(ARITHMETIC):
        value = run.value(expression.tree)
    if isinstance(value, Decimal) and not value:
        value = abs(value)
    found = run.findings
    return Result(
        value=None if value in ("", ()) else value,
        missing=tuple(found.missing),
        reason="; ".join(found.reasons),
        note=", ".join(found.notes),
    )
