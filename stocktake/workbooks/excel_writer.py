"""Writing a workbook safely: one ``ExcelWriter``, one way of putting the file in place.

The same workbook, payload and moment give the same bytes. The file is written beside its target,
read back, flushed to the disk and only then put in the target's place, so that a full disk or a
power cut leaves the old file as it was (decisions 13, design/reliability.md T19 to T22).
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import threading
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.constants import ARC_WORKBOOK_RELS

from stocktake.drafts import begin_draft
from stocktake.errors import StocktakeError, not_written
from stocktake.workbooks.formulas import with_formula_values
from stocktake.workbooks.guard import guard
from stocktake.workbooks.limits import MAX_FILE_BYTES
from stocktake.workbooks.payload_part import (
    ITEM_ID,
    NAMESPACE,
    PAYLOAD_PART,
    PROPERTIES_PART,
    RELATIONSHIPS_PART,
    find_payload,
    part_bytes,
)
from stocktake.workbooks.plain_rows import with_plain_rows
from stocktake.workbooks.refusals import Refused

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PROPERTIES = (
    "<?xml version='1.0' encoding='UTF-8' standalone='no'?>\n"
    f'<ds:datastoreItem ds:itemID="{ITEM_ID}" xmlns:ds="{_OFFICE}/customXml"><ds:schemaRefs>'
    f'<ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
)
_RELATIONSHIPS = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/relationships/customXmlProps"'
    ' Target="itemProps1.xml"/></Relationships>'
)
_WORKBOOK_LINK = (
    f'<Relationship Id="rIdPayload" Type="{_OFFICE}/relationships/customXml"'
    ' Target="../customXml/item1.xml" />'
)
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_BUSY_ON_WINDOWS = (5, 32, 33)
_TRIES, _PAUSE_SECONDS = 8, 0.3


class _PropertiesType:
    """How the content type of the payload's properties is announced."""

    path = "/" + PROPERTIES_PART
    mime_type = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


class _SteadyZip(ZipFile):
    """A zip whose bytes depend only on what is put in: no clock, no system, no permissions.

    Attributes:
        amended: for a member by name, before which piece of its text what is put in.
    """

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file, "w", ZIP_DEFLATED)
        self.amended: dict[str, tuple[str, str]] = {}

    def writestr(self, zinfo_or_arcname: Any, data: Any, *_: Any, **__: Any) -> None:
        if zinfo_or_arcname in self.amended:
            before, more = self.amended[zinfo_or_arcname]
            text = data.decode() if isinstance(data, bytes) else data
            data = text.replace(before, more + before)
        entry = ZipInfo(zinfo_or_arcname, _FIRST_DAY)
        entry.create_system = 0
        entry.compress_type = ZIP_DEFLATED
        super().writestr(entry, data)

    def give_up(self) -> None:
        """Forget the file: it could not be written, and is not to be tried again."""
        self.fp = None


class _DescribedDrawing(SpreadsheetDrawing):  # type: ignore[misc]
    """A drawing whose charts and pictures say what they show to somebody who cannot see them."""

    # openpyxl collects these from the class itself, never from the one it derives from.
    __elements__ = SpreadsheetDrawing.__elements__

    def _chart_frame(self, idx: int) -> Any:
        frame = super()._chart_frame(idx)
        self._describe(frame.nvGraphicFramePr.cNvPr, idx)
        return frame

    def _picture_frame(self, idx: int) -> Any:
        picture = super()._picture_frame(idx)
        self._describe(picture.nvPicPr.cNvPr, idx)
        return picture

    def _describe(self, properties: Any, idx: int) -> None:
        shown = (self.charts + self.images)[idx - 1]
        title, description = getattr(shown, "alt_text", ("", ""))
        if description:
            properties.title = title or None
            properties.descr = description


def describe(shown: Any, title: str, description: str) -> None:
    """Give a chart or picture its alt text, which a screen reader reads out."""
    shown.alt_text = (title, description)


