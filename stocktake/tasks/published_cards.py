"""Versions of a rate card that were published: remembered whole, opened again, saved again.

The text of a version is kept in the workspace, so that it can be had again when the folder of its
files was moved or deleted. Source: content/expectations.md C6 (version, integrity).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from stocktake.errors import StocktakeError
from stocktake.rates.publishing import MOST_CHARACTERS, Published, ReadCard, read_card
from stocktake.store.published_cards import PublishedVersion
from stocktake.store.workspace import Workspace
from stocktake.tasks.publish_card import (
    JSON,
    WORKBOOK,
    MakePdf,
    PublishedFiles,
    file_stem,
    write_published,
)


@dataclass(frozen=True, slots=True)
class PublishedVersions:
    """What was published of one card.

    Raises:
        StocktakeError: from every method, when the file cannot be read or saved to.
    """

    workspace: Workspace
    card_id: str
    role: str = ""

    @property
    def all(self) -> tuple[PublishedVersion, ...]:
        """The newest first."""
        return self.workspace.published_cards.of(self.card_id)

    @property
    def earlier(self) -> tuple[ReadCard, ...]:
        """The cards themselves, for the next one to be held against; unreadable ones left out."""
        found = (_read(each) for each in self.all)
        return tuple(each for each in found if each is not None)

    def remember(self, made: PublishedFiles) -> None:
        """Remember what was just published."""
        card = made.published.card
        self.workspace.published_cards.keep(
            PublishedVersion(
                sha256=made.published.sha256,
                card_id=card.id,
                version=card.version,
                title=card.title,
                text=made.published.text,
                role=self.role,
                published_at=datetime.now(UTC).astimezone(),
                folder=str(made.folder),
            )
        )

    def moved(self, version: PublishedVersion, folder: Path) -> PublishedVersion:
        """Remember where the files of a version are now.

        Raises:
            StocktakeError: ``not_this_version`` when the folder does not hold them unchanged.
        """
        found = replace(version, folder=str(_folder_with(version, folder)))
        self.workspace.published_cards.keep(found)
        return found


def workbook_of(version: PublishedVersion) -> Path | None:
    """The workbook of a version where its files were last seen; None when it is not there."""
    found = sorted(Path(version.folder).glob(f"*{WORKBOOK}")) if version.folder else []
    card = _read(version)
    if card is None:
        return None
    name = f"{file_stem(card.card)}{WORKBOOK}"
    return next((path for path in found if path.name == name), None)


def save_again(
    version: PublishedVersion, folder: Path, make_pdf: MakePdf | None = None
) -> PublishedFiles:
    """Write the files of a version again, in a folder of their own; call it away from the window.

    Raises:
        StocktakeError: ``not_kept_whole`` when what is kept is not what was published,
            ``name_taken``; or it cannot be written.
    """
    read = _read(version)
    if read is None:
        raise StocktakeError(
            "not_kept_whole",
            f"What is kept of version {version.version} is not as it was published.",
            "Use the files that were saved when it was published.",
        )
    made = Published(read.card, version.text, version.sha256)
    return write_published(made, folder, version.published_at, make_pdf)


def _read(version: PublishedVersion) -> ReadCard | None:
    try:
        read = read_card(version.text)
    except StocktakeError:
        # Said by ``save_again`` when it is asked for; the list shows the others all the same.
        return None
    return read if read.sha256 == version.sha256 else None


def _folder_with(version: PublishedVersion, folder: Path) -> Path:
    """The folder itself, or the one in it, that holds this very version."""
    for path in sorted((*folder.glob(f"*{JSON}"), *folder.glob(f"*/*{JSON}"))):
        try:
            if path.stat().st_size > MOST_CHARACTERS:
                continue
            if read_card(path.read_text(encoding="utf-8")).sha256 == version.sha256:
                return path.parent
        except (OSError, UnicodeDecodeError, StocktakeError):
            # Other files may lie there.
            continue
    raise StocktakeError(
        "not_this_version",
        f"Version {version.version} is not in that folder as it was published.",
        "Choose the folder its JSON file is in, or save its files again.",
    )
