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
    "day.morning": "{hour}:{minute} AM",
    "day.afternoon": "{hour}:{minute} PM",
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
    "students.group": "Give to a group",
    "students.never": "No probe yet",
    "students.reading": "…",
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
    "students.rest": "Show the other {count} students",
    "students.show_archived": "Show archived",
    "students.hide_archived": "Hide archived",
    "students.sample": "made up",
    # One student's form
    "edit.title.new": "Add a student",
    "edit.title": "Edit student",
    "edit.name": "Name, initials or district id",
    "edit.name.help": (
        "Whatever you will know the student by. It leaves this device only if you share, sealed."
    ),
    "edit.unseen": ("Not all of these letters can be shown. Use Latin ones, or initials."),
    "edit.name.missing": "Write a name, initials or an id first.",
    "edit.grade": "Grade",
    "edit.group": "Group",
    "edit.group.help": "Optional. Students of one group are listed together.",
    "edit.archive": "Archive",
    "edit.restore": "Take out of the archive",
    # Student
    "student.edit": "Edit",
    "student.history": "History",
    "student.earlier.one": "Show 1 earlier probe",
    "student.earlier.many": "Show {count} earlier probes",
    "student.none": "No probe yet. The first one appears here as soon as it is kept.",
    "student.chart": "{counted} correct per minute",
    "student.chart.label": "Chart of {count} scores, from {first} to {last} {counted} per minute",
    "student.chart.few": "A line appears with the second score.",
    "student.row": "{rate} WCPM",
    "student.row.digits": "{rate} DCPM · {errors} EPM",
    "student.row.other": "{rate} {counted} a minute",
    "student.row.words.one": "1 whole word",
    "student.row.words.many": "{count} whole words",
    "student.no_rate": "No score",
    "student.not_counted": "not counted",
    "student.prorated": "finished early",
    "student.discontinued": "stopped by the rule",
    "student.interrupted": "interrupted",
    "student.unreadable": "Probes that could not be read: {count}. They are kept as they are.",
    # A group
    "group.title": "Give to a group",
    "group.who": "Who takes part",
    "group.students.one": "1 student",
    "group.students.many": "{count} students",
    "group.all": "Everybody",
    "group.none": "Nobody",
    "group.print": "Print a copy for each",
    "group.say": "Say to the students",
    "group.early": "Finished early: tap the name while the clock runs.",
    "clock.running": "Tap a name when that student has finished.",
    "clock.over": "Time is up. Collect the papers.",
    "clock.all_done": "Everybody has finished. Collect the papers.",
    "clock.score": "Score the papers",
    "clock.finished": "{name} · finished at {seconds} s",
    "clock.early": "All finished early",
    "clock.early.help": "nothing was left to do",
    "clock.interrupted": "Interrupted",
    "clock.interrupted.help": "no paper is scored",
    "papers.count.one": "1 paper to score",
    "papers.count.many": "{count} papers to score",
    "papers.open": "Score papers",
    "papers.help": "Each paper is scored by name, in any order and at any time.",
    "papers.score": "Score {name}",
    "papers.next": "Next paper",
    "papers.later": "Score later",
    "papers.put_back": "Back among the papers to score. Its marks are gone.",
    "papers.nobody": "Somebody not on the list",
    "papers.all_the_time": "used all the time",
    "papers.finished": "finished after {seconds} seconds",
    "papers.more": "More",
    "papers.seconds": "Finished early, after seconds",
    "papers.seconds.help": "Leave it empty if all {seconds} seconds were used.",
    "papers.seconds.wrong": "Write a whole number from 1 to {most}, or nothing.",
    "papers.no_score": "No score, because:",
    "papers.why.absent": "Absent",
    "papers.why.unusable": "The paper can’t be scored",
    "papers.why.interrupted": "Interrupted",
    "papers.left_out": "Left out: it won’t be scored.",
    "papers.left_out.interrupted": "Interrupted: none of these papers will be scored.",
    "papers.score_after_all": "Score it after all",
    "papers.show_left_out": "Show papers left out",
    "papers.hide_left_out": "Hide papers left out",
    # Ready
    "ready.more": "More",
    "ready.fewer": "Fewer",
    "ready.choose": "Choose another form",
    "ready.used": "used {day}",
    "ready.fresh": "not used yet",
    "ready.group_today": "heard in the group today",
    "ready.seconds": "How long",
    "ready.mode": "Answered",
    "ready.practice": "Practice first, without the clock",
    "ready.practice.right": "Right: {say}",
    "ready.practice.wrong": "Wrong: {say}",
    "ready.say": "Say to the student",
    "ready.language.en": "English",
    "ready.language.es": "Español",
    "ready.rules": "While the student answers",
    "ready.start.title": "Tap Start at the first word. The title is not read.",
    "ready.start.first": "Tap Start at the first answer.",
    "ready.start.begin": "Tap Start as you say “begin”.",
    "ready.start.word": "Tap Start as you say the first word.",
    "ready.start.all": "Tap Start as you say “begin”; everybody starts at once.",
    "ready.silent": "Silent at first",
    "ready.silent.supply": (
        "Silent for three seconds before the first {item}: say it, then tap Silent at first. It is "
        "marked, and the clock starts."
    ),
    "ready.silent.on": (
        "Silent for three seconds before the first {item}: point to the next, then tap Silent at "
        "first. The first is marked, and the clock starts."
    ),
    "ready.silent.count": (
        "Silent for three seconds: say “one”, then tap Silent at first. It is marked, and the "
        "clock starts."
    ),
    "ready.wait.supply": "Stuck for three seconds: say the {item}, and mark it.",
    "ready.wait.once": (
        "Stuck for three seconds: say the next {item} and mark it; once in the whole probe."
    ),
    "ready.wait.on": "Stuck for three seconds: point to the next {item}, and don’t tell.",
    "ready.wait.next": "Silent for three seconds: say the next word.",
    "ready.self": "Put right within three seconds: no error.",
    "ready.skip.left": (
        "A {place} left out: point back to it; if the student doesn’t go back, mark it as "
        "skipped. It isn’t counted."
    ),
    "ready.skip.one": (
        "A {place} left out: point back to it; if the student doesn’t go back, mark it as "
        "skipped. It is one error."
    ),
    "ready.skip.each": (
        "A {place} left out: point back to it; if the student doesn’t go back, mark it as "
        "skipped. All of it is wrong."
    ),
    "ready.remind.names": "Sounds instead of names: remind once to say the names.",
    "ready.remind.sounds": "Names instead of sounds: remind once to say the sounds.",
    "ready.remind.spelled": "The word is spelled: remind once to say its sounds.",
    "ready.remind.apart": "The word is only repeated: remind once to say all its sounds.",
    "ready.remind.each": "Four or more left out in a row: remind once to try each one.",
    "ready.stop.line": (
        "Not one right in the first line and the first {items} words: you may stop."
    ),
    "ready.stop.items": "Not one right among the first {items}: you may stop.",
    "ready.stop.rows": "Not one right in the first {rows} rows: you may stop.",
    "ready.stop.groups": "Nothing right in the first {groups} words: you may stop.",
    "ready.stop.run": "{run} wrong, one after another: you may stop.",
    "ready.stop.row_or_run": (
        "The first row all wrong, or {run} wrong one after another: you may stop."
    ),
    "ready.early": "All done before the time: tap Stop, then Finished.",
    "ready.note.speech": "The student’s usual way of speaking is never an error.",
    "ready.note.orf": "Words repeated or added are not marked.",
    "ready.note.wrf": "Sounded out but never said as a whole: an error.",
    "ready.note.lnf": "For I and l, either name is right.",
    "ready.note.lsf": (
        "Vowels are short; c, g and th have two right sounds. A short “uh” after a sound is no "
        "error."
    ),
    "ready.note.nwf": (
        "Each right sound counts, alone or in the word; a letter’s name doesn’t. A word said as a "
        "whole is marked as well."
    ),
    "ready.note.psf": (
        "Each different right part of the word is one point. Drag across sounds said as one. Tap "
        "again what was wrong; what was left out stays blank."
    ),
    "ready.note.oc": "A number said twice counts once; one left out is an error.",
    "ready.note.facts": (
        "Each right digit in its right place counts. One that is missing is not an error."
    ),
    "ready.note.comp": (
        "Each right digit of the answer in its right place counts. One that is missing is not an "
        "error."
    ),
    "ready.note.written": "Say nothing about the answers. Nothing stops it before the time.",
    "ready.note.after": "At the end collect the paper, then mark the digits that are wrong.",
    "ready.print": "Print for the student",
    "ready.print.heard": "Print a page to mark on",
    "ready.start": "Start",
    "ready.headphones": (
        "If you use a screen reader, wear headphones, so that the student hears no mark."
    ),
    "ready.no_forms": "There is no form of this level yet. Choose another level.",
    # What is asked for
    "area.reading": "Reading",
    "area.math": "Math",
    "measure.orf": "Oral reading",
    "measure.wrf": "Word reading",
    "measure.lnf": "Letter names",
    "measure.lsf": "Letter sounds",
    "measure.nwf": "Nonsense words",
    "measure.psf": "Phoneme segmentation",
    "measure.oc": "Oral counting",
    "measure.ni": "Number identification",
    "measure.qd": "Quantity discrimination",
    "measure.mn": "Missing number",
    "measure.facts": "Math facts",
    "measure.comp": "Computation",
    "mode.oral": "aloud",
    "mode.paper": "on paper",
    "mode.tablet": "on a tablet",
    "seconds.some": "{seconds} seconds",
    "seconds.minute": "1 minute",
    "seconds.minutes": "{minutes} minutes",
    "item.word": "word",
    "item.letter": "letter",
    "item.sound": "sound",
    "item.phoneme": "sound",
    "item.number": "number",
    "item.pair": "pair",
    "item.row": "row",
    "item.problem": "problem",
    "place.line": "line",
    "place.row": "row",
    "skill.grade": "By grade",
    "skill.add": "Addition",
    "skill.sub": "Subtraction",
    "skill.add-sub": "Addition and subtraction",
    "skill.mul": "Multiplication",
    "skill.div": "Division",
    "skill.mul-div": "Multiplication and division",
    "skill.facts-mixed": "All four",
    "skill.all": "all facts",
    "skill.to": "to {number}",
    "skill.with.add": "with {number}",
    "skill.with.sub": "minus {number}",
    "skill.with.mul": "times {number}",
    "skill.with.div": "by {number}",
    "skill.digits": "{digits} digits, no regrouping",
    "skill.regroup": "{digits} digits, regrouping",
    "skill.by": "{one} by {other} digits",
    "skill.by.rest": "{one} by {other} digits, remainder",
    "form.number": "Form {number}",
    "counted.orf": "words",
    "counted.wrf": "words",
    "counted.lnf": "letters",
    "counted.lsf": "letter sounds",
    "counted.nwf": "letter sounds",
    "counted.psf": "segments",
    "counted.oc": "numbers",
    "counted.ni": "numbers",
    "counted.qd": "pairs",
    "counted.mn": "numbers",
    "counted.facts": "digits",
    "counted.comp": "digits",
    # Give
    "give.seconds_left": "seconds left",
    "give.of": "of {seconds}",
    "give.time_up": "time is up",
    "give.stopped": "stopped",
    "give.so_far": "so far",
    "give.rate.least": "≥ {rate}",
    "give.rate.exact": "{rate}",
    "give.rate.unknown": "–",
    "give.unit.word": "WCPM",
    "give.unit.letter": "letters a minute",
    "give.unit.sound": "sounds a minute",
    "give.unit.number": "numbers a minute",
    "give.unit.pair": "pairs a minute",
    "give.unit.row": "numbers a minute",
    "give.unit.credits": "sounds a minute",
    "give.unit.segments": "segments a minute",
    "give.unit.digits": "DCPM",
    "give.errors": "errors",
    "give.errors.one": "1 error",
    "give.errors.many": "{count} errors",
    "give.credits": "sounds",
    "give.credits.one": "1 sound",
    "give.credits.many": "{count} sounds",
    "give.segments": "segments",
    "give.segments.one": "1 segment",
    "give.segments.many": "{count} segments",
    "give.words": "words",
    "give.words.one": "1 word",
    "give.words.many": "{count} words",
    "give.digits": "digits",
    "give.digits.one": "1 digit",
    "give.digits.many": "{count} digits",
    "give.undo": "Undo",
    "give.wait": "Wait",
    "give.wait.counting": "Wait · {seconds}",
    "give.wait.supply.word": "Say the word",
    "give.wait.supply.letter": "Say its name",
    "give.wait.supply.sound": "Say its sound",
    "give.wait.supply.number": "Say the number",
    "give.wait.supply.credits": "Say the sound",
    "give.wait.point": "Point on",
    "give.wait.next": "Next word",
    "give.wait.none": "No more help",
    "give.skip": "Skipped line",
    "give.last.word": "Last word",
    "give.last.letter": "Last letter",
    "give.last.sound": "Last letter",
    "give.last.number": "Last number",
    "give.last.pair": "Last pair",
    "give.last.row": "Last row",
    "give.last.credits": "Last sound",
    "give.last.segments": "Last sound",
    "give.last.digits": "Last problem",
    "give.done": "To the result",
    "give.stop": "Stop",
    "give.status.running.word": "Tap a word that is read wrong.",
    "give.status.running.letter": "Tap a letter that is named wrong.",
    "give.status.running.sound": "Tap a letter whose sound is wrong.",
    "give.status.running.number": "Tap a number that is wrong or left out.",
    "give.status.running.pair": "Tap a pair that is answered wrong.",
    "give.status.running.row": "Tap a row that is answered wrong.",
    "give.status.running.credits": "Tap or drag right sounds; again: wrong.",
    "give.status.running.segments": "Tap or drag right parts; again: wrong.",
    "give.status.skip": "Tap anywhere in the line that was left out.",
    "give.status.wait.supply.word": "The next word you tap is marked as told to the student.",
    "give.status.wait.supply.letter": "The next letter you tap is marked as told to the student.",
    "give.status.wait.supply.sound": "The next letter you tap is marked as told to the student.",
    "give.status.wait.supply.number": "The next number you tap is marked as told to the student.",
    "give.status.wait.supply.credits": "Say the sound after three seconds. Taps still are credits.",
    "give.status.wait.point": "Point on after three seconds. What you tap next was left out.",
    "give.status.wait.go_on": "Point on after three seconds.",
    "give.status.wait.next": "Say the next word after three seconds.",
    "give.status.wait.none": "A number was told once already. What you tap next is an error.",
    "give.status.digit": "Digit {number} of problem {group}: what is it?",
    "give.status.digits.mark": "Tap a wrong digit, or a problem all wrong.",
    "give.status.digits.missing": "Tap a missing digit, or a problem left out.",
    "give.status.digits.shifted": "Tap a digit in the wrong place.",
    "give.status.digits.extra": "Tap a problem for each digit too many.",
    "give.status.digits.enter": "Tap a problem to enter what was written.",
    "give.mode.mark": "Wrong",
    "give.mode.missing": "Missing",
    "give.mode.shifted": "Shifted",
    "give.mode.extra": "Extra",
    "give.mode.enter": "Enter",
    "give.remind.say_names": "Reminded: names",
    "give.remind.say_sounds": "Reminded: sounds",
    "give.remind.take_it_apart": "Reminded: apart",
    "give.remind.try_each": "Reminded: try each",
    "give.status.time_up": "Time is up. Mark what is left, then tap {last}.",
    "give.status.over": "Time is up. Mark what is left, then tap To the result.",
    "give.status.done": (
        "This probe has its score. Mark what is still wrong, then tap To the result."
    ),
    "give.status.spoiled": "This probe does not count. Mark what you want, then tap To the result.",
    "give.status.last.word": "Now tap the last word the student read.",
    "give.status.last.letter": "Now tap the last letter the student came to.",
    "give.status.last.sound": "Now tap the last letter the student came to.",
    "give.status.last.number": "Now tap the last number the student said.",
    "give.status.last.pair": "Now tap the last pair the student answered.",
    "give.status.last.row": "Now tap the last row the student answered.",
    "give.status.last.credits": "Now tap the last sound the student came to.",
    "give.status.last.segments": "Now tap the last sound the student came to.",
    "give.status.last.digits": "Now tap the last problem the student tried.",
    "give.status.stop": "What was it?",
    "give.stop.finished": "Finished",
    "give.stop.finished.help": "nothing was left to do",
    "give.stop.rule": "Stopping rule",
    "give.stop.rule.help": "counts what was right so far",
    "give.stop.interrupted": "Interrupted",
    "give.stop.interrupted.help": "kept, but not counted",
    "give.stop.go_on": "Go on",
    "give.suggest": "Nothing right so far. Stop here?",
    "give.suggest.run": "{run} wrong, one after another. Stop here?",
    "give.suggest.stop": "Stop here",
    "give.suggest.go_on": "Go on",
    "give.skipped_word": "That line is marked as skipped. Tap Skipped line to change it.",
    "give.last_skipped": "That line is marked as skipped, so the last one can't be in it.",
    "give.skip_last": "The last one is in that line, so it can't be a skipped line.",
    "cell.word": "word {number}: {text}",
    "cell.letter": "letter {number}: {text}",
    "cell.sound": "letter {number}: {text}",
    "cell.number": "number {number}: {text}",
    "cell.pair": "pair {number}: {text}",
    "cell.row": "row {number}: {text}",
    "cell.problem": "problem {number}: {text}",
    "cell.chip": "sound {number} of word {group}: {text}",
    "cell.digit": "digit {number} of problem {group}",
    "state.answer": "answer {answer}",
    "state.error": "error",
    "state.self": "put right",
    "state.skipped": "skipped",
    "state.credit": "credit",
    "state.joined": "said with the sound before",
    "state.missing": "missing",
    "state.shifted": "shifted",
    "state.extra": "+{count} extra",
    "state.wrote": "wrote {text}",
    "state.left_out": "left out",
    "state.steps": "steps {right}, {wrong} wrong",
    "state.word.whole": "whole",
    "state.word.after_sounds": "after sounds",
    "state.word.again": "again",
    "state.here": "the student is here",
    "state.here.short": "here",
    "state.last.word": "last word",
    "state.last.letter": "last letter",
    "state.last.sound": "last letter",
    "state.last.number": "last number",
    "state.last.pair": "last pair",
    "state.last.row": "last row",
    "state.last.credits": "last sound",
    "state.last.segments": "last sound",
    "state.last.digits": "last problem",
    "line.word": "to here: {count} words",
    "line.letter": "to here: {count} letters",
    "line.sound": "to here: {count} letters",
    "line.number": "to here: {count} numbers",
    "line.pair": "to here: {count} pairs",
    "line.row": "to here: {count} rows",
    "line.credits": "to here: {count} sounds",
    "line.segments": "to here: {count} sounds",
    # What was written as an answer
    "entry.problem": "{number}.  {text}",
    "entry.key": "key: {answer}",
    "entry.written": "written: {text}",
    "entry.digit": "enter {digit}",
    "entry.blank": "enter a blank",
    "entry.remainder": "enter a remainder",
    "entry.erase": "Erase",
    "entry.leave_out": "Left out",
    "entry.keep": "Next",
    "entry.close": "Close",
    "entry.steps.right": "Right digits in the steps",
    "entry.steps.wrong": "Wrong ones",
    # Result
    "result.kept": "Kept on this device",
    "result.show": "Show the score",
    "result.unit": "{counted} correct in one minute",
    "result.prorated": "{counted} correct: {correct} in {seconds} seconds, which makes",
    "result.slip": "That was very short. If it was a slip, tap Don’t count.",
    "result.unit.prorated": "{counted} correct a minute",
    "result.words_whole": "whole words",
    "result.words_whole.help": "said once, and not sounded out first",
    "result.words_recoded.one": "1 word in all, sounded out or not",
    "result.words_recoded.many": "{count} words in all, sounded out or not",
    "result.digits": "digits correct",
    "result.digits.of": "{correct} of {possible}",
    "result.epm": "errors a minute",
    "result.problems": "problems correct",
    "result.missing.one": "1 digit missing",
    "result.missing.many": "{count} digits missing",
    "result.extra.one": "1 digit too many",
    "result.extra.many": "{count} digits too many",
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
    "result.missed.other": "Missed. Tap one to say what kind of error it was.",
    "result.missed.plain": "Not right:",
    "result.no_misses": "Nothing is marked as wrong.",
    "marked.word": "{word}, not right: {missed}",
    "marked.problem": "{problem}: {told}",
    "marked.wrong.one": "1 digit wrong",
    "marked.wrong.many": "{count} digits wrong",
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
    "result.back.form": "Back to the form",
    "result.resume": "Take back the stop",
    "result.next": "Next student",
    "result.done": "Done",
    "result.profile": "Scored by: {profile}",
    "kind.error": "an error",
    "kind.substitution": "another word",
    "kind.substitution.other": "something else said",
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
    "recover.left": "{seconds} seconds are left.",
    "recover.over": "The time has passed meanwhile.",
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
    "other_tab.title": "A probe is under way in another tab",
    "other_tab.text": (
        "Only one tab can take taps. Go on there, or take it over here: nothing is lost."
    ),
    "other_tab.take": "Take it over here",
    "other_tab.taken": "This probe was taken over in another tab.",
    "other_tab.again": "Look again",
    # Forms
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
    "forms.bring.failed": "That file is not a form yet:",
    "forms.bring.text": "it is not plain text in UTF-8; save it as “CSV UTF-8” or as text",
    "forms.bring.large": "it is larger than a form can be; is it the right file?",
    "forms.brought": "{name} is among your forms.",
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
    # Paper
    "paper.form": "Form {form}",
    "paper.name": "Name",
    "paper.student": "Student",
    "paper.date": "Date",
    "paper.examiner": "Examiner",
    "paper.only_heard.oc": (
        "The student has no page in oral counting: nothing is read, the student counts aloud. "
        "Print the examiner copy to mark on."
    ),
    "paper.only_heard.psf": (
        "The student has no page in phoneme segmentation: you say the words, the student says "
        "their sounds. Print the examiner copy to mark on."
    ),
    "paper.mark.word": "Strike through each word that is wrong or left out.",
    "paper.mark.letter": "Strike through each letter whose name is wrong or left out.",
    "paper.mark.sound": "Strike through each letter whose sound is wrong or left out.",
    "paper.mark.number": "Strike through each number that is wrong or left out.",
    "paper.mark.pair": (
        "The larger number is bold. Strike through each pair that is answered wrong or left out."
    ),
    "paper.mark.row": (
        "The missing number is bold. Strike through each row that is answered wrong or left out."
    ),
    "paper.mark.count": (
        "Strike through each number that is left out, and go on from what the student says. "
        "A number said twice counts once."
    ),
    "paper.mark.credits": (
        "Underline each sound that is right, by itself or blended: three sounds, three lines. "
        "Slash one that is wrong; a letter’s name earns nothing."
    ),
    "paper.mark.whole": (
        "Word said whole, once, not sounded out before: one line under all of its sounds. Said "
        "whole after sounding out, or more than once: ring the word."
    ),
    "paper.mark.segments": (
        "Underline each part that is right: one line for one part, however many sounds it holds. "
        "Slash a wrong part. The word repeated whole, or spelled: nothing."
    ),
    "paper.mark.digits": (
        "Strike through, in the student’s answer, each digit that is wrong or in the wrong place, "
        "and each digit too many: these are the errors."
    ),
    "paper.digits.places": (
        "Compare from the right, a quotient from the left, a remainder by itself. Carried digits "
        "are never counted."
    ),
    "paper.digits.missing": "A digit that is not written is missing: not correct, and no error.",
    "paper.digits.left_out": (
        "A problem left out before the last one tried: all of its digits are missing. Problems "
        "after that one are not possible digits."
    ),
    "paper.corrected": (
        "Write SC over what the student puts right within three seconds; it is not an error."
    ),
    "paper.wait.supply": (
        "Three seconds of silence: say it, strike it through, let the student go on."
    ),
    "paper.wait.supply_once": (
        "Three seconds of silence, the first time only: say the next number and strike it through."
    ),
    "paper.wait.point_on": (
        "Three seconds of silence: strike it through, point to the next one. Don’t say the answer."
    ),
    "paper.wait.say_the_next": "Three seconds of silence: say the next word.",
    "paper.skipped_line": (
        "A line passed over: point to it once. If it stays unread, cross it out, and count "
        "nothing in it, neither as read nor as an error."
    ),
    "paper.skipped_line.one_error": (
        "A line passed over: point to it once. If it stays unread, cross it out, and count one "
        "read and one error for all of it."
    ),
    "paper.skipped_line.each_word": (
        "A line passed over: point to it once. If it stays unread, strike through everything in "
        "it, each an error."
    ),
    "paper.stop.line_and_items": (
        "Nothing right in the first line and the first {count}: stop there. The score is 0."
    ),
    "paper.stop.lines.one": "Nothing right in the first line: stop there. The score is 0.",
    "paper.stop.lines.many": (
        "Nothing right in the first {count} lines: stop there. The score is 0."
    ),
    "paper.stop.items": "Nothing right in the first {count}: stop there. The score is 0.",
    "paper.stop.words": "Nothing right in the first {count} words: stop there. The score is 0.",
    "paper.stop.run": (
        "{count} wrong one after another: stop there. What was right before counts."
    ),
    "paper.stop.prorated": "Stopped: write the seconds, and work out correct × 60 ÷ seconds.",
    "paper.last_word": "When the time is up, put a bracket ] after the last word read.",
    "paper.last": "When the time is up, put a bracket ] after the last one tried.",
    "paper.finished_early": (
        "Done before the time is up: write the seconds, and work out correct × 60 ÷ seconds."
    ),
    "paper.words_read": "Words read",
    "paper.tried": "Tried, up to the last",
    "paper.errors": "Errors",
    "paper.credits": "Letter sounds correct",
    "paper.credits.possible": "Letter sounds, up to the last",
    "paper.words_whole": "Whole words, at once",
    "paper.words_recoded": "Whole words, also after sounding out",
    "paper.segments": "Segments correct",
    "paper.segments.possible": "Sounds in the words given",
    "paper.digits.correct": "Digits correct",
    "paper.digits.steps": "Digits correct in written steps",
    "paper.digits.possible": "Digits possible, up to the last",
    "paper.digits.errors": "Errors: wrong or too many",
    "paper.digits.not_written": "Digits missing",
    "paper.problems_correct": "Problems correct",
    "paper.seconds": "Seconds, if done early",
    "paper.digits.seconds": "Seconds worked",
    "paper.rate.word": "Words correct in one minute",
    "paper.rate.letter": "Letters correct in one minute",
    "paper.rate.sound": "Sounds correct in one minute",
    "paper.rate.number": "Numbers correct in one minute",
    "paper.rate.pair": "Pairs correct in one minute",
    "paper.rate.row": "Numbers correct in one minute",
    "paper.rate.credits": "Letter sounds correct in one minute",
    "paper.rate.segments": "Segments correct in one minute",
    "paper.rate.digits": "Digits correct in one minute",
    "paper.rate.errors": "Errors in one minute",
    "paper.accuracy": "Accuracy: correct ÷ tried, %",
    "paper.lacking": (
        "The print fonts have no {letters}. It stands as ? on the paper: write the form another "
        "way before you give it."
    ),
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
    "settings.live": "Show the rate during a probe",
    "settings.profile": "Rules",
    "settings.profile.help": "Counts for probes given from now on.",
    "profile.house": "House rules: a skipped line is left out",
    "profile.house.other": "House rules: digits of the answer",
    "profile.three-rows": "Stop after three rows without one right",
    "profile.stopped-prorated": "Stop after a first row or ten wrong; a stopped probe is prorated",
    "profile.supplied": "After the wait, say the word or sound",
    "profile.steps-counted": "Digits of the written steps count, too",
    "profile.skipped-line-one-error": "A skipped line is one error",
    "profile.skipped-words-errors": "Each word of a skipped line is an error",
    "profile.median-passage": "House rules; a set has the accuracy of its median passage",
    "settings.examiner": "Your initials",
    "settings.examiner.help": "Kept with each probe you give. At most {most} characters.",
    "settings.paper": "Paper",
    "settings.folder": "Where your data is kept",
    "settings.folder.help": (
        "On this device; elsewhere only if you share. Copy the folder while Aimline is closed, or "
        "use “main.py export”, to keep a second copy."
    ),
    "settings.browser.kept": "The browser has promised to keep it until you clear it.",
    "settings.browser.not_kept": (
        "The browser has not promised to keep it: it may delete it when the device is full. Where "
        "Aimline is installed or on the home screen, it promises more readily."
    ),
    "settings.browser.unknown": "The browser has not said yet whether it keeps it for good.",
    "settings.install": "Install Aimline",
    "settings.install.help": "An icon of its own, and the whole screen. Nothing else changes.",
    "settings.folder.help.browser": (
        "On this device alone, unless you share or export. A browser that is told to clear its "
        "site data deletes it."
    ),
    "whole.title": "Everything in one file",
    "whole.help": (
        "Students, probes and your own forms. The file is not encrypted: keep it as you keep other "
        "student records. Importing adds what is not here yet and changes nothing else."
    ),
    "whole.export": "Export everything",
    "whole.import": "Import an export",
    "whole.exported": "Exported.",
    "whole.unscored.one": "Not in it: 1 paper that is not scored yet.",
    "whole.unscored.many": "Not in it: {count} papers that are not scored yet.",
    "whole.not_exported": "Not exported: {why}.",
    "whole.not_imported": "Nothing was imported: {why}.",
    "whole.no_text": "the file is no export of Aimline",
    "whole.too_large": "the file is larger than {most} MB",
    "whole.imported": "Imported {students} and {probes}.",
    "whole.students.one": "1 student",
    "whole.students.many": "{count} students",
    "whole.probes.one": "1 probe",
    "whole.probes.many": "{count} probes",
    "reminder.alone.one": "1 probe is on this device alone",
    "reminder.alone.many": "{count} probes are on this device alone",
    "reminder.counting": "Counting the probes that are on this device alone…",
    "reminder.why": (
        "What is on one device alone goes with it, or when its browser's data are cleared. Share, "
        "or export everything to a file that you keep elsewhere."
    ),
    "reminder.waits": "Until then nothing new is shared. What is given here is kept here.",
    "reminder.permission": "The browser asks again whether Aimline may use the shared folder.",
    "reminder.allow": "Allow the folder",
    "settings.problems": "What could not be read",
    "settings.about": "Aimline {version}. Free software; passages under CC BY 4.0.",
    "settings.sharing": "Open sharing",
    "settings.sharing.help": "Several tablets and laptops, one shared folder.",
    # Sharing
    "sharing.title": "Sharing",
    "sharing.intro": (
        "Several tablets and laptops share one plain folder. Each has all records, works "
        "without a network, and exchanges what is new whenever it reaches the folder."
    ),
    "sharing.intro.outsider": (
        "Whoever sees the folder without its passphrase can read nothing in it: no name, no "
        "score, no note. One folder is one team: whoever joins sees every student."
    ),
    "sharing.join.title": "A colleague shares already",
    "sharing.join.help": "You need the folder's address and its passphrase.",
    "sharing.start.title": "You are the first",
    "sharing.start.help": "Make an empty folder that all of you can reach, and give it to this.",
    "sharing.left": (
        "This device has left its shared folder; its records are all here. It can join that "
        "folder again. For another team's folder, start Aimline with another data folder "
        "(“main.py --data”)."
    ),
    "sharing.left.browser": (
        "This device has left its shared folder; its records are all here. It can join that "
        "folder again. For another team's folder, use another device."
    ),
    "sharing.folder": "Shared folder",
    "sharing.by_hand": "Sync files, without a folder",
    "sharing.allow": "Allow the folder",
    "sharing.choose_again": "Choose the folder again",
    "sharing.never": "Nothing has been exchanged yet.",
    "sharing.last": "Last exchange {day}",
    "sharing.at": "at {time}:",
    "sharing.exchanged": "{sent}, {received}.",
    "sharing.sent.one": "1 file sent",
    "sharing.sent.many": "{count} files sent",
    "sharing.received.one": "1 change received",
    "sharing.received.many": "{count} changes received",
    "sharing.well": "Everything is in the folder, and everything in it is here.",
    "sharing.offline": (
        "The folder can't be reached now. That is all right: go on as usual. What you do is kept "
        "here, and goes out when the folder is there again."
    ),
    "sharing.waiting": "Waits until the probe is over.",
    "sharing.asking": "Asking the folder. You can go on with anything else.",
    "sharing.reading": "Reading what is new:",
    "sharing.writing": "Sending:",
    "sharing.progress": "{done} of {of} files",
    "sharing.now": "Sync now",
    "sharing.mend": "Check every file",
    "sharing.mended": "Every file of the folder was read, and all of them are right now.",
    "sharing.clock": (
        "The clock of {device} is {days} days ahead of this one's. Set whichever is wrong: the "
        "later change stands."
    ),
    "sharing.new_passphrase": "The folder has a new passphrase: ask a colleague for it",
    "sharing.login": "The folder's server asks who you are",
    "sharing.user": "User (or access key)",
    "sharing.password": "Password (or secret)",
    "sharing.enter": "Try it",
    "sharing.learnt": "The passphrase fits.",
    "sync_files.title": "Sync files",
    "sync_files.alone": (
        "Make one here and open it on the other device, by cable, stick or message; then make one "
        "there and open it here. Each carries what the other side lacks. Whoever finds it can read "
        "nothing in it without the passphrase."
    ),
    "sync_files.beside": (
        "For a device that reaches no folder: make a file here and open it there, then the other "
        "way round. Whoever finds it can read nothing in it without the passphrase."
    ),
    "sync_files.for": "For",
    "sync_files.anybody": "Anybody",
    "sync_files.all": "It has everything.",
    "sync_files.lacking": "It has what that device lacked when it made its last file.",
    "sync_files.make": "Make a sync file",
    "sync_files.open": "Open a sync file",
    "sync_files.made": "The sync file is made. Open it on the other device.",
    "sync_files.opened": "Opened: {received}.",
    "sharing.devices": "Devices seen",
    "sharing.this": "this one",
    "sharing.this_device": "What this device is called",
    "sharing.this_device.help": "Such as “Room 4 tablet”. All who share the folder see it.",
    "sharing.changes.one": "1 change",
    "sharing.changes.many": "{count} changes",
    "devices.unnamed": "Device {number}",
    "sharing.card": "Invite a colleague",
    "sharing.card.help": (
        "A page to print: the folder's address, and a line to write the passphrase on by hand."
    ),
    "sharing.card.save": "Print a join card",
    "sharing.keys": "Keys",
    "sharing.keys.help": (
        "The passphrase itself is kept nowhere. Write it down where you keep keys."
    ),
    "sharing.repassphrase": "Change the passphrase",
    "sharing.leave": "Leave the folder",
    "sharing.leave.text": (
        "This device then sends and receives nothing more, and forgets the keys and the address. "
        "All records stay on it, and what it has sent stays with the others. To come back you "
        "need the passphrase."
    ),
    "sharing.leave.do": "Leave",
    "sharing.leave.stay": "Stay",
    "joining.start": "Start a shared folder",
    "joining.start.text": (
        "The folder must be there, empty, and for nothing else. You choose the passphrase; whoever "
        "has it can join. All students on this device will be shared."
    ),
    "joining.start.do": "Start sharing",
    "joining.join": "Join a folder",
    "joining.join.text": "Wait until your cloud program is done with the folder, then join.",
    "joining.join.do": "Join",
    "joining.address": "The folder's address",
    "joining.no_address": "Write the folder's address first.",
    "joining.passphrase": "Passphrase",
    "joining.no_passphrase": "Write the passphrase first.",
    "joining.kind": "How do you share?",
    "joining.kind.address": "A folder or server",
    "joining.kind.pick": "A folder on this device",
    "joining.kind.dav": "A folder on a server",
    "joining.kind.hand": "Sync files, no folder",
    "joining.pick": "Choose the folder",
    "joining.picked": "Chosen: {name}",
    "joining.pick.help": (
        "Such as one that OneDrive, Google Drive, Dropbox or Syncthing keeps on this device, or a "
        "stick. The browser asks whether Aimline may change it."
    ),
    "joining.not_picked": "Choose the folder first.",
    "joining.dav.help": "On {server}, as it says for WebDAV: such as {example}",
    "joining.hand.start": (
        "Nothing else is needed. Once you have started, make a sync file and open it on the other "
        "device."
    ),
    "joining.hand.join": "Have a sync file made on the other device, and open it here.",
    "joining.hand.opened": "A sync file is open. Its passphrase is that of the other device.",
    "joining.not_opened": "Open the sync file first.",
    "joining.start.hand": (
        "You choose the passphrase; whoever has it and a sync file can join. All students on this "
        "device will be shared."
    ),
    "joining.join.hand": "The passphrase is the one that was chosen on the first device.",
    "joining.bring.empty.browser": (
        "The passphrase fits, and nothing was changed yet. Made-up students are never shared."
    ),
    "joining.example.cloud": "OneDrive, Google Drive, Dropbox, Syncthing, a network drive",
    "joining.example.share": "A Windows share",
    "joining.example.dav": "Nextcloud or other WebDAV",
    "joining.example.s3": "Object storage",
    "joining.working": (
        "One moment: the folder is asked, then the passphrase is tried, which takes a second on "
        "purpose. A server that doesn't answer is tried for about two minutes."
    ),
    "joining.begun": "It has begun and can't be called back any more; it ends by itself.",
    "joining.bring.one": (
        "This device has a student already, whom all who share the folder would see. Bring the "
        "student along?"
    ),
    "joining.bring.many": (
        "This device has {count} students already, whom all who share the folder would see. "
        "Bring them along?"
    ),
    "joining.bring.empty": (
        "The passphrase fits, and nothing was changed yet. To start empty instead, close Aimline, "
        "start it with another data folder (“main.py --data”), and join from there. "
        "Made-up students are never shared."
    ),
    "joining.bring.do": "Bring along and join",
    "secret.show": "Show “{field}”",
    "secret.hide": "Hide “{field}”",
    "passphrase.new": "New passphrase",
    "passphrase.again": "Once more",
    "passphrase.advice": "Four or five words that don't belong together make a good one.",
    "passphrase.short": "Too short: at least 8 characters.",
    "passphrase.differ": "The two passphrases differ. Type both once more.",
    "passphrase.weak": "Weak",
    "passphrase.weak.means": (
        "Whoever gets hold of the folder could find it in days or weeks by trying. Add words."
    ),
    "passphrase.fair": "Fair",
    "passphrase.fair.means": (
        "One strong computer would need months or years to find it by trying. One more word "
        "makes it good."
    ),
    "passphrase.good": "Good, if chosen by chance",
    "passphrase.good.means": (
        "One strong computer would need decades to find it by trying. That holds for words chosen "
        "by chance: Aimline can't tell a saying, a song or a name."
    ),
    "repassphrase.leaked": "It may be in wrong hands",
    "repassphrase.leaked.means": (
        "A device was lost, or somebody left the team or learnt it: "
        "what is new from now on is sealed with a new key. Every other device asks for the new "
        "passphrase, and sends nothing new until it has it: tell your colleagues, but not by way "
        "of this folder. What was shared before stays readable for whoever has the old one. Also "
        "take the lost device's access to the folder away."
    ),
    "repassphrase.wanted": "We just want another one",
    "repassphrase.wanted.means": (
        "The other devices go on without being asked. Whoever joins from now on needs the new one. "
        "It keeps nobody out who knew the old one and has a copy of the folder."
    ),
    "repassphrase.do": "Set the passphrase",
    "repassphrase.kept": "Cancelled. The old passphrase stays.",
    "repassphrase.done": "The new passphrase holds from now on.",
    "card.title": "Join our Aimline folder",
    "card.one": "On your device, open Aimline: Settings, Sharing, “Join a folder”.",
    "card.two": (
        "Type the folder's address. If it is a path, yours may differ: it is where this folder "
        "lies on your computer."
    ),
    "card.three": "Type the passphrase (ask for it, and write it here only if you must):",
    "card.four": "Tap “Join”. All students come to your device; this can take a few minutes.",
    "card.care": (
        "Whoever has the folder and the passphrase reads everything. Keep this card where you keep "
        "keys, or destroy it after joining."
    ),
    # The lock
    "lock.card": "Screen lock",
    "lock.card.help": (
        "A code asked for after some time without a tap, and when Aimline starts; never while a "
        "clock runs. It hides the screen and nothing more: it doesn't seal the records on this "
        "device. For that, use the device's own lock."
    ),
    "lock.code.new": "A code of {least} to {most} digits",
    "lock.code.again": "The same once more",
    "lock.set": "Set the code",
    "lock.chosen": "The code is set.",
    "lock.short": "Too short: at least {least} digits.",
    "lock.differ": "The two differ. Type both once more.",
    "lock.after": "Ask for the code after",
    "lock.minutes": "{minutes} minutes",
    "lock.now": "Lock now",
    "lock.not_now": "A probe is under way. Finish it, then lock.",
    "lock.take_away": "Take the code away",
    "lock.title": "Aimline is locked",
    "lock.code": "Code",
    "lock.unlock": "Unlock",
    "lock.wrong": "That is not the code. Try once more.",
    "lock.wait": "That is not the code. In {seconds} seconds you can try again.",
    "lock.forgotten": "I have forgotten the code",
    "lock.forgotten.text": (
        "All records are still here. The code can be taken away, but not at once: it ends 24 "
        "hours from now, so that nobody who passes by gets in. Whoever knows the code can use it "
        "until then, and it stays."
    ),
    "lock.forgotten.do": "Let it end in 24 hours",
    "lock.ends": "The code ends {day} at {time}. Until then it opens Aimline, and then stays.",
    "lock.stopped": "Somebody said that the code was forgotten. You knew it, so it stays.",
    # The same student twice
    "student.twice": (
        "“{form}” was given {count} times {day}, and each counts. Two devices may not have known "
        "of each other: look which one is right."
    ),
    "merging.title": "Same student twice?",
    "merging.text": (
        "Choose the other entry of this student. From then on both are shown as one, with all "
        "probes; this entry's name, grade and group stay. You can take it back."
    ),
    "merging.do": "Merge",
    "merging.probes.one": "1 probe",
    "merging.probes.many": "{count} probes",
    "merging.done": "Shown as one from now on.",
    "merging.with": "Merged with the entry “{name}”.",
    "merging.back": "Take the merge back",
    "merging.undone": "Two students again, each with their own probes.",
    "changes.title": "What was changed",
    "changes.text": "Two may change the same student: in each field the later change stands.",
    "changes.here": "{device}, this device",
    "changes.added": "Added as “{name}”",
    "changes.set": "{what}: {new}",
    "changes.changed": "{what}: {old}, now {new}",
    "changes.removed": "{what}: {old} taken out",
    "changes.archived": "Archived",
    "changes.restored": "Taken out of the archive",
    "changes.merged": "Merged with another entry",
    "changes.apart": "A merge taken back",
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
