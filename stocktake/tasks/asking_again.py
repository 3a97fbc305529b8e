"""E-mails a PCN lead can send as they are: for a file that is missing, older, damaged or locked.

Source: content/expectations.md G7 rule 4; design/screens.md F.12.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from stocktake.merge.form_versions import OtherVersion, newer_file_wording
from stocktake.merge.member import Expected
from stocktake.questionnaire.loading import shipped_form, shipped_form_ids
from stocktake.tasks.combine import Gathered
from stocktake.workbooks.reading import ReadResult, Verdict

GREETING = "Hello,"
CLOSING = "Thank you,\n"
_EXPORT = (
    "In the program, open your practice, choose “Export a workbook” and send the file it writes as "
    "it is, as an attachment. It does not need to be opened or changed in Excel first."
)
_AGAIN = "Please export it again and send the new file. Nothing you have entered is lost."
_WHY = {
    Verdict.TRUNCATED: f"Part of it is missing: it was cut short on its way. {_AGAIN}",
    Verdict.DAMAGED: f"It is damaged and could not be read. {_AGAIN}",
    Verdict.GAVE_UP: f"It could not be read in a reasonable time. {_AGAIN}",
    Verdict.TOO_LARGE: f"It is far larger than a workbook of answers, so it was not opened. "
    f"{_AGAIN}",
    Verdict.NOT_OURS: f"It is a workbook, but not the one with your answers. {_EXPORT}",
    Verdict.NOT_A_WORKBOOK: f"It is not an Excel workbook. {_EXPORT}",
    Verdict.OLD_EXCEL: f"It was saved as an old kind of workbook (Excel 2003 or before). {_AGAIN}",
    Verdict.OTHER_PROGRAM: f"It was saved by another kind of program. {_AGAIN}",
    Verdict.PASSWORD: "It is protected with a password. Please tell us the password by telephone, "
    "not by e-mail, or send the file without one.",
    Verdict.WRONG_PASSWORD: "It is protected, and the password we have does not open it. Please "
    "tell us the password by telephone, not by e-mail, or send the file without one.",
    Verdict.OTHER_PROTECTION: "It is protected in a way that no password opens here. Please save "
    "it without protection and send it again.",
    Verdict.UNKNOWN_FORM: "It was filled in on a form that we do not have. Please tell us where "
    "the form came from, or send us its file.",
    Verdict.MACROS: "It holds macros, which a workbook of answers never does, so it was not "
    f"opened. {_EXPORT}",
}
"""What a practice can put right; a file that has moved or is open here is the lead's to find."""


@dataclass(frozen=True, slots=True)
class Request:
    """One e-mail.

    Attributes:
        about: whom or what it is about, for the list.
        why: a few words on the reason, for the list.
        subject: the line at its head.
        body: the words, ready to be sent; who sends it adds a name.
    """

    about: str
    why: str
    subject: str
    body: str

    @property
    def text(self) -> str:
        """Subject and words, to paste."""
        return f"Subject: {self.subject}\n\n{self.body}"


def requests(
    gathered: Gathered,
    missing: Sequence[Expected],
    older: Sequence[OtherVersion],
    names: dict[str, str],
    about: tuple[str, str],
) -> tuple[Request, ...]:
    """Write an e-mail for everything that a practice has to send again, or for the first time.

    Args:
        missing: practices from which nothing has come.
        older: practices whose answers are to another version of a form.
        names: what practices are called, by code; e-mails go to one practice and name it.
        about: the PCN's name and the round.
    """
    pcn, round_label = about
    return (
        *(missing_request(each, pcn, round_label) for each in missing),
        *_of_files(gathered.results, round_label),
        *_of_versions(older, names, round_label),
    )


def missing_request(expected: Expected, pcn: str, round_label: str) -> Request:
    """Ask for a file that has not come."""
    name = expected.name or expected.code
    body = (
        f"We are putting together the practices of {pcn} for {round_label}, and the workbook of "
        f"{name} has not reached us yet. {_EXPORT} It may be sent unfinished: what is not answered "
        "is shown as not answered, and a later file takes its place."
    )
    return Request(
        name, "nothing has come yet", f"{name}: your workbook for {round_label}", _letter(body)
    )


def _of_files(results: Iterable[ReadResult], round_label: str) -> Iterator[Request]:
    for result in results:
        why = _WHY.get(result.verdict)
        if why is not None:
            body = f"Thank you for “{result.file_name}”. {why}"
            subject = f"Please send “{result.file_name}” again ({round_label})"
            yield Request(result.file_name, result.words, subject, _letter(body))


def _of_versions(
    older: Iterable[OtherVersion], names: dict[str, str], round_label: str
) -> Iterator[Request]:
    for each in older:
        is_known = each.form_id in shipped_form_ids()
        title = shipped_form(each.form_id).form.title if is_known else each.form_id
        name = names.get(each.code, each.code)
        yield Request(
            name,
            f"older version of “{title}”",
            f"{name}: please send a newer file ({round_label})",
            _letter(newer_file_wording(title, each.wanted)),
        )


def code_request(code: str, file_name: str, round_label: str) -> Request:
    """Ask a practice to put its code right."""
    said = f"“{code}”" if code else "no practice code"
    body = (
        f"Thank you for “{file_name}”. It says {said}, which is not a code of a practice: one "
        "capital letter and five digits, such as A12345. Please put the code right in the "
        "program, under “Practice and population”, and send a new file."
    )
    subject = f"Please check your practice code ({round_label})"
    return Request(file_name, "its practice code cannot be right", subject, _letter(body))


def _letter(body: str) -> str:
    return f"{GREETING}\n\n{body}\n\n{CLOSING}"
