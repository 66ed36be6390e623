"""A stand-in for the ClamAV daemon: reads INSTREAM as the real one does, and knows one harmful mark."""

import socketserver
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HARMFUL = b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE"


class _Handler(socketserver.StreamRequestHandler):
    answer: bytes | None = None

    def handle(self) -> None:
        assert self.rfile.read(10) == b"zINSTREAM\0"
        content = b""
        while length := struct.unpack(">I", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
        seen = b"stream: Eicar-Test FOUND\0" if HARMFUL in content else b"stream: OK\0"
        self.wfile.write(seen if self.answer is None else self.answer)


@contextmanager
def daemon(folder: Path, answer: bytes | None = None) -> Iterator[str]:
    """The stand-in at work, with one answer to everything if one is given; yields its address as the setting has it."""
    path = folder / "clamd"
    handler = type("Handler", (_Handler,), {"answer": answer})
    with socketserver.ThreadingUnixStreamServer(str(path), handler) as server:
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield f"unix:{path}"
        finally:
            server.shutdown()
            path.unlink()
