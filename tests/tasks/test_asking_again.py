"""The e-mails that ask for a file: whole sentences, the reason and what to do."""

import pytest

from stocktake.merge.collection import Collection
from stocktake.merge.form_versions import OtherVersion
from stocktake.merge.member import Expected
from stocktake.tasks.asking_again import Request, code_request, requests
from stocktake.tasks.combine import USABLE, Gathered
from stocktake.workbooks.reading import ReadResult, Verdict

ABOUT = ("Harbour & Vale PCN", "2026/27")


def asked(
    *results: ReadResult,
    missing: tuple[Expected, ...] = (),
    older: tuple[OtherVersion, ...] = (),
) -> tuple[Request, ...]:
    names = {"A12345": "Quayside"}
    return requests(Gathered(results, Collection()), missing, older, names, ABOUT)


def test_a_practice_that_has_sent_nothing_is_asked_by_name() -> None:
    (request,) = asked(missing=(Expected("A12345", "Quayside"),))
    assert request.subject == "Quayside: your workbook for 2026/27"
    assert "the practices of Harbour & Vale PCN for 2026/27" in request.body
    assert "“Export a workbook”" in request.body
    assert request.text.startswith("Subject: Quayside: your workbook for 2026/27\n\nHello,\n\n")


def test_a_practice_on_the_list_by_its_code_alone_is_asked_by_that() -> None:
    assert asked(missing=(Expected("A12345", ""),))[0].about == "A12345"


def test_an_older_version_is_asked_for_in_the_words_of_the_merge() -> None:
    (request,) = asked(older=(OtherVersion("A12345", "practice_stocktake", "2025.1", "2026.1"),))
    assert request.about == "Quayside"
    assert "older version of “Where are we now?”" in request.why
    assert "version 2026.1" in request.body


@pytest.mark.parametrize("verdict", [v for v in Verdict if v not in USABLE])
def test_every_file_that_gave_nothing_has_an_e_mail_or_needs_none(verdict: Verdict) -> None:
    found = asked(ReadResult("a.xlsx", verdict))
    if verdict in (Verdict.NEWER_FORMAT, Verdict.MISSING):
        # The lead's own program is the older one, or the file has moved on the lead's computer.
        assert found == ()
        return
    (request,) = found
    assert "“a.xlsx”" in request.body
    assert request.body.startswith("Hello,\n\nThank you for “a.xlsx”.")


def test_a_password_is_never_asked_for_by_e_mail() -> None:
    (request,) = asked(ReadResult("a.xlsx", Verdict.PASSWORD))
    assert "by telephone, not by e-mail" in request.body


def test_files_that_could_be_used_are_not_asked_for_again() -> None:
    assert asked(*(ReadResult("a.xlsx", verdict) for verdict in USABLE)) == ()


def test_a_code_that_cannot_be_right_is_asked_about() -> None:
    assert "It says “12345A”, which" in code_request("12345A", "a.xlsx", "2026/27").body
    assert "It says no practice code" in code_request("", "a.xlsx", "2026/27").body
