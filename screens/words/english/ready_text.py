"""Before a probe: the choices, the directions, and the rules for waiting and stopping."""

SENTENCES = {
    "ready.more": "More",
    "ready.fewer": "Fewer",
    "ready.choose": "Choose another form",
    "ready.set.one": "One passage",
    "ready.set.three": "Three passages (benchmark)",
    "ready.set.place": "Passage {place} of {of}",
    "ready.printed": "printed for this student",
    "ready.used": "used {day}",
    "ready.fresh": "not used yet",
    "ready.group_today": "read in this group today",
    "ready.give": "I give this probe",
    "ready.along": "I score along",
    "ready.along.help": (
        "Somebody else gives it on another device: check that both show this form, and tap Start "
        "when they do. What you mark is a second score, compared once both devices have shared."
    ),
    "ready.seconds": "How long",
    "ready.mode": "Answered",
    "ready.practice": "Practice first, without the clock",
    "ready.practice.right": "Right: {say}",
    "ready.practice.wrong": "Wrong: {say}",
    "ready.say": "Say to the student",
    "ready.language.en": "English",
    "ready.language.es": "Español",
    "ready.rules": "While the student answers",
    "ready.keys": (
        "With a keyboard: Space starts, arrows move, Enter marks, U undoes, W waits, L sets the "
        "last word, S stops. A number then says why you stopped, Escape goes on. Once there is a "
        "score, Escape shows it."
    ),
    "ready.start.title": "Tap Start at the first word. The title is not read.",
    "ready.start.first": "Tap Start at the first answer.",
    "ready.start.begin": "Tap Start as you say “begin”.",
    "ready.start.word": "Tap Start as you say the first word.",
    "ready.start.all": "Tap Start as you say “begin”; everybody starts at once.",
    "ready.silent": "No response",
    "ready.silent.supply": (
        "No response for 3 seconds before the first {item}: say it, then tap No response. It is "
        "marked, and the clock starts."
    ),
    "ready.silent.on": (
        "No response for 3 seconds before the first {item}: point to the next, then tap No "
        "response. The first is marked, and the clock starts."
    ),
    "ready.silent.count": (
        "No response for 3 seconds: say “one”, then tap No response. It is marked, and the clock "
        "starts."
    ),
    "ready.wait.supply": "Hesitates 3 seconds: tap Wait, say the {item}, tap it.",
    "ready.wait.unmarked": "Hesitates 3 seconds: say the {item}. It earns nothing.",
    "ready.wait.once": (
        "Hesitates 3 seconds: tap Wait, say the next {item}, tap it; once in the whole probe."
    ),
    "ready.wait.on": "Hesitates 3 seconds: point to the next {item}, and don’t tell.",
    "ready.wait.next": "Hesitates 3 seconds: say the next word.",
    "ready.self": "Self-corrected within 3 seconds: not an error.",
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
        "Each different right part of the word is one point, also where two overlap (su, un). Drag "
        "across sounds said as one; across all of them, the word was repeated: no point. Tap again "
        "what was wrong; what was left out stays blank."
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
}
