"""A federation's branding pack, made in a folder, for tests to use and to spoil."""

import struct
import zlib
from pathlib import Path

FORM = """\
id = "minor_surgery"
title = "Minor surgery at Harbour"
version = "2026.1"
subject = "practice"
strapline = "What each practice does of it."
minutes_core = 5
publisher = "Harbour Federation"

[[section]]
id = "surgery"
title = "Minor surgery"
[[section.question]]
id = "surgery.offered"
label = "How many sessions a month?"
type = "number"
sensitivity = "L"
"""

LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 60">
<rect width="60" height="60" rx="12" fill="#0b6e6e"/>
<path d="M12 38 q9 -14 18 0 t18 0" stroke="#ffffff" stroke-width="5" fill="none"/>
<text x="74" y="40" font-size="28" fill="#14323c">Harbour</text>
</svg>
"""

BRAND = """\
format = 1
name = "Harbour Federation"
logo = "logo.svg"
forms = ["forms/minor_surgery.toml"]

[contact]
who = "The practice support desk"
telephone = "01632 960 123"
email = "support@harbour.example"

[settings.default]
role = "Practice manager"
text_size = 110

[settings.locked]
offer_unsure = false
"""


def make_brand(folder: Path, brand: str = BRAND) -> Path:
    """Write the pack into a folder."""
    (folder / "forms").mkdir(parents=True)
    (folder / "brand.toml").write_text(brand, encoding="utf-8")
    (folder / "logo.svg").write_text(LOGO, encoding="utf-8")
    (folder / "forms" / "minor_surgery.toml").write_text(FORM, encoding="utf-8")
    return folder


def png(width: int = 40, height: int = 20) -> bytes:
    """A grey picture, whole, whatever its header says of its size."""
    rows = zlib.compress(b"".join(b"\0" + bytes(40) for _ in range(20)))
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", rows), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
