"""What is published about the open practice, read once and again only when that has changed.

Nothing is read until it is asked for. Where nothing was ever brought, asking costs one look into
the file. Source: design/opendata.md 16.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from functools import cached_property

from stocktake.opendata import field_map
from stocktake.questionnaire.sheet import Sheet
from stocktake.store.workspace import Workspace
from stocktake.tasks.published_areas import among_areas
from stocktake.tasks.published_comparison import Compared, compared
from stocktake.tasks.published_offers import Figures, Kept, Offer, Standing, figures_of, offers


class PublishedNow:
    """The published figures kept for one practice, beside its answers.

    Attributes:
        ods_code: the practice.
    """

    def __init__(self, workspace: Workspace, ods_code: str) -> None:
        self.ods_code = ods_code
        self._workspace = workspace
        self._marks: tuple[tuple[int, bool], ...] = ()
        self._read = _Read(Figures())

    def figures(self) -> Figures:
        """Everything kept for the practice.

        Raises:
            StocktakeError: the file cannot be read.
        """
        return self._fresh().figures

    def offers(self, sheet: Sheet) -> tuple[Offer, ...]:
        """Every published figure that fits a question of a form, beside its answer.

        Raises:
            StocktakeError: the file cannot be read.
        """
        return offers(sheet, self.figures())

    def beside(self, sheet: Sheet, question_ids: Collection[str]) -> tuple[Offer, ...]:
        """The published figures that fit some questions; what else is kept is not looked at.

        Raises:
            StocktakeError: the file cannot be read.
        """
        kept = [each for name in question_ids for each in self._fresh().by_question.get(name, ())]
        if not kept:
            return ()
        found = offers(sheet, Figures(tuple(dict.fromkeys(kept))))
        return tuple(each for each in found if each.address.question in question_ids)

    def ready(self, sheet: Sheet) -> int:
        """How many figures wait to be confirmed at questions of a form that apply.

        Raises:
            StocktakeError: the file cannot be read.
        """
        return sum(
            each.standing is Standing.SUGGESTED and sheet.applies(each.address.question)
            for each in self.offers(sheet)
        )

    def among_areas(self, indicator_id: str, value: Decimal) -> str:
        """Where a figure of the practice's own answers stands in its ICB and PCN, in words.

        Empty where the kept packs compare nobody in it.

        Raises:
            StocktakeError: the file cannot be read.
        """
        found = self._fresh().by_indicator.get(indicator_id)
        return among_areas(found, value) if found is not None else ""

    def _fresh(self) -> _Read:
        store = self._workspace.published_sets
        marks = store.marks(self.ods_code)
        if marks != self._marks:
            self._read = _Read(figures_of(store.of(self.ods_code)))
            self._marks = marks
        return self._read


class _Read:
    """What was read, sorted by the questions it can fill when that is first wanted."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures

    @cached_property
    def by_indicator(self) -> dict[str, Compared]:
        return {each.measure.indicator: each for each in compared(self.figures)}

    @cached_property
    def by_question(self) -> dict[str, Sequence[Kept]]:
        found: dict[str, list[Kept]] = {}
        for kept in (*self.figures.means, *self.figures.kept):
            for question in _questions(kept):
                found.setdefault(question, []).append(kept)
        return dict(found)


def _questions(kept: Kept) -> tuple[str, ...]:
    rule, period = field_map().rule(kept.value.field_key), kept.source.period
    if rule is None or not rule.question:
        return ()
    of_period = field_map().period_answers(kept.source.dataset, period) if period else {}
    return rule.question, *of_period
