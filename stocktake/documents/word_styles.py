"""The styles of a Word document: everything looks as it does because of its style.

Whoever edits the file later changes one style, and a screen reader finds real headings.
"""

from __future__ import annotations

from typing import Any

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

from stocktake.documents.type_scale import (
    ACCENT,
    FONT,
    HAIRLINE,
    MARGIN_CM,
    MUTED,
    SOFT,
    TEXT,
    TEXT_WIDTH_CM,
    TypeScale,
)

LANGUAGE = "en-GB"
TABLE_STYLE = "Stocktake table"
FIGURES_STYLE = "Stocktake figures"
QUESTION, HINT, CELL, CELL_HEAD = "Question", "Hint", "Table text", "Table heading"
OPTION, ANSWER_LINE, CALLOUT = "Option", "Answer line", "Callout"
FIGURE, KEY_FIGURE = "Figure", "Key figure"

_BORDERS = ("top", "left", "bottom", "right", "insideH", "insideV")


def style_id(name: str) -> str:
    """The id of a style: its name without the spaces.

    Asking python-docx for it by name reads every style again, for every paragraph.
    """
    return name.replace(" ", "")


def dress(document: Any, scale: TypeScale) -> None:
    """Set up the page, the language and every style of a new document."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Cm(MARGIN_CM))
    section.header_distance = section.footer_distance = Cm(1.2)
    _speak_english(document)
    _existing_styles(document.styles, scale)
    _own_styles(document.styles, scale)
    _table_style(document.styles, TABLE_STYLE, scale, has_rules=True)
    _table_style(document.styles, FIGURES_STYLE, scale, has_rules=False)


def _speak_english(document: Any) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for language in document.settings.element.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), LANGUAGE)


def _existing_styles(styles: Any, scale: TypeScale) -> None:
    """Word's own headings, so that its contents list and navigation find them."""
    _look(styles["Normal"], scale.body, after=scale.after)
    _look(styles["Title"], scale.title, is_strong=True, after=2)
    _look(styles["Subtitle"], scale.body, MUTED, after=scale.after + 2)
    _look(styles["Caption"], scale.hint, MUTED, before=scale.after, after=2)
    sizes = (scale.heading, scale.subheading, scale.body)
    for level, size in enumerate(sizes, start=1):
        style = styles[f"Heading {level}"]
        before = scale.before_heading if level == 1 else scale.before_heading * 0.75
        _look(style, size, is_strong=True, before=before, after=scale.after * 0.7)
        style.paragraph_format.keep_with_next = True
    for name in ("List Bullet", "List Number"):
        _look(styles[name], scale.body, after=scale.after * 0.5)
    for name in ("Header", "Footer"):
        _look(styles[name], scale.hint, MUTED, after=0)
        _stop_at_the_right(styles[name])
    border = styles["Title"].element.pPr.find(qn("w:pBdr"))
    if border is not None:
        border.getparent().remove(border)
    styles["Caption"].paragraph_format.keep_with_next = True


def _own_styles(styles: Any, scale: TypeScale) -> None:
    question = _new(styles, QUESTION, scale.body, is_strong=True, before=scale.after, after=2)
    question.paragraph_format.keep_with_next = True
    hint = _new(styles, HINT, scale.hint, MUTED, after=scale.after * 0.7)
    hint.paragraph_format.keep_together = True
    _new(styles, CELL, scale.hint, after=0)
    _new(styles, CELL_HEAD, scale.hint, MUTED, is_strong=True, after=0)
    _new(styles, KEY_FIGURE, scale.figure, ACCENT, is_strong=True, after=0)
    option = _new(styles, OPTION, scale.body, after=1)
    option.paragraph_format.left_indent = Cm(0.6)
    option.paragraph_format.first_line_indent = Cm(-0.6)
    option.paragraph_format.keep_together = True
    line = _new(styles, ANSWER_LINE, scale.body, MUTED, before=2, after=scale.after)
    line.paragraph_format.line_spacing = 1.5
    _stop_at_the_right(line, WD_TAB_LEADER.LINES)
    callout = _new(styles, CALLOUT, scale.body, before=2, after=scale.after + 2)
    callout.paragraph_format.keep_together = True
    _ground(callout, SOFT)
    figure = _new(styles, FIGURE, scale.body, after=scale.after)
    figure.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE


def _new(styles: Any, name: str, size: float, colour: str = TEXT, **look: Any) -> Any:
    style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = styles["Normal"]
    style.quick_style = True
    _look(style, size, colour, **look)
    return style


def _look(
    style: Any,
    size: float,
    colour: str = TEXT,
    *,
    is_strong: bool = False,
    before: float = 0,
    after: float = 0,
) -> None:
    font = style.font
    font.size, font.bold, font.italic = Pt(size), is_strong, False
    font.color.rgb = RGBColor.from_string(colour)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)
    for name in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{name}"), FONT)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(before), Pt(after)
    shape.line_spacing = 1.08
    shape.widow_control = True
    spacing = style.element.rPr.find(qn("w:spacing"))
    if spacing is not None:
        style.element.rPr.remove(spacing)


def _stop_at_the_right(style: Any, leader: Any = WD_TAB_LEADER.SPACES) -> None:
    stops = style.paragraph_format.tab_stops
    while len(stops):
        del stops[0]
    stops.add_tab_stop(Cm(TEXT_WIDTH_CM), WD_TAB_ALIGNMENT.RIGHT, leader)


def _ground(style: Any, colour: str) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", colour)):
        shade.set(qn(f"w:{name}"), value)
    properties = style.element.get_or_add_pPr()
    properties.insert_element_before(shade, "w:spacing", "w:ind", "w:jc", "w:outlineLvl")


def _table_style(styles: Any, name: str, scale: TypeScale, *, has_rules: bool) -> None:
    """Hairlines between rows only, and a line under the headings."""
    room = round(scale.cell * 20)
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{HAIRLINE}"'
    none = 'w:val="nil"'
    lined = {"bottom", "insideH"} if has_rules else set()
    borders = "".join(f"<w:{side} {rule if side in lined else none}/>" for side in _BORDERS)
    under = f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{MUTED}"/>'
    head = (
        '<w:tblStylePr w:type="firstRow"><w:tcPr>'
        f"<w:tcBorders>{under}</w:tcBorders></w:tcPr></w:tblStylePr>"
    )
    made = parse_xml(
        f'<w:style {nsdecls("w")} w:type="table" w:customStyle="1" '
        f'w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        '<w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>"
        f'<w:top w:w="{room}" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
        f'<w:bottom w:w="{room}" w:type="dxa"/><w:right w:w="57" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr>{head if has_rules else ''}</w:style>"
    )
    styles.element.append(made)
