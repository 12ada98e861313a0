"""Documents are read in a process of their own, which is ended when one takes too long.

A document can loop its reader for ever, fill the memory or crash a library written in C.  One
process serves a whole run; after a document that ended it the next one gets a new one.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import IO, Self

from claimlink.errors import InputError
from claimlink.reading.documents.child import ERRORS
from claimlink.reading.documents.extracted import Extracted
from claimlink.reading.kinds import InputKind

#: Documents after which the process is replaced: libraries keep what they have seen (own).
_LIFETIME = 5_000

_CODE = (
    "import sys; sys.path[:] = sys.argv[2:]; "
    "from claimlink.reading.documents.child import serve; serve(int(sys.argv[1]))"
)


#: Seconds that one document may take, and megabytes of address space (own).
SECONDS = 60.0
MEGABYTES = 2048


@dataclass(frozen=True)
class Limits:
    """What one document may cost."""

    seconds: float
    megabytes: int = MEGABYTES


class Extractor:
    """Hands documents to the process that reads them; a context manager that ends it."""

    def __init__(self, language: str = "en", limits: Limits | None = None) -> None:
        self._language = language
        self._limits = limits or Limits(SECONDS)
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def extract(
        self, kind: InputKind, content: bytes, *, url: str | None = None, charset: str | None = None
    ) -> Extracted:
        """Return the text of a document.

        ``url`` is where a page was found and ``charset`` what its server said, None where unknown.

        Raises:
            InputError: the document cannot be read, or costs more than the limits allow.
        """
        request = {
            "kind": kind,
            "bytes": len(content),
            "seconds": self._limits.seconds,
            "language": self._language,
            "url": url,
            "charset": charset,
        }
        answer = json.loads(self._ask(json.dumps(request).encode() + b"\n" + content))
        if "error" in answer:
            raise ERRORS[answer["error"]](answer["message"])
        return Extracted.model_validate(answer["extracted"])

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                _close(pipe)
            self._process = None

    def _ask(self, request: bytes) -> bytes:
        if self._served >= _LIFETIME:
            self.close()
        process = self._process or self._start()
        self._served += 1
        timed_out = threading.Event()

        def end() -> None:
            timed_out.set()
            process.kill()

        timer = threading.Timer(self._limits.seconds, end)
        timer.start()
        try:
            answer = _exchange(process, request)
        finally:
            timer.cancel()
        if answer.endswith(b"\n"):
            return answer
        self.close()
        if timed_out.is_set():
            raise InputError(
                f"its reader took more than {self._limits.seconds:g} seconds; save it as plain text"
            )
        raise InputError("its reader crashed; save it as plain text")

    def _start(self) -> subprocess.Popen[bytes]:
        self._process = subprocess.Popen(
            [sys.executable, "-c", _CODE, str(self._limits.megabytes), *sys.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._served = 0
        return self._process


def _exchange(process: subprocess.Popen[bytes], request: bytes) -> bytes:
    """Return the answer to a request; without a line end where the process ended before."""
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(request)
        process.stdin.flush()
    except OSError:
        return b""
    return process.stdout.readline()


def _close(pipe: IO[bytes] | None) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except OSError:
        pass  # what was not written to a process that is gone
