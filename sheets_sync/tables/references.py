"""The references that columns of several tables share."""

from sheets_sync.tables.kinds.refs import Ref

MEETING = Ref("meetings", offers_from=("Совещания", "Код"))


TUTOR = Ref("tutors", listed="Тьюторы")


CONSULTATION = Ref("consultations", listed="Консультации")


SCHOOL = Ref("schools", offers_from=("Школы", "Краткое название"), listed="Школы")


SUBJECT = Ref("subjects", offers_from=("Предметы", "Предмет"), listed="Предметы")
