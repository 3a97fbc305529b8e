"""What is found inside a received file, before anybody asks what it means.

This is the part that touches the bytes of other people's files; it runs in a child process
(``child``) and knows no form, no answer and no window. What it finds is plain and goes over a pipe.
"""

from __future__ import annotations

from itertools import islice
from pathlib import Path

import msgspec

from stocktake.workbooks.cells import Cell, SheetCells
from stocktake.workbooks.guard import check_kind, check_no_macros, guard, read_bytes
from stocktake.workbooks.list_layout import says_practice
from stocktake.workbooks.marks import ANSWER_MARK, ASKING_MARK, CARD_MARK, MANIFEST_MARK
from stocktake.workbooks.payload_part import Carried, Digests, find_payload
from stocktake.workbooks.payload_pieces import split_payload
from stocktake.workbooks.protected import unlock
from stocktake.workbooks.refusals import Refused, refuse
from stocktake.workbooks.sheet_reader import read_sheets
from stocktake.workbooks.zip_parts import LOCAL_SIGNATURE, open_archive


class InBrief(msgspec.Struct, frozen=True):
    """What stands in the place of the answers of a file that says what they come to.

    Attributes:
        made_with, of, figures: the figures (``merge.figures``), packed.
        kinds: of each return, in which questions and columns values of each kind stand.
    """

    made_with: str
    of: dict[str, str]
    figures: bytes
    kinds: tuple[dict[str, set[str]], ...]


class Received(msgspec.Struct, frozen=True, omit_defaults=True):
    """What a received file holds.

    Attributes:
        refused: why it was not read, by code; blank when it was.
        part: the piece of the file in which that was seen.
        sha256: of the whole file.
        payload: what the payload says of itself (``payload_pieces``), if it carries one.
        returns: the returns in the payload, each as its text.
        is_trusted: the payload may be taken as it stands; then no sheet was read.
        sheets: the sheets that are laid out as ours, and the manifest.
        has_links, has_objects: it points at other files, or holds some.
        reason: which limit or fault it was refused for, where there is more than one.
        brief: stands for the answers, which the returns then do not hold.
    """

    refused: str = ""
    part: str = ""
    sha256: str = ""
    payload: str | None = None
    returns: tuple[str, ...] = ()
    is_trusted: bool = False
    sheets: tuple[SheetCells, ...] = ()
    has_links: bool = False
    has_objects: bool = False
    reason: str = ""
    brief: InBrief | None = None


def receive(path: Path, password: str = "", *, is_list: bool = False) -> Received:
    """Look into one file; whatever is wrong with it is part of the result.

    Args:
        path: the file.
        password: opens it, if it asks for one.
        is_list: take the first sheet that has codes of practices, whoever made it.
    """
    try:
        data = read_bytes(path)
    except Refused as refusal:
        return Received(refused=refusal.code, reason=refusal.reason)
    return receive_bytes(data, password, is_list=is_list)


def receive_bytes(data: bytes, password: str = "", *, is_list: bool = False) -> Received:
    """Look into the bytes of one file."""
    digests = Digests(data)
    look = _look_for_list if is_list else _look_into
    try:
        opened = _unlocked(data, password)
        found = look(opened, digests if opened is data else Digests(opened))
    except Refused as refusal:
        found = Received(refusal.code, refusal.part, reason=refusal.reason)
    except (MemoryError, RecursionError):
        found = Received(refused="gave_up")
    return msgspec.structs.replace(found, sha256=digests.whole())


def _unlocked(data: bytes, password: str) -> bytes:
    """Take off the protection of a workbook that has one; any other comes back as it is."""
    try:
        check_kind(data)
    except Refused as refusal:
        if refusal.code != "password":
            raise
        data = unlock(data, password)
        if not data.startswith(LOCAL_SIGNATURE):
            raise refuse("damaged") from None
    return data


def _look_into(data: bytes, digests: Digests) -> Received:
    archive = open_archive(data)
    check_no_macros(archive)
    carried = find_payload(archive, digests)
    if carried is not None and carried.is_trusted:
        payload, *returns = split_payload(carried.text)
        return Received(payload=payload, returns=tuple(returns), is_trusted=True)
    guarded = guard(data)
    sheets = tuple(read_sheets(guarded, _is_ours))
    pieces = _pieces(carried, has_sheets=bool(sheets))
    return Received(
        payload=pieces[0] if pieces else None,
        returns=pieces[1:],
        sheets=sheets,
        has_links=guarded.has_links,
        has_objects=guarded.has_objects,
    )


def _look_for_list(data: bytes, _: Digests) -> Received:
    """Take the first sheet that has codes of practices; none is no fault of the file."""
    check_no_macros(open_archive(data))
    sheets = tuple(islice(read_sheets(guard(data), _has_codes), 1))
    return Received(sheets=sheets)


def _has_codes(cells: tuple[Cell, ...]) -> bool:
    return any(says_practice(cell.value) for cell in cells)


def _pieces(carried: Carried | None, *, has_sheets: bool) -> tuple[str, ...]:
    """Cut up a payload that may have been changed; without one, the sheets have to do.

    Raises:
        Refused: a newer version wrote it, or there are no sheets either.
    """
    if carried is None:
        if not has_sheets:
            raise refuse("not_ours")
        return ()
    try:
        return split_payload(carried.text)
    except Refused as refusal:
        if refusal.code == "newer_format" or not has_sheets:
            raise
        return ()


def _is_ours(cells: tuple[Cell, ...]) -> bool:
    marks = (ANSWER_MARK, ASKING_MARK, CARD_MARK, MANIFEST_MARK)
    return any(cell.value in marks for cell in cells)
