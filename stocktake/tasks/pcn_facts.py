"""What a PCN says of itself in the forms about the group, for the checks of the merge.

The forms are filled in and exported as workbooks of their own and added beside the practices'.
Source: content/stocktake.md section F (X37, X38, X42).
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from stocktake.merge.checks import GroupFacts
from stocktake.merge.collection import Collection
from stocktake.merge.exact import total
from stocktake.questionnaire.answers import Value
from stocktake.questionnaire.sheet import Sheet
from stocktake.questionnaire.submission import Submission
from stocktake.tasks.sheets import sheet_of

AT_SCALE, TERMS, VOICE = "working_at_scale", "terms_of_engagement", "voice_and_representation"
_GROUP_KINDS = ("pcn", "federation", "place")
_PCN_PAID = ("pcn_arrs", "pcn_other")
_ARRS, _SHARED, _FORUMS = "scale.arrs", "scale.shared_staff", "voice.forums"


def group_facts(collection: Collection, round_label: str) -> GroupFacts:
    """Gather what is said about the group in a round; a practice's own view of it is not."""
    said = [
        version.submission
        for version in collection.counted(round_label)
        if version.identity.subject_kind in _GROUP_KINDS
    ]
    populations = list(_values(said, AT_SCALE, "scale.population"))
    unpaid = list(_values(said, TERMS, "terms.unpaid_hours"))
    return GroupFacts(
        # Two groups may each say theirs; which of them the practices make up is not known.
        population=populations[0] if len(populations) == 1 else None,
        staff_wte=_staff(said),
        # One sheet for each board, each asking for the hours of all of them: the largest stands.
        unpaid_hours=max(unpaid, default=None),
        meeting_hours=tuple(_meetings(said)),
    )


def _sheets(said: list[Submission], form_id: str) -> Iterator[Sheet]:
    yield from (sheet_of(each) for each in said if each.form_id == form_id)


def _values(said: list[Submission], form_id: str, question: str) -> Iterator[Decimal]:
    for sheet in _sheets(said, form_id):
        number = _number(sheet.value(question))
        if number is not None:
            yield number


def _staff(said: list[Submission]) -> dict[str, Decimal]:
    """WTE in post by role: under the Additional Roles scheme, and other staff the PCN pays."""
    found: dict[str, list[Decimal]] = {}
    for sheet in _sheets(said, AT_SCALE):
        for row in sheet.answers.rows(_ARRS):
            _add(found, sheet.value(f"{_ARRS}.role", row), sheet.value(f"{_ARRS}.wte_in_post", row))
        for row in sheet.answers.rows(_SHARED):
            # Those of the scheme stand in its own table and would count twice.
            if sheet.value(f"{_SHARED}.funded_by", row) in _PCN_PAID[1:]:
                wte = sheet.value(f"{_SHARED}.wte", row)
                _add(found, sheet.value(f"{_SHARED}.role", row), wte)
    return {role: total(parts) for role, parts in found.items()}


def _add(found: dict[str, list[Decimal]], role: Value | None, wte: Value | None) -> None:
    number = _number(wte)
    if isinstance(role, str) and number is not None:
        found.setdefault(role, []).append(number)


def _meetings(said: list[Submission]) -> Iterator[Decimal | None]:
    for sheet in _sheets(said, VOICE):
        for row in sheet.answers.rows(_FORUMS):
            yield _number(sheet.value(f"{_FORUMS}.hours_month", row))


def _number(value: Value | None) -> Decimal | None:
    return value if isinstance(value, Decimal) else None
