"""What earlier runs left in a run's folder: which inputs are done, and their lines."""

from __future__ import annotations

from pathlib import Path

from claimlink.batch.ledger import Generation, Ledger, Piece
from claimlink.batch.parts import ERRORS, Lines
from claimlink.batch.pieces import Kept, Place
from claimlink.errors import RunError
from claimlink.runfiles import Layout


class Earlier:
    """The open and the finished generation of a folder, as far as they serve this run.

    Where inputs, from the first on, are as in the open generation, or else in the finished one,
    their lines stand where they should (``place`` None); anywhere else an input's lines are found
    by its key in the finished one and can be copied.
    """

    def __init__(
        self, ledger: Ledger, folder: Path, work: Path, layout: Layout, signature: dict[str, str]
    ) -> None:
        self._ledger = ledger
        self._folder = folder
        self._layout = layout
        known = [ledger.generation("open"), ledger.generation("finished")]
        open_, finished = (g if g and g.signature == signature else None for g in known)
        self.open = open_ if open_ and open_.layout == layout.as_dict() else None
        self.finished = finished
        self._old = layout if finished is None else Layout.from_dict(finished.layout)
        self._lines = None if finished is None else Lines(folder, self._old)
        same = finished if finished and finished.layout == layout.as_dict() else None
        #: The generation that the inputs are compared with one after the other.
        self.base: Generation | None = self.open or same
        self._work = work
        self._sizes: dict[Path, int] = {}
        #: How many inputs, from the first on, are as in ``base``.
        self.aligned = 0
        self._is_aligned = True

    @property
    def is_aligned(self) -> bool:
        """Whether all inputs so far are as in ``base``."""
        return self.base is not None and self._is_aligned

    def keep(self, ordinal: int, key: str, file: int, *, retry: bool) -> Kept | None:
        """Return what was made of an input; to be called for each one in order."""
        if self.is_aligned:
            piece = self._in_place(ordinal, key, file)
            if piece is not None and not (retry and piece.quarantined):
                self.aligned = ordinal + 1
                return Kept(key, piece.tally, None, piece.quarantined)
            self._is_aligned = False
        piece = self._ledger.find(self.finished.number, key) if self.finished else None
        if piece is None or (retry and piece.quarantined):
            return None
        if not self._is_there(piece, self.finished):
            return None
        return Kept(key, piece.tally, piece.place, piece.quarantined)

    def is_all(self, inputs: int) -> bool:
        """Whether the finished generation is of just these inputs, so many, all unchanged."""
        return (
            self.finished is not None
            and self.base is self.finished
            and self.is_aligned
            and self.aligned == inputs == self._ledger.count(self.finished.number)
        )

    def lines(self, place: Place) -> tuple[bytes, bytes, bytes]:
        """Return the claims, article and error lines at a place of the finished generation.

        Raises:
            RunError: they are not there any more.
        """
        assert self._lines is not None
        try:
            return self._lines.read(place)
        except Exception as error:
            raise RunError(
                f"the files of the earlier run are not as it left them ({error}); run it again "
                "with --force",
                source=str(self._folder),
            ) from None

    def close(self) -> None:
        """Close the files."""
        if self._lines is not None:
            self._lines.close()

    def _in_place(self, ordinal: int, key: str, file: int) -> Piece | None:
        assert self.base is not None
        piece = self._ledger.at(self.base.number, ordinal)
        if piece is None or (piece.key, piece.place.file) != (key, file):
            return None
        return piece if self._is_there(piece, self.base) else None

    def _is_there(self, piece: Piece, generation: Generation | None) -> bool:
        """Whether the files still reach as far as the lines of a piece."""
        is_open = generation is not None and generation is self.open
        layout = self._layout if is_open else self._old
        folder, name = (self._work, layout.part) if is_open else (self._folder, layout.name)
        is_packed = not is_open and not layout.is_plain
        place = piece.place
        # The size of a packed file says nothing, other than that it is there.
        return (
            self._size(folder / name("claims", place.file)) >= (not is_packed) * place.claims[1]
            and self._size(folder / name("articles", place.file))
            >= (not is_packed) * place.articles[1]
            and self._size(folder / ERRORS) >= place.errors[1]
        )

    def _size(self, path: Path) -> int:
        if path not in self._sizes:
            self._sizes[path] = path.stat().st_size if path.exists() else -1
        return self._sizes[path]
