"""The shapes of the codes that organisations are known by. Source: NHS Organisation Data Service.

A code is told by its shape alone: whether there is such a practice, no shape can say.
"""

from __future__ import annotations

import re

PRACTICE_PATTERN = "^[A-Z][0-9]{5}$"
"""A practice's code as the forms ask for it: one capital letter, then five digits."""

PUBLISHED_LETTERS = "A-HJ-NP-VY"
"""Letters that codes of English general practices begin with. Source: design/opendata.md 1."""

_PRACTICE = re.compile(PRACTICE_PATTERN.strip("^$"))
_PUBLISHED = re.compile(f"[{PUBLISHED_LETTERS}][0-9]{{5}}")
_PCN = re.compile("U[0-9]{5}")


def is_practice_code(code: str) -> bool:
    """Whether it has the shape of a practice's code. Source: content/stocktake.md F, X01."""
    return _PRACTICE.fullmatch(code) is not None


def is_published_code(code: str) -> bool:
    """Whether published files of English general practice may hold such a code."""
    return _PUBLISHED.fullmatch(code) is not None


def is_pcn_code(code: str) -> bool:
    """Whether it has the shape of a PCN's code, which is that of a practice and begins with U."""
    return _PCN.fullmatch(code) is not None
