"""The look in use: which palette, how large the text, and how a widget is dressed in them.

Colours go in through ``QPalette`` and shapes through ``style``; there is no stylesheet, because it
doubles the time a page takes to build. A widget that wants a step of the type scale, a tone or an
icon says so once with ``dress`` and follows every later change of scheme or text size.
"""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QIcon, QPalette
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from stocktake.ui import icons
from stocktake.ui.look import DARK, LIGHT, TYPE_SCALE, Look, Tone, TypeStep, palette_of, system_look
from stocktake.ui.style import PaperStyle

SMALLEST_TEXT = 80
"""Per cent."""
LARGEST_TEXT = 200
"""Per cent."""
TEXT_STEP = 10
"""Per cent that Ctrl+Plus and Ctrl+Minus change."""

_TYPE = "look_type"
_TONE = "look_tone"
_ICON = "look_icon"


class _InUse:
    """What the application wears now; as much one of a kind as ``QApplication.palette()``."""

    look: Look = LIGHT
    text_size: int = 100
    is_on: bool = False


def look() -> Look:
    """Return the look in use."""
    return _InUse.look


def within_limits(per_cent: int) -> int:
    """Return the nearest size of text there is, in per cent."""
    return max(SMALLEST_TEXT, min(LARGEST_TEXT, per_cent))


def text_factor() -> float:
    """Return how much larger than 100% the text is: 2.0 at 200%."""
    return _InUse.text_size / 100


def scaled(pixels: float) -> int:
    """Return a length that grows with the text, in pixels."""
    return round(pixels * text_factor())


def font_of(step: TypeStep) -> QFont:
    """Return the application's font at a step of the type scale, in points."""
    points, weight = TYPE_SCALE[step]
    font = QFont(QApplication.font())
    font.setPointSizeF(points * text_factor())
    font.setWeight(weight)
    return font


def dress(
    widget: QWidget,
    step: TypeStep | None = None,
    tone: Tone | None = None,
    icon: str | None = None,
) -> None:
    """Give a widget a type step, a tone and an icon that follow the look from now on.

    What is None stays as it is. An icon is the name of a file in ``resources/icons`` and goes on a
    button; the empty name takes it off.
    """
    for name, value in ((_TYPE, step), (_TONE, tone), (_ICON, icon)):
        if value is not None:
            widget.setProperty(name, value)
    if icon == "" and isinstance(widget, QAbstractButton):
        widget.setIcon(QIcon())
    _put_on(widget)


def _put_on(widget: QWidget) -> None:
    step = widget.property(_TYPE)
    if step:
        widget.setFont(font_of(step))
    tone = widget.property(_TONE)
    if tone:
        _put_on_tone(widget, tone)
    icon = widget.property(_ICON)
    if icon is not None and isinstance(widget, QAbstractButton):
        # Set though there is no icon now, so that a button is as tall with one as without.
        widget.setIconSize(icons.size(text_factor()))
    if icon and isinstance(widget, QAbstractButton):
        colour = _InUse.look.of_tone(tone) if tone else QColor(_InUse.look.text)
        widget.setIcon(icons.icon(icon, colour))


def _put_on_tone(widget: QWidget, tone: Tone) -> None:
    palette = QPalette(widget.palette())
    colour = _InUse.look.of_tone(tone)
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        palette.setColor(role, colour)
    # What cannot be used now is drawn on the page's own ground, where another tone may not show.
    disabled = QPalette.ColorGroup.Disabled
    palette.setColor(disabled, QPalette.ColorRole.ButtonText, QColor(_InUse.look.muted))
    widget.setPalette(palette)


class Theme(QObject):
    """Dresses the application and follows the system's light or dark.

    Signals:
        changed: after the look or the text size changed.
    """

    changed = Signal()

    def __init__(self, application: QApplication) -> None:
        super().__init__(application)
        self._application = application
        self._scheme = "system"
        self._family = QFont(application.font())
        self._style = PaperStyle()
        application.setStyle(self._style)
        _InUse.is_on = False
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_scheme_changed)
        hints.accessibility().contrastPreferenceChanged.connect(self._on_contrast_changed)

    @property
    def text_size(self) -> int:
        """Size of text, in per cent."""
        return _InUse.text_size

    def apply(self, scheme: str, text_size: int) -> None:
        """Put on a colour scheme (system, light, dark, contrast) and a text size in per cent.

        What is worn already stays as it is, because to dress everything again takes its time.
        """
        worn = (_InUse.look, _InUse.text_size)
        self._scheme = scheme
        _InUse.text_size = within_limits(text_size)
        _InUse.look = self._chosen_look()
        # The system's own colours may have changed under the same name.
        is_fixed = _InUse.look.name != "system"
        if _InUse.is_on and is_fixed and worn == (_InUse.look, _InUse.text_size):
            return
        _InUse.is_on = True
        self._put_on()

    def set_text_size(self, per_cent: int) -> None:
        """Change the text size, kept within 80 to 200 per cent."""
        self.apply(self._scheme, per_cent)

    def _chosen_look(self) -> Look:
        hints = self._application.styleHints()
        asked = hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast
        if asked or self._scheme == "contrast":
            # An empty palette stands for the system's own, whatever it has become since.
            self._application.setPalette(QPalette())
            return system_look(self._application.palette())
        if self._scheme == "system":
            return DARK if hints.colorScheme() is Qt.ColorScheme.Dark else LIGHT
        return DARK if self._scheme == "dark" else LIGHT

    def _put_on(self) -> None:
        wanted = _InUse.look
        self._style.grow(text_factor())
        self._application.setPalette(QPalette() if wanted.name == "system" else palette_of(wanted))
        font = QFont(self._family)
        font.setPointSizeF(TYPE_SCALE["body"][0] * text_factor())
        self._application.setFont(font)
        for widget in self._application.allWidgets():
            _put_on(widget)
        self.changed.emit()

    @Slot()
    def _on_system_scheme_changed(self) -> None:
        if self._scheme == "system":
            self.apply(self._scheme, _InUse.text_size)

    @Slot()
    def _on_contrast_changed(self) -> None:
        self.apply(self._scheme, _InUse.text_size)
