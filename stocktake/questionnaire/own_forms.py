"""Forms that come in a branding pack, beside those that come with the program.

Whoever starts the program says once which there are, before any form is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from stocktake.paths import shipped

_files: dict[str, Path] = {}


def offer_own_forms(files: Mapping[str, Path]) -> None:
    """Say which further forms there are: the file of each id. They were checked by the caller."""
    _files.clear()
    _files.update(files)


def own_form_ids() -> tuple[str, ...]:
    """Ids of the forms of the branding pack, in its order."""
    return tuple(_files)


def form_file(form_id: str) -> Path:
    """Where the file of a form lies, whether or not there is one."""
    return _files.get(form_id) or shipped("forms") / f"{form_id}.toml"
