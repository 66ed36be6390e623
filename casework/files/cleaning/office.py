"""Word and Excel files are packed anew: without macros, enclosed programs, what they fetch, and who made them."""

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from casework.files.cleaning.kinds import Kind, Reason, Refused
from casework.files.cleaning.markup import refuse_declarations, relationships, types

MOST_PARTS: Final = 5_000
MOST_UNPACKED: Final = 200 * 1024 * 1024
MOST_RATIO: Final = 200
"""Times that a part may grow when it is unpacked, above a megabyte. Text shrinks to about a tenth."""
MEBIBYTE: Final = 1024 * 1024

MAIN: Final = {Kind.WORD: "word/document.xml", Kind.EXCEL: "xl/workbook.xml"}
TYPES: Final = "[Content_Types].xml"
PROGRAMS: Final = re.compile(r"(vbaProject|vbaData|macrosheets|activeX|xlm|customUI)", re.IGNORECASE)
ENCLOSED: Final = re.compile(
    r"/embeddings/|/attachedToolbars|\.(exe|dll|js|vbs|bat|cmd|lnk|hta|jar|scr|bin)$", re.IGNORECASE
)
PRINTER: Final = re.compile(r"/printerSettings/[^/]+\.bin$")
MAKER: Final = re.compile(r"^(docProps/|customXml/)|/people\.xml$|/printerSettings/")
ZIP_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    ValueError,
    RuntimeError,
    NotImplementedError,
    struct.error,
)
LINK_MODE: Final = 0o120000
THEN: Final = (1980, 1, 1, 0, 0, 0)


def kind_of_package(content: bytes) -> Kind:
    """Whether a zip is a Word document or an Excel workbook; refuses (NOT_TAKEN) any other, and a damaged one."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except ZIP_FAULTS:
        raise Refused(Reason.DAMAGED) from None
    found = [kind for kind, main in MAIN.items() if main in names and TYPES in names]
    if len(found) > 1:
        raise Refused(Reason.TWO_KINDS)
    if not found:
        raise Refused(Reason.NOT_TAKEN)
    return found[0]


def clean_package(content: bytes) -> bytes:
    """Give a package with what makes the document; refuses macros, enclosed files and what unpacks to much."""
    out = io.BytesIO()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fresh:
            kept = {part.filename for part in _parts(archive) if not MAKER.search(part.filename)}
            for name in sorted(kept, key=lambda name: name != TYPES):  # the list of types stands first
                content = _cleaned(name, archive.read(name), kept)
                fresh.writestr(zipfile.ZipInfo(name, THEN), content, zipfile.ZIP_DEFLATED)
    except ZIP_FAULTS:
        raise Refused(Reason.DAMAGED) from None
    return out.getvalue()


def _parts(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """Every part, once each; sizes are those declared, at which Python's reader stops: one that lies is damaged."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise Refused(Reason.TOO_MUCH)
    if len({part.filename for part in parts}) < len(parts):
        raise Refused(Reason.DAMAGED)
    for part in parts:
        _refuse_part(part)
        if not part.is_dir():
            yield part


def _refuse_part(part: zipfile.ZipInfo) -> None:
    name = part.filename
    if part.flag_bits & 1:
        raise Refused(Reason.LOCKED)
    if name.startswith("/") or "\\" in name or ".." in name.split("/") or _is_link(part):
        raise Refused(Reason.DAMAGED)
    if PROGRAMS.search(name):
        raise Refused(Reason.MACROS)
    if ENCLOSED.search(name) and not PRINTER.search(name):
        raise Refused(Reason.EMBEDDED)
    if part.file_size > MEBIBYTE and part.file_size > MOST_RATIO * max(part.compress_size, 1):
        raise Refused(Reason.TOO_MUCH)


def _is_link(part: zipfile.ZipInfo) -> bool:
    return (part.external_attr >> 16) & 0o170000 == LINK_MODE


def _cleaned(name: str, content: bytes, kept: set[str]) -> bytes:
    if name == TYPES:
        return types(content, kept.__contains__)
    if name.endswith(".rels"):
        folder = name.rpartition("_rels/")[0]
        return relationships(content, lambda target: not MAKER.search(_absolute(folder, target)))
    if name.endswith((".xml", ".vml")):
        refuse_declarations(content)
    return content


def _absolute(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    parts: list[str] = [part for part in folder.split("/") if part]
    for part in target.split("/"):
        if part == "..":
            parts[-1:] = []
        else:
            parts.append(part)
    return "/".join(parts)
