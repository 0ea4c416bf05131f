"""One address for one page: the same article reached through a campaign link is the same article."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|msclkid|mc_[ce]id|igshid|ocid|cmpid|ref_src|smid|yclid|_ga)\Z", re.IGNORECASE
)


def canonical_url(url: str) -> str:
    """The address without fragment, tracking parameters, default port and letter case of the host; its path is kept."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").lower()
    if port and port != {"http": 80, "https": 443}.get(parts.scheme.lower()):
        host = f"{host}:{port}"
    query = urlencode(
        [(key, value) for key, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(key)]
    )
    return urlunsplit((parts.scheme.lower(), host, parts.path or "/", query, ""))
