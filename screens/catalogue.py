"""Every sentence shown to people, in one place.

``say("students.grade", grade=2)`` fills a sentence; ``count_of("give.errors", 3)``
chooses between one and many first. A second language is a second dictionary
with the same keys (a test compares them).
"""

ENGLISH = {
    "app": "Aimline",
    # Days
    "day.today": "today",
    "day.yesterday": "yesterday",
    "day.on": "on {weekday}",
    "day.monday": "Monday",
    "day.tuesday": "Tuesday",
    "day.wednesday": "Wednesday",
    "day.thursday": "Thursday",
    "day.friday": "Friday",
    "day.saturday": "Saturday",
    "day.sunday": "Sunday",
    "day.date": "{month} {day}",
    "day.date.year": "{month} {day}, {year}",
    "month.1": "Jan",
    "month.2": "Feb",
    "month.3": "Mar",
    "month.4": "Apr",
    "month.5": "May",
    "month.6": "Jun",
    "month.7": "Jul",
    "month.8": "Aug",
    "month.9": "Sep",
    "month.10": "Oct",
    "month.11": "Nov",
    "month.12": "Dec",
    # Navigation
    "nav.students": "Students",
    "nav.forms": "Forms",
    "nav.settings": "Settings",
    "back": "Back",
    "cancel": "Cancel",
    "undo": "Undo",
    "save": "Save",
    # Students
    "students.title": "Students",
    "students.add": "Add a student",
    "students.search": "Search students",
    "students.all": "All groups",
    "students.no_group": "No group",
    "students.give": "Give a probe",
    "students.never": "No probe yet",
    "students.last": "Last probe {day}",
    "students.grade": "Grade {grade}",
    "students.none_found": "Nobody to show here.",
    "students.empty.title": "Welcome to Aimline",
    "students.empty.one": "1. Add a student. Initials are enough.",
    "students.empty.two": "2. Print a passage for the student to read from (Forms).",
    "students.empty.three": "3. Give a probe: tap what is read wrong, for one minute.",
    "students.empty.sample": "Try it with a sample class",
    "students.sample_added": "A sample class is here. Its students are made up.",
    "students.archived": "Archived. The scores are kept.",
    "students.restored": "Back on the list.",
    "students.show_archived": "Show archived",
    "students.hide_archived": "Hide archived",
    "students.sample": "made up",
    # One student's form
    "edit.title.new": "Add a student",
    "edit.title": "Edit student",
    "edit.name": "Name, initials or district id",
    "edit.name.help": "Whatever you will know the student by. It stays on this device.",
    "edit.name.missing": "Write a name, initials or an id first.",
    "edit.grade": "Grade",
    "edit.group": "Group",
    "edit.group.help": "Optional. Students of one group are listed together.",
    "edit.archive": "Archive",
    "edit.restore": "Take out of the archive",
    # Student
    "student.edit": "Edit",
    "student.history": "History",
    "student.none": "No probe yet. The first one appears here as soon as it is kept.",
    "student.chart": "Words correct per minute",
    "student.chart.label": "Chart of {count} scores, from {first} to {last} words per minute",
    "student.chart.few": "A line appears with the second score.",
    "student.row": "{rate} WCPM · {accuracy}",
    "student.no_rate": "No score",
    "student.not_counted": "not counted",
    "student.prorated": "finished early",
    "student.discontinued": "stopped by the rule",
    "student.interrupted": "interrupted",
    "student.unreadable": "Probes that could not be read: {count}. They are kept as they are.",
    # Ready
    "ready.form": "Passage",
    "ready.level": "Grade {level} passages",
    "ready.choose": "Choose another passage",
    "ready.used": "read {day}",
    "ready.fresh": "not read yet",
    "ready.group_today": "heard in the group today",
    "ready.say": "Say to the student",
    "ready.say.orf": (
        "“Here is something to read. When I say begin, start at the top and read aloud, "
        "as well as you can. If you get stuck, I will tell you the word, and you go on. "
        "Any questions? Put your finger on the first word. Begin.”"
    ),
    "ready.rules": "While you listen",
    "ready.rule.start": "Tap Start at the first word. The title is not read.",
    "ready.rule.wait": "Stuck for three seconds: say the word, and mark it.",
    "ready.rule.self": "Put right within three seconds: no error.",
    "ready.rule.skip": (
        "A line left out: point back to it; if the student doesn’t go back, mark it as skipped."
    ),
    "ready.rule.stop": (
        "Not one word right in the first line and the first ten words: you may stop."
    ),
    "ready.print": "Print for the student",
    "ready.start": "Start",
    "ready.headphones": (
        "If you use a screen reader, wear headphones, so that the student hears no mark."
    ),
    "ready.no_forms": "There is no passage for this grade yet. Choose another grade.",
    # Give
    "give.seconds_left": "seconds left",
    "give.of": "of {seconds}",
    "give.time_up": "time is up",
    "give.stopped": "stopped",
    "give.so_far": "so far",
    "give.rate.least": "≥ {rate}",
    "give.rate.exact": "{rate}",
    "give.rate.unknown": "–",
    "give.unit": "WCPM",
    "give.errors": "errors",
    "give.errors.one": "1 error",
    "give.errors.many": "{count} errors",
    "give.undo": "Undo",
    "give.wait": "Wait",
    "give.wait.counting": "Wait · {seconds}",
    "give.wait.over": "Say the word",
    "give.skip": "Skipped line",
    "give.last": "Last word",
    "give.done": "To the result",
    "give.stop": "Stop",
    "give.status.running": "Tap a word that is read wrong.",
    "give.status.skip": "Tap any word of the line that was left out.",
    "give.status.wait": "The next word you tap is marked as told to the student.",
    "give.status.time_up": "Time is up. Mark what is left, then tap Last word.",
    "give.status.done": (
        "This probe has its score. Mark what is still wrong, then tap To the result."
    ),
    "give.status.last": "Now tap the last word the student read.",
    "give.status.stop": "What was it?",
    "give.stop.finished": "Finished",
    "give.stop.finished.help": "the whole passage was read",
    "give.stop.rule": "Stopping rule",
    "give.stop.rule.help": "counts what was right so far",
    "give.stop.interrupted": "Interrupted",
    "give.stop.interrupted.help": "kept, but not counted",
    "give.stop.go_on": "Go on",
    "give.suggest": "Not one word right so far. Stop here?",
    "give.suggest.stop": "Stop here",
    "give.suggest.go_on": "Go on",
    "give.skipped_word": "That line is marked as skipped. Tap Skipped line to change it.",
    "give.last_skipped": "That line is marked as skipped, so it can't hold the last word.",
    "give.skip_last": "The last word is in that line, so it can't be a skipped one.",
    "word": "word {number}: {word}",
    "word.error": "word {number}: {word}, error",
    "word.self": "word {number}: {word}, put right",
    "word.skipped": "word {number}: {word}, skipped",
    "word.last": "word {number}: {word}, last word",
    "word.error.last": "word {number}: {word}, error, last word",
    "line": "to here: {count} words",
    "line.reached": "to here: {count} words, the student is here",
    # Result
    "result.kept": "Kept on this device",
    "result.show": "Show the score",
    "result.unit": "words correct in one minute",
    "result.prorated": "{correct} words correct in {seconds} seconds, which makes",
    "result.unit.prorated": "words correct a minute",
    "result.accuracy": "accuracy",
    "result.errors": "errors",
    "result.percent": "{percent} %",
    "result.no_accuracy": "–",
    "result.no_score": "No score",
    "result.no_score.why": "The last word was not set.",
    "result.not_counted": "Not counted: {reason}",
    "result.discontinued": "Stopped by the rule. It counts as {correct}.",
    "result.beyond.one": "1 mark stands after the last word and doesn’t count.",
    "result.beyond.many": "{count} marks stand after the last word and don’t count.",
    "result.skipped.one": "1 line skipped",
    "result.skipped.many": "{count} lines skipped",
    "result.self.one": "1 put right by the student",
    "result.self.many": "{count} put right by the student",
    "result.missed": "Missed words. Tap one to say what kind of error it was.",
    "result.no_misses": "No words marked.",
    "result.interrupted": "Interrupted and taken up again.",
    "result.note": "Add a note",
    "result.note.title": "A note about this probe",
    "result.note.hint": "tired, noisy hallway, …",
    "result.spoil": "Don’t count",
    "result.spoil.title": "Why should it not count?",
    "result.count": "Count it after all",
    "result.reason.wrong_form": "wrong passage",
    "result.reason.interrupted": "interrupted",
    "result.reason.student": "student unwell or upset",
    "result.reason.examiner": "my mistake",
    "result.back": "Back to the passage",
    "result.resume": "Take back the stop",
    "result.next": "Next student",
    "result.done": "Done",
    "result.profile": "Scored by: {profile}",
    "kind.error": "an error",
    "kind.substitution": "another word",
    "kind.mispronunciation": "mispronounced",
    "kind.omission": "left out",
    "kind.reversal": "order swapped",
    "kind.supplied": "told after the wait",
    "kind.self_correction": "put right (no error)",
    "kind.none": "no error at all",
    # Recovery, second tab, lost connection
    "recover.title": "A probe was under way",
    "recover.text": "Aimline was closed in the middle of it. Nothing that was tapped is lost.",
    "recover.damaged": (
        "Aimline was closed in the middle of it, and a part of what was tapped can’t be read any "
        "more. Look at the marks before you count it."
    ),
    "recover.left": "{seconds} seconds of the minute are left.",
    "recover.over": "The minute has passed meanwhile.",
    "recover.marks": "{errors} marked so far.",
    "recover.go_on": "Go on",
    "recover.keep": "Keep it, not counted",
    "recover.discard": "Discard",
    "recover.kept": "Kept, and not counted.",
    "recover.discarded": "Discarded.",
    "recover.settled": "The probe under way was complete and has been kept.",
    "recover.set_aside": (
        "A probe of an earlier run can't be read. What there is of it has been set aside in the "
        "data folder."
    ),
    "elsewhere.title": "A probe is under way in another tab",
    "elsewhere.text": (
        "Only one tab can take taps. Go on there, or take it over here: nothing is lost."
    ),
    "elsewhere.take": "Take it over here",
    "elsewhere.taken": "This probe was taken over in another tab.",
    "elsewhere.again": "Look again",
    # Forms
    "forms.title": "Forms",
    "forms.intro": "Print one copy for the student and one for you, if you like to mark on paper.",
    "forms.words": "{count} words",
    "forms.story": "story",
    "forms.true": "true story",
    "forms.student_copy": "Student copy",
    "forms.examiner_copy": "Examiner copy",
    "forms.all": "All of grade {level}",
    "forms.show": "Show to the student",
    "forms.paper": "Paper",
    "forms.letter": "Letter",
    "forms.a4": "A4",
    "forms.printing": "Preparing the pages …",
    "forms.no_printing": (
        "This tablet can’t print. Print the passages from Aimline on a computer."
    ),
    "forms.saved": "The PDF is in your downloads.",
    "forms.shown_close": "Close",
    # Paper
    "paper.form": "Form {form}",
    "paper.grade": "Grade {grade}",
    "paper.student": "Student",
    "paper.date": "Date",
    "paper.examiner": "Examiner",
    "paper.mark_error": (
        "Strike through each word that is wrong or left out. Write SC over a word the student "
        "puts right within three seconds; it is not an error."
    ),
    "paper.wait": (
        "Three seconds of silence on a word: say the word, strike it through, let the student "
        "go on."
    ),
    "paper.skipped_line": (
        "A line passed over: point to it once. If it stays unread, cross out the line and leave "
        "its words out of the words read."
    ),
    "paper.skipped_line.one_error": (
        "A line passed over: point to it once. If it stays unread, cross out the line: count one "
        "error and one word read for all of it."
    ),
    "paper.skipped_line.each_word": (
        "A line passed over: point to it once. If it stays unread, strike through each of its "
        "words."
    ),
    "paper.stop_rule": (
        "No word right in the first line and the first ten words: stop there. The score is 0."
    ),
    "paper.last_word": "At one minute, put a bracket ] after the last word read.",
    "paper.finished_early": (
        "Done before the minute is over: write the seconds, and work out words correct × 60 ÷ "
        "seconds."
    ),
    "paper.words_read": "Words read",
    "paper.errors": "Errors",
    "paper.seconds": "Seconds, if under 60",
    "paper.rate": "Words correct in one minute",
    "paper.accuracy": "Accuracy: correct ÷ read, %",
    # Settings
    "settings.title": "Settings",
    "settings.size": "Size of the passage",
    "settings.size.px": "{size}",
    "settings.theme": "Colors",
    "settings.theme.system": "As the device",
    "settings.theme.light": "Light",
    "settings.theme.dark": "Dark",
    "settings.discreet": "Hide the score until I tap it",
    "settings.discreet.help": "The student sits beside you. One tap unfolds it.",
    "settings.live": "Show the rate while the clock runs",
    "settings.profile": "Rules",
    "settings.profile.help": "Counts for probes given from now on.",
    "profile.house": "House rules: a skipped line is left out",
    "profile.skipped-line-one-error": "A skipped line is one error",
    "profile.skipped-words-errors": "Each word of a skipped line is an error",
    "profile.median-passage": "House rules; a set has the accuracy of its median passage",
    "settings.examiner": "Your initials",
    "settings.examiner.help": "Kept with each probe you give. At most {most} characters.",
    "settings.paper": "Paper",
    "settings.folder": "Where your data is kept",
    "settings.folder.help": (
        "On this device only. Copy the folder while Aimline is closed, or use "
        "“main.py export”, to keep a second copy."
    ),
    "settings.problems": "What could not be read",
    "settings.about": "Aimline {version}. Free software; passages under CC BY 4.0.",
    # Errors
    "error.odd": "That did not work, and nothing was changed. Try once more.",
    "error.full": (
        "The device is full, so that could not be kept. Everything kept before it is safe. "
        "Make room, then try again."
    ),
    "error.write": (
        "That could not be kept. Everything kept before it is safe. Try again; if it happens "
        "once more, look at the data folder in Settings."
    ),
}


def say(key: str, **values: object) -> str:
    """Return a sentence with its values filled in.

    Raises:
        KeyError: the catalogue has no such sentence, or a value is missing.
    """
    return ENGLISH[key].format(**values)


def count_of(key: str, count: int) -> str:
    """Return the sentence for one, or for many."""
    return say(f"{key}.one" if count == 1 else f"{key}.many", count=count)
