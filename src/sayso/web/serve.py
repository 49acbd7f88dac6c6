"""Starting the reader: where it listens, who may ask, and what it says while it does."""

from __future__ import annotations

import gc
import secrets
import socket
import threading
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path

from sayso.errors import UsageError
from sayso.web.guard import SHORTEST_TOKEN, Locks

HOME = "127.0.0.1"
PORT = 8321


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader listens; `certificate` and `key` are PEM files, for https."""

    host: str = HOME
    port: int = PORT
    token: str | None = None
    certificate: Path | None = None
    key: Path | None = None

    @property
    def scheme(self) -> str:
        """http, or https with a certificate."""
        return "https" if self.certificate is not None else "http"

    @property
    def address(self) -> str:
        """What to open."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{host}:{self.port}/" + (f"?token={self.token}" if self.token else "")


def checked(place: Place) -> Place:
    """The place, with a token made if one is asked for by `auto`.

    Raises:
        UsageError: others could reach it and there is no token, or the token is too short to be one.
    """
    token = secrets.token_urlsafe(24) if place.token == "auto" else place.token
    if token is None and not is_home(place.host):
        raise UsageError(
            "others could reach this address", where=place.host, hint="add --token auto, or leave --host out"
        )
    if token is not None and (len(token) < SHORTEST_TOKEN or not token.isprintable() or " " in token):
        raise UsageError(f"a token has {SHORTEST_TOKEN} characters or more", hint="--token auto makes one")
    if (place.certificate is None) != (place.key is None):
        raise UsageError("a certificate comes with its key", hint="give both --certificate and --key")
    return Place(place.host, place.port, token, place.certificate, place.key)


def is_home(host: str) -> bool:
    """Whether only this machine can reach the address.

    >>> is_home("127.0.0.1"), is_home("localhost"), is_home("::1"), is_home("0.0.0.0"), is_home("192.168.1.4")
    (True, True, True, False, False)
    """
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def locks_of(place: Place) -> Locks:
    """What is let in at a place."""
    names = {place.host, "localhost", HOME, "[::1]"} if is_home(place.host) else {place.host, HOME, "localhost"}
    if place.host in ("0.0.0.0", "::"):
        names |= {socket.gethostname().lower(), *_own_addresses()}
    names = {f"[{n}]" if ":" in n and not n.startswith("[") else n for n in names}
    hosts = {f"{n}:{place.port}" for n in names} | ({*names} if place.port in (80, 443) else set())
    return Locks(frozenset(h.lower() for h in hosts), place.token, secure=place.scheme == "https")


def _own_addresses() -> set[str]:
    try:
        found = socket.getaddrinfo(socket.gethostname(), None, proto=socket.IPPROTO_TCP)
    except OSError:
        return set()
    return {str(info[4][0]).partition("%")[0] for info in found}


def serve(case: Path, place: Place, *, by: str, say: Callable[[str], None], browser: bool = True) -> None:
    """Open a case in the reader, until interrupted.

    Args:
        case: the case folder; made if there is none.
        place: where to listen; port 0 takes a free one.
        by: who judges, until a page says otherwise.
        say: told what the user should know.
        browser: open a browser when it listens.

    Raises:
        UsageError: the place is not safe, or taken.
    """
    with _loading():
        import uvicorn

        from sayso.case import Case
        from sayso.web.app import guarded, make_app
        from sayso.web.uploads import end_all, sweep

    place = checked(place)
    sweep()
    with listen(place) as listening:
        place = Place(place.host, listening.getsockname()[1], place.token, place.certificate, place.key)
        if not (case / "format").exists():
            Case.open(case, create=True)
        app = make_app(case, by=by)
        config = uvicorn.Config(
            guarded(app, locks_of(place)), log_level="error", access_log=False, server_header=False, date_header=False,
            lifespan="off", ws="none", timeout_keep_alive=10, limit_concurrency=200,
            h11_max_incomplete_event_size=65_536, ssl_certfile=str(place.certificate) if place.certificate else None,
            ssl_keyfile=str(place.key) if place.key else None,
        )  # fmt: skip
        say(f"{case} is open at {place.address} (Ctrl-C ends it)")
        if not is_home(place.host):
            plain = "" if place.scheme == "https" else ", and without --certificate anybody on the way can read along"
            say(f"warning: others can reach this address; whoever has the token reads and judges{plain}")
        if browser:
            threading.Timer(0.4, webbrowser.open, (place.address,)).start()
        try:
            uvicorn.Server(config).run(sockets=[listening])
        finally:
            end_all(app.state.jobs.values())


@contextmanager
def _loading() -> Iterator[None]:
    """While modules are loaded nothing is garbage: looking for some takes a tenth of the start."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def listen(place: Place) -> socket.socket:
    """A socket that listens at the place.

    Raises:
        UsageError: it is taken, or not this machine's.
    """
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((place.host, place.port))
        made.listen(128)
    except OSError as error:
        made.close()
        raise UsageError(
            f"cannot listen there: {(error.strerror or 'not possible').lower()}", where=f"{place.host}:{place.port}",
            hint="another reader may be open; give another --port, or --port 0 for any",
        ) from error  # fmt: skip
    return made
