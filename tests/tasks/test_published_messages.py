"""What the program and the child say to each other: the same again, or nothing at all."""

from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest

from stocktake.errors import Problem
from stocktake.opendata.release import Basis, Period, Place, Source, Verdict
from stocktake.tasks.published_messages import (
    AskedFile,
    Content,
    Progress,
    Request,
    Said,
    SaidVerdict,
    decoded,
    decoded_request,
    encoded,
    said_of,
    verdict_of,
)

DAY = date(2026, 3, 1)
SOURCE = Source(Path("some") / "file.zip", "inside/é.csv")
VERDICT = Verdict(
    SOURCE, "list_size", "Title", "Sentence.", Period(DAY, DAY, Basis.FILE_NAME),
    (Problem("code", "where", "what", "how"),), ("list size",), True, 7, True, True, True, DAY,
)  # fmt: skip


def test_a_verdict_comes_back_as_it_was_sent() -> None:
    assert set(SaidVerdict.__struct_fields__) == {
        "member", *(each.name for each in fields(Verdict)),
    } - {"source"}  # fmt: skip
    said = decoded(encoded(Said(3, (said_of(VERDICT),))))
    assert isinstance(said, Said)
    assert verdict_of(said.verdicts[0], SOURCE) == VERDICT


def test_a_request_and_bytes_come_back_as_they_were_sent() -> None:
    path = b"odd \xff name.csv"
    asked = Request(
        "bring",
        DAY,
        (AskedFile(path, "m", VERDICT.period),),
        Place("A81001", "B", "C1 1AA"),
        ("k",),
    )
    assert decoded_request(encoded(asked)) == asked
    assert decoded(encoded(Content(b"\x1f\x8b\0"))) == Content(b"\x1f\x8b\0")


@pytest.mark.parametrize(
    "frame",
    [
        b"",
        b"nonsense",
        b'{"type":"Stop"}',
        b'{"type":"Finished","more":1}',
        b'{"type":"Begun","place":-2}',
        b'{"type":"Begun","place":"1"}',
        b'{"type":"Content","content":"not base64"}',
        encoded(Progress(1, 2, "x")).replace(b'"done":1', b'"done":-1'),
        encoded(Progress(1, 2, "x")).replace(b'"done":1', b'"done":1e400'),
        encoded(Said(0, (said_of(VERDICT),))).replace(b"file_name", b"guess"),
    ],
)
def test_anything_else_is_no_message(frame: bytes) -> None:
    with pytest.raises(ValueError, match=r".*"):
        decoded(frame)
