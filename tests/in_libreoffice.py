"""Edits a workbook in LibreOffice itself, as somebody without Excel would, and saves it there."""

from __future__ import annotations

import subprocess
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Edit"
 script:language="StarBasic">
Sub Main(source As String, target As String, edits As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  Dim filter(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = &quot;Hidden&quot;
  hidden(0).Value = True
  filter(0).Name = &quot;FilterName&quot;
  filter(0).Value = &quot;Calc MS Excel 2007 XML&quot;
  doc = StarDesktop.loadComponentFromURL(source, &quot;_blank&quot;, 0, hidden())
  number = FreeFile
  Open ConvertFromURL(edits) For Input As #number
  Do While Not EOF(number)
    Line Input #number, text
    parts = Split(text, Chr(9))
    sheet = doc.Sheets.getByName(parts(0))
    sheet.unprotect(&quot;&quot;)
    For row = 0 To 400
      If sheet.getCellByPosition(0, row).String = parts(1) Then
        cell = sheet.getCellByPosition(CLng(parts(2)), row)
        If parts(3) = &quot;number&quot; Then
          cell.Value = Val(parts(4))
        ElseIf parts(3) = &quot;formula&quot; Then
          cell.Formula = parts(4)
        Else
          cell.String = parts(4)
        End If
      End If
    Next row
  Loop
  Close #number
  doc.storeToURL(target, filter())
  doc.close(True)
  StarDesktop.terminate()
End Sub
</script:module>
"""
_LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Edit"/>
</library:library>
"""


@dataclass(frozen=True)
class Edit:
    """What is typed in one cell: the sheet, the Id of the row, the column from 0, and the value."""

    sheet: str
    row: str
    column: int
    value: str
    kind: str = "text"


def edit_in_libreoffice(folder: Path, source: Path, target: Path, edits: Iterable[Edit]) -> Path:
    """Open a workbook in LibreOffice, type, and save it as an Excel workbook."""
    office = [
        "soffice",
        f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless",
    ]
    # The first start makes the profile, and would put an empty library over this one.
    subprocess.run(
        [*office, "--terminate_after_init"], check=True, capture_output=True, timeout=240
    )
    basic = folder / "profile" / "user" / "basic" / "Standard"
    (basic / "Edit.xba").write_text(_MODULE, encoding="utf-8")
    (basic / "script.xlb").write_text(_LIBRARY, encoding="utf-8")
    listed = folder / "edits.txt"
    lines = [f"{e.sheet}\t{e.row}\t{e.column}\t{e.kind}\t{e.value}" for e in edits]
    listed.write_text("\n".join(lines) + "\n", encoding="utf-8")
    places = ",".join(f'"{path.as_uri()}"' for path in (source, target, listed))
    command = [*office, f"macro:///Standard.Edit.Main({places})"]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    assert target.exists(), "LibreOffice saved nothing"
    return target
