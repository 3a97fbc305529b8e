"""Number what leaves, so that two exports that say different things never pass for one."""

from __future__ import annotations

from dataclasses import replace

from stocktake.merge.versions import fingerprint
from stocktake.questionnaire.form_ids import CARD_LINES, STOCKTAKE
from stocktake.questionnaire.submission import Submission
from stocktake.tasks.leaving import Leaving
from stocktake.tasks.open_practice import OpenPractice


def numbered(practice: OpenPractice, leaving: Leaving) -> Leaving:
    """Give each submission that leaves the revision it leaves as, and remember it.

    Other ticks let other answers out although none has changed; without a revision of its own such
    a copy would look like a conflict where it is combined. Lines of the rate card are kept with the
    card and not as answers: they leave as the revision of the stocktake they go with. A file opened
    only to read remembers nothing, and its answers leave as they are.

    Raises:
        StocktakeError: the file cannot be read or saved to.
    """
    if practice.workspace.read_only:
        return leaving
    exported = practice.workspace.exported
    beside = "".join(fingerprint(each) for each in leaving.submissions if _is_beside(each))
    forms, of_stocktake = [], 0
    for form in leaving.forms:
        said = form.submission
        if _is_beside(said):
            forms.append(replace(form, submission=replace(said, revision=of_stocktake)))
            continue
        submission_id = practice.open_return(said.form_id).id
        print_of = fingerprint(said) + (beside if said.form_id == STOCKTAKE else "")
        revision = exported.number(submission_id, print_of, role=practice.role)
        if said.form_id == STOCKTAKE:
            of_stocktake = revision
        forms.append(replace(form, submission=replace(said, revision=revision)))
    return replace(leaving, forms=tuple(forms))


def _is_beside(said: Submission) -> bool:
    """Whether it leaves with the stocktake and has no place of its own in the workspace."""
    return said.form_id == CARD_LINES
