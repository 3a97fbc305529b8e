"""A practice half way through its stocktake, for pages and pictures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from stocktake.questionnaire.answers import Address, Answer, State, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.submission import Subject
from stocktake.tasks.practices import begin_practice
from stocktake.ui.desk import Desk

NAME, CODE = "Quayside Surgery", "A81001"
TODAY = date(2026, 11, 22)

STOCKTAKE_ANSWERS: dict[str, object] = {
    "admin.as_at": date(2026, 10, 31),
    "admin.period_months": Decimal(12),
    "admin.contributors": ("manager", "partners"),
    "admin.staff_told": "yes",
    "profile.pcn_name": "Harbour PCN",
    "profile.list_size": Decimal(10120),
    "profile.age_0_4": Decimal(480),
    "profile.age_5_14": Decimal(1100),
    "profile.age_15_44": Decimal(3900),
    "demand.m_routes": Decimal(3),
    "demand.m_urgent": Decimal(2),
    "demand.online_open": "part",
    "leadership.m_agreement": Decimal(1),
}

CELLS = (
    ("workforce.roles", "gp_partner", "wte", Decimal("3.2")),
    ("workforce.roles", "gp_partner", "headcount", Decimal(4)),
    ("workforce.roles", "gp_salaried", "wte", Decimal("1.6")),
    ("workforce.roles", "practice_nurse", "wte", Decimal("2.0")),
    ("demand.weaknesses", "a1b2c3d4", "weakness", "Phones are jammed from 8 to 10 each day"),
)

CARD_ANSWERS: dict[str, object] = {
    "ACC-01.aware": "yes",
    "ACC-01.applies": "yes",
    "ACC-01.ready_now": Decimal(2),
    "ACC-02.aware": "partly",
}


def fill(desk: Desk) -> Subject:
    """Begin a practice in the open workspace, answer part of its forms and choose it."""
    assert desk.workspace is not None
    subject = begin_practice(desk.workspace, NAME, CODE, TODAY, "Practice manager")
    desk.choose(subject, "2026/27")
    questions = desk.sheet(STOCKTAKE).loaded.questions
    answers: dict[Address, Answer] = {
        Address(name): answered(value)  # type: ignore[arg-type]
        for name, value in STOCKTAKE_ANSWERS.items()
        if name in questions
    }
    for table, row, column, value in CELLS:
        if f"{table}.{column}" in desk.sheet(STOCKTAKE).loaded.fields:
            answers[Address(table, row, f"{table}.{column}")] = answered(value)
    size = answers[Address("profile.list_size")]
    answers[Address("profile.list_size")] = replace(size, estimate=True, note="From the April list")
    answers[Address("profile.icb_name")] = Answer(state=State.COME_BACK_LATER)
    answers[Address("demand.calls_month")] = Answer(state=State.NOT_KNOWN)
    desk.answer_all(STOCKTAKE, answers)
    desk.answer_all(
        EXPECTATIONS,
        {Address(name): answered(value) for name, value in CARD_ANSWERS.items()},  # type: ignore[arg-type]
    )
    return subject
