"""What stands in the margins of a Word file: running head, page numbers and watermark."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import quoteattr

from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from stocktake.documents.blocks import Document, clean
from stocktake.documents.type_scale import FONT, MARK
from stocktake.units import date_in_words

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
)
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/>'
    '<v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/>'
    '<v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>'
    '<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
)
"""The shape Word itself makes for a watermark (design > watermark)."""


def margin_words(document: Document) -> tuple[str, str, str]:
    """What stands at the head of a page on either side, and at its foot on the left."""
    about = document.about
    stands = f"As at {date_in_words(about.day)}" if about.day else ""
    foot = " · ".join(part for part in (about.round, stands, about.watermark) if part)
    return clean(document.running_head), clean(about.state), clean(document.foot or foot)


def add_margins(made: Any, document: Document) -> None:
    """Put the head, the foot with page numbers, and the watermark if there is one."""
    section = made.sections[0]
    left, right, foot = margin_words(document)
    head = section.header.paragraphs[0]
    head.style = "Header"
    head.add_run(f"{left}\t{right}" if right else left)
    below = section.footer.paragraphs[0]
    below.style = "Footer"
    below.add_run(f"{foot}\tPage ")
    _field(below, "PAGE")
    below.add_run(" of ")
    _field(below, "NUMPAGES")
    if document.about.watermark:
        head.add_run()._r.append(_watermark(document.about.watermark))


def _field(paragraph: Any, name: str) -> None:
    """Add something that Word works out itself, such as the number of the page."""
    for kind in ("begin", name, "separate", "1", "end"):
        run = paragraph.add_run()
        if kind == name:
            element = OxmlElement("w:instrText")
            element.set(qn("xml:space"), "preserve")
            element.text = f" {name} "
        elif kind == "1":
            run.text = "1"
            continue
        else:
            element = OxmlElement("w:fldChar")
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _watermark(words: str) -> Any:
    said = quoteattr(clean(words))
    return parse_xml(
        f"<w:pict {_NAMES}>{_SHAPE_TYPE}"
        '<v:shape id="StocktakeWatermark" o:spid="_x0000_s2049" type="#_x0000_t136" '
        f'alt={said} style="position:absolute;margin-left:0;margin-top:0;width:460pt;height:46pt;'
        "rotation:315;z-index:-251658752;mso-position-horizontal:center;"
        "mso-position-horizontal-relative:margin;mso-position-vertical:center;"
        'mso-position-vertical-relative:margin" o:allowincell="f" '
        f'fillcolor="#{MARK}" stroked="f"><v:textpath string={said} '
        f'style="font-family:&quot;{FONT}&quot;;font-size:1pt"/></v:shape></w:pict>'
    )
