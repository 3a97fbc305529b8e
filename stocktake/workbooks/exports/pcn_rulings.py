"""What the lead decided beside which copy counts, and the lead's notes, as rows of a sheet.

They travel among the decisions as plain texts (``tasks.pcn_rulings``); here they are only read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import date

from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.units import date_in_words
from stocktake.workbooks.exports.page import Cell, Content, Heading
from stocktake.workbooks.exports.pcn_book import PcnPage, PcnSource

DECIDED = (
    Heading("About", "first", 50),
    Heading("What was decided", "text", 60),
    Heading("By", "text", 24),
    Heading("On", "text", 20),
    Heading("Why", "text", 50),
)
_LETTER = "A practice"


def decided(pcn: PcnSource) -> Iterator[list[Content | Cell]]:
    """A row for each thing decided about this round, once for all returns of a practice."""
    seen: set[tuple[str, ...]] = set()
    for texts in pcn.rulings:
        if texts.get("round") != pcn.seen.round or texts.get("about") not in _ABOUT:
            continue
        about, what = _ABOUT[texts["about"]](pcn, texts)
        day = texts.get("made_on", "")
        with suppress(ValueError):
            day = date_in_words(date.fromisoformat(day))
        row = (about, what, texts.get("made_by", ""), day, texts.get("reason", ""))
        if row not in seen:
            seen.add(row)
            yield list(row)


def _version(_: PcnSource, texts: Mapping[str, str]) -> tuple[str, str]:
    form, version = f"/{texts.get('key', '')}".rsplit("/", 1)
    form = form.removeprefix("/")
    title = shipped_form(form).form.title if form in shipped_form_ids() else "another form"
    is_added = texts.get("is_added") == "yes"
    what = "Its answers are added to the others." if is_added else "Its answers are left out."
    return f"“{title}”, version {version}", what


def _row(pcn: PcnSource, texts: Mapping[str, str]) -> tuple[str, str]:
    label = pcn.names.labels.get(texts.get("key", ""), _LETTER)
    is_added = texts.get("is_added") == "yes"
    return label, "Its row is shown." if is_added else "Its row is left out of maps and totals."


def _practice(pcn: PcnSource, texts: Mapping[str, str]) -> tuple[str, str]:
    """Whose a return is; under what it came is told only of a practice that is named."""
    code, _, name = texts.get("practice", "").partition("\t")
    label = pcn.names.labels.get(code, _LETTER)
    if code not in pcn.names.named:
        return label, "Its file came under another code or name."
    came_code, _, came_name = texts.get("came_as", "").partition("\t")
    came = f"{came_name or 'No name'}, {f'code {came_code}' if came_code else 'no code'}"
    if texts.get("is_added") != "yes":
        return came, "It is as it came again: nobody has said whose it is."
    if texts.get("practice") == texts.get("came_as"):
        return came, "It is a practice of its own, as it came."
    return came, f"It is {name or label}, code {code}."


_ABOUT = {"versions": _version, "rows": _row, "practices": _practice}


def add_notes(page: PcnPage) -> None:
    """Add the lead's notes, where the lead ticked that they travel."""
    pcn = page.pcn
    notes = [
        texts.get("text", "")
        for texts in pcn.rulings
        if texts.get("about") == "notes" and texts.get("round") == pcn.seen.round
    ]
    if any(notes):
        page.section("The lead's notes")
        for line in "\n".join(notes).splitlines():
            page.line(line)
