"""What was given is said in plain words; practices' own files can be left out beside PCNs'."""

from collections import Counter

import pytest
from two_pcns import NORTH, SOUTH, TwoPcns, read, two_pcns

from stocktake.merge.collection import Collection
from stocktake.merge.scales import Scale
from stocktake.tasks.combine import Gathered
from stocktake.tasks.combine_given import Given, Kind, given, kind_of, without_own
from stocktake.workbooks.reading import ReadResult, Verdict

PRACTICE, PCN, LOCALITY = Kind.PRACTICE, Kind.PCN, Kind.LOCALITY


@pytest.fixture(scope="module")
def pcns() -> TwoPcns:
    return two_pcns()


@pytest.mark.parametrize(
    ("files", "pcns", "scale", "words"),
    [
        ({PCN: 3}, 0, Scale.LOCALITY, "3 PCN files: this is a locality."),
        (
            {PRACTICE: 1, PCN: 2},
            1,
            Scale.LOCALITY,
            "1 practice's own file and 2 PCN files: this is a locality.",
        ),
        ({LOCALITY: 2}, 0, Scale.SYSTEM, "2 locality files: this is a system."),
        ({PRACTICE: 4}, 1, Scale.PCN, "4 practices' own files: this is a PCN."),
        (
            {PRACTICE: 6},
            2,
            Scale.LOCALITY,
            "6 practices' own files, of 2 PCNs: this is a locality.",
        ),
    ],
)
def test_what_was_given_is_one_plain_sentence(
    files: dict[Kind, int], pcns: int, scale: Scale, words: str
) -> None:
    assert Given(Counter(files), pcns, scale).words == words


def test_a_file_that_gave_nothing_is_of_no_kind() -> None:
    assert kind_of(ReadResult("rota.xlsx", Verdict.NOT_A_WORKBOOK)) is None
    assert given(Gathered((), Collection())).words == ": this is a PCN."


def test_files_of_pcns_and_of_practices_are_told_apart(pcns: TwoPcns) -> None:
    both = read(pcns.sent[NORTH], *pcns.files[SOUTH])
    found = given(both)
    assert found.files == {PCN: 1, PRACTICE: 2}
    assert found.is_mixed
    assert (found.scale, found.pcns) == (Scale.LOCALITY, 1)
    assert kind_of(read(pcns.locality).results[0]) is LOCALITY


def test_practices_own_files_are_left_out_and_stay_in_the_list(pcns: TwoPcns) -> None:
    both = read(pcns.sent[NORTH], *pcns.files[SOUTH])
    alone = without_own(both)
    assert alone.results == both.results
    assert alone.collection.versions == ()
    assert both.collection.versions != ()
