"""The process that reads documents: requests in on standard input, answers out on standard output.

Each is one line of JSON; a request is followed by the document's bytes.  An answer that holds an
error names its class and message.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from typing import BinaryIO

from claimlink.errors import EmptyInputError, InputError
from claimlink.media import HTML, JATS, PDF, WORD
from claimlink.reading.documents.extracted import Extracted

#: Seconds over the limit after which the process ends itself, should nobody be left to end it.
_GRACE = 10


def serve(megabytes: int) -> None:
    """Answer requests until standard input ends."""
    requests, answers = sys.stdin.buffer, _answers()
    _limit_memory(megabytes)
    # Ctrl-C goes to every process of a terminal; the run's own decides what becomes of this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    while line := requests.readline():
        request = json.loads(line)
        content = _read(requests, request["bytes"])
        _alarm(request["seconds"] + _GRACE)
        answer = _answer(request, content)
        _alarm(0)
        answers.write(answer.encode("utf-8") + b"\n")
        answers.flush()


def _answers() -> BinaryIO:
    """Return standard output, and let everything that a library prints go nowhere."""
    answers = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    return answers


def _read(stream: BinaryIO, size: int) -> bytes:
    content = stream.read(size)
    if len(content) < size:
        raise SystemExit(0)
    return content


def _limit_memory(megabytes: int) -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))


def _alarm(seconds: float) -> None:
    if hasattr(signal, "alarm"):
        signal.alarm(int(seconds))


def _answer(request: dict[str, str], content: bytes) -> str:
    try:
        return json.dumps({"extracted": _extract(request, content).model_dump(mode="json")})
    except InputError as error:
        return _fault(type(error).__name__, error.message)
    except MemoryError:
        return _fault(InputError.__name__, "it needs too much memory; not read")
    except RecursionError:
        return _fault(InputError.__name__, "nested too deeply; not read")
    except Exception as error:
        # Libraries raise anything on documents that nobody foresaw.
        said = " ".join(str(error).split())[:200]
        return _fault(
            InputError.__name__,
            f"the reader failed ({type(error).__name__}: {said}); save it as plain text",
        )


def _fault(name: str, message: str) -> str:
    return json.dumps({"error": name, "message": message})


def _extract(request: dict[str, str], content: bytes) -> Extracted:
    kind = request["kind"]
    if kind == HTML:
        from claimlink.reading.documents.html import extract_html

        return extract_html(
            content,
            url=request.get("url"),
            charset=request.get("charset"),
            language=request["language"],
        )
    if kind == WORD:
        from claimlink.reading.documents.word import extract_word

        return extract_word(content)
    if kind == PDF:
        from claimlink.reading.documents.pdf import extract_pdf

        return extract_pdf(content)
    assert kind == JATS, kind
    from claimlink.reading.documents.jats import extract_jats

    return extract_jats(content)


#: Errors that an answer can name.
ERRORS = {error.__name__: error for error in (InputError, EmptyInputError)}
