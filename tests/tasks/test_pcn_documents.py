"""Papers of the sample PCN, in which Fellgate has not agreed to be named."""

import threading
import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pcn_files import sample_collection
from reading_documents import WRITTEN_AT, Made

from stocktake.documents.blocks import Figure
from stocktake.documents.board_cover import Cover
from stocktake.documents.word import to_word
from stocktake.errors import StocktakeError
from stocktake.merge.member import Expected, RankedItem
from stocktake.tasks.combine import inputs_of
from stocktake.tasks.pcn_dates import dates_within
from stocktake.tasks.pcn_documents import (
    BOARD,
    KINDS,
    NOTES,
    OUTSIDE,
    Papers,
    make_papers,
    source_of,
    write_papers,
)

DAY = date(2026, 11, 22)
PRACTICES = {
    "Quayside": ("Y99901", "12,400", "12400"),
    "Millbrook": ("Y99902", "9,100", "9100"),
    "Oswin": ("Y99903", "7,300", "7300"),
    "Fellgate": ("Y99904", "5,200", "5200"),
}
SAID = "Fund the boiler of Fellgate beside Quayside (Y99904) and Elmwood"
EVERYTHING = Papers(frozenset(KINDS), Cover(DAY, "Fellgate", asked=(SAID,)), (SAID,))


def own_row(member):
    """A practice's five, with a need of its own that names another practice."""
    own = RankedItem(3, f"{member.code}/n1", f"Share {SAID}", "need")
    return replace(member, top_five=(*(member.top_five or ())[:2], own))


@pytest.fixture(scope="module")
def source():
    collection = sample_collection()
    inputs = inputs_of(collection, missing=(Expected("Y99909", "Elmwood"),))
    first, *others = inputs.members
    return source_of(replace(inputs, members=(own_row(first), *others)), collection)


@pytest.fixture(scope="module")
def papers(source):
    made = make_papers(source, EVERYTHING)
    return {next((n for n in PRACTICES if n in each.name), each.name): each for each in made}


def texts(made) -> str:
    """Every part of the Word file, as it stands in it."""
    with zipfile.ZipFile(BytesIO(to_word(made.document, WRITTEN_AT))) as file:
        parts = [file.read(n) for n in file.namelist() if n.endswith((".xml", ".rels"))]
    return b"\n".join(parts).decode("utf-8") + made.name + made.folder


def board(papers, words):
    return next(made for name, made in papers.items() if words in name)


def test_the_paper_for_outside_names_nobody_anywhere(papers):
    found = texts(board(papers, "sharing outside"))
    for name, figures in PRACTICES.items():
        assert name not in found
        assert not [each for each in figures if each in found]
    assert "Elmwood" not in found
    assert "practice A" not in found
    assert "Fund the boiler of a practice beside a practice (a practice) and a practice" in found


def test_the_paper_for_the_board_names_by_consent_also_in_what_people_wrote(papers):
    found = texts(board(papers, "for the board"))
    assert "Quayside" in found
    for word in ("Fellgate", "Y99904", "5,200"):
        assert word not in found
    assert "Fund the boiler of practice A beside Quayside" in found
    assert "Share Fund the boiler of practice A beside Quayside (practice A)" in found


@pytest.mark.parametrize("reader", ["Quayside", "Millbrook", "Oswin"])
def test_a_note_says_nothing_of_a_practice_that_did_not_agree(papers, reader):
    found = texts(papers[reader])
    assert reader in found
    for word in ("Fellgate", *PRACTICES["Fellgate"]):
        assert word not in found.replace(f"Share {SAID}", "")
    for other in PRACTICES.keys() - {reader}:
        assert not [each for each in PRACTICES[other] if each in found.replace(SAID, "")]


def test_a_practice_that_is_not_named_reads_its_own_name_and_gets_no_match(papers):
    found = texts(papers["Fellgate"])
    assert "For Fellgate, from Harbour" in found
    assert "yours has not" in found
    assert "could come from" not in found


def test_help_in_a_note_is_the_one_of_the_joint_page(papers):
    words = Made(papers["Quayside"].document, None).words
    assert "0.3 WTE healthcare assistant could go to Millbrook." in words
    assert "0.1 WTE healthcare assistant could go to St Oswin's." in words
    assert "0.2 WTE clinical pharmacist could come from Millbrook." in words


def test_every_chart_says_its_base_and_the_map_of_practices_stays_inside(papers):
    inside, outside = board(papers, "for the board"), board(papers, "sharing outside")
    counts = [
        sum(isinstance(block, Figure) for block in made.document.blocks)
        for made in (inside, outside, papers["Quayside"])
    ]
    assert counts == [2, 1, 1]
    assert "ratings from 4 of 5 practices" in Made(outside.document, None).words


def test_the_sample_is_marked_and_a_draft(papers):
    for made in papers.values():
        assert made.document.about.watermark.startswith("Sample")
        assert made.document.about.state.startswith("DRAFT for")


def test_with_two_practices_a_note_holds_what_would_give_the_other_away():
    collection = sample_collection()
    whole = inputs_of(collection)
    few = source_of(replace(whole, members=whole.members[:2]), collection)
    note, _ = make_papers(few, Papers(frozenset({NOTES}), Cover(DAY)))
    words = Made(note.document, None).words
    assert "2 answered, held" in words
    outside, *_ = make_papers(few, Papers(frozenset({OUTSIDE}), Cover(DAY)))
    words = Made(outside.document, None).words
    assert "2 answered, held" in words
    assert "1 to 3" not in words
    assert "21,500" not in words


def test_files_go_beside_one_another_and_never_over_one_that_is_there(papers, tmp_path):
    made = [board(papers, "for the board"), papers["Fellgate"]]
    writers = {".docx": lambda document: to_word(document, WRITTEN_AT)}
    first = write_papers(made, tmp_path, writers).paths
    second = write_papers(made, tmp_path, writers).paths
    assert [path.name for path in first] == [
        "Stocktake Harbour & Vale paper for the board 2026-27 DRAFT.docx",
        "Stocktake Y99904 Fellgate note back 2026-27.docx",
    ]
    assert first[1].parent.name == "Stocktake Harbour & Vale notes back to practices 2026-27 DRAFT"
    assert [path.stem[-4:] for path in second] == [" (2)"] * 2
    assert all(path.read_bytes().startswith(b"PK") for path in (*first, *second))


def test_stopping_writes_nothing(source, papers, tmp_path):
    stop = threading.Event()

    def write(document):
        stop.set()
        return b"paper"

    with pytest.raises(StocktakeError, match="stopped"):
        write_papers(list(papers.values()), tmp_path, {".docx": write}, stop)
    assert not list(tmp_path.iterdir())
    with pytest.raises(StocktakeError, match="stopped"):
        make_papers(source, EVERYTHING, stop)


def test_progress_names_what_is_made(source):
    told = []
    make_papers(source, Papers(frozenset({BOARD}), Cover(DAY)), None, lambda *say: told.append(say))
    assert told == [(0, 1, "1 of 1: paper for the board")]


def test_dates_are_those_ahead_soonest_first_and_the_next_where_there_are_none():
    found = dates_within(DAY, 6, "best_guess")
    assert found
    assert list(found) == sorted(found, key=lambda each: each.due)
    assert all(DAY < each.due <= date(2027, 5, 22) for each in found)
    before = dates_within(date(2020, 1, 1), 0, "best_guess")
    ahead = dates_within(date(2020, 1, 1), 0, "best_guess", or_next=True)
    assert not before
    assert len({each.due for each in ahead}) == 1
