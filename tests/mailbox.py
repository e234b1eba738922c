"""A mail server that keeps what it is sent: on this machine, for one test."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Mailbox:
    """Its address and what came in: who it was for, and the messages."""

    address: str = ""
    recipients: list[str] = field(default_factory=list)
    messages: list[EmailMessage] = field(default_factory=list)


@contextmanager
def listening_mailbox() -> Iterator[Mailbox]:
    """Serve SMTP on 127.0.0.1 for the block."""
    mailbox = Mailbox()

    class Handler(socketserver.StreamRequestHandler):
        def answer(self, text: str) -> None:
            self.wfile.write(f"{text}\r\n".encode())

        def handle(self) -> None:
            self.answer("220 mailbox")
            while line := self.rfile.readline().decode().strip():
                verb = line.split()[0].upper()
                if verb == "DATA":
                    self.answer("354 go on")
                    self.take()
                elif verb == "QUIT":
                    self.answer("221 bye")
                    return
                elif verb == "RCPT":
                    mailbox.recipients.append(line.partition(":")[2].strip("<> "))
                self.answer("250 ok")

        def take(self) -> None:
            lines = []
            while (line := self.rfile.readline()) not in (b".\r\n", b""):
                lines.append(line.removeprefix(b"."))
            mailbox.messages.append(message_from_bytes(b"".join(lines), policy=policy.default))

    with socketserver.TCPServer(("127.0.0.1", 0), Handler) as server:
        port = server.server_address[1]
        people = "from=tongbao@example.cn&to=a@example.cn,b@example.cn"
        mailbox.address = f"smtp://127.0.0.1:{port}?{people}"
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield mailbox
        finally:
            server.shutdown()
            thread.join()
