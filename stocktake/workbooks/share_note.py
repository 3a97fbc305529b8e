"""What a workbook that was shared out says of itself: which sections, for whom, by when.

It travels in the payload and, for programs that lose the payload, in the hidden manifest. Who was
asked is not in it: a colleague's name stays on the computer that shared the sections out.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

MANIFEST_PREFIX = "share."
"""Begins the keys of the manifest that hold the note."""

_ID = re.compile(r"[0-9a-f]{8,64}")
_NAME = re.compile(r"[A-Za-z0-9_.\-]{1,120}")
_MOST_NAMES = 5000


@dataclass(frozen=True, slots=True)
class ShareNote:
    """What was shared out.

    Attributes:
        id: random, made once for each sharing out; how a returned file finds its way home.
        sections: ids of the sections that were shared.
        left_out: questions and columns of those sections that are not in the file.
        role: who shares them, as a role.
        return_by: when they are wanted back.
        has_answers: the answers given so far are in the file.
        sent_back: the file is on its way home.
    """

    id: str
    sections: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    role: str = ""
    return_by: date | None = None
    has_answers: bool = False
    sent_back: bool = False

    def to_mapping(self) -> dict[str, str]:
        """Write it as plain texts."""
        return {
            "id": self.id,
            "sections": " ".join(self.sections),
            "left_out": " ".join(self.left_out),
            "role": self.role,
            "return_by": self.return_by.isoformat() if self.return_by else "",
            "has_answers": "yes" if self.has_answers else "no",
            "sent_back": "yes" if self.sent_back else "no",
        }


def read_note(plain: Mapping[str, str]) -> ShareNote | None:
    """Read a note; None when there is none, or it is not one that this program wrote."""
    sections = tuple(plain.get("sections", "").split())
    left_out = tuple(plain.get("left_out", "").split())
    names = (*sections, *left_out)
    is_ours = _ID.fullmatch(plain.get("id", "")) and sections and len(names) <= _MOST_NAMES
    if not is_ours or not all(_NAME.fullmatch(each) for each in names):
        return None
    try:
        day = plain.get("return_by", "")
        return_by = date.fromisoformat(day) if day else None
    except ValueError:
        return None
    return ShareNote(
        plain["id"],
        sections,
        left_out,
        plain.get("role", "")[:200],
        return_by,
        plain.get("has_answers") == "yes",
        plain.get("sent_back") == "yes",
    )


def note_in_manifest(manifest: Mapping[str, str]) -> ShareNote | None:
    """Read the note from the keys of a manifest."""
    kept = {
        key.removeprefix(MANIFEST_PREFIX): value
        for key, value in manifest.items()
        if key.startswith(MANIFEST_PREFIX)
    }
    return read_note(kept)
