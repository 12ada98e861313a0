"""What an actor of the Ray engine does: one output shard after the other, with one model.

The articles are analysed in a process of the actor's own, as the local engine does it: one that is
too much costs that article, not the actor, and has the same line in ``errors.jsonl``.
"""

from __future__ import annotations

import io
import platform
import tempfile
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from claimlink.batch.far_folder import FarFolder
from claimlink.batch.limits import Limits
from claimlink.batch.pieces import Outcome
from claimlink.batch.plan import plan_shards
from claimlink.batch.pool import Pool
from claimlink.batch.stages import DoneShard, decode_inputs, done_name, staged_name
from claimlink.batch.store import describe_changes
from claimlink.batch.summary import (
    describe_making,
    describe_model,
    describe_rules,
    describe_versions,
)
from claimlink.batch.worker import Setup, encode_lines
from claimlink.errors import ClaimlinkError, RunError, explain_os_error
from claimlink.records import ErrorRecord
from claimlink.runfiles import KINDS, Layout, pack_file


@dataclass(frozen=True)
class Work:
    """What all shards of a run have in common; ``output`` is the run's folder."""

    setup: Setup
    limits: Limits
    layout: Layout
    output: str
    signature: Mapping[str, str]


class ShardWorker:
    """Called by Ray Data with batches of one row: number and digest of a shard."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._folder = FarFolder(work.output)
        self._notes: list[str] = []
        self._pool = Pool(work.setup, workers=1, limits=work.limits, note=self._notes.append)

    def __call__(self, batch: Mapping[str, Sequence[object]]) -> dict[str, list[str]]:
        """Write the shard's files and return its :class:`DoneShard` as JSON.

        What the user can mend is returned as ``fault``: Ray would bury it in its own errors.
        """
        (number,), (digest,) = batch["number"], batch["digest"]
        try:
            done = self.write(int(str(number)), str(digest))
        except ClaimlinkError as error:
            return {"done": [""], "fault": [str(error)]}
        except OSError as error:
            return {"done": [""], "fault": [f"{platform.node()}: {explain_os_error(error)}"]}
        return {"done": [done.model_dump_json()], "fault": [""]}

    def write(self, number: int, digest: str) -> DoneShard:
        """Write a shard's files, unless an attempt before this one has done so.

        Raises:
            PackError, ModelNotFoundError: the analyzer cannot be made on this machine.
            RunError: this machine has another claimlink, spaCy, model or rules than the run, or
                the shard's inputs are gone.
            OSError: the folder cannot be read or written.
        """
        _check_machine(self._work)
        before = read_done(self._folder, self._work.layout, number)
        staged = self._folder.read(staged_name(self._work.layout, number))
        if staged is None:
            if before is not None and before.digest == digest:
                return before
            raise RunError("staged inputs are gone; run it again", source=self._work.output)
        with tempfile.TemporaryDirectory() as scratch:
            done = self._analyze(staged, Path(scratch), (number, digest))
            for kind in KINDS:
                self._publish(kind, number, Path(scratch))
        self._folder.put(done_name(self._work.layout, number), done.model_dump_json().encode())
        self._folder.remove(staged_name(self._work.layout, number))
        return done

    def close(self) -> None:
        """End the process that analyses."""
        self._pool.close()

    def _analyze(self, staged: bytes, scratch: Path, name: tuple[int, str]) -> DoneShard:
        """Write the lines of a shard as plain files and return what came of it."""
        number, digest = name
        tally: Counter[str] = Counter()
        errors: list[ErrorRecord] = []
        self._notes.clear()
        with ExitStack() as closing:
            part = self._work.layout.part
            claims, articles = (
                closing.enter_context((scratch / part(kind, number)).open("wb")) for kind in KINDS
            )
            for result in self._pool.results(plan_shards(decode_inputs(io.BytesIO(staged)))):
                for found in result.outcomes:
                    assert isinstance(found, Outcome)
                    claims.write(found.claims)
                    articles.write(found.article)
                    errors += [found.error] if found.error else []
                    self._notes += found.notes
                    tally += Counter(found.tally._asdict())
                    tally += Counter(inputs=1, quarantined=int(found.quarantined))
        counts = {name: tally[name] for name in (*_COUNTS, "inputs", "quarantined")}
        return DoneShard(
            number=number,
            digest=digest,
            signature=dict(self._work.signature),
            errors=errors,
            notes=list(self._notes),
            **counts,
        )

    def _publish(self, kind: str, number: int, scratch: Path) -> None:
        layout = self._work.layout
        source, packed = scratch / layout.part(kind, number), scratch / layout.name(kind, number)
        if not layout.is_plain:
            pack_file(source, packed, layout)
        self._folder.put_file(packed.name, packed)


def _check_machine(work: Work) -> None:
    versions, model = describe_versions(), describe_model(work.setup)
    here = describe_making(versions, model, describe_rules(work.setup))
    changes = describe_changes(work.signature, here)
    if changes:
        raise RunError(
            f"a machine of the cluster makes other lines: {'; '.join(changes)}; install the same "
            f"on {platform.node()}"
        )


_COUNTS = ("articles", "claims", "empty", "failed", "unresolved_mentions")


def read_done(folder: FarFolder, layout: Layout, number: int) -> DoneShard | None:
    """Return what came of a shard; None where it is not done, or not in a form that is known."""
    content = folder.read(done_name(layout, number))
    try:
        return None if content is None else DoneShard.model_validate_json(content)
    except ValueError:
        return None


def encode_errors(done: Sequence[DoneShard]) -> bytes:
    """Return the lines of ``errors.jsonl``, in the order of the inputs."""
    ordered = sorted(done, key=lambda shard: shard.number)
    return b"".join(encode_lines(shard.errors) for shard in ordered)
