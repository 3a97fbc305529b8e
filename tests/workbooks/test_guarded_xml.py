from __future__ import annotations

import pytest

from stocktake.workbooks.guarded_xml import Budget, attribute_rows, local_name, parse_guarded
from stocktake.workbooks.refusals import Refused


def nothing(*_: object) -> None:
    """Take no notice."""


def parse(xml: str | bytes, budget: Budget | None = None) -> None:
    data = xml.encode() if isinstance(xml, str) else xml
    parse_guarded(data, budget or Budget(), "part.xml", nothing, nothing)


@pytest.mark.parametrize(
    "xml",
    [
        "<!DOCTYPE a><a/>",
        '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>',
        '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
        "<a>&undeclared;</a>",
        "<a>" * 65 + "</a>" * 65,
        "<a " + " ".join(f"b{n}='1'" for n in range(100)) + "/>",
        "<a b='1' b='2'/>",
        "<a>\x00</a>",
        b"<a>\xff\xfe</a>",
        '<?xml version="1.0" encoding="no-such-thing"?><a/>',
        "",
        "<a/><b/>",
    ],
)
def test_xml_that_is_not_plain_is_refused(xml: str | bytes) -> None:
    with pytest.raises(Refused) as refused:
        parse(xml)
    assert (refused.value.code, refused.value.part) == ("damaged", "part.xml")


def test_elements_are_paid_for_across_parts() -> None:
    budget = Budget()
    budget.elements = 5
    parse("<a><b/><b/></a>", budget)
    with pytest.raises(Refused) as refused:
        parse("<a><b/><b/></a>", budget)
    assert refused.value.code == "too_large"


def test_characters_and_cells_are_paid_for() -> None:
    budget = Budget()
    budget.text = 10
    budget.spend_cell(10)
    with pytest.raises(Refused):
        budget.spend_cell(1)


def test_prefixes_make_no_difference() -> None:
    rows = attribute_rows(b'<x:a xmlns:x="u" x:id="1"><x:b c="2"/></x:a>', Budget(), "part.xml")
    names = [(name, row.get("id"), row.get("c")) for name, row in rows]
    assert names == [("a", "1", None), ("b", None, "2")]
    assert local_name("r:id") == "id"
