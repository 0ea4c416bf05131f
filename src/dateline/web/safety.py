"""What stands before every page: the Host it may be asked under, sizes, rates, and the headers of every answer."""

from __future__ import annotations

import hashlib
import hmac
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass, field
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'; trusted-types dateline default"
)
"""Nothing from elsewhere, no script or style inside a page, nobody may frame it; text becomes markup in one place."""

ORIGINAL_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'; "
    "frame-ancestors 'self'"
)
"""For an archived page: no script, no request, a sandbox without any permission."""

HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), interest-cohort=()"),
)

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """How large and how frequent writes may be: bytes, and writes a minute from one address, with a short burst."""

    write_bytes: int = 2_000_000
    upload_bytes: int = 200_000_000
    writes_per_minute: int = 120
    sign_ins_per_minute: int = 10
    burst: int = 40


@dataclass
class Bucket:
    """Counts down with each write and fills again with time; remembers at most so many addresses."""

    per_minute: int
    burst: int
    clock: Callable[[], float] = time.monotonic
    most: int = 10_000
    _levels: OrderedDict[str, tuple[float, float]] = field(default_factory=OrderedDict)

    def take(self, who: str) -> float:
        """Take one; 0 when there was one, else the seconds until there will be."""
        now = self.clock()
        level, then = self._levels.pop(who, (float(self.burst), now))
        level = min(float(self.burst), level + (now - then) * self.per_minute / 60)
        enough = level >= 1
        self._levels[who] = (level - 1 if enough else level, now)
        while len(self._levels) > self.most:
            self._levels.popitem(last=False)
        return 0.0 if enough else (1 - level) * 60 / self.per_minute


class TooLarge(Exception):
    """A body grew beyond what is allowed while it was read."""


@dataclass
class Guard:
    """The outermost layer of the application."""

    app: Asgi
    hosts: frozenset[str]
    bounds: Bounds = field(default_factory=Bounds)

    def __post_init__(self) -> None:
        self._writes = Bucket(self.bounds.writes_per_minute, self.bounds.burst)
        self._sign_ins = Bucket(self.bounds.sign_ins_per_minute, self.bounds.sign_ins_per_minute)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in or turn it away, and dress the answer."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self.app(scope, receive, send)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        refusal = self._refusal(scope, headers)
        if refusal:
            await _plain(send, *refusal)
            return
        most = self.bounds.upload_bytes if scope["path"].startswith("/add") else self.bounds.write_bytes
        started = False

        async def dressed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message["headers"] = _dress(list(message.get("headers", [])))
            await send(message)

        try:
            await self.app(scope, _counted(receive, most), dressed)
        except TooLarge:
            if not started:
                await _plain(send, 413, f"more than {most // 1_000_000} MB at once is not taken")

    def _refusal(self, scope: Scope, headers: dict[str, str]) -> tuple[int, str] | None:
        host = headers.get("host", "").lower()
        if host not in self.hosts and _name(host) not in self.hosts:
            return 421, f"this workspace is not called {host[:80]!r}; use the address it printed"
        if scope["method"] in _SAFE:
            return None
        origin = headers.get("origin")
        if origin and origin != "null" and origin.partition("://")[2].lower() != host:
            return 403, "a page of another address may not write here"
        length = headers.get("content-length", "0")
        most = self.bounds.upload_bytes if scope["path"].startswith("/add") else self.bounds.write_bytes
        if not length.isdigit() or int(length) > most:
            return 413, f"more than {most // 1_000_000} MB at once is not taken"
        who = (scope.get("client") or ("?", 0))[0]
        bucket = self._sign_ins if scope["path"] == "/sign-in" else self._writes
        wait = bucket.take(who)
        return (429, f"too many writes; try again in {wait:.0f} seconds") if wait else None


def _name(host: str) -> str:
    """A Host header without its port."""
    if host.startswith("["):
        return host.partition("]")[0] + "]"
    return host.partition(":")[0]


def _counted(receive: Receive, most: int) -> Receive:
    read = 0

    async def counting() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > most:
            raise TooLarge
        return message

    return counting


def _dress(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    there = {name.lower() for name, _ in headers}
    return headers + [(name, value) for name, value in HEADERS if name not in there]


async def _plain(send: Send, status: int, text: str) -> None:
    headers = [(b"content-type", b"text/plain; charset=utf-8"), *HEADERS]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": text.encode()})


def form_token(session: str) -> str:
    """What a form must carry to be taken as sent from our own page in this session."""
    return hmac.new(session.encode(), b"dateline form", hashlib.sha256).hexdigest()


def same(one: str, other: str) -> bool:
    """Compare secrets in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())
