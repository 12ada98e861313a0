"""The command line: click commands, thin."""
