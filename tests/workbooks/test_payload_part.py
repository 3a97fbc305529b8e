from __future__ import annotations

import hashlib
import zipfile
from io import BytesIO

import pytest
from openpyxl import Workbook

from stocktake.workbooks.excel_writer import PayloadWriter
from stocktake.workbooks.payload_part import PAYLOAD_PART, Carried, Digests, find_payload
from stocktake.workbooks.refusals import Refused
from stocktake.workbooks.zip_parts import open_archive

STALE = Carried('{"a": 1}', is_trusted=False)


@pytest.fixture
def data() -> bytes:
    file = BytesIO()
    PayloadWriter(Workbook(), file, '{"a": 1}').save()
    return file.getvalue()


def again(data: bytes, payload: bytes | None = None, *, is_first: bool = False) -> bytes:
    """Pack a workbook again, perhaps with another payload, perhaps with it first."""
    file = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        names = sorted(old.namelist(), key=lambda name: is_first and name != PAYLOAD_PART)
        for name in names:
            is_changed = payload is not None and name == PAYLOAD_PART
            new.writestr(name, payload if is_changed else old.read(name))
    return file.getvalue()


def test_it_is_trusted_as_it_was_written(data: bytes) -> None:
    assert find_payload(open_archive(data)) == Carried('{"a": 1}', is_trusted=True)


def test_one_changed_byte_before_it_is_enough_not_to_trust_it(data: bytes) -> None:
    changed = bytearray(data)
    changed[10] ^= 1  # the time of the first member, which no checksum of the zip covers
    assert find_payload(open_archive(bytes(changed))) == STALE


def test_it_is_not_trusted_when_packed_again_or_moved(data: bytes) -> None:
    assert find_payload(open_archive(again(data))) == STALE
    assert find_payload(open_archive(again(data, is_first=True))) == STALE


def test_it_is_not_trusted_when_something_follows(data: bytes) -> None:
    file = BytesIO(data)
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("more.xml", "<a/>")
    assert find_payload(open_archive(file.getvalue())) == STALE


def test_a_part_another_program_spelt_anew_is_still_read(data: bytes) -> None:
    spelt = b"<p:payload xmlns:p='urn:stocktake:payload'>{&quot;b&quot;: 2}</p:payload>"
    assert find_payload(open_archive(again(data, spelt))) == Carried('{"b": 2}', is_trusted=False)


@pytest.mark.parametrize(
    "other", [b"<metadata>x</metadata>", b"no xml", b"<payload><b/></payload>"]
)
def test_somebody_elses_part_of_that_name_is_not_ours(data: bytes, other: bytes) -> None:
    assert find_payload(open_archive(again(data, other))) is None


def test_a_workbook_without_one_has_none() -> None:
    file = BytesIO()
    PayloadWriter(Workbook(), file, None).save()
    assert find_payload(open_archive(file.getvalue())) is None


def test_a_damaged_one_is_refused(data: bytes) -> None:
    part = open_archive(data).parts[-1]
    changed = bytearray(data)
    changed[part.start + part.packed // 2] ^= 0x10
    with pytest.raises(Refused):
        find_payload(open_archive(bytes(changed)))


def test_digests_of_a_file_as_far_as_two_places_are_those_of_its_bytes(data: bytes) -> None:
    digests = Digests(data)
    assert digests.until(10) == hashlib.sha256(data[:10]).hexdigest()
    assert digests.whole() == hashlib.sha256(data).hexdigest()
    assert digests.until(10) == hashlib.sha256(data[:10]).hexdigest()
