"""The form model: what a form file in ``forms/`` may say.

A form is kept as TOML and checked against these records when it is read (``loading.py``). Ids are
written in full and never change; a question that changes meaning gets a new id and the old one goes
in ``retired``. Rules (``relevant``, ``constraint``, ``calculate``, checks, indicators, flags) are
formulas in the dialect of ``questionnaire/formula``.
"""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from stocktake.questionnaire.record import Record, Retired

Tier = Literal["core", "full"]
Sensitivity = Literal["P", "L", "C", "X"]
SubjectKind = Literal["practice", "pcn", "federation", "place", "system", "person"]
TypeName = Literal[
    "text",
    "long_text",
    "number",
    "decimal",
    "wte",
    "pounds",
    "percent",
    "date",
    "yes_no",
    "choice",
    "choices",
    "rating",
    "table",
    "calculated",
]


class Choice(Record, frozen=True, kw_only=True):
    """One option of a choice.

    Attributes:
        code: what is stored; never changes.
        label: what is read.
        starter: the option is a starter or fixed row of a table keyed by this list.
        starter_if: formula; the starter row is offered only when it holds.
        extra: further columns of the option list, such as ``group``, for ``choice-value()``.
    """

    code: str
    label: str
    starter: bool = False
    starter_if: str = ""
    extra: dict[str, str] = msgspec.field(default_factory=dict)


class OptionList(Record, frozen=True, kw_only=True):
    """A named list of options, shared by the questions and columns that name it."""

    id: str
    choice: tuple[Choice, ...]


class Field(Record, frozen=True, kw_only=True):
    """What a question and a table column have in common.

    Attributes:
        id: the full id, such as ``workforce.roles.wte``.
        type: one of the types in ``questionnaire/types``.
        label: the question as it is read.
        tier: ``core`` is asked on the core and full routes, ``full`` only on the full route.
        required: needed before the section counts as complete.
        options: the id of an option list; or else ``choice`` gives the options in place.
        exclusive: codes that cannot stand beside any other (``none``).
        unit: what a number counts, in words ("patients", "WTE").
        places: decimal places kept for a decimal; None leaves it to the type.
        minimum, maximum: hard limits of a number.
        warn_below, warn_above: outside these a number is unlikely and wants a reason.
        earliest, latest: formulas for the limits of a date, such as ``today()``.
        min_length, max_length: characters of a text.
        pattern: a safe regular expression the text should match; a warning when it does not.
        pattern_hint: what the pattern means, in words.
        constraint: formula that must hold of ``.``; hard unless ``constraint_level`` is W.
        constraint_message: what to say when it does not hold.
        relevant: formula; asked only when it holds. Blank means always.
        calculate: formula of a ``calculated`` field.
        default: shown greyed; becomes an answer when touched.
        default_formula: formula that gives the default from other answers, while ``default`` is
            blank: an extra column of the row's option, or a sum of other cells.
        hint: one line under the question.
        sensitivity: P public, L local, C confidential, X personal (stocktake.md A.0.2).
        suggest: suggested answers of a text, which may be overtyped.
    """

    id: str
    type: TypeName
    label: str
    tier: Tier = "core"
    required: bool = False
    options: str = ""
    choice: tuple[Choice, ...] = ()
    exclusive: tuple[str, ...] = ()
    unit: str = ""
    places: int | None = None
    minimum: int | float | None = None
    maximum: int | float | None = None
    warn_below: int | float | None = None
    warn_above: int | float | None = None
    earliest: str = ""
    latest: str = ""
    min_length: int = 0
    max_length: int | None = None
    pattern: str = ""
    pattern_hint: str = ""
    constraint: str = ""
    constraint_message: str = ""
    constraint_level: Literal["E", "W", "I"] = "E"
    relevant: str = ""
    calculate: str = ""
    default: str = ""
    default_formula: str = ""
    hint: str = ""
    sensitivity: Sensitivity = "L"
    suggest: tuple[str, ...] = ()


class Column(Field, frozen=True, kw_only=True):
    """One column of a table; ``read_only`` columns are calculated and never typed.

    Attributes:
        refers_to: ids of tables whose rows a cell may point at; the cell stores row ids.
            ``expectations`` stands for the rows of the expectations catalogue.
        anchors_from: for a rating, the id of the rating whose question and five anchors it uses.
    """

    read_only: bool = False
    refers_to: tuple[str, ...] = ()
    anchors_from: str = ""


