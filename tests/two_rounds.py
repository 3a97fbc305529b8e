"""A practice with a finished round under last year's forms, for tests of the round after it."""

import random
from dataclasses import replace
from datetime import date
from decimal import Decimal

import filled_practice
from two_forms import older_forms

from stocktake.questionnaire.answers import Address, Answer, Answers, State, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form
from stocktake.questionnaire.submission import Submission
from stocktake.store.workspace import Workspace
from stocktake.tasks.carry_forward import carry_forward
from stocktake.tasks.kept_forms import keep_form
from stocktake.tasks.open_practice import OpenPractice

LAST, THIS = "2025/26", "2026/27"
QUAYSIDE = filled_practice.QUAYSIDE

OWN_ROW = "a1b2c3d4"
OWN = {
    "title": "Our own extension opens",
    "domain": "estate",
    "status": "likely",
    "level": Decimal(3),
}


def some_answers() -> Answers:
    """Enough of a stocktake to see what becomes of each kind of answer."""
    given = Answers(
        {
            Address("profile.practice_name"): answered(QUAYSIDE.name),
            Address("profile.list_size"): Answer(
                Decimal(9120),
                State.ANSWERED,
                estimate=True,
                note="From the April list",
                note_shared=True,
                reasons={"low:profile.list_size": "We are small"},
                role="Practice manager",
            ),
            Address("demand.m_urgent"): answered(Decimal(2)),
            Address("demand.m_urgent_evidence"): answered("The audit of May"),
            Address("demand.m_routes"): answered(Decimal(3)),
            Address("demand.calls_month"): Answer(state=State.NOT_KNOWN),
            Address("profile.icb_name"): Answer(state=State.COME_BACK_LATER),
        }
    )
    for row, wte in (("gp_partner", "3.2"), ("x7x7x7x7", "1")):
        given[Address("workforce.roles", row, "workforce.roles.wte")] = answered(Decimal(wte))
    return given


def some_expectations() -> Answers:
    """Two cards answered, and an expectation of the practice's own with its card."""
    given = Answers(
        {
            Address("ACC-01.applies"): answered("yes"),
            Address("ACC-01.ready_now"): answered(Decimal(2)),
            Address(f"LOC-{OWN_ROW}.ready_now"): answered(Decimal(1)),
        }
    )
    for name, value in {**OWN, "due": date(2029, 3, 31)}.items():
        given[Address("local.rows", OWN_ROW, f"local.rows.{name}")] = answered(value)
    return given


def put(workspace: Workspace, loaded: LoadedForm, answers: Answers, round_label: str) -> int:
    """Put a submission in as it was saved under its own form."""
    keep_form(workspace, loaded)
    made = filled_practice.submission(
        loaded.id,
        round=round_label,
        form_version=loaded.form.version,
        form_hash=loaded.hash,
        return_id=f"{loaded.id}-{round_label}",
        answers=answers,
        route="core",
    )
    return workspace.taking_in.take_in(made, role="Practice manager").id


def begin_last_year(workspace: Workspace, *, is_older: bool = False) -> None:
    """Put in last year's round, under last year's forms or under the shipped ones."""
    forms = (shipped_form(STOCKTAKE), shipped_form(EXPECTATIONS))
    stocktake, expectations = older_forms() if is_older else forms
    answers = some_answers()
    if is_older:
        answers[Address("demand.old")] = answered("An old telephone")
    put(workspace, stocktake, answers, LAST)
    put(workspace, expectations, some_expectations(), LAST)


def start_this_year(workspace: Workspace) -> OpenPractice:
    """Start this year's round from last year's and open it."""
    carry_forward(workspace, QUAYSIDE, THIS, "Practice manager")
    return OpenPractice(workspace, QUAYSIDE, THIS, "Practice manager")


def filled_round(seed: int) -> tuple[Submission, Submission]:
    """A whole round of made-up answers, last year's."""
    chance = random.Random(seed)
    found = []
    for form_id in (STOCKTAKE, EXPECTATIONS):
        made, _ = filled_practice.filled(form_id, seed, rows=chance.randint(1, 3))
        found.append(replace(made, round=LAST, return_id=f"{form_id}-{seed}"))
    return found[0], found[1]
