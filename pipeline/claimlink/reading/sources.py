"""Names of the records of one container file, each used once."""

from __future__ import annotations


class Sources:
    """Gives each record of a file its ``source``: ``PATH#NAME``, or ``PATH#NUMBER``.

    ``word`` is what the number counts.
    """

    def __init__(self, path: str, word: str) -> None:
        self._path = path
        self._word = word
        self._used: set[str] = set()

    def numbered(self, number: int) -> str:
        """Return the source of a record of which nothing but its number is known."""
        return f"{self._path}#{number}"

    def unique(self, name: str | None, number: int, *, other: str | None = None) -> str:
        """Return ``PATH#NAME``; ``PATH#NUMBER`` where there is no name or it was used before.

        ``other`` is a second name, tried before the number.  A name can be another record's
        number, hence the third form.

        >>> sources = Sources("n.jsonl", "line")
        >>> [sources.unique(name, n) for n, name in enumerate(["2", None, "x"], 1)]
        ['n.jsonl#2', 'n.jsonl#line-2', 'n.jsonl#x']
        """
        forms = [self.numbered(number), f"{self._path}#{self._word}-{number}"]
        forms[:0] = [f"{self._path}#{given}" for given in (name, other) if given]
        source = next((form for form in forms if form not in self._used), forms[-1])
        self._used.add(source)
        return source
