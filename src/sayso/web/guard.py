"""What stands before every page: who may ask, from where, how much, and what the browser may do with the answer.

Plain ASGI, so that nothing is read or routed before it. The reader listens on this machine only; an attacker's page in
the same browser is kept out by the Host header (DNS rebinding), by the origin and a token of every POST (CSRF), and by
a policy that lets no script run but the reader's own files.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qsl, urlencode

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
    "x-frame-options": "DENY",
    "x-robots-tag": "noindex, noarchive",
}
SESSION, PASS = "sayso-session", "sayso-pass"
MOST_BODY = 1_000_000
MOST_UPLOAD = 220_000_000
LONGEST_URL = 8_000
SHORTEST_TOKEN = 16


@dataclass(frozen=True)
class Locks:
    """What this run of the reader lets in.

    Attributes:
        hosts: values of the Host header that are the reader's own.
        token: what a visitor must show once; None where only this machine can ask.
        secret: made at the start of every run; signs the tokens of sessions.
        secure: whether cookies go over TLS only.
    """

    hosts: frozenset[str]
    token: str | None = None
    secure: bool = False
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))

    def csrf(self, session: str) -> str:
        """The token that a form of this session carries."""
        return hmac.new(self.secret, b"csrf " + session.encode(), hashlib.sha256).hexdigest()

    def genuine(self, session: str, given: str) -> bool:
        """Whether a form of this session carries it."""
        return bool(session) and hmac.compare_digest(self.csrf(session).encode(), given.encode())

    def ours(self, words: str) -> str:
        """What an address carries beside words of the reader's, so that no link from elsewhere speaks in its name."""
        return hmac.new(self.secret, b"said " + words.encode(errors="replace"), hashlib.sha256).hexdigest()[:32]

    def admits(self, given: str) -> bool:
        """Whether this is the token, compared in constant time."""
        return self.token is not None and hmac.compare_digest(
            hashlib.sha256(given.encode("utf-8", "surrogatepass")).digest(),
            hashlib.sha256(self.token.encode()).digest(),
        )

    @property
    def pass_(self) -> str:
        """What the cookie of an admitted visitor holds: not the token itself."""
        return hmac.new(self.secret, b"pass " + (self.token or "").encode(), hashlib.sha256).hexdigest()


class Guard:
    """The ASGI application around the reader's own."""

    def __init__(self, app: App, locks: Locks) -> None:
        self._app, self._locks = app, locks

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = {k.decode("latin-1").lower(): v.decode("latin-1") for k, v in scope["headers"]}
        cookies = _cookies(headers.get("cookie", ""))
        refused = self._refused(scope, headers)
        if refused is not None:
            await _answer(send, *refused)
            return
        extra: list[tuple[str, str]] = []
        if self._locks.token is not None and not self._passed(cookies):
            await self._at_the_door(scope, send)
            return
        session = cookies.get(SESSION, "")
        if not (len(session) == 43 and session.replace("-", "").replace("_", "").isalnum()):
            session = secrets.token_urlsafe(32)
            extra.append(("set-cookie", self._cookie(SESSION, session)))
        scope["sayso.session"], scope["sayso.csrf"] = session, self._locks.csrf(session)
        most = MOST_UPLOAD if scope["path"] == "/drop" else MOST_BODY
        await self._app(scope, _bounded(receive, most), _with_headers(send, extra, scope["path"]))

    def _refused(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        """The status and words for a request that is not let through."""
        if headers.get("host", "").lower() not in self._locks.hosts:
            return 421, "This reader does not go by that name."
        if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > LONGEST_URL:
            return 414, "The address is too long."
        if scope["method"] not in ("GET", "HEAD", "POST"):
            return 405, "Only GET, HEAD and POST are answered."
        if scope["method"] == "POST":
            return self._refused_post(scope, headers)
        return None

    def _refused_post(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        origin, site = headers.get("origin"), headers.get("sec-fetch-site")
        own = {f"{scheme}://{host}" for scheme in ("http", "https") for host in self._locks.hosts}
        if (origin is not None and origin not in own) or site in ("cross-site", "same-site"):
            return 403, "This came from another page."
        length = headers.get("content-length", "0")
        most = MOST_UPLOAD if scope["path"] == "/drop" else MOST_BODY
        if not (length.isascii() and length.isdigit()) or int(length) > most:
            return 413, f"Too much at once: the limit is {most / 1e6:.0f} MB."
        return None

    def _passed(self, cookies: dict[str, str]) -> bool:
        return hmac.compare_digest(cookies.get(PASS, "").encode(), self._locks.pass_.encode())

    async def _at_the_door(self, scope: Scope, send: Send) -> None:
        """Take the token from the address, once, and give a cookie for it."""
        pairs = parse_qsl((scope.get("query_string") or b"").decode("latin-1"), keep_blank_values=True)
        given = next((v for k, v in pairs if k == "token"), "")
        if not self._locks.admits(given) or scope["method"] != "GET":
            await _answer(send, 401, "Open the address that `sayso open` printed: it holds the token.")
            return
        rest = urlencode([(k, v) for k, v in pairs if k != "token"])
        path = "/" + scope["path"].lstrip("/\\") + (f"?{rest}" if rest else "")
        cookie = ("set-cookie", self._cookie(PASS, self._locks.pass_))
        await _answer(send, 303, "", extra=[("location", path), cookie])

    def _cookie(self, name: str, value: str) -> str:
        return f"{name}={value}; Path=/; HttpOnly; SameSite=Strict" + ("; Secure" if self._locks.secure else "")


def _cookies(header: str) -> dict[str, str]:
    try:
        return {name: morsel.value for name, morsel in SimpleCookie(header).items()}
    except CookieError:
        return {}


def _bounded(receive: Receive, most: int) -> Receive:
    """The body, cut off where it grows over the limit, whatever its head promised."""
    seen = 0

    async def counted() -> Message:
        nonlocal seen
        message = await receive()
        if message["type"] == "http.request":
            seen += len(message.get("body", b""))
            if seen > most:
                return {"type": "http.disconnect"}
        return message

    return counted


def _with_headers(send: Send, extra: list[tuple[str, str]], path: str) -> Send:
    kept = "public, max-age=3600" if path.startswith("/static/") else "no-store"

    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            given = [(k, v) for k, v in message.get("headers", []) if k.lower() != b"server"]
            names = {k.lower() for k, _ in given}
            added = [*HEADERS.items(), *extra, *([] if b"cache-control" in names else [("cache-control", kept)])]
            message["headers"] = [*given, *((k.encode(), v.encode()) for k, v in added)]
        await send(message)

    return sending


async def _answer(send: Send, status: int, words: str, *, extra: list[tuple[str, str]] | None = None) -> None:
    body = words.encode()
    headers = [*HEADERS.items(), ("content-type", "text/plain; charset=utf-8"), ("cache-control", "no-store")]
    headers += [("content-length", str(len(body))), *(extra or [])]
    encoded = [(k.encode(), v.encode()) for k, v in headers]
    await send({"type": "http.response.start", "status": status, "headers": encoded})
    await send({"type": "http.response.body", "body": body})
