"""Work plan, workers, writers of a run: names of inputs -> a run's folder.

:func:`run` reads the inputs, hands shards of articles to the workers and writes their lines in
input order, so that the files are the same whatever the number of workers.
"""

from claimlink.batch.journal import Progress, RunOptions
from claimlink.batch.limits import Limits, choose_crew
from claimlink.batch.pieces import Kept, Outcome
from claimlink.batch.plan import Shard, plan_shards
from claimlink.batch.pool import run_in_pool, run_in_process
from claimlink.batch.run import rehearse, run
from claimlink.batch.summary import Counts, RunRecord
from claimlink.batch.worker import Setup, ShardResult, analyze_shard
from claimlink.batch.writers import StreamWriter, open_output
from claimlink.runfiles import Layout

__all__ = [
    "Counts",
    "Kept",
    "Layout",
    "Limits",
    "Outcome",
    "Progress",
    "RunOptions",
    "RunRecord",
    "Setup",
    "Shard",
    "ShardResult",
    "StreamWriter",
    "analyze_shard",
    "choose_crew",
    "open_output",
    "plan_shards",
    "rehearse",
    "run",
    "run_in_pool",
    "run_in_process",
]
