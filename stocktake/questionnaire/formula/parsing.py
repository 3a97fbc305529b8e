"""Reads the text of a formula into a tree, once for each text.

The grammar is the ODK expression dialect of design/xlsform.md D.4, from weakest to strongest:
``or``, ``and``, ``= !=``, ``< <= > >=``, ``+ -``, ``* div mod``, unary minus.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import NoReturn

from stocktake.questionnaire.formula.faults import FormulaError, did_you_mean, error_at
from stocktake.questionnaire.formula.lexing import Token, tokens_of
from stocktake.questionnaire.formula.literals import check_literals, quoted_id
from stocktake.questionnaire.formula.signatures import (
    INSTEAD,
    REFUSED,
    SIGNATURES,
    argument_problem,
)
from stocktake.questionnaire.formula.syntax import (
    Call,
    Chain,
    Link,
    Negation,
    Node,
    Number,
    Reference,
    Text,
    This,
    depth,
    is_blank_text,
    walk,
)

MAX_LENGTH = 2_000
"""Characters of a formula. Source: design/xlsform.md D.4."""

MAX_DEPTH = 50
"""Brackets inside brackets. Source: design/xlsform.md D.4."""

_MAX_LEVELS = 2 * MAX_DEPTH
"""Levels of the tree, so that working it out never runs out of stack."""

OPERATORS = {
    sign: strength
    for strength, signs in enumerate(
        (("or",), ("and",), ("=", "!="), ("<", "<=", ">", ">="), ("+", "-"), ("*", "div", "mod"))
    )
    for sign in signs
}
"""How strongly each operator binds what stands beside it, weakest 0."""

_WORDS = frozenset({"or", "and", "div", "mod"})


@dataclass(frozen=True, slots=True)
class Expression:
    """A formula that has been read. Two with the same text are equal.

    Attributes:
        text: the formula as written.
        references: every id named in ``${}``.
        functions: every function used.
        uses_today: it names today or now, so its value can change without an answer changing.
        uses_self: it names ``.``, or uses ``once()``, which looks at the same answer.
        tests_blank: ids whose being blank it deals with: compared with ``''``, or given to
            ``coalesce()`` with something after them.
    """

    text: str
    tree: Node = field(compare=False, repr=False)
    references: frozenset[str] = field(compare=False, repr=False)
    functions: frozenset[str] = field(compare=False, repr=False)
    uses_today: bool = field(compare=False, repr=False)
    uses_self: bool = field(compare=False, repr=False)
    tests_blank: frozenset[str] = field(compare=False, repr=False)


@lru_cache(maxsize=4096)
def parse(text: str) -> Expression:
    """Read a formula. The same text gives the same ``Expression``, read once.

    Raises:
        FormulaError: the text is not a formula; the message says what and shows where.
    """
    if len(text) > MAX_LENGTH:
        raise FormulaError(
            "too_long", f"a formula has at most {MAX_LENGTH:,} characters", MAX_LENGTH + 1
        )
    reader = _Reader(text)
    tree = reader.whole()
    if depth(tree) > _MAX_LEVELS:
        raise error_at("too_deep", "the formula has too many levels", text, 1)
    check_literals(tree, text)
    return _described(text, tree)


def _described(text: str, tree: Node) -> Expression:
    """Gather what callers ask of a formula from its tree."""
    nodes = list(walk(tree))
    calls = [node for node in nodes if isinstance(node, Call)]
    functions = frozenset(call.name for call in calls)
    named = {node.id for node in nodes if isinstance(node, Reference)}
    named.update(quoted for call in calls if (quoted := quoted_id(call)))
    return Expression(
        text=text,
        tree=tree,
        references=frozenset(named),
        functions=functions,
        uses_today=bool(functions & {"today", "now"}),
        uses_self="once" in functions or any(isinstance(node, This) for node in nodes),
        tests_blank=frozenset(_blank_tests(nodes)),
    )


def _blank_tests(nodes: list[Node]) -> set[str]:
    """The ids a formula tests for being blank."""
    tested: set[str] = set()
    for node in nodes:
        if isinstance(node, Call) and node.name == "coalesce":
            tested.update(a.id for a in node.arguments[:-1] if isinstance(a, Reference))
        if isinstance(node, Chain) and node.links[0].operator in ("=", "!="):
            sides = (node.first, *(link.operand for link in node.links))
            if any(is_blank_text(side) for side in sides):
                tested.update(side.id for side in sides if isinstance(side, Reference))
    return tested


class _Reader:
    """Reads tokens from left to right; one method for each part of the grammar."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokens_of(text)
        self._at = 0
        self._open = 0

    @property
    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next
        self._at += 1
        return token

    def whole(self) -> Node:
        """Read one formula and nothing after it."""
        if not self._text.strip():
            raise FormulaError("empty", "the formula is empty", 1)
        tree = self._binary(0)
        if self._next.kind != "end":
            self._refuse_leftover()
        return tree

    def _strength(self) -> int:
        """The strength of the operator that comes next; -1 when none does."""
        token = self._next
        return OPERATORS.get(token.text, -1) if token.kind in ("symbol", "name") else -1

    def _binary(self, weakest: int) -> Node:
        """Read a value with all that is joined to it by operators no weaker than ``weakest``."""
        value = self._unary()
        while (strength := self._strength()) >= weakest:
            links: list[Link] = []
            while self._strength() == strength:
                sign = self._take()
                links.append(Link(sign.text, self._binary(strength + 1), sign.position))
            value = Chain(value, tuple(links), value.position)
        return value

    def _unary(self) -> Node:
        signs: list[Token] = []
        while self._next.kind == "symbol" and self._next.text == "-":
            signs.append(self._take())
        value = self._value()
        # Two minus signs are none, but still make a number of what follows them.
        for sign in signs[: 2 - len(signs) % 2]:
            value = Negation(value, sign.position)
        return value

    def _value(self) -> Node:
        token = self._take()
        match token.kind:
            case "number":
                return Number(Decimal(token.text), token.position)
            case "text":
                return Text(token.content, token.position)
            case "reference":
                return Reference(token.content, token.position)
            case "this":
                return This(token.position)
            case "name":
                return self._call(token)
            case "symbol" if token.text == "(":
                return self._bracketed(token)
        raise self._no_value(token)

    def _enter(self, token: Token) -> None:
        self._open += 1
        if self._open > MAX_DEPTH:
            what = f"brackets can stand inside each other at most {MAX_DEPTH} deep"
            raise error_at("too_deep", what, self._text, token.position)

    def _bracketed(self, token: Token) -> Node:
        self._enter(token)
        inside = self._binary(0)
        self._close()
        return inside

    def _close(self) -> None:
        token = self._next
        if token.text != ")" or token.kind != "symbol":
            raise self._expected("')'", token)
        self._take()
        self._open -= 1

    def _call(self, name: Token) -> Node:
        if self._next.text != "(" or self._next.kind != "symbol":
            self._refuse_word(name)
        self._refuse_unknown(name)
        self._enter(name)
        self._take()
        arguments = self._arguments(name)
        self._close()
        problem = argument_problem(name.text, len(arguments))
        if problem:
            raise FormulaError("argument_count", problem, name.position)
        return Call(name.text, arguments, name.position)

    def _arguments(self, name: Token) -> tuple[Node, ...]:
        if name.text == "position":
            if self._next.kind != "parent":
                raise self._expected("'..', as position is only written position(..),", self._next)
            self._take()
            return ()
        if self._next.text == ")" and self._next.kind == "symbol":
            return ()
        arguments = [self._binary(0)]
        while self._next.text == "," and self._next.kind == "symbol":
            self._take()
            arguments.append(self._binary(0))
        return tuple(arguments)

    def _expected(self, wanted: str, token: Token) -> FormulaError:
        if token.kind == "end":
            what = f"expected {wanted} but the formula ends at character {token.position}"
        else:
            what = f"expected {wanted} at character {token.position}"
        return error_at("expected", what, self._text, token.position)

    def _refuse_unknown(self, name: Token) -> None:
        """Refuse a function there is none of, with what to write instead."""
        if name.text in REFUSED:
            raise error_at("refused_function", REFUSED[name.text], self._text, name.position)
        if name.text in SIGNATURES:
            return
        instead = INSTEAD.get(name.text.lower())
        near = f"Write {instead}" if instead else did_you_mean(name.text, SIGNATURES, "{}()")
        what = f"there is no function {name.text}()"
        raise error_at("unknown_function", what, self._text, name.position, near)

    def _refuse_word(self, name: Token) -> NoReturn:
        """Refuse a bare word: an operator out of place, a function without brackets, a code."""
        if name.text in _WORDS:
            raise self._expected("a value", name)
        if name.text in SIGNATURES:
            what = f"{name.text} is a function and needs brackets: {SIGNATURES[name.text].usage}"
        else:
            what = f"{name.text} is neither in quotes, '{name.text}', nor an id, ${{{name.text}}}"
        raise error_at("bare_word", what, self._text, name.position)

    def _no_value(self, token: Token) -> FormulaError:
        if token.kind == "parent":
            what = "'..' is only used in position(..); paths cannot be used"
            return error_at("path", what, self._text, token.position)
        return self._expected("a value", token)

    def _refuse_leftover(self) -> NoReturn:
        token = self._next
        if token.text == ")":
            raise error_at("unopened", "this ) closes nothing", self._text, token.position)
        what = f"expected an operator, such as and, = or +, at character {token.position}"
        raise error_at("expected", what, self._text, token.position)
