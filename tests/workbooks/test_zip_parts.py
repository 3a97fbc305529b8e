from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stocktake.workbooks.refusals import Refused
from stocktake.workbooks.zip_parts import open_archive

NAMES = st.text("abcXYZ012 é_-/", min_size=1, max_size=12).filter(
    lambda name: not name.startswith("/") and "//" not in name
)


def packed(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


@given(
    st.dictionaries(NAMES, st.binary(max_size=200), min_size=1, max_size=8),
    st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
)
def test_it_finds_what_the_standard_library_finds(parts: dict[str, bytes], method: int) -> None:
    by_capitals = {name.casefold(): name for name in parts}
    kept = {name: parts[name] for name in by_capitals.values()}
    archive = open_archive(packed(kept, method))
    assert {part.name: archive.read(part) for part in archive.parts} == kept
    assert [part.header for part in archive.parts] == sorted(p.header for p in archive.parts)


def test_a_part_is_found_in_any_capitals() -> None:
    archive = open_archive(packed({"xl/Workbook.xml": b"1"}))
    part = archive.find("/XL/workbook.XML")
    assert part is not None
    assert part.name == "xl/Workbook.xml"
    assert archive.find("other.xml") is None


def test_a_zip_cut_short_anywhere_is_refused() -> None:
    data = packed({"a.xml": b"a" * 50, "b.xml": b"b" * 50})
    for length in range(len(data)):
        with pytest.raises(Refused):
            open_archive(data[:length])


def test_a_comment_at_the_end_is_allowed() -> None:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.xml", "a")
        archive.comment = b"saved by something"
    assert len(open_archive(file.getvalue()).parts) == 1
