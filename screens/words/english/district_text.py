"""What the district and the school ask for: the menu, points in a row, enrolment, cut points."""

SENTENCES = {
    "district.title": "District rules and norms",
    "district.help": (
        "What could change, a rule of points in a row, how many students each grade has, and a "
        "publisher’s cut points."
    ),
    "district.open": "Open rules and norms",
    "district.menu": "What could change",
    "district.menu.help": (
        "“What next?” offers these, first those that a student’s record speaks for. Untick what "
        "your school doesn’t do, and add what it does. Where too little was given, giving it comes "
        "first, whatever is ticked here."
    ),
    "district.menu.own": "Another change, in your words",
    "district.menu.add": "Add to the menu",
    "district.menu.remove": "Remove “{words}” from the menu",
    "district.menu.removed": "Removed. What was decided before stays as it is.",
    "district.menu.words": "Type what changes, in up to 60 letters.",
    "district.menu.there": "That is on the menu already.",
    "district.menu.many": "20 of your own are on the menu: remove one first.",
    "district.run": "Points in a row",
    "district.run.help": (
        "The trend and the median of the last three decide. A district may ask for points in a row "
        "as well: that rule is fast and often wrong."
    ),
    "district.run.0": "No such rule",
    "district.run.3": "3 below the line",
    "district.run.4": "4 below the line",
    "district.run.errs": (
        "{run} in a row: of students who grow just as their goal asks, {six} have had that by 6 "
        "points, {ten} by 10, and {fifteen} by 15."
    ),
    "district.run.house": "By 15 weekly points our own rule is wrong of {share} of such students.",
    "district.enrolment": "Students in each grade, {year}",
    "district.enrolment.help": (
        "Percentiles of your own need a whole grade: 50 students, and nine tenths of those "
        "enrolled. Say how many there are, with those you don’t see."
    ),
    "district.enrolment.wrong": "Type a number of students, or nothing.",
    "district.enrolment.none": "Add students with their grades first.",
    "district.cuts": "A publisher’s cut points",
    "district.cuts.help": (
        "They hold for benchmarks on that publisher’s forms only: say which of your own forms are "
        "theirs, under Forms. None come with Aimline; enter what your license gives you."
    ),
    "district.cuts.publisher": "Publisher",
    "district.cuts.benchmark": "At benchmark from",
    "district.cuts.risk": "Well below under (may stay empty)",
    "district.cuts.add": "Add these cut points",
    "district.cuts.row": "{series} · {season} · at benchmark from {benchmark}",
    "district.cuts.row.risk": "{row} · well below under {risk}",
    "district.cuts.remove": "Remove the cut points of {publisher}, {series}, {season}",
    "district.cuts.removed": "Removed.",
    "district.cuts.wrong.publisher": "Type the publisher’s name, up to 60 letters.",
    "district.cuts.wrong.benchmark": "Type a score from 1 to 1,000.",
    "district.cuts.wrong.risk": "Type a score that is no higher than the benchmark, or nothing.",
    "district.season.fall": "Fall",
    "district.season.winter": "Winter",
    "district.season.spring": "Spring",
    "forms.publisher": "Whose form is this?",
    "forms.publisher.none": "Our own",
}