class Question(Field, frozen=True, kw_only=True):
    """One question of a form.

    Attributes:
        express: asked on the express route as well.
        why, where: why we ask, and where to find the answer.
        sources: keys of the sources behind the question's words.
        feeds: what the answer is used for: indicator ids, ``lvl.<domain>``, ``context:<domain>``.
        domain: for a rating, the domain it counts towards.
        anchors: for a rating, the five descriptions, level 0 first.
        asked: ``form`` in its section; ``export`` at the first export instead; ``line`` as the
            "figures as at" line at the top of its section; ``table`` only as a rating column of a
            table (``anchors_from``), never by itself.
        fallback: the id whose answer is taken while this one is blank.
        partners_only: left out of other people's lists when sections are shared out.
        columns: for a table, its columns; the column named by ``key`` gives starter rows.
        rows: ``free`` rows are added by hand; ``starter`` rows are offered and may be added to;
            ``fixed`` rows are exactly the starter options of the key column.
        key: full id of the column whose options give starter or fixed rows.
        row_relevant: formula over the columns of a row; the row is hidden unless it holds.
        min_rows, max_rows: how many answered rows are asked for, and the most allowed.
        group: questions with the same group name stand as one row of boxes.
        group_label: what that row of boxes is called.
        minutes: minutes a question takes, where the source says.
    """

    express: bool = False
    why: str = ""
    where: str = ""
    sources: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    domain: str = ""
    anchors: tuple[str, ...] = ()
    asked: Literal["form", "export", "line", "table"] = "form"
    fallback: str = ""
    partners_only: bool = False
    columns: tuple[Column, ...] = msgspec.field(default=(), name="column")
    rows: Literal["free", "starter", "fixed"] = "free"
    key: str = ""
    row_relevant: str = ""
    min_rows: int = 0
    max_rows: int | None = None
    group: str = ""
    group_label: str = ""


class Section(Record, frozen=True, kw_only=True):
    """A page of questions, with whom it suits and how long it takes (minutes, estimates).

    Attributes:
        covers: one line saying what the section covers, for the task list.
        help: stands at the head of the page.
        sources: keys of the sources behind the words of ``help``.
        closing: stands beside the weaknesses box at the end of the section.
        optional: the section may be left out without holding up completion.
        domain: the domain most of its questions belong to.
    """

    id: str
    title: str
    owner: str = ""
    minutes_core: int = 0
    minutes_full: int = 0
    covers: str = ""
    help: str = ""
    sources: tuple[str, ...] = ()
    closing: str = ""
    optional: bool = False
    domain: str = ""
    questions: tuple[Question, ...] = msgspec.field(default=(), name="question")


class Check(Record, frozen=True, kw_only=True):
    """A rule across answers, shown beside the questions named in ``on``.

    Attributes:
        level: E stops completion, W wants a reason or a tick, I informs.
        rule: formula that holds when all is well.
        when: formula; the check applies only when it holds. Blank means always.
        table: id of a table, when the rule is worked out row by row.
        message: what to say; ``{name}`` places are filled from ``values``.
        values: formulas for the places in the message.
        scope: ``merge`` marks a rule that looks across submissions and is code in ``merge``.
        once: asked once and cleared by a short reason (X45 to X53).
        tests_blank: the rule itself tests for blanks, so it is worked out though one is blank.
    """

    id: str
    on: tuple[str, ...]
    level: Literal["E", "W", "I"]
    rule: str
    message: str
    when: str = ""
    table: str = ""
    values: dict[str, str] = msgspec.field(default_factory=dict)
    scope: Literal["form", "merge"] = "form"
    once: bool = False
    tests_blank: bool = False


class Part(Record, frozen=True, kw_only=True):
    """One named part of an indicator that has several, such as a share of income."""

    id: str
    name: str
    formula: str
    unit: str = ""


