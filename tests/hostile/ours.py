"""Kinds 94 to 99: files made to look like ours, by somebody who knows how ours are made."""

from __future__ import annotations

import hashlib

from stocktake.workbooks.payload_part import PAYLOAD_PART, part_bytes
from tests.hostile.kinds import BASE, SHEET, kind, scaled, sheet_xml, workbook
from tests.hostile.zips import Member, member, zipped

EMPTY = '{"format":1,"made_by":"Stocktake","members":[%s]}'
RETURN = (
    '{"form_id":"practice","form_version":"1","form_hash":"","round":"2026/27","return_id":"r",'
    '"assessed_on":"2026-11-22","subject":{"kind":"practice","code":"A81001","name":"Q"},%s}'
)


def carrying(text: str, *more: Member) -> bytes:
    """A workbook with a payload whose digest holds, as anybody can make one."""
    members = [*(member(name, each) for name, each in BASE.items()), *more]
    bare = zipped(members)
    before = bare[: bare.index(b"PK\1\2")]
    digest = hashlib.sha256(before).hexdigest()
    return zipped([*members, member(PAYLOAD_PART, part_bytes(text, digest))])


@kind("94", "payload of lists inside one another", "damaged")
def deep_payload() -> bytes:
    return carrying(EMPTY % ("[" * 100_000 + "]" * 100_000))


@kind("95", "payload of millions of answers", "too_large", "return")
def large_payload() -> bytes:
    values = ",".join(['"n1"'] * scaled(3_000_000, 1_000_000))
    return carrying(EMPTY % RETURN % f'"values":[{values}]')


@kind("96", "payload of a newer kind and nothing else", "newer_format")
def newer_payload() -> bytes:
    return carrying('{"format":99,"members":"%s"}' % ("x" * 100_000))


@kind("97", "payload that holds, and macros beside it", "macros")
def payload_and_macros() -> bytes:
    return carrying(EMPTY % "", member("xl/vbaProject.bin", b"\0"))


@kind("98", "a million hidden rows", "not_ours")
def hidden_rows() -> bytes:
    count = scaled(1_000_000, 20_000)
    rows = "".join(f'<row r="{n}" hidden="1"/>' for n in range(2, count))
    return workbook({SHEET: sheet_xml(rows)})


@kind("99", "10,000 merged ranges over 100,000 cells", "not_ours")
def merged_over() -> bytes:
    row = '<row r="{0}">' + "<c><v>1</v></c>" * 20 + "</row>"
    rows = "".join(row.format(n) for n in range(2, scaled(5_000, 200)))
    merges = '<mergeCell ref="A1:Z100000"/>' * 9_999
    return workbook({SHEET: sheet_xml(rows, after=f"<mergeCells>{merges}</mergeCells>")})


@kind("95a", "payload of 60 MB", "too_large", "payload")
def huge_payload() -> bytes:
    text = EMPTY % ""
    return carrying(text + " " * scaled(60_000_000, 17_000_000))
