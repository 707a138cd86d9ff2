"""Forms: the list, printing, and bringing in one's own."""

SENTENCES = {
    "forms.title": "Forms",
    "forms.intro": "Print one copy for the student and one for you, if you like to mark on paper.",
    "forms.words": "{count} words",
    "forms.problems": "{count} problems",
    "forms.digits": "{count} possible digits",
    "forms.story": "story",
    "forms.true": "true story",
    "forms.genre.letter": "letter",
    "forms.genre.how-to": "how-to",
    "forms.own": "your own",
    "forms.rest": "Show all {count} forms",
    "forms.bring": "Bring a form of your own",
    "forms.bring.help": (
        "A text or CSV file: words, letters, numbers, problems, or a passage. It becomes a form of "
        "{measure}, {level}, unless its first rows say otherwise."
    ),
    "forms.bring.failed": "This file needs a change:",
    "forms.bring.large": "it is larger than a form can be; is it the right file?",
    "forms.brought": "{name} is among your forms.",
    "forms.corrected": "That form was here already. What is said of it is now as in this file.",
    "forms.here": "That form is here already.",
    "forms.remove": "Take off the list",
    "forms.removed": "Off the list. Probes given with it stay.",
    "forms.student_copy": "Student copy",
    "forms.examiner_copy": "Examiner copy",
    "forms.all": "All of {level}",
    "forms.show": "Show to the student",
    "forms.paper": "Paper",
    "forms.letter": "Letter",
    "forms.a4": "A4",
    "forms.printing": "Preparing the pages …",
    "forms.no_printing": ("This tablet can’t print. Print the forms from Aimline on a computer."),
    "forms.saved": "The PDF is in your downloads.",
    "forms.shown_close": "Close",
}
