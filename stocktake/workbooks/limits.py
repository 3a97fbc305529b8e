"""How much of a received workbook is ever looked at, in one place.

Source of the figures: design/reliability.md, threat T1 and section 3.1. A workbook of ours is a
hundredth of any of them.
"""

from __future__ import annotations

MIB = 1024 * 1024

MAX_FILE_BYTES = 20 * MIB
"""A file larger than this is refused before it is read."""

MAX_PARTS = 2_000
"""Members of the zip."""

MAX_PART_BYTES = 64 * MIB
"""One XML part, unpacked."""

MAX_XML_BYTES = 150 * MIB
"""All XML parts together, unpacked."""

MAX_RATIO = 300
"""How many times its packed size a large XML part may unpack to."""

RATIO_FLOOR_BYTES = 4 * MIB
"""Parts smaller than this may have any ratio."""

MAX_NAME_CHARACTERS = 255
"""The name of a member of the zip."""

MAX_ELEMENTS = 3_000_000
"""XML elements in all the parts that are parsed."""

MAX_LISTED = 20_000
"""Elements of a part that is a list: of kinds, links, sheets and names."""

MAX_NAME_TEXT = 8_192
"""Characters of a text in such a list, as of what a defined name stands for."""

MAX_DEPTH = 64
"""XML elements inside one another."""

MAX_ATTRIBUTES = 64
"""Attributes of one XML element."""

MAX_SHEETS = 200
"""Sheets of a workbook."""

MAX_ROW = 200_000
"""The last row number that may hold anything."""

MAX_COLUMN = 1_024
"""The last column number that may hold anything."""

MAX_CELLS = 400_000
"""Cells with something in them, in all the sheets that are read."""

MAX_STRING = 32_767
"""Characters of one cell. Source: Microsoft, Excel specifications and limits."""

MAX_RAW_STRING = 8 * MAX_STRING
"""Characters of a text as it is spelt in the file; Excel spells some with seven or eight."""

MAX_SHARED_STRINGS = 400_000
"""Entries of the table of shared strings."""

MAX_TEXT = 48 * MIB
"""Characters in all cells together, counting a shared string each time it is used."""

MAX_MERGES = 10_000
"""Merged ranges of one sheet."""

MAX_STYLES = 20_000
"""Cell formats of a workbook."""

MAX_FORMAT_CHARACTERS = 255
"""One number format. Source: Microsoft, Excel specifications and limits."""

MAX_PROTECTION_BYTES = 65_536
"""What a protected workbook says of its protection."""

MAX_SPINS = 1_000_000
"""Rounds of hashing between a password and the key; Excel asks for a tenth of it."""

MAX_PASSWORD_CHARACTERS = 255
"""Source: Microsoft, Excel specifications and limits."""

READ_SECONDS = 10.0
"""Wall clock for one file in the child process, after which the child is ended."""

CHILD_MEMORY_BYTES = 512 * MIB
"""Memory of the child process."""

MAX_PAYLOAD_BYTES = 16 * MIB
"""The payload of a workbook, as text; two hundred practices with every answer."""

MAX_ANSWER_BYTES = 128 * MIB
"""What the child may send back about one file."""

MAX_PIECE_BYTES = 4 * MIB
"""What the child may send back in one piece, which is understood in one go: a return, or cells."""
