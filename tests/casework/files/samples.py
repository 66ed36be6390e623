"""Files of every kind that is taken, small and made here; and ways to make them bad."""

import io
import struct
import zipfile
import zlib
from email.message import EmailMessage

import pikepdf
from openpyxl import Workbook
from PIL import Image

SECTOR = 512
END, FREE, FAT = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
MAKER = "Maker Name"


def picture(kind: str = "JPEG", size: tuple[int, int] = (40, 20), *, exif: bool = True) -> bytes:
    """A picture of two colours that says who took it, and stands on its side."""
    drawn = Image.new("RGB", size, "navy")
    drawn.paste("gold", (0, 0, size[0] // 2, size[1]))
    told = Image.Exif()
    if exif:
        told[0x0112], told[0x013B] = 6, MAKER
    out = io.BytesIO()
    drawn.save(out, kind, exif=told)
    return out.getvalue()


def flood() -> bytes:
    """A PNG that says it is 65,536 by 65,536, in a few bytes."""
    head = b"IHDR" + struct.pack(">IIBBBBB", 65_536, 65_536, 8, 2, 0, 0, 0)
    small = picture("PNG", size=(1, 1), exif=False)
    return small[:12] + head + struct.pack(">I", zlib.crc32(head)) + small[33:]


def pdf(*, script: str = "", enclosed: bytes = b"", password: str = "") -> bytes:
    """A PDF of one page that says who made it."""
    made = pikepdf.new()
    made.add_blank_page(page_size=(200, 100))
    made.docinfo["/Author"] = MAKER
    with made.open_metadata() as told:
        told["dc:creator"] = [MAKER]
    if script:
        action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=script)
        made.Root.OpenAction = made.make_indirect(action)
        made.pages[0].obj.Annots = pikepdf.Array(
            [pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=action)]
        )
    if enclosed:
        made.attachments["enclosed.exe"] = enclosed
    out = io.BytesIO()
    made.save(out, encryption=pikepdf.Encryption(user=password, owner=password) if password else False)
    return out.getvalue()


def workbook() -> bytes:
    """A workbook of one cell that says who made it."""
    book = Workbook()
    book["Sheet"]["A1"] = "Contact sheet"
    book.properties.creator = MAKER
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DOCUMENT = {
    "[Content_Types].xml": '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" ContentType="application/xml"/>'
    '<Override PartName="/docProps/core.xml" ContentType="application/xml"/></Types>',
    "_rels/.rels": f'<Relationships><Relationship Id="r1" Type="{RELATED}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="r2" Type="{RELATED}/core-properties" Target="docProps/core.xml"/></Relationships>',
    "word/_rels/document.xml.rels": "<Relationships>"
    f'<Relationship Id="r3" Type="{RELATED}/attachedTemplate" Target="http://fetch.invalid/t" TargetMode="External"/>'
    f'<Relationship Id="r4" Type="{RELATED}/hyperlink" Target="http://click.invalid/" TargetMode="External"/>'
    "</Relationships>",
    "word/document.xml": "<document>Letter of support</document>",
    "docProps/core.xml": f"<core>{MAKER}</core>",
}


def document(**more: bytes | str) -> bytes:
    """A Word document, with more parts by name (dots and slashes as they are)."""
    return package({**DOCUMENT, **more})


def package(parts: dict[str, bytes | str]) -> bytes:
    """A zip of these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def email(name: str = "", content: bytes = b"") -> bytes:
    """An e-mail, perhaps with something attached."""
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Tuesday"
    message["Date"] = "Tue, 24 Nov 2026 10:00:00 +0000"
    message.set_content("See you on Tuesday.")
    if name:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def outlook(name: str = "", content: bytes = b"") -> bytes:
    """An Outlook message, perhaps with something attached: a compound file with streams of at least 4,096 bytes."""
    streams: dict[tuple[str, ...], bytes] = {("__properties_version1.0",): b"\0" * 4096}
    if name:
        folder = "__attach_version1.0_#00000000"
        streams[folder, "__substg1.0_3707001F"] = name.encode("utf-16-le")
        streams[folder, "__substg1.0_37010102"] = content
    return compound(streams)


def compound(streams: dict[tuple[str, ...], bytes]) -> bytes:
    """A compound file (MS-CFB) of these streams, in at most one folder; short ones are filled up with zeros."""
    folders = sorted({path[0] for path in streams if len(path) > 1})
    names = ["Root Entry", *(path[0] for path in streams if len(path) == 1), *folders]
    inside = [path for path in streams if len(path) > 1]
    data = [streams[path].ljust(4096, b"\0") for path in [*(path for path in streams if len(path) == 1), *inside]]
    directory_sectors = -(-(len(names) + len(inside)) // 4)
    starts, fat, at = [], [FAT, *range(2, directory_sectors + 1), END], 1 + directory_sectors
    for stream in data:
        sectors = -(-len(stream) // SECTOR)
        starts.append(at)
        fat += [*range(at + 1, at + sectors), END]
        at += sectors
    entries = _entries(names, folders, inside, starts, data)
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    body = b"".join(stream.ljust(-(-len(stream) // SECTOR) * SECTOR, b"\0") for stream in data)
    table = struct.pack(f"<{SECTOR // 4}I", *fat, *[FREE] * (SECTOR // 4 - len(fat)))
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, END, 0, END, 0, 0)
    return header + struct.pack("<108I", *[FREE] * 108) + table + directory + body


def _entries(
    names: list[str], folders: list[str], inside: list[tuple[str, ...]], starts: list[int], data: list[bytes]
) -> list[bytes]:
    plain = len(names) - 1 - len(folders)
    first_inside = len(names)
    root = _entry("Root Entry", 5, child=1)
    made = [root]
    for number, name in enumerate(names[1:], start=1):
        right = number + 1 if number + 1 < len(names) else FREE
        if number <= plain:
            made.append(_entry(name, 2, right=right, start=starts[number - 1], size=len(data[number - 1])))
        else:
            made.append(_entry(name, 1, right=right, child=first_inside))
    for number, path in enumerate(inside):
        right = first_inside + number + 1 if number + 1 < len(inside) else FREE
        made.append(_entry(path[1], 2, right=right, start=starts[plain + number], size=len(data[plain + number])))
    return made


def _entry(name: str, kind: int, *, right: int = FREE, child: int = FREE, start: int = END, size: int = 0) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return text.ljust(64, b"\0") + struct.pack(
        "<HBBIII16x4x8x8xIQ", len(text), kind, 1, FREE, right, child, 0 if kind == 5 else start, size
    )
