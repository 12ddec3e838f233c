"""The command line. Results go to standard output or ``--out``, progress and messages to standard error."""

from rashomon.cli.app import main

__all__ = ["main"]
