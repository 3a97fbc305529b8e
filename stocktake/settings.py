"""What one person prefers, apart from any workspace.

To add a setting, add one field: its default, label, help and group build its row on the settings
page. To rename one, add its old name to ``RETIRED_NAMES``. Where the file lies is the caller's
business. Window geometry is not here: it belongs to the computer's screens.
"""

from __future__ import annotations

import contextlib
import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import Field, dataclass, field, fields
from dataclasses import replace as _replace
from pathlib import Path
from typing import Any, TypeGuard

from stocktake.errors import FULL, StocktakeError

RETIRED_NAMES: Mapping[str, str] = {}
"""Names no longer used, and what took their place: ``{"font_size": "text_size"}``."""

MOST_RECENT_FILES = 10

_GIVEN_UNSEEN = ("view_year", "view_certainty", "expected_practices")
"""Settings without a row on the settings page that a branding pack may give all the same."""

SettingValue = bool | int | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Description:
    """How a setting is shown.

    Attributes:
        label: its name on the settings page; empty for one that is kept but not shown there.
        help: one sentence under it.
        group: the heading it stands under.
        choices: the values it may have and what each is called; empty for free ones.
        lowest, highest: limits of a number, in ``unit``.
        is_folder: a text that is the path of a folder.
        verbs: what the buttons say that make a number smaller and larger.
    """

    label: str
    help: str
    group: str
    choices: tuple[tuple[str, str], ...] = ()
    lowest: int | None = None
    highest: int | None = None
    unit: str = ""
    is_folder: bool = False
    verbs: tuple[str, str] = ("Less", "More")


def _setting(default: SettingValue, description: Description) -> Any:
    return field(default=default, metadata={"description": description})


@dataclass(frozen=True, slots=True)
class GivenSettings:
    """What a branding pack says of settings.

    Attributes:
        by: whose pack it is, such as a federation.
        usual: values that hold until the person chooses another.
        locked: values that hold whatever the person chose.
    """

    by: str = ""
    usual: Mapping[str, SettingValue] = field(default_factory=dict)
    locked: Mapping[str, SettingValue] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """Every preference, one field each."""

    text_size: int = _setting(
        100,
        Description(
            "Text size",
            "Ctrl+Plus and Ctrl+Minus change it anywhere.",
            "Reading",
            lowest=80,
            highest=200,
            unit="%",
            verbs=("Smaller", "Larger"),
        ),
    )
    colour_scheme: str = _setting(
        "system",
        Description(
            "Colours",
            "“As this computer” follows Windows between light and dark. High contrast takes the "
            "colours chosen in Windows as they are; it comes by itself where Windows asks for it.",
            "Reading",
            choices=(
                ("system", "As this computer"),
                ("light", "Light"),
                ("dark", "Dark"),
                ("contrast", "High contrast"),
            ),
        ),
    )
    role: str = _setting(
        "",
        Description(
            "Your role",
            "Kept beside each answer you give, such as “Practice manager”. Leave out your name.",
            "Answering",
        ),
    )
    offer_unsure: bool = _setting(
        True,
        Description(
            "Offer “This is an estimate”",
            "Shows a tick box under figures that may be rough.",
            "Answering",
        ),
    )
    export_folder: str = _setting(
        "",
        Description(
            "Folder for exports",
            "Where workbooks and other files for other people are put.",
            "Exporting",
            is_folder=True,
        ),
    )
    view_year: int = _setting(
        2028,
        Description("", "The year the gaps are shown for.", "Reading", lowest=2000, highest=2100),
    )
    view_certainty: str = _setting(
        "best_guess",
        Description(
            "",
            "How sure an expectation must be to count.",
            "Reading",
            choices=(("firm", "Firm"), ("best_guess", "Best guess"), ("stretch", "Stretch")),
        ),
    )
    desk_folder: str = _setting(
        "", Description("", "The folder that copies for other desks go to.", "Files")
    )
    desk_name: str = _setting("", Description("", "What this desk is called.", "Files"))
    desk_id: str = _setting("", Description("", "Tells this computer from other desks.", "Files"))
    keys: tuple[str, ...] = _setting(
        (), Description("", "Keys chosen instead of the usual ones, one command a line.", "Keys")
    )
    expected_practices: tuple[str, ...] = _setting(
        (), Description("", "The practices a PCN lead expects returns from, one a line.", "Files")
    )
    recent_files: tuple[str, ...] = _setting(
        (), Description("", "Files opened lately, newest first.", "Files")
    )
    last_file: str = _setting(
        "", Description("", "The file to open next time; empty for the usual one.", "Files")
    )
    unknown: Mapping[str, object] = field(default_factory=dict)
    given: GivenSettings = field(default_factory=GivenSettings)

    def why_locked(self, name: str) -> str:
        """Say who set a setting so that it cannot be changed here; empty where it can be."""
        locked = name in self.given.locked
        return f"Set by {self.given.by}. It cannot be changed here." if locked else ""


