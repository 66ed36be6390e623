"""PDFs are written anew, without scripts, actions, enclosed files, forms, and what they say of their maker."""

import io
from collections.abc import Iterator
from typing import Any, Final

import pikepdf

from casework.files.cleaning.kinds import Reason, Refused

MOST_OBJECTS: Final = 200_000
OF_THE_DOCUMENT: Final = ("/OpenAction", "/AA", "/Metadata", "/AcroForm", "/Collection", "/URI", "/PieceInfo", "/AF")
OF_NAMES: Final = ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/AlternatePresentations")
OF_A_PAGE: Final = ("/AA", "/Metadata", "/PieceInfo", "/AF")
EVERYWHERE: Final = ("/Metadata", "/JS", "/EF", "/RF", "/Ref", "/OPI")
"""What names the maker of a picture or font, a script, a file enclosed wherever it is, and pages of other files."""
OF_A_STREAM: Final = ("/F", "/FFilter", "/FDecodeParms")
"""That what it holds lies elsewhere: a program would fetch it."""
HARMLESS_ACTIONS: Final = {"/GoTo", "/URI"}
ADDRESSES: Final = ("http://", "https://", "mailto:", "tel:")
ENCLOSING: Final = {"/FileAttachment", "/RichMedia", "/Screen", "/Movie", "/Sound", "/3D"}


def clean_pdf(content: bytes) -> bytes:
    """Give the pages of a PDF in a new file; refuses one that is locked, damaged, or of more than 200,000 objects."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if len(pdf.objects) > MOST_OBJECTS:
                raise Refused(Reason.TOO_MUCH)
            if not len(pdf.pages):
                raise Refused(Reason.DAMAGED)
            return _written_anew(pdf)
    except pikepdf.PasswordError:
        raise Refused(Reason.LOCKED) from None
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, RecursionError):
        raise Refused(Reason.DAMAGED) from None


def _written_anew(pdf: pikepdf.Pdf) -> bytes:
    """What nothing points at any more is not written; so what stood before, between or behind the objects is gone."""
    if pdf.is_encrypted and not pdf.allow.extract:
        raise Refused(Reason.LOCKED)
    _take_out(pdf.Root, OF_THE_DOCUMENT)
    if isinstance(pdf.Root.get("/Names"), pikepdf.Dictionary):
        _take_out(pdf.Root["/Names"], OF_NAMES)
    for page in pdf.pages:
        _take_out(page.obj, OF_A_PAGE)
        if "/Annots" in page.obj:
            page.obj["/Annots"] = pikepdf.Array(_kept_annotations(page.obj["/Annots"]))
    for thing in pdf.objects:
        for inner in _with_what_is_in_it(thing):
            _take_out(inner, EVERYWHERE)
            if isinstance(inner, pikepdf.Stream):
                _take_out(inner, OF_A_STREAM)
            _disarm(inner)
    del pdf.docinfo
    out = io.BytesIO()
    pdf.save(out, encryption=False, deterministic_id=True)
    return out.getvalue()


def _take_out(thing: Any, names: tuple[str, ...]) -> None:
    for name in names:
        if name in thing:
            del thing[name]


def _kept_annotations(annotations: Any) -> Iterator[Any]:
    for note in annotations:
        if isinstance(note, pikepdf.Dictionary) and str(note.get("/Subtype", "")) not in ENCLOSING:
            _take_out(note, ("/AA", "/AF", "/FS"))
            yield note


def _with_what_is_in_it(thing: Any) -> Iterator[Any]:
    """An object and the dictionaries written inside it; what it points at comes by itself."""
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        yield thing
        inside = list(thing.values()) if isinstance(thing, pikepdf.Dictionary) else list(thing.stream_dict.values())
    else:
        inside = list(thing) if isinstance(thing, pikepdf.Array) else []
    for part in inside:
        if not getattr(part, "is_indirect", True):
            yield from _with_what_is_in_it(part)


def _disarm(thing: Any) -> None:
    """An action that does more than lead to a page or an address goes, wherever it hangs, with what follows on it."""
    for name in ("/A", "/Next", "/PA"):
        action = thing.get(name)
        chain = list(action) if isinstance(action, pikepdf.Array) else [action]
        if any(_does_more(one) for one in chain):
            del thing[name]


def _does_more(action: Any) -> bool:
    if not isinstance(action, pikepdf.Dictionary):
        return False
    kind, address = str(action.get("/S", "")), str(action.get("/URI", "")).strip().lower()
    return kind not in HARMLESS_ACTIONS or (kind == "/URI" and not address.startswith(ADDRESSES))
