"""What comes through of a file, and what does not."""

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from PIL import Image

from casework.files.cleaning.cleaner import clean
from casework.files.cleaning.kinds import FACTS, Kind, Reason, Refused
from casework.files.cleaning.names import kept_name, said_by_name
from tests.casework.files.samples import (
    MAKER,
    RELATED,
    compound,
    document,
    email,
    flood,
    outlook,
    package,
    pdf,
    picture,
    workbook,
)

SAMPLES = {
    "a.pdf": (pdf(), Kind.PDF),
    "a.docx": (document(), Kind.WORD),
    "a.xlsx": (workbook(), Kind.EXCEL),
    "a.png": (picture("PNG"), Kind.PNG),
    "a.jpeg": (picture(), Kind.JPEG),
    "a.eml": (email("b.png", picture("PNG")), Kind.EMAIL),
    "a.msg": (outlook("b.png", picture("PNG")), Kind.OUTLOOK),
}
MADE_ANEW = [name for name in SAMPLES if not name.endswith((".eml", ".msg"))]


def refused(name: str, content: bytes) -> Reason:
    with pytest.raises(Refused) as found:
        clean(name, content)
    return found.value.reason


@pytest.mark.parametrize("name", SAMPLES)
def test_every_kind_on_the_list_is_taken(name: str) -> None:
    content, kind = SAMPLES[name]
    found, cleaned = clean(name, content)
    assert found is kind
    assert clean(name, cleaned)[0] is kind


@pytest.mark.parametrize("name", MADE_ANEW)
def test_who_made_it_does_not_come_through(name: str) -> None:
    content, _ = SAMPLES[name]
    unpacked = b"".join(parts_of(clean(name, content)[1]))
    assert MAKER.encode() in b"".join(parts_of(content))
    assert MAKER.encode() not in unpacked


def parts_of(content: bytes) -> list[bytes]:
    if not content.startswith(b"PK"):
        return [content]
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_a_picture_stands_upright_and_looks_the_same() -> None:
    cleaned = Image.open(io.BytesIO(clean("a.png", picture("PNG"))[1]))
    assert cleaned.size == (20, 40)
    assert (cleaned.getpixel((0, 0)), cleaned.getpixel((0, 39))) == ((255, 215, 0), (0, 0, 128))
    assert not cleaned.getexif()


def test_a_workbook_still_opens_with_its_words() -> None:
    cleaned = clean("a.xlsx", workbook())[1]
    assert load_workbook(io.BytesIO(cleaned))["Sheet"]["A1"].value == "Contact sheet"


def test_a_document_fetches_nothing_but_its_links_stay() -> None:
    with zipfile.ZipFile(io.BytesIO(clean("a.docx", document())[1])) as archive:
        relations = archive.read("word/_rels/document.xml.rels")
        assert b"fetch.invalid" not in relations
        assert b"click.invalid" in relations
        assert b"docProps" not in archive.read("_rels/.rels") + archive.read("[Content_Types].xml")


def test_t60_no_action_of_a_pdf_comes_through_behind_a_harmless_one() -> None:
    launch = pikepdf.Dictionary(S=pikepdf.Name.Launch, F="cmd.exe")
    for first in (launch, pikepdf.Array([launch])):
        action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://click.invalid/", Next=first)
        cleaned = clean("a.pdf", with_a_link(action))[1]
        assert b"click.invalid" in cleaned
        assert b"cmd.exe" not in cleaned


def with_a_link(action: pikepdf.Dictionary) -> bytes:
    """A PDF with one link."""
    made = pikepdf.open(io.BytesIO(pdf()))
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)
    made.pages[0].obj.Annots = pikepdf.Array([link])
    return saved(made)


def saved(made: pikepdf.Pdf) -> bytes:
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


@pytest.mark.parametrize("address", ["javascript:hidden()", "file:///hidden", " JavaScript:hidden()", "//hidden/share"])
def test_t60_a_link_of_a_pdf_leads_to_an_address_alone(address: str) -> None:
    action = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=address)
    assert b"hidden" not in clean("a.pdf", with_a_link(action))[1]


