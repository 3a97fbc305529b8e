"""Keep each form with the answers given to it, so that an old round opens as it was asked.

A form with cards is kept with its catalogue of expectations, from which the cards were dealt: next
year's catalogue asks for other things.
"""

from __future__ import annotations

from functools import lru_cache

import msgspec

from stocktake.questionnaire.catalogue import Catalogue
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import load_form, shipped_catalogue
from stocktake.store.returns import FormText
from stocktake.store.workspace import Workspace

_CATALOGUE_OF = "catalogue of "


def form_text(loaded: LoadedForm) -> FormText:
    """A form as the workspace keeps it."""
    return FormText(loaded.id, loaded.form.version, loaded.hash, loaded.text)


def keep_form(workspace: Workspace, loaded: LoadedForm) -> None:
    """Keep a form, and the catalogue its cards come from."""
    workspace.returns.keep_form(form_text(loaded))
    if loaded.catalogue is not None:
        text = msgspec.json.encode(loaded.catalogue).decode()
        version = loaded.catalogue.version
        key = _CATALOGUE_OF + loaded.hash
        workspace.returns.keep_form(FormText(loaded.catalogue.id, version, key, text))


def kept_form(workspace: Workspace, form_hash: str) -> LoadedForm | None:
    """Read a form that was kept; None where it never was.

    Raises:
        FormRefused: what was kept cannot be read any more.
    """
    kept = workspace.returns.form(form_hash)
    if kept is None:
        return None
    found = workspace.returns.form(_CATALOGUE_OF + form_hash)
    return _read(kept.text, f"{kept.id} {kept.version}", found.text if found else "")


@lru_cache(maxsize=4)
def _read(text: str, name: str, catalogue_text: str) -> LoadedForm:
    """Read a kept form once: a large one takes half a second, whenever one goes back to it."""
    catalogue = (
        msgspec.json.decode(catalogue_text, type=Catalogue)
        if catalogue_text
        else shipped_catalogue()
    )
    return load_form(text, name, catalogue)
