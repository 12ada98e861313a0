"""The command line: click commands, thin.

Nothing but click is imported before a command runs, so that ``--help`` answers at once.
"""

from claimlink.cli.commands import cli, main

__all__ = ["cli", "main"]