def test_t60_a_pdf_neither_encloses_nor_fetches_anything_wherever_it_hangs() -> None:
    made, name = pikepdf.open(io.BytesIO(pdf())), pikepdf.Name
    program = made.make_stream(b"MZ hidden")
    files = pikepdf.Dictionary(EF=pikepdf.Dictionary(F=program))
    popup = pikepdf.Dictionary(Subtype=name.Popup, FS=files)
    note = pikepdf.Dictionary(Type=name.Annot, Subtype=name.Text, Rect=[0, 0, 9, 9], Popup=popup)
    page = pikepdf.Dictionary(F="http://hidden.invalid/x.pdf", Page=0)
    form = made.make_stream(b"q Q", Type=name.XObject, Subtype=name.Form, BBox=[0, 0, 1, 1], Ref=page)
    far = made.make_stream(b"", Type=name.XObject, Subtype=name.Image, F=pikepdf.Dictionary(FS=name.URL, F="//hidden"))
    made.pages[0].obj.Annots = pikepdf.Array([note])
    made.pages[0].obj.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(X=form, Y=far))
    cleaned = pikepdf.open(io.BytesIO(clean("a.pdf", saved(made))[1]))
    out = io.BytesIO()
    cleaned.save(out, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.generalized)
    assert b"q Q" in out.getvalue()
    assert b"hidden" not in out.getvalue()


_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_FETCHED = (
    f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r3" Type="{RELATED}/attachedTemplate"'
    ' Target="http://fetch.invalid/t" TargetMode="External"/></Relationships>'
)
SAID_OTHERWISE = {
    "in another encoding": f'<?xml version="1.0" encoding="UTF-16"?>{_FETCHED}'.encode("utf-16"),
    "under a prefix": _FETCHED.replace("<R", "<p:R").replace("</R", "</p:R").replace("xmlns=", "xmlns:p=").encode(),
    "by references to characters": _FETCHED.replace('External"', 'Extern&#97;l"').encode(),
    "behind the end of an element in a value": _FETCHED.replace(' Id="r3"', ' Id="/>"').encode(),
    "with the words of a link": _FETCHED.replace(' Id="r3"', ' Id="r3" x="/relationships/hyperlink"').encode(),
    "without saying that it is outside": _FETCHED.replace(' TargetMode="External"', "").encode(),
}  # fmt: skip


@pytest.mark.parametrize("relations", SAID_OTHERWISE.values(), ids=SAID_OTHERWISE)
def test_t60_a_document_fetches_nothing_however_it_is_said(relations: bytes) -> None:
    parts = {"word/_rels/document.xml.rels": relations}
    with zipfile.ZipFile(io.BytesIO(clean("a.docx", document(**parts))[1])) as archive:
        assert "fetch.invalid" not in archive.read("word/_rels/document.xml.rels").decode()


def test_a_pdf_loses_scripts_actions_and_enclosed_files_and_keeps_its_pages() -> None:
    cleaned = clean("a.pdf", pdf(script="app.alert(1)", enclosed=b"MZ\x90"))[1]
    assert b"app.alert" not in cleaned
    with pikepdf.open(io.BytesIO(cleaned)) as made:
        assert len(made.pages) == 1
        assert "/OpenAction" not in made.Root
        assert "/A" not in made.pages[0].obj.Annots[0]
        assert not made.attachments


