"""Every exception that Rashomon raises on purpose, in one tree.

    RashomonError                     base; has a stable ``code``
    ├── UsageError                    the call itself is wrong (CLI exit code 2)
    │   ├── UnknownIncident           ``--about`` names nothing in this workspace
    │   ├── UnknownSubject            a correction names no statement, link or facet
    │   ├── InvalidDecision           a correction that cannot be applied as asked
    │   └── MissingExtra              what was asked for needs an optional extra that is not installed
    ├── NothingReadable               not one report could be read (CLI exit code 3)
    │   └── EngineUnavailable         the language model's endpoint failed for all of them
    ├── WorkspaceError                the workspace on disk cannot be used
    │   ├── WorkspaceTooNew           it was written by a later version
    │   └── WorkspaceDamaged          its database fails its own checks
    ├── WeightsError                  trained weights are missing, changed or of another version
    └── PipelineError                 rooms wired so that one reads what none before it writes

Exceptions stop a run. A problem in *data* does not: it becomes an ``Issue`` record (see
``rashomon.model.report.Issue``) and the run goes on. An answer that is merely weak carries
*diagnostics* in the assessment.
"""

from __future__ import annotations


class RashomonError(Exception):
    """Base of all errors raised on purpose; ``code`` is stable and documented."""

    code = "rashomon_error"


class UsageError(RashomonError):
    """The call itself is wrong: nothing was done."""

    code = "usage"


class UnknownIncident(UsageError):
    """``about`` matches no incident of the workspace."""

    code = "unknown_incident"


class UnknownSubject(UsageError):
    """A correction names no known statement, link or facet."""

    code = "unknown_subject"


class InvalidDecision(UsageError):
    """A correction that cannot be applied as asked, for example undoing what was never done."""

    code = "invalid_decision"


class MissingExtra(UsageError):
    """What was asked for needs an optional extra; the message says which."""

    code = "missing_extra"


class NothingReadable(RashomonError):
    """Not one of the given inputs could be read."""

    code = "nothing_readable"


class EngineUnavailable(NothingReadable):
    """The endpoint of the language model failed for every report; they are kept and read by a later run."""

    code = "engine_unavailable"


class WorkspaceError(RashomonError):
    """The workspace on disk cannot be used."""

    code = "workspace"


class WorkspaceTooNew(WorkspaceError):
    """The workspace was written by a later version of Rashomon."""

    code = "workspace_too_new"


class WorkspaceDamaged(WorkspaceError):
    """The workspace's database fails its own integrity checks."""

    code = "workspace_damaged"


class WeightsError(RashomonError):
    """Trained weights are missing, not the bytes they were, or of another version; the message names the file."""

    code = "weights"


class PipelineError(RashomonError):
    """A room reads what no earlier room writes."""

    code = "pipeline"