class Indicator(Record, frozen=True, kw_only=True):
    """A figure worked out from answers.

    Attributes:
        formula: one formula; or else ``part`` gives several named ones.
        places: decimals shown, rounded half up for display only.
        direction: ``context`` has no better or worse; ``higher`` or ``lower`` is usually better;
            ``limit`` is compared with ``limit``.
        benchmark: key of a benchmark; ``benchmark_note`` stands beside it or in its place.
        estimate: always marked as an estimate, whatever its inputs.
        scope: ``merge`` is worked out across submissions and ``rates`` by the rate card engine;
            neither has a formula here.
        note: how it is worked out, for the workings page.
    """

    id: str
    name: str
    unit: str
    domain: str
    direction: Literal["context", "higher", "lower", "limit"]
    formula: str = ""
    part: tuple[Part, ...] = ()
    kind: Literal["number", "yes_no", "band", "count"] = "number"
    places: int = 1
    benchmark: str = ""
    benchmark_note: str = ""
    limit: int | float | None = None
    sensitivity: Sensitivity = "L"
    estimate: bool = False
    scope: Literal["form", "merge", "rates"] = "form"
    note: str = ""


class FlagCase(Record, frozen=True, kw_only=True):
    """One degree of a flag; the first case whose rule holds is the one shown.

    Attributes:
        level: red, amber and info are flags; ``note`` is shown beside the figure without a flag.
    """

    rule: str
    level: Literal["red", "amber", "info", "note"]
    wording: str
    values: dict[str, str] = msgspec.field(default_factory=dict)


class Flag(Record, frozen=True, kw_only=True):
    """A plain warning that stays in the practice; ``on`` names the questions it stands by."""

    id: str
    on: tuple[str, ...]
    case: tuple[FlagCase, ...]
    table: str = ""


class Benchmark(Record, frozen=True, kw_only=True):
    """A published figure for England that an indicator is set beside.

    Attributes:
        headline: the England total or headline in words.
        value: the headline as a number, where there is one.
        p10, p25, median, p75, p90: the spread between practices.
        mean: the mean of practices.
        confidence: how far the figure can be relied on.
    """

    key: str
    what: str
    headline: str = ""
    value: str = ""
    p10: str = ""
    p25: str = ""
    median: str = ""
    p75: str = ""
    p90: str = ""
    mean: str = ""
    period: str = ""
    source: str = ""
    sources: tuple[str, ...] = ()
    confidence: str = ""
    retrieved_on: date | None = None


class Source(Record, frozen=True, kw_only=True):
    """Where a fact in the form came from, and the day it was checked."""

    key: str
    title: str
    addresses: tuple[str, ...] = ()
    confidence: str = ""
    checked_on: date | None = None


class Card(Record, frozen=True, kw_only=True):
    """Questions repeated for each row of a catalogue, in a section of its own.

    An id in the template is the part after the row's id: ``ready_now`` becomes
    ``ACC-01.ready_now``. ``quick`` and ``group`` name the questions of the quick pass and of a row
    that is asked of the group; blank shows them all.
    """

    catalogue: str
    quick: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    group_quick: tuple[str, ...] = ()
    questions: tuple[Question, ...] = msgspec.field(default=(), name="question")


class Form(Record, frozen=True, kw_only=True):
    """One form: everything its TOML file says.

    Attributes:
        subject: what a submission of this form is about.
        minutes_express, minutes_core, minutes_full: how long each route takes, as an estimate.
        many: several submissions of it may exist for one subject and round (an instance each).
        private: holds personal data and never leaves its own file.
        closed: kept so that ids stay fixed, but not offered on screen.
        own_page: has a page of its own in the window and goes in the practice workbook, so it is
            not among the further forms.
        routes: the routes offered, shortest first.
        checked_on: the day its facts were last checked.
    """

    id: str
    title: str
    version: str
    subject: SubjectKind
    strapline: str = ""
    intro: str = ""
    who: str = ""
    how_often: str = ""
    minutes_express: int = 0
    minutes_core: int = 0
    minutes_full: int = 0
    many: bool = False
    private: bool = False
    closed: bool = False
    closed_reason: str = ""
    own_page: bool = False
    routes: tuple[Literal["express", "core", "full"], ...] = ("core", "full")
    checked_on: date | None = None
    publisher: str = ""
    option_list: tuple[OptionList, ...] = ()
    sections: tuple[Section, ...] = msgspec.field(default=(), name="section")
    card: Card | None = None
    checks: tuple[Check, ...] = msgspec.field(default=(), name="check")
    indicators: tuple[Indicator, ...] = msgspec.field(default=(), name="indicator")
    flags: tuple[Flag, ...] = msgspec.field(default=(), name="flag")
    benchmarks: tuple[Benchmark, ...] = msgspec.field(default=(), name="benchmark")
    sources: tuple[Source, ...] = msgspec.field(default=(), name="source")
    retired: tuple[Retired, ...] = ()
