"""The formula language of forms: the ODK expression dialect, with the additions of our own.

``parse`` reads a formula once; ``check`` says what in it does not fit its form; ``evaluate`` works
it out; ``DependencyGraph`` says what else to work out when an answer changes. No file, network or
Python is reached from a formula, and its length, depth and patterns are bounded, so that a form
from a stranger can do no harm. Source: design/xlsform.md D.4, design/data-model.md.
"""

from stocktake.questionnaire.formula.checking import check
from stocktake.questionnaire.formula.evaluating import Result, evaluate
from stocktake.questionnaire.formula.faults import FormulaError, FormulaFault
from stocktake.questionnaire.formula.graph import DependencyGraph
from stocktake.questionnaire.formula.parsing import MAX_DEPTH, MAX_LENGTH, Expression, parse
from stocktake.questionnaire.formula.patterns import Pattern, compile_pattern
from stocktake.questionnaire.formula.running import Context
from stocktake.questionnaire.formula.scope import Family, Named, Scope
from stocktake.questionnaire.formula.values import Operand, truth_of

__all__ = [
    "MAX_DEPTH",
    "MAX_LENGTH",
    "Context",
    "DependencyGraph",
    "Expression",
    "Family",
    "FormulaError",
    "FormulaFault",
    "Named",
    "Operand",
    "Pattern",
    "Result",
    "Scope",
    "check",
    "compile_pattern",
    "evaluate",
    "parse",
    "truth_of",
]
