"""A branding pack is used whole, and everything wrong with one is told in a sentence each."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from branding import BRAND, make_brand, png

from stocktake.opendata.pack import MOST_BYTES as MOST_OF_A_PACK
from stocktake.settings import GivenSettings, described, may_be_given, may_be_locked
from stocktake.tasks.brand import BrandRefused, keep_fingerprint, read_brand
from stocktake.tasks.brand_files import MOST_OF_A_FILE

Spoil = Callable[[Path], object]


def add(text: str) -> Spoil:
    return lambda folder: (folder / "brand.toml").write_text(text + BRAND, encoding="utf-8")


def change(old: str, new: str) -> Spoil:
    return lambda folder: (folder / "brand.toml").write_text(BRAND.replace(old, new), "utf-8")


def logo(text: str) -> Spoil:
    return lambda folder: (folder / "logo.svg").write_text(text, encoding="utf-8")


def told(folder: Path) -> str:
    with pytest.raises(BrandRefused) as refusal:
        read_brand(folder)
    assert all(each.where and each.what and each.how_to_fix for each in refusal.value.problems)
    return "\n".join(map(str, refusal.value.problems))


def test_a_pack_in_order_is_read_whole(tmp_path: Path) -> None:
    brand = read_brand(make_brand(tmp_path / "brand"))
    assert brand.name == "Harbour Federation"
    assert brand.contact[:2] == ("The practice support desk", "01632 960 123")
    assert list(brand.forms) == ["minor_surgery"]
    assert brand.logo == tmp_path / "brand" / "logo.svg"
    assert brand.prefill is None
    assert brand.given == GivenSettings(
        "Harbour Federation",
        {"role": "Practice manager", "text_size": 110},
        {"offer_unsure": False},
    )


def test_the_fingerprint_is_of_the_words_and_not_of_the_line_ends(tmp_path: Path) -> None:
    folder = make_brand(tmp_path / "brand")
    was = read_brand(folder).sha256
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    for path in [each for each in copy.rglob("*") if each.is_file()]:
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    (copy / "Thumbs.db").write_bytes(b"of Windows")
    assert read_brand(copy).sha256 == was
    (copy / "logo.svg").write_text("<svg/>", encoding="utf-8")
    assert read_brand(copy).sha256 != was


def test_a_pack_changed_after_its_fingerprint_was_kept_is_refused(tmp_path: Path) -> None:
    folder = make_brand(tmp_path / "brand")
    keep_fingerprint(read_brand(folder))
    assert read_brand(folder).name == "Harbour Federation"
    change("Harbour Federation", "Other Federation")(folder)
    assert "was changed after its fingerprint was taken" in told(folder)


def test_a_pack_of_figures_fits_into_it() -> None:
    assert MOST_OF_A_FILE == MOST_OF_A_PACK


SPOILT: dict[str, tuple[Spoil, str]] = {
    "no brand.toml": (lambda f: (f / "brand.toml").unlink(), "There is no brand.toml"),
    "bad TOML": (add("name = \n"), "It cannot be read"),
    "nested far too deep": (add("a = " + "[" * 5000 + "\n"), "It cannot be read"),
    "not UTF-8": (lambda f: (f / "brand.toml").write_bytes(b"\xff\xfe"), "not written in UTF-8"),
    "huge": (lambda f: (f / "brand.toml").write_bytes(b"#" * 1_100_000), "far too large"),
    "an unknown line": (add('slogan = "x"\n'), "slogan: This version of Stocktake does not know"),
    "principles": (add('principles = "p.toml"\n'), "principles: This version of Stocktake"),
    "another format": (change("format = 1", "format = 2"), "The format is not 1"),
    "no name": (change('name = "Harbour Federation"\n', ""), "name: It is missing"),
    "a name that turns": (change("Harbour F", "\u202eHarbour F"), "ordinary characters"),
    "a long name": (change("Harbour F", "H" * 200), "at most 120"),
    "a name of two lines": (change('"Harbour F', '"Harbour\\nF'), "one line"),
    "a contact that is no table": (change("[contact]", "[[contact]]"), "contact: It is not a part"),
    "a contact line unknown": (change("who =", "whom ="), "contact.whom: There is no such line"),
    "an escape": (change('"logo.svg"', '"../logo.svg"'), "logo: It is not the plain name"),
    "an absolute path": (change('"logo.svg"', '"/etc/passwd"'), "logo: It is not the plain name"),
    "a share": (change('"logo.svg"', "'\\\\server\\logo.svg'"), "logo: It is not the plain name"),
    "a missing file": (change("logo.svg", "none.svg"), "no file “none.svg”"),
    "a file nobody named": (lambda f: (f / "extra.exe").write_bytes(b"MZ"), "does not name it"),
    "a link": (lambda f: (f / "hosts").symlink_to("/etc/hosts"), "a link to somewhere else"),
    "a linked folder": (lambda f: (f / "etc").symlink_to("/etc"), "a link to somewhere else"),
    "a pipe": (lambda f: os.mkfifo(f / "pipe"), "no ordinary file"),
    "a name nobody can read": (
        lambda f: Path(os.fsdecode(bytes(f) + b"/l\xffgo")).touch(),
        "l?go: The name has characters that cannot be seen",
    ),
    "very many files": (
        lambda f: [(f / f"{number}.txt").touch() for number in range(70)],
        "more than 60 files",
    ),
    "very deep folders": (
        lambda f: (f / "a" / "b" / "c" / "d" / "e").mkdir(parents=True),
        "folders more than 3 deep",
    ),
    "a huge logo": (logo("<svg>" + " " * 600_000), "a logo may be 512 KB"),
    "a logo that fetches": (
        logo('<svg><path fill="url(http://x)"/></svg>'),
        "It fetches another file",
    ),
    "a logo with a picture": (logo('<svg><image href="x.png"/></svg>'), "a part called “image”"),
    "a logo that runs": (logo('<svg onload="go()"/>'), "It holds a program"),
    "a logo with entities": (logo('<!DOCTYPE svg [<!ENTITY a "b">]><svg/>'), "document type"),
    "a logo that is none": (logo("<html/>"), "is something else"),
    "a damaged logo": (logo("<svg><g></svg>"), "It is damaged"),
    "a form that is wrong": (
        lambda f: (f / "forms" / "minor_surgery.toml").write_text("id = 3\n", encoding="utf-8"),
        "Correct it as the form guide describes",
    ),
    "a form with a shipped name": (
        lambda f: [
            (f / "forms" / "minor_surgery.toml").rename(f / "forms" / "swot.toml"),
            change("minor_surgery", "swot")(f),
        ],
        "a name that no form of Stocktake has",
    ),
    "a form under another name": (
        lambda f: [
            (f / "forms" / "minor_surgery.toml").rename(f / "forms" / "other.toml"),
            change("minor_surgery", "other")(f),
        ],
        "Call the file minor_surgery.toml",
    ),
    "a prefill pack that is none": (
        lambda f: [
            (f / "area.stocktakepack").write_bytes(b"nothing"),
            add('prefill = "area.stocktakepack"\n')(f),
        ],
        "no pack of published figures",
    ),
    "a setting unknown": (change("role =", "colour ="), "There is no such setting"),
    "a setting of one desk": (change("role =", "last_file ="), "it belongs to one desk"),
    "a value that does not fit": (change("= 110", "= 900"), "cannot have this value"),
    "a reading size locked": (change("offer_unsure = false", "text_size = 80"), "chooses this"),
}


@pytest.mark.parametrize(
    ("line", "how"),
    [
        ("text_size = 300", "Write a whole number from 80 to 200."),
        ('offer_unsure = "yes"', "Write true or false."),
        ('colour_scheme = "pink"', "Use one of: “system”, “light”, “dark”"),
        ("export_folder = 7", "Write it between quotation marks."),
        ('expected_practices = "Y99901"', "Write it as [“first”, “second”]."),
        ("fount = 7", "Use: text_size, colour_scheme, role, "),
    ],
)
def test_how_a_setting_may_be_written_is_said(line: str, how: str, tmp_path: Path) -> None:
    brand = BRAND.partition("[settings.default]")[0] + f"[settings.default]\n{line}\n"
    assert how in told(make_brand(tmp_path, brand))


def test_the_read_me_names_every_setting_that_a_pack_may_give() -> None:
    text = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    (sentence,) = re.findall(
        r"Settings that can be locked: (.*?); only given: (.*?)\.\s", text, re.S
    )
    locked, given = (set(re.findall(r"`(\w+)`", part)) for part in sentence)
    assert locked == {name for name, _ in described() if may_be_locked(name)}
    assert given == {name for name, _ in described() if may_be_given(name)} - locked


@pytest.mark.parametrize("what", SPOILT)
def test_a_spoilt_pack_is_refused_with_a_sentence(what: str, tmp_path: Path) -> None:
    folder = make_brand(tmp_path / "brand")
    spoil, sentence = SPOILT[what]
    spoil(folder)
    assert sentence in told(folder)


def test_everything_wrong_is_told_at_once(tmp_path: Path) -> None:
    folder = make_brand(tmp_path / "brand", BRAND.replace("logo.svg", "none.svg"))
    change("logo.svg", "none.svg")(folder)
    (folder / "extra.txt").touch()
    (folder / "hosts").symlink_to("/etc/hosts")
    said = told(folder)
    # The missing logo, the two files that nobody named, and the link.
    assert len(said.splitlines()) == 4


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"GIF89a", "is something else"),
        (png(30_000, 30_000), "30000 by 30000 pixels"),
        (png()[:-20], "damaged"),
        (png()[:-12], "ends in the middle"),
        (png().replace(b"IDAT", b"IDAX"), "damaged"),
    ],
    ids=["a GIF", "huge", "cut", "without its end", "altered"],
)
def test_a_png_that_cannot_be_shown_is_refused(data: bytes, sentence: str, tmp_path: Path) -> None:
    folder = make_brand(tmp_path / "brand", BRAND.replace("logo.svg", "logo.png"))
    (folder / "logo.svg").unlink()
    (folder / "logo.png").write_bytes(png())
    assert read_brand(folder).logo == folder / "logo.png"
    (folder / "logo.png").write_bytes(data)
    assert sentence in told(folder)
