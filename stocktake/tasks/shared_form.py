"""A form of which only some sections were shared with this person: nothing else is on a page."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from msgspec import structs

from stocktake.questionnaire.form import Question, Section
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.own_rows import with_own_rows
from stocktake.questionnaire.submission import Submission
from stocktake.store.shared_out import SharedIn
from stocktake.store.workspace import Workspace
from stocktake.tasks.shared_own_rows import as_added, is_added

_NAMED = re.compile(r"\$\{([^}]+)\}")


def asks_elsewhere(loaded: LoadedForm, question: Question, sections: Collection[str]) -> bool:
    """Whether it depends on an answer outside these sections that a question is asked at all."""
    named = _NAMED.findall(question.relevant)
    found = (loaded.section_of.get(name) for name in named)
    return any(section is not None and section.id not in sections for section in found)


def limited_to(
    loaded: LoadedForm, sections: Collection[str], left_out: Collection[str]
) -> LoadedForm:
    """The form with these sections alone on its pages, less what was left out of the file.

    A question that hangs on an answer elsewhere is asked: whoever shared it has decided that. An
    expectation that the colleague added has its card too.
    """
    added = tuple(as_added(each) for each in loaded.sections if is_added(each.id, sections))
    shown = tuple(
        structs.replace(
            section,
            questions=tuple(
                _asked(loaded, question, sections, left_out)
                for question in section.questions
                if question.id not in left_out
            ),
        )
        for section in loaded.sections
        if section.id in sections
    )
    return replace(loaded, sections=(*shown, *added), unshown=loaded.sections)


def _asked(
    loaded: LoadedForm, question: Question, sections: Collection[str], left_out: Collection[str]
) -> Question:
    relevant = "" if asks_elsewhere(loaded, question, sections) else question.relevant
    columns = tuple(column for column in question.columns if column.id not in left_out)
    return structs.replace(question, relevant=relevant, columns=columns)


def shared_with_us(workspace: Workspace, subject_code: str, round_label: str) -> tuple[int, ...]:
    """Ids of the submissions of a practice and round that were shared with this person."""
    if not workspace.shared_in.is_any():
        return ()
    return tuple(
        each.id
        for each in workspace.returns.list()
        if each.subject.code == subject_code
        and each.round == round_label
        and workspace.shared_in.of(each.id)
    )


def as_shared(workspace: Workspace, loaded: LoadedForm, submission: Submission) -> LoadedForm:
    """The form as this person may see it: whole, unless only sections of it were shared."""
    ids = shared_with_us(workspace, submission.subject.code, submission.round)
    if not ids:
        return loaded
    loaded = with_own_rows(loaded, submission.answers)
    forms = {each.id: each.form_id for each in workspace.returns.list() if each.id in ids}
    shared = [one for key in ids if forms[key] == loaded.id for one in workspace.shared_in.of(key)]
    return limited_to(loaded, sections_of(shared), left_out_of(loaded.sections, shared))


def sections_of(shared: Collection[SharedIn]) -> frozenset[str]:
    """The sections of several sharings."""
    return frozenset(section for each in shared for section in each.sections)


def left_out_of(sections: tuple[Section, ...], shared: Collection[SharedIn]) -> frozenset[str]:
    """What no file held of a section: left out of every one that the section was in."""
    out: set[str] = set()
    for section in sections:
        lists = [set(each.left_out) for each in shared if section.id in each.sections]
        names = {q.id for q in section.questions}
        names |= {c.id for q in section.questions for c in q.columns}
        if lists:
            out |= set.intersection(*lists) & names
    return frozenset(out)
