"""The sentences of exporting: tables for people, and students whole for another Aimline."""

SENTENCES = {
    "export.title": "Export",
    "export.open": "Export tables or some students",
    "export.open.student": "Export this student",
    "export.open.group": "Export this group",
    "export.open.season": "Export this season",
    "export.nobody": "There is nobody to export yet. Add students, or bring a list in.",
    "export.students": "To the students",
    "export.who": "Who",
    "export.who.all": "Everybody",
    "export.who.student": "One student",
    "export.when": "When",
    "export.when.all": "Any day",
    "export.when.help": "Probes, scores and sessions of these days. All else goes out whole.",
    "export.when.whole": "A file for another Aimline has students whole, with all their days.",
    "export.format": "As what",
    "export.format.xlsx": "Spreadsheet",
    "export.format.csv": "CSV",
    "export.format.json": "For another Aimline",
    "export.format.parquet": "Parquet",
    "export.format.xlsx.help": (
        "A sheet each for students, groups, scores, probes, goals, decisions, sessions and "
        "attendance, and one that says what each column means."
    ),
    "export.format.csv.help": (
        "A table, or all of them in a zip. Aimline brings both in again, as a spreadsheet too."
    ),
    "export.format.json.help": (
        "Everything of these students, for a family’s request or a move to another school. There "
        "it comes in under Settings, “Import an export”."
    ),
    "export.format.parquet.help": "For analysts: the tables with the types of their columns.",
    "export.table": "Which table",
    "export.table.all": "All, in a zip",
    "export.table.students": "Students",
    "export.table.groups": "Groups",
    "export.table.scores": "Scores",
    "export.table.probes": "Probes",
    "export.table.goals": "Goals",
    "export.table.decisions": "Decisions",
    "export.table.sessions": "Sessions",
    "export.table.attendance": "Attendance",
    "export.table.codebook": "Codebook",
    "export.file": "The file",
    "export.file.named": "Name in the file’s name",
    "export.file.care": "It is not encrypted: keep it as you keep other student records.",
    "export.go": "Save the file",
    "export.working": "Writing: {percent} %",
    "export.working.rows": "Writing: {count} entries",
    "export.cancel": "Cancel",
    "export.cancelled": "Nothing was saved.",
    "export.saved": "Saved: {students} and {scores}.",
    "export.count.students.one": "1 student",
    "export.count.students.many": "{count} students",
    "export.count.scores.one": "1 score",
    "export.count.scores.many": "{count} scores",
    "export.count.probes.one": "1 probe",
    "export.count.probes.many": "{count} probes",
}
