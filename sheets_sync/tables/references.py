"""The references that columns of several tables share."""

from sheets_sync.tables.kinds.lists import ListOf
from sheets_sync.tables.kinds.refs import Ref

MEETING = Ref("meetings", offers_from=("Совещания", "Код"))


TUTOR = Ref("tutors", listed="Тьюторы")


CONSULTATION = Ref("consultations", listed="Консультации")


SCHOOL = Ref("schools", offers_from=("Школы", "Краткое название"), listed="Школы")


EVERY_SCHOOL = ("все", "все школы")
EVERY_LOW_SCHOOL = ("все ШНОР", "ШНОР", "школы ШНОР", "все школы ШНОР")
NO_SCHOOL = "-"
"""Said where no school in particular is meant."""
AT_LARGE = frozenset((*EVERY_SCHOOL, *EVERY_LOW_SCHOOL, NO_SCHOOL))
"""Words in place of schools."""
_ORGANISATIONS = ("ОО", "ОУ", "общеобразовательные организации", "образовательные организации")
_EVERYWHERE = ("города", "района", "округа", "муниципалитета", "муниципального округа")


SCHOOLS = ListOf(
    SCHOOL,
    words=(*EVERY_LOW_SCHOOL, *EVERY_SCHOOL, NO_SCHOOL),
    synonyms={
        **dict.fromkeys((f"все {what}" for what in _ORGANISATIONS), "все школы"),
        **dict.fromkeys((f"все школы {where}" for where in _EVERYWHERE), "все школы"),
        **dict.fromkeys((f"все ОО {where}" for where in _EVERYWHERE), "все школы"),
        **dict.fromkeys(("школы", "школы (все)", "ОО", "ОО (все)", "все (школы)"), "все школы"),
        **dict.fromkeys(("ШНОР (все)", "все школы (ШНОР)", "школы с НОР"), "все ШНОР"),
        "школы с низкими результатами": "все ШНОР",
        "все школы с низкими результатами": "все ШНОР",
        "школы с низкими образовательными результатами": "все ШНОР",
    },
)
"""Schools of a directory, or all of them in words."""


SUBJECT = Ref("subjects", offers_from=("Предметы", "Предмет"), listed="Предметы")
