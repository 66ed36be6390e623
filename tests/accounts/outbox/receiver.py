"""A mail server for the tests, as a program of its own: it keeps the Message-ID of everything that it takes.

    python receiver.py PORT FILE [LOSE]

With LOSE it takes each message and hangs up before it says so, as a network does that fails at the worst moment.
"""

import re
import socketserver
import sys
from pathlib import Path

PORT, FILE, LOSE = int(sys.argv[1]), Path(sys.argv[2]), len(sys.argv) > 3


class Conversation(socketserver.StreamRequestHandler):
    """As much of RFC 5321 as a sender needs."""

    def handle(self) -> None:
        """Greet, take messages, and say goodbye."""
        self.say("220 here")
        for line in self.rfile:
            word = line[:4].upper().strip()
            if word == b"DATA":
                self.say("354 go on")
                self.take()
                if LOSE:
                    return
            self.say("221 bye" if word == b"QUIT" else "250 ok")
            if word == b"QUIT":
                return

    def take(self) -> None:
        """Keep one message's id."""
        text = b""
        while not text.endswith(b"\r\n.\r\n"):
            text += self.rfile.readline()
        (found,) = re.findall(rb"^Message-ID: <([^>]+)>", text, re.MULTILINE)
        with FILE.open("ab") as kept:
            kept.write(found + b"\n")

    def say(self, words: str) -> None:
        """Answer with one line."""
        self.wfile.write(f"{words}\r\n".encode())


if __name__ == "__main__":
    socketserver.ThreadingTCPServer.allow_reuse_address = True
    with socketserver.ThreadingTCPServer(("127.0.0.1", PORT), Conversation) as server:
        server.serve_forever()
