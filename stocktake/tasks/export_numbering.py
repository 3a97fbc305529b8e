"""Number what leaves, so that two exports that say different things never pass for one."""

from __future__ import annotations

from dataclasses import replace

from stocktake.merge.versions import fingerprint
from stocktake.tasks.leaving import Leaving
from stocktake.tasks.open_practice import OpenPractice


def numbered(practice: OpenPractice, leaving: Leaving) -> Leaving:
    """Give each submission that leaves the revision it leaves as, and remember it.

    Other ticks let other answers out although none has changed; without a revision of its own such
    a copy would look like a conflict where it is combined. A file opened only to read remembers
    nothing, and its answers leave as they are.

    Raises:
        StocktakeError: the file cannot be read or saved to.
    """
    if practice.workspace.read_only:
        return leaving
    exported = practice.workspace.exported
    forms = []
    for form in leaving.forms:
        said = form.submission
        submission_id = practice.open_return(said.form_id).id
        revision = exported.number(submission_id, fingerprint(said), role=practice.role)
        forms.append(replace(form, submission=replace(said, revision=revision)))
    return replace(leaving, forms=tuple(forms))
