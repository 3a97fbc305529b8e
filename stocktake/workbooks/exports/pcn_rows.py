"""Every answer of a PCN workbook: Long data, a row an answer, and Wide data, a row a question.

Up to 40 members they are sheets; beyond that two CSV files beside the workbook, which Excel opens
all the same. Confidential answers are not shown practice by practice: their rows say "held".
Source: content/stocktake.md B.1 rules 10 and 11; design/data-model.md, "The workbook".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from stocktake.merge.leaving import NEVER_BY_PRACTICE
from stocktake.merge.versions import Version
from stocktake.questionnaire.answers import Address, Answer, State
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.own_rows import OWN_ROW_PREFIX, OWN_ROWS_TABLE
from stocktake.questionnaire.types import show
from stocktake.workbooks.exports.page import Content, Heading
from stocktake.workbooks.exports.pcn_book import PcnSource
from stocktake.workbooks.exports.pcn_names import Names
from stocktake.workbooks.exports.pcn_words import HELD
from stocktake.workbooks.layout import state_words

MOST_MEMBERS = 40
"""Practices up to which the data are sheets. Source: design/data-model.md, "The workbook"."""

_ONLY_OF_THE_PCN = frozenset({"workforce.leavers_12m", "workforce.survey_done"})
"""Answers about leaving and the staff survey not marked confidential. Source: B.1 rule 10."""

_SAYS_WHO = frozenset(
    {"profile.practice_name", "profile.ods_code", "profile.postcode_district", "profile.place_name"}
)
"""Answers that say which practice it is; held where a practice is not named."""

_GOALS = "dest"
"""Begins the ids of the levels a practice aims at, one for each domain."""

_EXACT_DIGITS = 15

LONG_HEADINGS = (
    Heading("Practice", "first", 22),
    Heading("Form", "text", 18),
    Heading("Question id", "muted", 26),
    Heading("Question", "text", 46),
    Heading("Row", "text", 20),
    Heading("Column", "text", 24),
    Heading("State", "text", 16),
    Heading("Answer", "text", 34),
    Heading("Note", "text", 24),
    Heading("Counted", "text", 10),
    Heading("File", "text", 30),
    Heading("Sheet", "text", 22),
    Heading("Cell", "text", 8),
)


def is_held(loaded: LoadedForm, address: Address) -> bool:
    """Whether an answer is never shown practice by practice."""
    question = loaded.questions.get(address.question)
    field = loaded.fields.get(address.field_id)
    if question is None or field is None:
        return True
    is_confidential = field.sensitivity == "C" and field.type != "table"
    if is_confidential or address.question in _ONLY_OF_THE_PCN:
        return True
    return _domain_of(loaded, address) in NEVER_BY_PRACTICE


def _domain_of(loaded: LoadedForm, address: Address) -> str:
    """The domain whose level an answer tells: of a rating, a goal or an expectation's card.

    An expectation of the practice's own has its domain in a table, in the row it was added by.
    """
    start, _, rest = address.question.partition(".")
    if start == _GOALS:
        return rest.removesuffix("_why")
    if address.question == OWN_ROWS_TABLE:
        start = f"{OWN_ROW_PREFIX}{address.row}"
    if start.startswith(OWN_ROW_PREFIX):
        return next((each.domain for each in loaded.sections if each.id == start), "")
    rows = loaded.catalogue.expectations if loaded.catalogue else ()
    card = next((row.domain for row in rows if row.id == start), "")
    return card or loaded.questions[address.question].domain


def long_rows(pcn: PcnSource) -> Iterator[list[Content]]:
    """Every answer of every return, those that are counted first."""
    fields: dict[int, _Fields] = {}
    listed = [(version, "yes") for version in pcn.counted]
    for version, counted in (*listed, *((version, "no") for version, _ in pcn.others)):
        loaded = pcn.form(version)
        if id(loaded) not in fields:
            fields[id(loaded)] = _Fields(loaded, pcn.names)
        yield from _rows_of(pcn, version, counted, fields[id(loaded)])


def _rows_of(
    pcn: PcnSource, version: Version, counted: str, fields: _Fields
) -> Iterator[list[Content]]:
    loaded, plain = fields.loaded, pcn.names.plain
    subject, origin = version.submission.subject, version.provenance
    label, title = plain(pcn.names.of(subject)), plain(loaded.form.title)
    file_name = plain(pcn.names.file(version))
    is_named = pcn.names.is_named(subject)
    names = _RowNames(loaded, version)
    for address, answer in fields.in_order(version):
        place = origin.place(address)
        fixed = fields.of(address)
        is_hidden = fixed.is_held or (fixed.says_who and not is_named)
        said = HELD if is_hidden else fields.content(address, answer)
        yield [
            label,
            title,
            fixed.id,
            fixed.question,
            plain(names.of(address)) if address.row else None,
            fixed.column,
            HELD if is_hidden else state_words(answer),
            said,
            (HELD if is_hidden else plain(answer.note)) if answer.note else None,
            counted,
            file_name,
            plain(place.sheet) if place else None,
            place.cell if place else None,
        ]


def _says_who(pcn: PcnSource, version: Version, address: Address) -> bool:
    return address.question in _SAYS_WHO and not pcn.names.is_named(version.submission.subject)


@dataclass(frozen=True, slots=True)
class _Fixed:
    """What is the same in every row of one question or column."""

    id: str
    question: str
    column: str | None
    is_held: bool
    says_who: bool


class _Fields:
    """The questions and columns of one form, as the rows of Long data need them."""

    def __init__(self, loaded: LoadedForm, names: Names) -> None:
        self.loaded = loaded
        self._names = names
        self._known: dict[tuple[str, str, str], _Fixed] = {}
        self._said: dict[tuple[str, str], str] = {}
        self._questions = {question: place for place, question in enumerate(loaded.questions)}
        self._fields = {field: place for place, field in enumerate(loaded.fields)}

    def of(self, address: Address) -> _Fixed:
        """What stands in the row of an answer whatever it says."""
        # Expectations of the practice's own are the one table whose rows are of different domains.
        row = address.row if address.question == OWN_ROWS_TABLE else ""
        key = (address.question, address.column, row)
        if key not in self._known:
            self._known[key] = self._fixed(address)
        return self._known[key]

    def _fixed(self, address: Address) -> _Fixed:
        question, plain = self.loaded.questions.get(address.question), self._names.plain
        return _Fixed(
            plain(address.field_id),
            plain(question.label if question else address.question),
            plain(self.loaded.label(address.column)) if address.column else None,
            is_held(self.loaded, address),
            address.question in _SAYS_WHO,
        )

    def content(self, address: Address, answer: Answer) -> Content:
        """An answer as it stands in a cell, without names that are not to be seen."""
        value = answer.value
        if type(value) is not str or answer.state is not State.ANSWERED:
            said = content(self.loaded, address, answer)
            return self._names.plain(said) if isinstance(said, str) else said
        key = (address.field_id, value)
        if key not in self._said:
            self._said[key] = self._names.plain(str(content(self.loaded, address, answer)))
        return self._said[key]

    def in_order(self, version: Version) -> list[tuple[Address, Answer]]:
        """The answers of a return in the order of the form, table rows in their own."""
        answers, questions, fields = version.submission.answers, self._questions, self._fields
        rows = {
            table: {row: place for place, row in enumerate(answers.rows(table))}
            for table in answers.tables
        }
        last_question, last_field, last_row = len(questions), len(fields), len(rows)

        def place(item: tuple[Address, Answer]) -> tuple[int, str, int, int]:
            address = item[0]
            row = rows[address.question].get(address.row, last_row) if address.row else -1
            question = questions.get(address.question, last_question)
            return question, address.question, row, fields.get(address.field_id, last_field)

        return sorted(answers.items(), key=place)


def content(loaded: LoadedForm, address: Address, answer: Answer) -> Content:
    """An answer as it stands in a cell: numbers and days as such, anything else in words."""
    value, field = answer.usable, loaded.fields.get(address.field_id)
    if value is None:
        return None
    if isinstance(value, Decimal):
        exact = len(value.as_tuple().digits) <= _EXACT_DIGITS or (
            len(value.normalize().as_tuple().digits) <= _EXACT_DIGITS
        )
        return value if exact else f"{value:f}"
    if isinstance(value, date):
        return value
    return show(value, field) if field is not None else str(value)


class _RowNames:
    """What the rows of a return's tables are called."""

    def __init__(self, loaded: LoadedForm, version: Version) -> None:
        self._loaded = loaded
        self._answers = version.submission.answers
        self._known: dict[tuple[str, str], str] = {}

    def of(self, address: Address) -> str:
        """The option a row stands for, or which row of its table it is."""
        key = (address.question, address.row)
        if key not in self._known:
            self._known[key] = self._name(*key)
        return self._known[key]

    def _name(self, table: str, row: str) -> str:
        rows = self._answers.rows(table)
        number = f"Row {rows.index(row) + 1}" if row in rows else "Row"
        question = self._loaded.questions.get(table)
        key = (
            next((c for c in question.columns if c.id == question.key), None) if question else None
        )
        if key is None or key.sensitivity == "C":
            return number
        value = self._answers.get(table, row, key.id).usable
        if value is None:
            return next((c.label for c in key.choice if c.code == row), number)
        return show(value, key)


