"""A robot that keeps what it is told: an HTTP server on this machine, for one test."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Robot:
    """Its address, what came in, and what it answers."""

    address: str = ""
    messages: list[dict[str, Any]] = field(default_factory=list)
    paths: list[str] = field(default_factory=list)
    status: int = 200
    silence: float = 0.0
    """Seconds before it answers, and between the bytes of its answer where it drips."""
    is_dripping: bool = False
    answer: dict[str, Any] = field(default_factory=lambda: {"errcode": 0, "errmsg": "ok"})

    @property
    def texts(self) -> list[str]:
        """The texts of the messages, of either robot."""
        bodies = [message["markdown"] for message in self.messages]
        return [body.get("content") or body["text"] for body in bodies]


@contextmanager
def listening_robot() -> Iterator[Robot]:
    """Serve a robot on 127.0.0.1 for the block."""
    robot = Robot()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            robot.messages.append(json.loads(self.rfile.read(length)))
            robot.paths.append(self.path)
            time.sleep(robot.silence)
            self.send_response(robot.status)
            self.end_headers()
            answer = json.dumps(robot.answer).encode()
            pieces = [bytes([byte]) for byte in answer] if robot.is_dripping else [answer]
            with suppress(ConnectionError):  # who asked may have gone
                for piece in pieces:
                    self.wfile.write(piece)
                    time.sleep(robot.silence)

        def log_message(self, *_: object) -> None:
            return None

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    robot.address = f"http://127.0.0.1:{server.server_port}/robot?key=secret"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield robot
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
