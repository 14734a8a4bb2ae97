"""Addresses: an http(s) address in, the bytes that it answers with out, never more than the limit.

Private and loopback addresses are allowed: who calls this names the address on the command line. The guard
against addresses that a stranger names comes with the web application, which must not call this without it.
"""

from __future__ import annotations

import time
import zlib
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from multipolar.ledger.records import Problem
from multipolar.read.intake import Raw, too_large

if TYPE_CHECKING:
    import httpx

REDIRECTS = 5
SECONDS = 60.0  # for the whole page; each step has less
AGENT = "multipolar (reads news pages on request)"
SUFFIX_OF_TYPE = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/markdown": ".md",
    "application/jsonl": ".jsonl",
    "application/x-ndjson": ".jsonl",
    "text/plain": ".txt",
}


def fetch(address: str, *, limit: int, seconds: float = SECONDS) -> Raw | Problem:
    """Return the page at an address, or what went wrong; at most `limit` bytes and `seconds` are spent on it."""
    import httpx

    name = address
    try:
        name = _shown(address)
        with _client(seconds) as client, client.stream("GET", address) as response:
            return _taken(response, name, limit, time.monotonic() + seconds)
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, ValueError, OSError) as error:
        what = f"{name} could not be fetched: {error or type(error).__name__}. Check the address, or save the page."
        return Problem("read", name, what)


def _client(seconds: float) -> httpx.Client:
    import httpx

    headers = {
        "User-Agent": AGENT,
        "Accept-Encoding": "identity",
        "Accept": "text/html, text/*;q=0.9, */*;q=0.1",
    }
    timeout = httpx.Timeout(min(20.0, seconds), connect=min(10.0, seconds))
    return httpx.Client(follow_redirects=True, max_redirects=REDIRECTS, timeout=timeout, headers=headers)


def _shown(address: str) -> str:
    """Return the address without the user's name and password."""
    import httpx

    return str(httpx.URL(address).copy_with(username=None, password=None))


def _taken(response: httpx.Response, name: str, limit: int, deadline: float) -> Raw | Problem:
    if response.status_code >= 400:
        what = f"{name} answers {response.status_code} {response.reason_phrase}. Check the address."
        return Problem("read", name, what)
    data = _body(response, limit, deadline)
    if data is None:
        return too_large(name, limit)
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    suffix = SUFFIX_OF_TYPE.get(kind, PurePosixPath(response.url.path).suffix.lower())
    return Raw(name, data, suffix, None, response.charset_encoding)


def _body(response: httpx.Response, limit: int, deadline: float) -> bytes | None:
    """Return the body, None where it is over the limit; some servers compress although asked not to."""
    encoding = response.headers.get("content-encoding", "identity").lower()
    if encoding not in {"identity", "", "gzip", "deflate"}:
        raise ValueError(f"the server sends the page in the unknown encoding {encoding!r}")
    unpack = zlib.decompressobj(wbits=47) if encoding in {"gzip", "deflate"} else None
    data = bytearray()
    for chunk in response.iter_raw():
        data += unpack.decompress(chunk, limit + 1 - len(data)) if unpack else chunk
        if len(data) > limit:
            return None
        if time.monotonic() > deadline:
            raise ValueError("it takes too long")
    return bytes(data)
