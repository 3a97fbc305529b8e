"""A made-up practice with every question answered, for tests of what is exported."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from filling import TODAY

from stocktake.questionnaire.answers import Address, Answer, Answers, State, Value, answered
from stocktake.questionnaire.form import Column, Question
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Subject, Submission
from stocktake.tasks.export_practice import plan_from, workbook_data
from stocktake.tasks.leaving import Leaving, Return, ShareChoice, leaving_of
from stocktake.tasks.sheets import sheet_of
from stocktake.workbooks.exports import EXPORTS

WRITTEN_AT = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
NOTE = "Agreed at the partners' meeting\n=SUM(A1:A9) is only a note"

QUAYSIDE = Subject(
    "practice", "A81001", "Quayside Surgery", "Tideway PCN", "U00001", "NHS North Shore ICB"
)
SENTENCES = (
    "Reception is two people short on Monday mornings",
    "=1+1 is not a formula here",
    "-5 GPs by Friday, and +44 is no number",
    "Records are coded late; letters wait\nup to nine days",
    "@me: the rota rests on one person",
)


def submission(form_id: str, **changes: object) -> Submission:
    """An empty submission of a shipped form."""
    loaded = shipped_form(form_id)
    made = Submission(
        subject=QUAYSIDE,
        form_id=form_id,
        round="2026/27",
        form_version=loaded.form.version,
        form_hash=loaded.hash,
        return_id=f"return-{form_id}",
        assessed_on=TODAY,
        revision=7,
        route="full",
    )
    return replace(made, **changes)  # type: ignore[arg-type]


def value_for(field: Question | Column, chance: random.Random) -> Value | None:
    """A value that fits a question or column."""
    kind = field.type
    if kind in ("choice", "choices") and not field.choice:
        return None
    if kind == "choice":
        return chance.choice(field.choice).code
    if kind == "choices":
        return tuple(c.code for c in field.choice if c.code not in field.exclusive)[:2]
    if kind == "yes_no":
        return chance.choice(("yes", "no"))
    if kind == "rating":
        return Decimal(chance.randint(0, 4))
    if kind == "date":
        return TODAY + timedelta(days=chance.randint(-900, 900))
    if kind in ("text", "long_text"):
        return chance.choice(SENTENCES)
    if kind == "percent":
        return Decimal(chance.randint(100, 900)) / 10
    if kind == "number":
        return Decimal(chance.randint(1, 40))
    return Decimal(chance.randint(1, 4000)) / 4


def filled(form_id: str, seed: int = 1, rows: int = 3) -> tuple[Submission, Sheet]:
    """A submission with every question of its form answered, and its sheet."""
    chance = random.Random(seed)
    loaded = shipped_form(form_id)
    answers = Answers()
    for question in loaded.questions.values():
        if question.asked == "table" or question.type == "calculated":
            continue
        if question.type != "table":
            value = value_for(question, chance)
            if value is not None:
                answers[Address(question.id)] = answered(value)
            continue
        key = next((c for c in question.columns if c.id == question.key), None)
        starters = [c.code for c in key.choice if c.starter][:rows] if key else []
        added = [f"row{n}" for n in range(rows)] if question.rows == "free" else []
        for row in (*starters, *added):
            for column in question.columns:
                value = value_for(column, chance)
                is_typed = column.type != "calculated" and not column.read_only
                if is_typed and column.id != question.key and value is not None:
                    answers[Address(question.id, row, column.id)] = answered(value)
    _realistic(answers)
    made = submission(form_id, answers=answers)
    return made, sheet_of(made)


def _realistic(answers: Answers) -> None:
    """Put figures in that indicators and gates need."""
    known: dict[str, Value] = {
        "profile.list_size": Decimal(9120),
        "profile.practice_name": QUAYSIDE.name,
        "profile.ods_code": QUAYSIDE.code,
        "profile.org_form": "partnership",
        "demand.appts_month": Decimal(4300),
        "finance.include": "full",
        "admin.as_at": date(2026, 10, 31),
        "plan.top5_confirmed_by": "",
    }
    for name, value in known.items():
        if answers.get(name).value is not None:
            answers[Address(name)] = answered(value) if value else Answer(state=State.BLANK)
    for address in list(answers):
        if address.question.endswith(".applies"):
            answers[address] = answered("yes")


def practice() -> list[tuple[Submission, Sheet]]:
    """The two submissions of the practice workbook."""
    return [filled("practice_stocktake", 1), filled("expectations", 2, rows=2)]


def share_everything(returns: list[Return]) -> ShareChoice:
    """Tick all that can be ticked, with a shared note in each form of the practice workbook."""
    for _, sheet in returns:
        for name in ("demand.m_urgent", "ACC-01.ready_now"):
            if name in sheet.loaded.questions:
                kept = sheet.answers[Address(name)].value
                noted = Answer(kept, State.ANSWERED, note=NOTE, note_shared=True)
                sheet.answers[Address(name)] = noted
    could = leaving_of(returns, ShareChoice("numbers")).could_tick
    notes = frozenset(cell.question for cell in could if cell.is_note)
    ticked = frozenset(cell.tick for cell in could if cell.tick)
    return ShareChoice("numbers", ticked, notes, show_name=True)


def write_workbook(path: Path, leaving: Leaving, export: str = "practice") -> Path:
    """Write a workbook of what leaves, at a fixed moment."""
    EXPORTS[export].write(path, workbook_data(leaving, WRITTEN_AT, plan_from(leaving)))
    return path
