"""Read by every Python process that is started with this folder in PYTHONPATH: cuts the network.

Whoever looks up a name or connects to another machine is written to the file that
TONGBAO_CONNECTIONS names, and refused.
"""

import os
import sys

HERE = {"127.0.0.1", "::1", "localhost", "0.0.0.0", "::", "", None}  # noqa: S104
LOOKUPS = {"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr"}
SENDS = {"socket.connect", "socket.sendto", "socket.sendmsg"}
LOG = os.environ["TONGBAO_CONNECTIONS"]


def _cut(event: str, arguments: tuple) -> None:
    if event in LOOKUPS:
        host = arguments[0]
    elif event in SENDS and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    host = host.decode() if isinstance(host, bytes) else host
    if host in HERE:
        return
    descriptor = os.open(LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.write(descriptor, f"{event} {host} by {' '.join(sys.orig_argv)[:200]!r}\n".encode())
    os.close(descriptor)
    raise OSError(f"the network is cut: {event} {host}")


sys.addaudithook(_cut)
