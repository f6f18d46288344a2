"""The three errors our user can mend; each is one sentence with the way out."""

import errno

_REASONS = {
    errno.EACCES: "нет прав",
    errno.EPERM: "нет прав",
    errno.EROFS: "диск доступен только для чтения",
    errno.ENOSPC: "на диске нет места",
    errno.ENOENT: "такого файла или папки нет",
    errno.ENOTDIR: "часть пути — файл, а не папка",
    errno.EISDIR: "это папка, а не файл",
    errno.ENAMETOOLONG: "слишком длинное имя",
}


def why(error: OSError) -> str:
    """What the disk complains of, in Russian."""
    return _REASONS.get(error.errno or 0, f"диск отвечает: {error.strerror or error}")


class SheetsSyncError(Exception):
    """Something the technician can mend; `exit_code` is what the command leaves with."""

    exit_code = 3


class UsageError(SheetsSyncError):
    """The command line, `workspace.toml` or the choice of files is wrong; nothing was written."""

    exit_code = 2


class LockedError(SheetsSyncError):
    """Another run works on the same workspace."""

    exit_code = 4