def described() -> tuple[tuple[str, Description], ...]:
    """Return the name and description of each setting, in order."""
    return tuple(
        (each.name, each.metadata["description"])
        for each in fields(Settings)
        if "description" in each.metadata
    )


def may_be_given(name: str) -> bool:
    """Whether a branding pack may give a setting its value: not what belongs to one desk."""
    return name in _GIVEN_UNSEEN or any(n == name and d.label for n, d in described())


def may_be_locked(name: str) -> bool:
    """Whether a branding pack may lock a setting; never how large and in what colours one reads."""
    return any(n == name and d.label and d.group != "Reading" for n, d in described())


def given_value(name: str, value: object) -> SettingValue | None:
    """A value as a setting takes it, lists as several lines; None where it does not fit."""
    value = tuple(value) if isinstance(value, list) else value
    for each in fields(Settings):
        if each.name == name and "description" in each.metadata:
            return value if _fits(value, each) else None
    return None


def load_settings(path: Path, given: GivenSettings | None = None) -> Settings:
    """Read settings; what is missing, damaged or out of range takes its default.

    Keys that this version does not know are kept, so that a newer version finds them again.

    Args:
        path: the file.
        given: what a branding pack says. What the person chose before it locked a setting stays in
            the file, for the day that the pack goes.
    """
    given = given or GivenSettings()
    current = {RETIRED_NAMES.get(name, name): value for name, value in _found(path).items()}
    known: dict[str, Any] = dict(given.usual)
    for name, _ in described():
        if name in current and name not in given.locked:
            value = given_value(name, current.pop(name))
            if value is not None:
                known[name] = value
    return Settings(**{**known, **given.locked}, unknown=current, given=given)


def _found(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def with_changes(settings: Settings, changes: Mapping[str, Any]) -> Settings:
    """Change settings by name; one that is locked stays as it is."""
    free = {name: value for name, value in changes.items() if name not in settings.given.locked}
    return _replace(settings, **free)


def _to_keep(settings: Settings) -> dict[str, Any]:
    """What the person chose: what differs from the value that holds without them."""
    given = settings.given
    kept = dict(settings.unknown)
    for each in fields(Settings):
        if "description" in each.metadata and each.name not in given.locked:
            value = getattr(settings, each.name)
            if value != given.usual.get(each.name, each.default):
                kept[each.name] = value
    return kept


def _fits(value: object, each: Field[Any]) -> TypeGuard[SettingValue]:
    description: Description = each.metadata["description"]
    if type(value) is not type(each.default):
        return False
    if isinstance(value, tuple):
        return all(isinstance(part, str) for part in value)
    if isinstance(value, int) and description.lowest is not None:
        return description.lowest <= value <= (description.highest or value)
    allowed = [code for code, _ in description.choices]
    return not allowed or value in allowed


def save_settings(settings: Settings, path: Path) -> None:
    """Write settings beside the file and then put them in its place.

    Raises:
        StocktakeError: ``settings_not_saved`` when the folder cannot be written to.
    """
    text = json.dumps(_to_keep(settings), indent=2, ensure_ascii=False)
    written: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", dir=path.parent, prefix=path.name, delete=False
        ) as file:
            written = Path(file.name)
            file.write(text + "\n")
        os.replace(written, path)  # noqa: PTH105 - the one call that replaces on every system
    except OSError as error:
        if written is not None:
            with contextlib.suppress(OSError):
                written.unlink()
        is_full = error.errno in FULL
        raise StocktakeError(
            "settings_not_saved",
            f"Your settings could not be saved in {path.parent}"
            + (": the disk is full." if is_full else "."),
            "They hold until the window is closed. "
            + ("Make room and change one again." if is_full else "Check that you may save there."),
        ) from error


def with_recent_file(settings: Settings, file: str) -> Settings:
    """Put a file at the head of the recent ones, each once, ten at most."""
    rest = (each for each in settings.recent_files if each != file)
    return _replace(settings, recent_files=(file, *rest)[:MOST_RECENT_FILES])
