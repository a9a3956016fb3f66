"""Asks other hosts whether an address still leads anywhere: politely, one request a second to each host.

Addresses come from content, so anybody may have written them: only public hosts are asked, and only for their heads.
"""

import http.client
import ipaddress
import socket
import ssl
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from email.message import Message
from typing import IO
from urllib.parse import quote, urlsplit

from msgspec import Struct

USER_AGENT = "ssg link check"
TIMEOUT_S = 10.0
PAUSE_S = 1.0
"""Between two requests to one host."""
MOST_HOSTS_AT_ONCE = 8
# The page may be there: these answers are given to programs, to visitors without a login, or to too many requests.
_UNDECIDED = frozenset((401, 403, 406, 407, 418, 429, 451, 503))
_NO_HEAD = frozenset((400, 403, 404, 405, 501))


class Answer(Struct, frozen=True):
    url: str
    is_dead: bool
    reason: str = ""
    """Why it is dead: a status such as ``404``, or the system's words."""


class Prober(Struct, frozen=True):
    """How hosts are asked."""

    pause_s: float = PAUSE_S
    only_public: bool = True
    """False lets private and local hosts be asked too."""

    def ask_all(self, urls: Iterable[str]) -> list[Answer]:
        """Return the answer for each URL; those of one host are asked one after the other."""
        urls_by_host: dict[str, list[str]] = {}
        for url in dict.fromkeys(urls):
            urls_by_host.setdefault(urlsplit(url).netloc.lower(), []).append(url)
        with ThreadPoolExecutor(MOST_HOSTS_AT_ONCE) as pool:
            return [answer for answers in pool.map(self._ask_host, urls_by_host.values()) for answer in answers]

    def _ask_host(self, urls: list[str]) -> list[Answer]:
        answers = []
        for number, url in enumerate(urls):
            if number:
                time.sleep(self.pause_s)
            answers.append(self.ask(url))
        return answers

    def ask(self, url: str) -> Answer:
        """Return whether a URL is dead; one that must not be asked is not."""
        try:
            opener = urllib.request.build_opener(_Redirects(self))
            status = self._status(opener, url, "HEAD")
            if status in _NO_HEAD:
                status = self._status(opener, url, "GET")
        except _PrivateError:
            return Answer(url, False)
        except (OSError, http.client.HTTPException, ValueError) as fault:
            return Answer(url, True, _words_of(fault))
        # A redirect that is answered to the very end leads in a circle.
        is_dead = status >= 300 and status not in _UNDECIDED
        return Answer(url, is_dead, str(status) if is_dead else "")

    def _status(self, opener: urllib.request.OpenerDirector, url: str, method: str) -> int:
        self.refuse_private(url)
        request = urllib.request.Request(_encoded(url), method=method, headers={"User-Agent": USER_AGENT})
        try:
            with opener.open(request, timeout=TIMEOUT_S) as response:
                return int(response.status)
        except urllib.error.HTTPError as answer:
            with answer:
                return int(answer.code)

    def refuse_private(self, url: str) -> None:
        """Raise when a URL leads to a host that is not public; raises OSError when there is no such host."""
        host = urlsplit(url).hostname
        if not self.only_public or host is None:
            return
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        if not all(ipaddress.ip_address(str(each[4][0]).partition("%")[0]).is_global for each in found):
            raise _PrivateError(host)


class _PrivateError(Exception):
    """The host is in a private network, which a stranger's link must not make us look into."""


class _Redirects(urllib.request.HTTPRedirectHandler):
    """Follows redirects to public hosts alone."""

    def __init__(self, prober: Prober) -> None:
        self._prober = prober

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        self._prober.refuse_private(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def _encoded(url: str) -> str:
    """Return a URL in ASCII: its path may be written in Han."""
    parts = urlsplit(url)
    host = parts.netloc.encode("idna").decode() if not parts.netloc.isascii() else parts.netloc
    return parts._replace(netloc=host, path=quote(parts.path, safe="/%:@!$&'()*+,;=~-._"), fragment="").geturl()


def _words_of(fault: Exception) -> str:
    reason = getattr(fault, "reason", fault)
    if isinstance(reason, ssl.SSLError):
        return str(reason.reason or "TLS")
    return getattr(reason, "strerror", None) or str(reason) or type(reason).__name__
