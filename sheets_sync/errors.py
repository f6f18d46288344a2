"""The errors our user can mend; each is one sentence with the way out."""

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
    errno.EINVAL: "такого имени или действия диск не принимает",
    errno.ELOOP: "ссылка ведёт на саму себя",
    errno.ESPIPE: "это не обычный файл, а устройство или канал",
    errno.EFBIG: "файл слишком велик",
    errno.EDQUOT: "закончилась квота на диске",
    errno.EIO: "диск не читается или не пишется",
    errno.EMFILE: "открыто слишком много файлов",
    errno.ENFILE: "открыто слишком много файлов",
    errno.ENOMEM: "не хватает памяти",
    errno.EAGAIN: "система не даёт запустить ещё один процесс",
}


def why(error: OSError) -> str:
    """What the disk complains of, in Russian."""
    return _REASONS.get(error.errno or 0, f"диск отвечает: {error.strerror or error}")


def refusal(error: OSError | MemoryError | ImportError) -> str:
    """One sentence for what the system would not give, wherever it was asked for."""
    if isinstance(error, MemoryError):
        needs = f" (нужно хотя бы {error})" if error.args else ""
        return f"Не хватило памяти{needs}: закройте другие программы и запустите ещё раз"
    if isinstance(error, ImportError):
        part = error.name or error
        return f"Часть программы не загрузилась ({part}): освободите память или поставьте её заново"
    of = f" («{error.filename}»)" if error.filename else ""
    return f"Система отказала: {why(error)}{of}. Исправьте это и запустите ещё раз"


class SheetsSyncError(Exception):
    """Something the technician can mend; `exit_code` is what the command leaves with.

    `kind` is what `status` calls it; `private` is the part of the sentence that names a person:
    the log leaves it out.
    """

    exit_code = 3
    kind = "failed"

    def __init__(self, sentence: str, private: str = "") -> None:
        super().__init__(sentence)
        self.private = private


class MissingBookError(SheetsSyncError):
    """A book of the workspace is not where it should be."""

    kind = "missing"


class OpenSummaryError(SheetsSyncError):
    """Somebody has the summary open; `private` is who."""

    kind = "open"


class HalfWrittenError(SheetsSyncError):
    """Some of the summary is new, the rest is not: the next run makes it whole."""

    kind = "half"


class UnsureError(SheetsSyncError):
    """Whether the summary was written can't be found out now."""

    kind = "unsure"


class UsageError(SheetsSyncError):
    """The command line, `workspace.toml` or the choice of files is wrong; nothing was written."""

    exit_code = 2
    kind = "settings"


class LockedError(SheetsSyncError):
    """Another run works on the same workspace."""

    exit_code = 4
    kind = "locked"
