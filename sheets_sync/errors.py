"""The three errors our user can mend; each is one sentence with the way out."""


class SheetsSyncError(Exception):
    """Something the technician can mend; `exit_code` is what the command leaves with."""

    exit_code = 3


class UsageError(SheetsSyncError):
    """The command line, `workspace.toml` or the choice of files is wrong; nothing was written."""

    exit_code = 2


class LockedError(SheetsSyncError):
    """Another run works on the same workspace."""

    exit_code = 4
