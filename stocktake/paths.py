"""Where shipped files are, in a checkout, a wheel or a frozen program."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Literal


def shipped(kind: Literal["forms", "resources"]) -> Path:
    """Find the folder of shipped forms or resources.

    A wheel and a frozen build carry them inside the package as ``_data``; a checkout has them at
    the top level. Call this from the layer that reads the file and pass the path down.
    """
    packaged = Path(str(files("stocktake"))) / "_data" / kind
    checkout = Path(__file__).resolve().parents[1] / kind
    return packaged if packaged.is_dir() else checkout


def shipped_brand() -> Path:
    """Where a federation's branding pack lies that was installed together with the program."""
    return shipped("resources").parent / "brand"