def related(kind: str, target: str) -> dict[str, str]:
    """A document's part of this kind, whatever its name says."""
    one = f'<Relationship Id="r9" Type="{RELATED}/{kind}" Target="{target}"/>'
    return {"word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}">{one}</Relationships>'}


BAD = {
    "empty": ("a.pdf", b"", Reason.EMPTY),
    "not on the list": ("a.exe", b"MZ\x90\0", Reason.NOT_TAKEN),
    "a page": ("a.html", b"<html><script>", Reason.NOT_TAKEN),
    "a drawing with script": ("a.svg", b"<svg onload='x'/>", Reason.NOT_TAKEN),
    "no ending": ("report", pdf(), Reason.NOT_TAKEN),
    "an ending behind another": ("a.pdf.exe", pdf(), Reason.NOT_TAKEN),
    "written backwards": ("a\u202egpj.exe", picture(), Reason.NOT_TAKEN),
    "another ending": ("a.pdf", picture(), Reason.NOT_WHAT_IT_SAYS),
    "a workbook as a document": ("a.docx", workbook(), Reason.NOT_WHAT_IT_SAYS),
    "a program as an e-mail": ("a.eml", b"MZ\x90\0" * 100, Reason.NOT_WHAT_IT_SAYS),
    "text as an e-mail": ("a.eml", b"Dear all,\n", Reason.NOT_WHAT_IT_SAYS),
    "a picture and a zip": ("a.jpg", picture() + document(), Reason.TWO_KINDS),
    "a PDF and a zip": ("a.pdf", pdf() + document(), Reason.TWO_KINDS),
    "a picture and a PDF": ("a.png", picture("PNG")[:100] + b"%PDF-1.7" + picture("PNG")[100:], Reason.TWO_KINDS),
    "a picture and a page": ("a.jpg", picture()[:30] + b"<script>" + picture()[30:], Reason.TWO_KINDS),
    "a document and a workbook": ("a.docx", document(**{"xl/workbook.xml": "<w/>"}), Reason.TWO_KINDS),
    "a cut picture": ("a.jpg", picture(size=(400, 400))[:-900], Reason.DAMAGED),
    "a cut PDF": ("a.pdf", pdf()[:40], Reason.DAMAGED),
    "a cut document": ("a.docx", document()[:-40], Reason.DAMAGED),
    "a locked PDF": ("a.pdf", pdf(password="secret"), Reason.LOCKED),
    "macros": ("a.docx", document(**{"word/vbaProject.bin": b"x"}), Reason.MACROS),
    "a control": ("a.docx", document(**{"word/activeX/activeX1.xml": "<x/>"}), Reason.MACROS),
    "an enclosed program": ("a.docx", document(**{"word/embeddings/oleObject1.bin": b"x"}), Reason.EMBEDDED),
    "an entity": ("a.docx", document(**{"word/document.xml": "<!DOCTYPE x [<!ENTITY a 'b'>]>"}), Reason.DAMAGED),
    "an entity in another encoding": (
        "a.docx", document(**{"word/document.xml": '<?xml version="1.0"?><!DOCTYPE x><x/>'.encode("utf-16")}),
        Reason.DAMAGED,
    ),
    "macros under another name": ("a.docx", document(**related("vbaProject", "theme.xml")), Reason.MACROS),
    "an enclosed file under another name": ("a.docx", document(**related("oleObject", "theme.xml")), Reason.EMBEDDED),
    "a page to be taken in": ("a.docx", document(**related("aFChunk", "page.xml")), Reason.EMBEDDED),
    "a path outside": ("a.docx", document(**{"../../etc/passwd": "x"}), Reason.DAMAGED),
    "a zip of something else": ("a.docx", package({"readme.txt": "x"}), Reason.NOT_TAKEN),
    "a zip bomb": ("a.docx", document(**{"word/media/x.bmp": b"\0" * (30 << 20)}), Reason.TOO_MUCH),
    "too many parts": ("a.docx", document(**{f"word/{number}.xml": "" for number in range(5_001)}), Reason.TOO_MUCH),
    "a pixel flood": ("a.png", flood(), Reason.TOO_MANY_PIXELS),
    "an e-mail with a program": ("a.eml", email("b.exe", b"MZ\x90"), Reason.EMBEDDED),
    "an e-mail with a bad picture": ("a.eml", email("b.png", b"MZ\x90"), Reason.EMBEDDED),
    "a message with a program": ("a.msg", outlook("b.exe", b"MZ\x90"), Reason.EMBEDDED),
    "a compound file of another kind": ("a.msg", compound({("WordDocument",): b"x"}), Reason.NOT_WHAT_IT_SAYS),
}  # fmt: skip


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_a_bad_file_is_refused_for_the_right_reason(bad: tuple[str, bytes, Reason]) -> None:
    name, content, reason = bad
    assert refused(name, content) is reason


def test_what_stands_behind_a_file_does_not_come_through() -> None:
    for name in ("a.pdf", "a.png", "a.jpeg", "a.docx"):
        content, _ = SAMPLES[name]
        cleaned = clean(name, content + (b"" if name == "a.docx" else b"\nBEHIND THE END"))[1]
        assert b"BEHIND THE END" not in cleaned


@given(st.sampled_from(sorted(SAMPLES)), st.integers(0, 100_000), st.binary(min_size=1, max_size=40))
@settings(max_examples=200, deadline=None)
def test_whatever_is_done_to_a_file_it_is_cleaned_or_refused(name: str, at: int, other: bytes) -> None:
    content, kind = SAMPLES[name]
    at %= len(content)
    with suppress(Refused):
        assert clean(name, content[:at] + other + content[at + len(other) :])[0] is kind


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("C:\\Users\\Sam\\letter.PDF", "letter.pdf"),
        ("../../etc/letter.pdf", "letter.pdf"),
        ("let\u202eter\r\n<b>.pdf", "letter b.pdf"),
        ("report.exe.pdf", "report.exe.pdf"),
        (".pdf.pdf", "pdf.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ("\u0160árka.pdf", "\u0160árka.pdf"),
    ],
)
def test_a_name_is_one_plain_line_with_the_ending_of_its_kind(given: str, kept: str) -> None:
    assert kept_name(given, said_by_name(given)) == kept


def test_every_kind_and_reason_has_its_words() -> None:
    assert set(FACTS) == set(Kind)
    assert all(reason.words for reason in Reason)
    assert not any(Path(ending).suffix for ending in (kind.ending[1:] for kind in Kind))
