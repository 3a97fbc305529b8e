"""Where each published file is found, read from ``where_to_download.toml``: for a card of advice.

Nothing is ever fetched: a person opens the page and brings the file.
"""

from __future__ import annotations

import tomllib
from functools import cache

import msgspec

from stocktake.paths import shipped


class Download(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One file to download.

    Attributes:
        datasets: ids in ``DATASETS`` of what it holds.
        publication: the page it is on, by its title.
        look_for: its name, or how its name begins.
        how_often: when there is a new one, beginning with a capital.
        address: of the file itself, where that never changes; empty otherwise.
    """

    datasets: list[str]
    publication: str
    publisher: str
    look_for: str
    how_often: str
    address: str = ""


class _Card(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    file: list[Download]


@cache
def where_to_download() -> tuple[Download, ...]:
    """List the files, most useful first."""
    path = shipped("resources") / "opendata" / "where_to_download.toml"
    card = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), _Card)
    return tuple(card.file)
