"""Lines of the contents, of what was found and of what is to do, in signs and words."""

from __future__ import annotations

from stocktake.questionnaire.answers import STATE_WORDS, State
from stocktake.questionnaire.contents import Entry, Mark, Reason, short_label
from stocktake.questionnaire.finding import Hit, Part
from stocktake.questionnaire.progress import Progress, Status
from stocktake.ui.look import Tone
from stocktake.ui.models.grouped_rows import Group, Row, Sign

STATE_SIGNS = {
    State.BLANK: Sign("blank"),
    State.ANSWERED: Sign("tick", "done"),
    State.NOT_KNOWN: Sign("help"),
    State.NOT_APPLICABLE: Sign("dash"),
    State.COME_BACK_LATER: Sign("later", "attention"),
    State.PREFER_NOT_TO_SAY: Sign("lock"),
}
"""A shape for each state, so that colour is never the only sign."""

MARK_SIGNS = {
    Mark.PROBLEM: Sign("problem", "problem"),
    Mark.UNCONFIRMED: Sign("copy", "attention"),
    Mark.ESTIMATE: Sign("attention"),
    Mark.NOTE: Sign("note"),
    Mark.EVIDENCE: Sign("attach"),
}

_KEPT_FREE = " "

STATUS_TONES: dict[Status, Tone] = {
    Status.PROBLEM: "problem",
    Status.IN_PROGRESS: "accent",
    Status.NOT_STARTED: "accent",
    Status.COMPLETED: "muted",
    Status.CANNOT_START: "muted",
}


def section_group(key: str, title: str, progress: Progress | None, shared: str = "") -> Group:
    """The heading of a section: its status word, "14 of 22", and who has it.

    Until its progress is known its line is kept free, so that nothing moves when it is.
    """
    parts = []
    tone: Tone = "muted"
    if progress is not None and progress.total:
        parts = [progress.status.value, f"{progress.dealt_with} of {progress.total}"]
        tone = STATUS_TONES[progress.status]
    if shared:
        parts.append(shared)
    line = ", ".join(parts)
    said = f"{title}, {line}" if line else title
    return Group(key, title, said, line or _KEPT_FREE, tone)


def entry_row(entry: Entry) -> Row:
    """A question in the contents."""
    return Row(
        key=entry.id,
        words=short_label(entry.label),
        said=entry.in_words,
        number=entry.number,
        sign=STATE_SIGNS[entry.state],
        marks=tuple(MARK_SIGNS[mark] for mark in entry.marks),
    )


def hit_row(hit: Hit) -> Row:
    """A question that was found, with where the words stand and its state in words."""
    state = STATE_WORDS[hit.entry.state]
    if hit.part is Part.QUESTION:
        line = state
    elif hit.part is Part.SECTION:
        line = f"{state}. {hit.part.value}"
    else:
        line = f"{state}. {hit.part.value}: {hit.excerpt}"
    name = f"{hit.entry.number} {hit.entry.label}".strip()
    return Row(
        key=hit.entry.id,
        words=hit.entry.label,
        said=f"{name}, {line}",
        number=hit.entry.number,
        line=line,
        sign=STATE_SIGNS[hit.entry.state],
    )


def to_do_row(entry: Entry) -> Row:
    """A question still to deal with, with what there is to do."""
    said = []
    # A line for each would say the same of most: an empty circle stands for "still to answer".
    for reason in entry.reasons:
        is_problem = reason is Reason.PROBLEM
        said.append(f"{reason.value}: {entry.problem}" if is_problem else reason.value)
    line = ". ".join(each.rstrip(".") for each in said)
    shown = "" if entry.reasons == (Reason.STILL,) else line
    is_wrong = Reason.PROBLEM in entry.reasons
    name = f"{entry.number} {entry.label}".strip()
    return Row(
        key=entry.id,
        words=entry.label,
        said=f"{name}, {line}",
        number=entry.number,
        line=shown,
        sign=MARK_SIGNS[Mark.PROBLEM] if is_wrong else STATE_SIGNS[entry.state],
    )
