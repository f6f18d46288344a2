"""The references that columns of several tables share."""

from sheets_sync.tables.kinds.refs import Ref

MEETING = Ref("meetings", offers_from=("Совещания", "Код"))


TUTOR = Ref("tutors", offers_from=("Тьюторы", "Код"))


CONSULTATION = Ref("consultations", offers_from=("График", "Код"))


SCHOOL = Ref("schools", offers_from=("Школы", "Краткое название"))


SUBJECT = Ref("subjects", offers_from=("Предметы", "Предмет"))
