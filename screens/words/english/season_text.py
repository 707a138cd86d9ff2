"""A benchmark season: coverage, make-ups and what is left."""

SENTENCES = {
    "season.title": "Benchmark season",
    "season.open": "Benchmark season",
    "season.none": (
        "A season needs its window. Add it to the school’s calendar: a name, such as Winter "
        "benchmark, its first day and its last."
    ),
    "season.calendar": "Add a benchmark window",
    "season.until": "until {day}",
    "season.over": "ended {day}",
    "season.ahead": "begins {day}",
    "season.school": "Whole school",
    "season.no_grade": "No grade",
    "season.coverage": "{done} of {of} benchmarked",
    "season.grade": "Grade {grade}: {done} of {of}",
    "season.by": "{who}: {count}",
    "season.unsigned": "not signed",
    "season.make_up.one": "1 make-up",
    "season.make_up.many": "{count} make-ups",
    "season.begun.one": "1 begun",
    "season.begun.many": "{count} begun",
    "season.left.one": "1 left",
    "season.left.many": "{count} left",
    "season.done.one": "1 done",
    "season.done.many": "{count} done",
    "season.given": "given {day}",
    "season.passages.one": "1 of 3 passages",
    "season.passages.many": "{count} of 3 passages",
    "season.next": "Next: {name}",
    "season.marked": "Marked absent: first among the make-ups.",
    "season.local": "Your own norm",
    "season.local.norm": (
        "Grade {grade}: 25th percentile {low} {unit}, 50th {middle}, 75th {high} ({tested} of the "
        "grade’s {of} students)"
    ),
    "season.local.help": "From this season’s benchmark of the whole grade.",
    "season.norms": "What these students came to",
    "season.norm": (
        "Grade {grade}: middle {middle} {unit}; a quarter below {low}, a quarter above {high} "
        "({n} students)"
    ),
    "season.norms.help": (
        "Of the students on this list alone, so no norm. A norm of your own needs the whole grade: "
        "say in Settings, District rules and norms, how many it has."
    ),
}
