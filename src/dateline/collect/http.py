"""Pages and feeds over HTTP: public addresses only, checked again on every redirect, bounded in size and time.

The name is resolved once, every address it has must be public, and the connection goes to the checked address itself,
so that a name cannot change its mind between the check and the connection.
"""

from __future__ import annotations

import io
import ipaddress
import re
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import SplitResult, urljoin, urlsplit, urlunsplit

import httpx

from dateline.collect.encoding import charset_of
from dateline.collect.items import Origin, failure, one_line, raw
from dateline.collect.limits import Limits, in_megabytes
from dateline.collect.streams import read_stream
from dateline.domain.article import Failure, Raw
from dateline.errors import InputError, NotAllowed, Unreachable, UnreadableInput

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

USER_AGENT = "Mozilla/5.0 (compatible; Dateline; news reader)"
_TRANSLATED = tuple(ipaddress.IPv6Network(block) for block in ("::/96", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32"))
"""IPv6 blocks whose addresses lead on to an IPv4 address (compatible, NAT64, Teredo): pages are not published there."""

_PORTS = frozenset({80, 443, 8080, 8443})
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]{2,30})", re.IGNORECASE)
_EXCERPT_BYTES = 2_500  # a feed item shorter than this without a full body only announces its page


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address answered: the bytes, the final address and the transport's word on the encoding."""

    content: bytes
    url: str
    charset: str | None


def is_public(address: Address) -> bool:
    """The address belongs to the public internet: not loopback, private, link-local, shared, reserved or multicast."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            return is_public(inner)
        if any(address in network for network in _TRANSLATED):
            return False
    return address.is_global and not address.is_multicast


def read_address(
    url: str, now: datetime, limits: Limits, allowed: Callable[[Address], bool] = is_public
) -> Iterator[Raw | Failure]:
    """Everything readable at an http or https address; items of a feed that only announce a page bring that page."""
    origin = Origin(one_line(url), now)
    try:
        fetched = fetch(url, limits, allowed)
    except InputError as error:
        yield failure(origin, str(error))
        return
    name = urlsplit(fetched.url).path.rsplit("/", 1)[-1] or "index.html"
    for outcome in read_stream(io.BytesIO(fetched.content), name, origin, limits, fetched.charset):
        if isinstance(outcome, Failure):
            yield outcome
        elif outcome.kind == "feed_item" and _only_announces(outcome):
            yield _linked_page(outcome, limits, allowed)
        else:
            yield _with_url(outcome, fetched.url)


def fetch(url: str, limits: Limits, allowed: Callable[[Address], bool] = is_public) -> Fetched:
    """The bytes at an address.

    Raises NotAllowed for an address that must not be asked, Unreachable when it does not answer in time or answers
    with an error, UnreadableInput when it is longer than a feed may be.
    """
    deadline = time.monotonic() + limits.total_seconds
    timeout = httpx.Timeout(limits.total_seconds, connect=limits.connect_seconds)
    with httpx.Client(timeout=timeout, follow_redirects=False, trust_env=False) as client:
        for _ in range(limits.redirects + 1):
            answer = _ask(client, url, limits, deadline, allowed)
            if isinstance(answer, Fetched):
                return answer
            url = urljoin(url, answer)
    raise Unreachable(f"more than {limits.redirects} redirects")


def _ask(
    client: httpx.Client, url: str, limits: Limits, deadline: float, allowed: Callable[[Address], bool]
) -> Fetched | str:
    """One request: the answer, or the address that it redirects to."""
    parts, host, port = _checked(url)
    address = _resolve(host, port, allowed)
    at = f"[{address}]" if address.version == 6 else str(address)
    target = urlunsplit((parts.scheme, f"{at}:{port}", parts.path or "/", parts.query, ""))
    headers = {"Host": parts.netloc, "User-Agent": USER_AGENT, "Accept": "text/html, application/xml, */*;q=0.5"}
    try:
        with client.stream("GET", target, headers=headers, extensions={"sni_hostname": host}) as response:
            if response.is_redirect:
                return str(response.headers.get("location", ""))
            if response.status_code != 200:
                raise Unreachable(f"the server answers {response.status_code} {response.reason_phrase}".rstrip())
            content = _body(response, limits, deadline)
            said = _CHARSET.search(response.headers.get("content-type", ""))
            return Fetched(content, url, said.group(1) if said else None)
    except httpx.TimeoutException as error:
        raise Unreachable("the server does not answer in time") from error
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        raise Unreachable(f"the server cannot be reached: {error}") from error


def _body(response: httpx.Response, limits: Limits, deadline: float) -> bytes:
    content = bytearray()
    for chunk in response.iter_bytes(65_536):
        content += chunk
        if len(content) > limits.feed_bytes:
            raise UnreadableInput(f"the answer is longer than {in_megabytes(limits.feed_bytes)}")
        if time.monotonic() > deadline:
            raise Unreachable(f"the answer takes longer than {limits.total_seconds:.0f} seconds")
    return bytes(content)


def _checked(url: str) -> tuple[SplitResult, str, int]:
    try:
        parts = urlsplit(url)
        port = parts.port or {"http": 80, "https": 443}.get(parts.scheme, 0)
    except ValueError as error:
        raise NotAllowed(f"not a usable address: {error}") from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise NotAllowed("only http and https addresses are fetched")
    if parts.username or parts.password:
        raise NotAllowed("addresses with a user name or password are not fetched")
    return parts, parts.hostname, port


def _resolve(host: str, port: int, allowed: Callable[[Address], bool]) -> Address:
    try:
        infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreachable(f"the name {host!r} is not known") from error
    addresses = [ipaddress.ip_address(str(info[4][0]).partition("%")[0]) for info in infos]
    if not addresses or not all(allowed(address) for address in addresses):
        raise NotAllowed(f"{host!r} is not on the public internet; pages of local networks are not fetched")
    if allowed is is_public and port not in _PORTS:
        raise NotAllowed(f"port {port} is not one that pages are published on")
    return addresses[0]


def _only_announces(item: Raw) -> bool:
    full = b"content:encoded" in item.content or b"<content" in item.content
    return item.about("url") is not None and not full and len(item.content) < _EXCERPT_BYTES


def _linked_page(item: Raw, limits: Limits, allowed: Callable[[Address], bool]) -> Raw:
    """The page that an item announces, with the feed's facts; the item itself where the page cannot be had."""
    try:
        fetched = fetch(item.about("url") or "", limits, allowed)
    except InputError:
        return item
    if len(fetched.content) > limits.page_bytes or b"<" not in fetched.content[:2000]:
        return item
    given = {**dict(item.given), "charset": charset_of(fetched.content, fetched.charset)}
    return raw(Origin(item.location, item.collected_at), "html", fetched.content, given)


def _with_url(outcome: Raw, url: str) -> Raw:
    if outcome.kind not in {"html", "page_text"} or outcome.about("url"):
        return outcome
    given = {key: value for key, value in outcome.given if key != "external_id"}
    return raw(Origin(outcome.location, outcome.collected_at), outcome.kind, outcome.content, {**given, "url": url})
