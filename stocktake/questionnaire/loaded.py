"""A form that has been read and found right, with everything looked up once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from msgspec import structs

from stocktake.questionnaire.catalogue import Catalogue
from stocktake.questionnaire.expanding import companions, fields_of
from stocktake.questionnaire.form import Benchmark, Column, Form, Indicator, Question, Section
from stocktake.questionnaire.rules import Rules, compile_rules


@dataclass(frozen=True)
class LoadedForm:
    """A form as it is asked.

    Attributes:
        form: what the file says.
        text: the file itself, kept with the answers given to it.
        hash: SHA-256 of the form (and its catalogue), kept with every submission.
        sections: what is asked: options in place, companions made, cards dealt.
        catalogue: the rows its card was dealt over.
        unshown: sections whose questions rules may speak of, though they are on no page: the whole
            form, where only some of its sections were shared with this person.
    """

    form: Form
    text: str
    hash: str
    sections: tuple[Section, ...]
    catalogue: Catalogue | None = None
    unshown: tuple[Section, ...] = ()

    @property
    def id(self) -> str:
        """The form's id."""
        return self.form.id

    @property
    def _known(self) -> tuple[Section, ...]:
        """Every section rules may speak of; what is asked comes last and so counts."""
        return (*self.unshown, *self.sections)

    @cached_property
    def ruled_sections(self) -> tuple[Section, ...]:
        """Sections with their rules, each question once: as it is asked where it is asked."""
        asked = {q.id for section in self.sections for q in section.questions}
        others = (
            structs.replace(s, questions=tuple(q for q in s.questions if q.id not in asked))
            for s in self.unshown
        )
        return (*others, *self.sections)

    @cached_property
    def questions(self) -> Mapping[str, Question]:
        """Questions by id."""
        return {q.id: q for section in self._known for q in section.questions}

    @cached_property
    def fields(self) -> Mapping[str, Question | Column]:
        """Questions and columns by full id."""
        return {(col or q).id: col or q for _, q, col in fields_of(self._known)}

    @cached_property
    def table_of(self) -> Mapping[str, str]:
        """The id of the table a column belongs to, by the column's id."""
        return {col.id: q.id for _, q, col in fields_of(self._known) if col}

    @cached_property
    def section_of(self) -> Mapping[str, Section]:
        """The section a question or column stands in, by id."""
        return {(col or q).id: section for section, q, col in fields_of(self._known)}

    @cached_property
    def section_by_id(self) -> Mapping[str, Section]:
        """Sections by id."""
        return {section.id: section for section in self.sections}

    @cached_property
    def indicators(self) -> Mapping[str, Indicator]:
        """Indicators by id."""
        return {indicator.id: indicator for indicator in self.form.indicators}

    @cached_property
    def benchmarks(self) -> Mapping[str, Benchmark]:
        """Benchmarks by key."""
        return {benchmark.key: benchmark for benchmark in self.form.benchmarks}

    @cached_property
    def companion_ids(self) -> frozenset[str]:
        """Ids of the companions made for ratings; they are folded and never counted."""
        return frozenset(
            companion.id
            for question in self.questions.values()
            if question.type == "rating"
            for companion in companions(question)
        )

    @cached_property
    def ratings_by_domain(self) -> Mapping[str, tuple[Question, ...]]:
        """Ratings that count towards each domain, in the order they are asked."""
        found: dict[str, tuple[Question, ...]] = {}
        for question in self.questions.values():
            if question.type == "rating" and question.domain:
                found[question.domain] = (*found.get(question.domain, ()), question)
        return found

    @cached_property
    def rules(self) -> Rules:
        """The form's formulas, read once, and what depends on what."""
        return compile_rules(self)

    @cached_property
    def figures_by_section(self) -> Mapping[str, tuple[str, ...]]:
        """Ids of the form's figures by the section that gives most of each one's answers."""
        found: dict[str, tuple[str, ...]] = {}
        for indicator in self.form.indicators:
            if indicator.scope == "form":
                home = self._home(indicator)
                found[home] = (*found.get(home, ()), indicator.id)
        return found

    def _home(self, indicator: Indicator) -> str:
        """The section that gives most of a figure's answers; the later one of two."""
        waiting, seen = [indicator.id, *(f"{indicator.id}#{p.id}" for p in indicator.part)], set()
        sections: Counter[str] = Counter()
        while waiting:
            for name in self.rules.graph.references(waiting.pop()):
                if name not in seen:
                    seen.add(name)
                    waiting.append(name)
                    if name in self.section_of:
                        sections[self.section_of[name].id] += 1
        order = [section.id for section in self.unshown or self.sections]
        return max(sections, key=lambda each: (sections[each], order.index(each)), default="")

    def label(self, field_id: str) -> str:
        """What a question, column or indicator is called, or its id when it is not there."""
        if field_id in self.indicators:
            return self.indicators[field_id].name
        field = self.fields.get(field_id)
        return field.label if field else field_id
