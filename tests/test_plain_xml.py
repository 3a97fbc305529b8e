"""XML from outside is parsed within limits, and nothing of its own is followed."""

from dataclasses import dataclass
from xml.parsers import expat

import pytest

from stocktake.plain_xml import Events, Limits, Why, plain_parser

LIMITS = Limits(depth=3, attributes=2)


@dataclass
class Left:
    elements: int = 4


class BeyondError(Exception):
    """Says why."""


def parsed(xml: str) -> list[str]:
    seen: list[str] = []
    events = Events(lambda name, _: seen.append(name), lambda name: seen.append(f"/{name}"))
    plain_parser(events, Left(), LIMITS, BeyondError).Parse(xml, True)
    return seen


def test_names_come_without_their_prefix() -> None:
    assert parsed('<x:a xmlns:x="u"><x:b/></x:a>') == ["a", "b", "/b", "/a"]


@pytest.mark.parametrize(
    ("xml", "why"),
    [
        ("<a><b/><b/><b/><b/></a>", "elements"),
        ("<a><b><c><d/></c></b></a>", "nesting"),
        ("<a b='1' c='2' d='3'/>", "attributes"),
        ("<!DOCTYPE a><a/>", "document_type"),
        ('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>', "document_type"),
    ],
)
def test_what_is_more_than_plain_is_refused_with_the_reason(xml: str, why: Why) -> None:
    with pytest.raises(BeyondError, match=why):
        parsed(xml)


def test_what_is_not_well_formed_is_the_parser_s_own_error() -> None:
    with pytest.raises(expat.ExpatError):
        parsed("<a>&undeclared;</a>")