class PayloadWriter(ExcelWriter):  # type: ignore[misc]
    """openpyxl's writer with a payload appended last, alt texts, and steady bytes.

    Args:
        workbook: the openpyxl workbook.
        file: opened for reading and writing; holds the whole file afterwards.
        payload_text: the payload's JSON, or None for a workbook without one.
    """

    def __init__(self, workbook: Workbook, file: IO[bytes], payload_text: str | None) -> None:
        super().__init__(workbook, _SteadyZip(file))
        self._file = file
        self._payload_text = payload_text

    def write_worksheet(self, ws: Any) -> None:
        """Write a sheet; its drawing will be described.

        It is put together in memory: openpyxl's own way leaves the answers in a file of the
        temporary folder, and fails in words of its own when that is full.
        """
        drawing = _DescribedDrawing()
        drawing.charts, drawing.images = ws._charts, ws._images
        ws._drawing = drawing
        whole = BytesIO()
        writer = WorksheetWriter(ws, whole)
        writer.write()
        ws._rels = writer._rels
        xml = with_formula_values(ws, whole.getvalue())
        self._archive.writestr(ws.path[1:], with_plain_rows(ws, xml))
        self.manifest.append(ws)

    def save(self) -> None:
        """Write every part, the payload last."""
        try:
            if self._payload_text is None:
                self.write_data()
            else:
                self._write_with_payload(self._payload_text)
            self._archive.close()
        except BaseException:
            self._archive.give_up()
            raise

    def _write_with_payload(self, text: str) -> None:
        self._archive.writestr(PROPERTIES_PART, _PROPERTIES)
        self._archive.writestr(RELATIONSHIPS_PART, _RELATIONSHIPS)
        self.manifest.append(_PropertiesType())
        self._archive.amended[ARC_WORKBOOK_RELS] = ("</Relationships>", _WORKBOOK_LINK)
        self.write_data()
        self._append_payload(text)

    def _append_payload(self, text: str) -> None:
        self._file.flush()
        end = self._file.tell()
        self._file.seek(0)
        digest = hashlib.sha256(self._file.read(end)).hexdigest()
        self._file.seek(end)
        self._archive.writestr(PAYLOAD_PART, part_bytes(text, digest))


def save_workbook(
    workbook: Workbook, path: Path, payload_text: str | None, written_at: datetime
) -> None:
    """Write a workbook with its payload, and put it in place only when it is whole.

    Args:
        workbook: as built; its author and dates are set here.
        path: where it shall be; a file already there is replaced at the very end.
        payload_text: the payload's JSON (``payload_json.to_text``), or None.
        written_at: the moment shown as created and modified; it has a time zone.

    Raises:
        StocktakeError: the folder or disk would not take it; the old file is as it was.
    """
    properties = workbook.properties
    properties.creator, properties.lastModifiedBy = "Stocktake", None
    moment = written_at.astimezone(UTC).replace(tzinfo=None)
    properties.created = properties.modified = moment
    try:
        handle, temporary = begin_draft(path.parent)
    except OSError as error:
        raise not_written(path, error) from error
    try:
        with os.fdopen(handle, "w+b") as file:
            PayloadWriter(workbook, file, payload_text).save()
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
            _check(file.read(), payload_text, path)
        temporary.chmod(0o644)
        _put_in_place(temporary, path)
    except OSError as error:
        raise not_written(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _check(data: bytes, payload_text: str | None, path: Path) -> None:
    """Read the file back before it counts as saved."""
    if len(data) > MAX_FILE_BYTES:
        raise StocktakeError(
            "workbook_too_large",
            f"The workbook “{path.name}” would be larger than can be read back.",
            "Combine fewer returns, or leave out the charts.",
        )
    try:
        carried = find_payload(guard(data).archive)
    except Refused as refusal:
        raise not_written(path, OSError(errno.EIO, refusal.part)) from refusal
    text = carried.text if carried and carried.is_trusted else None
    if text != payload_text:
        raise not_written(path, OSError(errno.EIO, "payload"))


def _put_in_place(temporary: Path, path: Path) -> None:
    """Replace the target; a scanner or indexer may hold it for a moment on Windows."""
    for attempt in range(_TRIES):
        try:
            temporary.replace(path)
            break
        except PermissionError as error:
            busy = getattr(error, "winerror", None) in _BUSY_ON_WINDOWS
            if not busy or attempt == _TRIES - 1:
                raise
            threading.Event().wait(_PAUSE_SECONDS)
    # Where a folder can be flushed, the new name survives a power cut too.
    with contextlib.suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
