"""Where alerts go: 企业微信 and 钉钉 robots, mail; each named by a variable."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
import smtplib
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from email.message import EmailMessage
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

WECOM = "TONGBAO_ALERT_WECOM"
"""The address of a 企业微信 robot."""

DINGTALK = "TONGBAO_ALERT_DINGTALK"
"""The address of a 钉钉 robot."""

DINGTALK_SECRET = "TONGBAO_ALERT_DINGTALK_SECRET"  # noqa: S105  # a variable's name
"""The signing secret (加签) of the 钉钉 robot, if it has one."""

MAIL = "TONGBAO_ALERT_MAIL"
"""`smtp://{USER}:{PASSWORD}@HOST:PORT?from=ADDRESS&to=ADDRESS,ADDRESS`; smtps for TLS at once."""

_NO_MAILBOX = (
    "it is not smtp://{USER}:{PASSWORD}@HOST:PORT?from=ADDRESS&to=ADDRESS, with %2F for a slash"
)

VARIABLES = (WECOM, DINGTALK, MAIL)
TIMEOUT_SECONDS = 10
"""How long a server may be silent."""

IN_ALL_SECONDS = 30
"""How long telling a channel may take: one that answers a byte at a time must not hold a run up."""

Send = Callable[[str, str], None]
"""Sends a title and a text in Markdown; raises OSError or ValueError where it did not arrive."""


def channels(environment: Mapping[str, str] = os.environ) -> dict[str, Send]:
    """Return the channels that are configured, by the variable that names them."""
    found: dict[str, Send] = {}
    if address := environment.get(WECOM):
        found[WECOM] = lambda title, text: _wecom(address, text)
    if robot := environment.get(DINGTALK):
        secret = environment.get(DINGTALK_SECRET, "")
        found[DINGTALK] = lambda title, text: _dingtalk(robot, secret, title, text)
    if mailbox := environment.get(MAIL):
        found[MAIL] = lambda title, text: _mail(mailbox, title, text)
    return found


def within(seconds: float, call: Callable[[], None]) -> None:
    """Call and raise what it raises; TimeoutError where it has not ended by then."""
    ended: list[Exception | None] = []

    def work() -> None:
        try:
            call()
            ended.append(None)
        except Exception as error:
            ended.append(error)

    worker = threading.Thread(target=work, daemon=True)
    worker.start()
    worker.join(seconds)
    if not ended:
        raise TimeoutError(f"no answer within {seconds} seconds")
    if ended[0] is not None:
        raise ended[0]


def _wecom(address: str, text: str) -> None:
    # the robot refuses more than 4096 bytes
    short = text.encode()[:4000].decode(errors="ignore")
    _post(address, {"msgtype": "markdown", "markdown": {"content": short}})


def _dingtalk(address: str, secret: str, title: str, text: str) -> None:
    parameters = {}
    if secret:
        stamp = str(round(time.time() * 1000))
        signed = hmac.digest(secret.encode(), f"{stamp}\n{secret}".encode(), hashlib.sha256)
        parameters = {"timestamp": stamp, "sign": base64.b64encode(signed).decode()}
    message = {"msgtype": "markdown", "markdown": {"title": title, "text": text[:5000]}}
    _post(address, message, parameters)


def _post(
    address: str, message: dict[str, Any], parameters: Mapping[str, str] | None = None
) -> None:
    import requests

    try:
        answer = requests.post(address, json=message, params=parameters, timeout=TIMEOUT_SECONDS)
        told = answer.json() if answer.content else {}
    except (requests.RequestException, ValueError) as error:
        # the address carries the robot's key: it stays out of every message
        raise OSError(type(error).__name__) from None
    if not answer.ok:
        raise OSError(f"HTTP {answer.status_code}")
    # both robots answer 200 to what they refuse, and say so in the body
    if isinstance(told, dict) and told.get("errcode", 0) != 0:
        raise OSError(f"the robot refused it: {told.get('errcode')} {told.get('errmsg')}")


def _mail(mailbox: str, title: str, text: str) -> None:
    where = urlsplit(mailbox)
    asked = parse_qs(where.query)
    try:
        port = where.port or 0
    except ValueError:
        # what stands there may be half a password that was not quoted
        raise ValueError(_NO_MAILBOX) from None
    if where.scheme not in {"smtp", "smtps"} or not where.hostname or not asked.get("to"):
        raise ValueError(_NO_MAILBOX)
    message = EmailMessage()
    message["Subject"], message["To"] = title, ", ".join(asked["to"])
    message["From"] = asked.get("from", ["tongbao@localhost"])[0]
    message.set_content(text)
    kind = smtplib.SMTP_SSL if where.scheme == "smtps" else smtplib.SMTP
    try:
        with kind(where.hostname, port, timeout=TIMEOUT_SECONDS) as server:
            server.ehlo()
            if where.scheme == "smtp" and server.has_extn("starttls"):
                server.starttls(context=ssl.create_default_context())
            if where.username:
                server.login(unquote(where.username), unquote(where.password or ""))
            server.send_message(message)
    except smtplib.SMTPException as error:
        raise OSError(type(error).__name__) from None
