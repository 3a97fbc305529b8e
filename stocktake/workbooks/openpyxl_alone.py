"""Import openpyxl without numpy, which it does not need and which takes as long to import.

openpyxl asks for numpy only to know its numbers, and none is ever put into a workbook here. Charts
bring numpy in for themselves when they are drawn.
"""

from __future__ import annotations

import sys
from typing import Any


def import_openpyxl_alone() -> None:
    """Import openpyxl quickly; for a program that has begun nothing else yet.

    Another thread that wanted numpy at this moment would not find it.
    """
    modules: dict[str, Any] = sys.modules
    if "openpyxl" in modules or "numpy" in modules:
        return
    modules["numpy"] = None
    try:
        __import__("openpyxl")
    finally:
        del modules["numpy"]
