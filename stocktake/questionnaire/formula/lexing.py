"""Cuts a formula into tokens, and says plainly what does not belong in one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from stocktake.questionnaire.formula.faults import FormulaError, error_at

Kind = Literal["number", "text", "reference", "name", "this", "parent", "symbol", "end"]

MAX_DIGITS = 28
"""Digits of a number, as many as the evaluator keeps."""

_TOKEN = re.compile(
    r"""
      (?P<space>[ \t\r\n]+)
    | (?P<number>[0-9]+(?:\.[0-9]*)?|\.[0-9]+)
    | (?P<text>"[^"]*"|'[^']*')
    | (?P<reference>\$\{[^{}]*\})
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*(?:[-:][A-Za-z_][A-Za-z0-9_]*)*)
    | (?P<parent>\.\.)
    | (?P<this>\.)
    | (?P<slip>==|&&|\|\||<>|=>|=<)
    | (?P<symbol>!=|<=|>=|[=<>+\-*(),])
    """,
    re.VERBOSE,
)
_ID = re.compile(r"[A-Za-z_][A-Za-z0-9_.\-]*")

_SLIPS = {
    "==": "a comparison is written with one =",
    "&&": "write and",
    "||": "write or",
    "<>": "“is not” is written !=",
    "=>": "“at least” is written >=",
    "=<": "“at most” is written <=",
}
_CURLY = "curly quotes, often pasted from Word; type straight quotes, ' or \""
_PATH = "paths cannot be used; name an answer in full, as ${id}"
_STRAY = {
    **dict.fromkeys("“”„‟«»‘’‚‛`´", _CURLY),
    **dict.fromkeys("\u00a0\u202f\u2007", "a non-breaking space, often pasted; type a space"),
    **dict.fromkeys("\u200b\u200c\u200d\ufeff", "an invisible character, often pasted; delete it"),
    **dict.fromkeys("–—−", "a dash; minus is the hyphen, -"),
    "×": "times is written *",
    "÷": "divided by is written div",
    "/": f"{_PATH}. Divided by is written div",
    "[": _PATH,
    "]": _PATH,
    "@": _PATH,
    "|": _PATH,
    "≤": "“at most” is written <=",
    "≥": "“at least” is written >=",
    "≠": "“is not” is written !=",
    "^": "a power is written pow(number, power)",
    "%": "per cent is written div 100",
    "&": "write and; texts are joined with concat()",
    "!": "“is not” is written !=, and not is written not(...)",
    "$": "an answer is named as ${id}",
    "{": "an answer is named as ${id}",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, text, id or sign: as written, and its first character from 1."""

    kind: Kind
    text: str
    position: int

    @property
    def content(self) -> str:
        """The text without its quotes, or the id without its ``${}``."""
        if self.kind == "text":
            return self.text[1:-1]
        return self.text[2:-1].strip() if self.kind == "reference" else self.text


def tokens_of(text: str) -> list[Token]:
    """Cut a formula into tokens, closed by one of kind ``end``.

    Raises:
        FormulaError: something in it does not belong in a formula.
    """
    found: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _stray(text, at)
        kind = match.lastgroup
        if kind == "slip":
            sign = match[0]
            raise error_at("wrong_sign", f"{sign} cannot be used: {_SLIPS[sign]}", text, at + 1)
        if kind != "space":
            found.append(_checked(Token(kind, match[0], at + 1), text))  # type: ignore[arg-type]
        at = match.end()
    found.append(Token("end", "", len(text) + 1))
    return found


def _checked(token: Token, text: str) -> Token:
    """Refuse an id that no form could have, and a number longer than is kept."""
    if token.kind == "reference" and not _ID.fullmatch(token.content):
        raise error_at(
            "bad_id",
            "${} must hold the id of a question, such as ${profile.list_size}",
            text,
            token.position,
        )
    if token.kind == "number" and len(token.text.strip("0").replace(".", "")) > MAX_DIGITS:
        raise error_at(
            "number_too_long", f"a number has at most {MAX_DIGITS} digits", text, token.position
        )
    return token


def _stray(text: str, at: int) -> FormulaError:
    """Say what is wrong with a character that starts no token."""
    character = text[at]
    if character in "'\"":
        return error_at(
            "unclosed_text", "the text that starts here has no closing quote", text, at + 1
        )
    if text.startswith("${", at):
        return error_at("unclosed_id", "the ${ that starts here has no closing }", text, at + 1)
    help_text = _STRAY.get(character, "")
    what = f"unexpected character at character {at + 1}"
    return error_at(
        "unexpected_character", f"{what} ({help_text})" if help_text else what, text, at + 1
    )