def wide_rows(pcn: PcnSource) -> tuple[list[Heading], list[list[Content]]]:
    """Every question outside tables that anybody answered, with a column for each practice."""
    columns = list(dict.fromkeys(pcn.names.of(v.submission.subject) for v in pcn.counted))
    found: dict[tuple[str, str], dict[str, Content]] = {}
    labels: dict[tuple[str, str], str] = {}
    order: dict[tuple[str, str], int] = {}
    for version in pcn.counted:
        loaded, who = pcn.form(version), pcn.names.of(version.submission.subject)
        places = {question: place for place, question in enumerate(loaded.questions)}
        for address, answer in version.submission.answers.items():
            key = (loaded.form.title, address.question)
            if address.row or loaded.fields.get(address.question) is None:
                continue
            is_hidden = is_held(loaded, address) or _says_who(pcn, version, address)
            said = HELD if is_hidden else content(loaded, address, answer)
            found.setdefault(key, {})[who] = state_words(answer) if said is None else said
            labels[key] = loaded.questions[address.question].label
            order[key] = places[address.question]
    first = pcn.form(pcn.counted[0]).form.title
    keys = sorted(found, key=lambda key: (key[0] != first, key[0], order[key], key[1]))
    headings = [
        Heading("Question", "first", 50),
        Heading("Question id", "muted", 26),
        Heading("Form", "text", 20),
        *(Heading(column, "text", 24) for column in columns),
    ]
    return headings, [
        [labels[key], key[1], key[0], *(_plain(pcn, found[key].get(who)) for who in columns)]
        for key in keys
    ]


def _plain(pcn: PcnSource, said: Content) -> Content:
    return pcn.names.plain(said) if isinstance(said, str) else said
