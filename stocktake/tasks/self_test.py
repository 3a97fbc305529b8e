"""Try the whole program in a temporary folder: every form, chart, export, paper and rate card.

For whoever has just installed it. Everything goes through the same tasks as the window, on the
made-up practices that come with the program; what is exported is read back in the child process
that reads received files, and published figures in the one that reads those. The branding pack that
was installed with it is looked through anew, and its forms are tried like the others. Nothing
outside the temporary folder is written.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from functools import cached_property
from pathlib import Path

from stocktake.charts import CHARTS
from stocktake.charts.chart import Paper, save
from stocktake.documents import DOCUMENTS
from stocktake.documents.blocks import Document
from stocktake.documents.board_cover import Cover
from stocktake.documents.html import to_html
from stocktake.errors import StocktakeError
from stocktake.paths import shipped
from stocktake.phrases import counted
from stocktake.planning.certainty import Certainty
from stocktake.questionnaire.answers import Address, answered
from stocktake.questionnaire.form_ids import EXPECTATIONS, STOCKTAKE
from stocktake.questionnaire.loaded import LoadedForm
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.questionnaire.own_forms import offer_own_forms
from stocktake.questionnaire.types import TYPES
from stocktake.rates.pricing import price_card
from stocktake.store.workspace import Workspace
from stocktake.tasks import (
    bring_published,
    card_commands,
    pcn_charts,
    practice_charts,
    rate_card_charts,
)
from stocktake.tasks.brand import BrandRefused, read_brand
from stocktake.tasks.brand_in_use import brand_folder
from stocktake.tasks.combine import combine, gather, inputs_of, look
from stocktake.tasks.demo import everything_that_may_go
from stocktake.tasks.documents import Wanted, make_document, save_file, word_bytes
from stocktake.tasks.documents import gather as gather_document
from stocktake.tasks.export_practice import prepare, write_leaving
from stocktake.tasks.open_practice import OpenPractice
from stocktake.tasks.other_card import load_working_card
from stocktake.tasks.pcn_documents import KINDS, Papers, make_papers, source_of, write_papers
from stocktake.tasks.plausible import SAMPLE_TODAY
from stocktake.tasks.rate_services import margins_of
from stocktake.tasks.sample import sample_submissions, take_in
from stocktake.tasks.share_out import ShareOrder, prepare_sharing, shareable, write_sharing
from stocktake.workbooks.reading import Forms, ReadResult, read_workbook

Say = Callable[[str], None]

_WRITTEN_AT = datetime.combine(SAMPLE_TODAY, time(9), UTC)
_ROLE = "Self-test"
_SAMPLE_FILE = "Made-up practices.stocktake"
_USUAL = Certainty.BEST_GUESS

PARTS = ("brand", "workbooks", "forms", "documents", "pcn", "rate card", "published", "charts")
"""What is tried, in this order; the PCN needs the workbooks."""


def run_self_test(say: Say, folder: Path | None = None, parts: Collection[str] = PARTS) -> None:
    """Try everything, a line for each thing that works.

    Args:
        say: told each step when it is done.
        folder: an empty folder to work in; None makes one and removes it.
        parts: which of ``PARTS`` to try.

    Raises:
        StocktakeError: something does not work, with the step it happened in.
    """
    if folder is not None:
        _Trial(folder, say).run(parts)
        return
    try:
        made = tempfile.TemporaryDirectory(prefix="stocktake-self-test-")
    except OSError as error:
        raise StocktakeError(
            "no_temporary_folder",
            f"The self-test has no folder to work in: {error.strerror or error}.",
            "Make room on the disk, or see that temporary files may be written.",
        ) from error
    with made as name:
        _Trial(Path(name), say).run(parts)


@dataclass
class _Trial:
    """One run of the self-test.

    Attributes:
        charts: what each chart draws, as far as the made-up practices have it.
        workbooks: the practice workbooks so far.
    """

    folder: Path
    say: Say
    charts: dict[str, object] = field(default_factory=dict)
    workbooks: list[Path] = field(default_factory=list)

    @cached_property
    def forms(self) -> Forms:
        """Every form there is, those of the branding pack among them."""
        return Forms(map(shipped_form, shipped_form_ids()))

    def run(self, parts: Collection[str]) -> None:
        """Try these parts in turn."""
        if "brand" in parts:
            self._step("the branding pack", self._brand)
        with Workspace.create(self.folder / _SAMPLE_FILE) as workspace:
            practices = self._practices(workspace)
            if "workbooks" in parts:
                for practice in practices:
                    self._step(f"the workbook of {practice.subject.name}", self._workbook, practice)
                self._step("a workbook to be filled in", self._fill_in, practices[0])
            for form_id in shipped_form_ids() if "forms" in parts else ():
                self._step(f"the form {form_id}", self._form, practices[0], form_id)
            for name in DOCUMENTS if "documents" in parts else ():
                self._step(f"the document {name}", self._document, practices[0], name)
            if "charts" in parts:
                self._note_charts(practices[0])
        if "pcn" in parts:
            self._step("the PCN workbook", self._pcn_workbook)
            self._step("the papers of a PCN", self._pcn_papers)
        if "rate card" in parts:
            self._step("the rate card", self._rate_card)
        if "published" in parts:
            self._step("published figures", self._published)
        for name in CHARTS if "charts" in parts else ():
            self._step(f"the chart {name}", self._chart, name)
        self.say("Everything works.")

    def _step(self, what: str, do: Callable[..., str], *arguments: object) -> None:
        """Do one thing and say so, or say in which step it failed."""
        try:
            done = do(*arguments)
        except StocktakeError as error:
            raise _failed(what, f"{error.what} {error.how_to_fix}") from error
        except Exception as error:
            raise _failed(what, f"{type(error).__name__}: {error}") from error
        self.say(done)

    def _brand(self) -> str:
        """Look through the branding pack that was installed with the program; offer its forms."""
        folder = brand_folder(None)
        if folder is None:
            return "Branding pack: none came with the program."
        try:
            brand = read_brand(folder)
        except BrandRefused as refusal:
            faults = " ".join(map(str, refusal.problems))
            raise StocktakeError("brand_refused", f"{refusal.what} {faults}", "") from refusal
        offer_own_forms(brand.forms)
        forms = counted(len(brand.forms), "form")
        return f"Branding pack of {brand.name}: in order, {forms}, SHA-256 {brand.sha256}."

    def _practices(self, workspace: Workspace) -> tuple[OpenPractice, ...]:
        """Two made-up practices in a workspace."""
        submissions = sample_submissions()[:4]
        for submission in submissions:
            take_in(workspace, submission)
        return tuple(
            OpenPractice(workspace, each.subject, each.round, _ROLE) for each in submissions[::2]
        )

    def _workbook(self, practice: OpenPractice) -> str:
        choice = everything_that_may_go(practice)
        leaving = prepare(practice, choice)
        path = write_leaving(leaving, self.folder, _WRITTEN_AT).path
        self.workbooks.append(path)
        sent = {each.form_id: dict(each.answers.items()) for each in leaving.submissions}
        read = self._read(path)
        came = {each.form_id: dict(each.answers.items()) for each in read.submissions}
        if came != sent:
            raise StocktakeError(
                "not_the_same", f"{path.name} does not hold the answers it was given.", ""
            )
        return f"Workbook of {practice.subject.name}: {_answers(came)} written and read back."

    def _read(self, path: Path) -> ReadResult:
        """Read a file back in the child process; it must be as it was written."""
        read = read_workbook(path, self.forms)
        if not read.is_as_written:
            why = " ".join(str(each) for each in read.problems) or f"{read.words}."
            raise StocktakeError("not_read_back", f"{path.name} was not read back: {why}", "")
        return read

    def _form(self, practice: OpenPractice, form_id: str) -> str:
        """Open a form; one that is empty gets its first answer, and its own workbook."""
        loaded = shipped_form(form_id)
        asked = counted(len(loaded.questions), "question")
        if form_id not in (STOCKTAKE, EXPECTATIONS):
            _answer_one(practice, loaded)
        answers = sum(1 for _ in practice.sheet(form_id).answers.items())
        line = f"Form “{loaded.form.title}”: {asked}, {counted(answers, 'answer')}"
        if form_id in (STOCKTAKE, EXPECTATIONS) or loaded.form.private:
            return f"{line}."
        leaving = prepare(practice, everything_that_may_go(practice), form_id)
        if not leaving.submissions:
            # It leaves only with the practice workbook.
            return f"{line}."
        path = write_leaving(leaving, self.folder, _WRITTEN_AT, form_id).path
        self._read(path)
        return f"{line}; its workbook written and read back."

    def _fill_in(self, practice: OpenPractice) -> str:
        first = shareable(practice.sheet(STOCKTAKE))[0]
        sharing = prepare_sharing(practice, ShareOrder(STOCKTAKE, (first.id,)))
        self._read(write_sharing(sharing, self.folder, _WRITTEN_AT))
        return f"Workbook to be filled in, “{first.title}”: written and read back."

    def _document(self, practice: OpenPractice, name: str) -> str:
        wanted = Wanted(name)
        document = make_document(gather_document(practice, wanted), wanted)
        for ending, write in _WRITERS.items():
            save_file(write(document), self.folder / f"{name}{ending}")
        return f"Document “{DOCUMENTS[name].name}”: written as Word and as a web page."

    def _pcn_workbook(self) -> str:
        out = self.folder / "PCN workbook.xlsx"
        combine(self.workbooks, out, say=lambda words: None)
        back = gather([out]).collection
        seen = look(back)
        self.charts["heat_map"] = pcn_charts.practices_by_domain(seen)
        self.charts["spread"] = pcn_charts.spread_of_practices(seen)
        if len(inputs_of(back).members) != len(self.workbooks):
            raise StocktakeError("not_all_back", "A practice is missing from the workbook.", "")
        return f"PCN workbook: {counted(len(self.workbooks), 'practice')} combined and read back."

    def _pcn_papers(self) -> str:
        collection = gather(self.workbooks).collection
        papers = Papers(frozenset(KINDS), Cover(SAMPLE_TODAY))
        made = make_papers(source_of(inputs_of(collection), collection), papers)
        written = write_papers(made, self.folder, _WRITERS)
        return f"Papers of the PCN and notes to practices: {counted(len(written.paths), 'file')}."

    def _rate_card(self) -> str:
        sample = shipped("resources") / "sample" / "harbour_and_vale_card.toml"
        card = load_working_card(sample)
        priced = price_card(card)
        line = rate_card_charts.first_line(priced)
        if line is not None:
            self.charts["waterfall"] = rate_card_charts.waterfall(line, card)
            self.charts["price_by_year"] = rate_card_charts.price_by_year(line, card)
        self.charts["price_comparison"] = rate_card_charts.cards_beside(card, card)
        published = self.folder / "Rate card"
        card_commands.publish(sample, published, lambda words: None, names_looked_at=True)
        readable = sorted(each for each in published.rglob("*") if each.suffix in _CARD_FILES)
        for path in readable:
            if not card_commands.check(path, lambda words: None):
                raise StocktakeError("card_changed", f"{path.name} is not as published.", "")
        lines = counted(len(priced.lines), "line")
        return f"Rate card: {lines} published; {counted(len(readable), 'file')} read back."

    def _published(self) -> str:
        """Have a published file of one made-up practice read."""
        path = self.folder / "Published.csv"
        path.write_text(_PUBLISHED, encoding="utf-8")
        looked = bring_published.look([path], (), SAMPLE_TODAY)
        brought = bring_published.bring(looked, _PUBLISHED_PRACTICE, SAMPLE_TODAY)
        if not brought.contents:
            raise StocktakeError("not_brought", brought.verdicts[0].sentence, "")
        return f"Published figures: {counted(len(brought.contents), 'file')} read."

    def _note_charts(self, practice: OpenPractice) -> None:
        """What the charts of one practice draw; taken while its workspace is open."""
        plan, sheet = practice.plan(), practice.sheet(STOCKTAKE)
        self.charts |= {
            "levels_so_far": practice_charts.levels_so_far(sheet),
            "now_and_needed": practice_charts.now_and_needed(plan, _USUAL, plan.years.first),
            "ratings_by_domain": practice_charts.ratings_by_domain(sheet),
            "timeline": practice_charts.timeline(plan, _USUAL),
            "resources": practice_charts.resources(plan, _USUAL),
            "against_england": practice_charts.against_england(sheet),
            "margins": rate_card_charts.margins(margins_of(sheet, None)),
        }

    def _chart(self, name: str) -> str:
        """Draw a chart with what there is for it, or empty, in each kind of picture in turn."""
        kind = CHARTS[name]
        chart = kind.draw(self.charts.get(name, kind.empty), Paper())
        place = list(CHARTS).index(name)
        ending = _PICTURES[place % len(_PICTURES)]
        save(chart, self.folder / f"{name}{ending}")
        return f"Chart “{kind.name}”: drawn, and saved as {ending[1:].upper()}."


_PICTURES = (".png", ".svg", ".pdf")
_PUBLISHED_PRACTICE = "Y99999"
_PUBLISHED = (
    "PUBLICATION,EXTRACT_DATE,TYPE,SUB_ICB_LOCATION_CODE,ONS_SUB_ICB_LOCATION_CODE,CODE,POSTCODE,"
    "SEX,AGE,NUMBER_OF_PATIENTS\n"
    f"GP_PRAC_PAT_LIST,2026-03-01,GP,16C,E38000247,{_PUBLISHED_PRACTICE},ZZ99 3WZ,ALL,ALL,8400\n"
)
_CARD_FILES = (".xlsx", ".json")
_WRITERS: Mapping[str, Callable[[Document], bytes]] = {
    ".docx": lambda document: word_bytes(document, _WRITTEN_AT),
    ".html": lambda document: to_html(document, is_whole=True).html.encode("utf-8"),
}


def _answers(by_form: Mapping[str, Mapping[Address, object]]) -> str:
    return counted(sum(map(len, by_form.values())), "answer")


def _answer_one(practice: OpenPractice, loaded: LoadedForm) -> None:
    """Give the first question that has an example its example."""
    for question in loaded.questions.values():
        kind = TYPES[question.type]
        value = kind.parse(kind.example, question) if kind.example else None
        if value is not None and question.id in practice.sheet(loaded.id).loaded.questions:
            practice.enter(loaded.id, Address(question.id), answered(value))
            return


def _failed(what: str, why: str) -> StocktakeError:
    return StocktakeError(
        "self_test_failed",
        f"The self-test stopped at {what}. {why.strip()}",
        "Install Stocktake again. If that does not help, send these lines to whoever gave it you.",
    )
