"""The parts of the settings page, in order.

To add one: write ``ui/settings/<name>.py`` with a ``SettingsPanel``, and add a line to ``PANELS``.
"""

from __future__ import annotations

from stocktake.ui.settings.desks import DesksPanel
from stocktake.ui.settings.files import FilesPanel
from stocktake.ui.settings.keys import KeysPanel
from stocktake.ui.settings.panel import PanelSpec
from stocktake.ui.settings.preferences import PreferencesPanel

PANELS: tuple[PanelSpec, ...] = (
    PanelSpec("preferences", "Reading and answering", PreferencesPanel),
    PanelSpec("files", "Files and backups", FilesPanel),
    PanelSpec("desks", "Other desks", DesksPanel),
    PanelSpec("keys", "Keys", KeysPanel),
)
