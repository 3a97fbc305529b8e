"""Documents to print or send: plain data to blocks, and writers that turn blocks into a file.

To add a document: write ``documents/<name>.py`` with one function ``..._document`` that returns a
``Document``, and add a line to ``DOCUMENTS``. A test fails until it is listed and renders the
sample practice.

Importing this package imports neither python-docx nor jinja2: only writing does.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from stocktake.documents.blank_form import blank_form_document
from stocktake.documents.blocks import Document
from stocktake.documents.my_answers import my_answers_document
from stocktake.documents.partners_summary import partners_document


@dataclass(frozen=True, slots=True)
class DocumentKind:
    """One sort of document.

    Attributes:
        name: what it is called.
        about: what it is for, in a sentence.
        write: its data to blocks; each document takes its own data.
    """

    name: str
    about: str
    write: Callable[[Any], Document]


DOCUMENTS = {
    "partners_summary": DocumentKind(
        "Two pages for the partners",
        "Where we are, what is coming, what we need and when, and what is not known.",
        partners_document,
    ),
    "my_answers": DocumentKind(
        "Our answers",
        "Every question that applies, with the answer in words and its state.",
        my_answers_document,
    ),
    "blank_form": DocumentKind(
        "Blank form",
        "Every question on paper, with room to answer, for a meeting.",
        blank_form_document,
    ),
}
