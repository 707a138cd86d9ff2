"""What stands on the printed pages."""

SENTENCES = {
    "paper.confidential": "Confidential student record",
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
    "paper.time": "Time",
    "paper.time.all": "{time}.",
    "paper.time.or": "Or {time}: write down which.",
    "paper.time.grade": "Grade {grade}: {time}.",
    "paper.time.up": "When the time is up, say: “Stop.”",
    "paper.starts.title": (
        "Start the clock at the student’s first word. The title is neither read nor timed."
    ),
    "paper.starts.answer": "Start the clock at the student’s first answer.",
    "paper.starts.begin": "Start the clock as you say “begin”.",
    "paper.starts.word": "Start the clock as you say the first word.",
    "paper.starts.all": "Start the clock as you say “begin”; everybody starts at once.",
    "paper.starts.silent": (
        "Silent for three seconds at the first one: do as after any silence, below, and start the "
        "clock then."
    ),
    "paper.practice": "Practice",
    "paper.practice.item": "{shows}: {ask} Right: {right} Wrong or silent: {wrong}",
    "paper.practice.heard": "{ask} Right: {right} Wrong or silent: {wrong}",
    "paper.say": "Say",
    "paper.remind": "Remind",
    "paper.remind.names": ("Sounds instead of names, once: {said}"),
    "paper.remind.sounds": ("Names instead of sounds, once: {said}"),
    "paper.remind.spelled": ("Spelled, once: {said}"),
    "paper.remind.apart": ("Word only repeated, once: {said}"),
    "paper.remind.each": "Four or more left out in a row, once: {said}",
    "paper.remind.go_on": (
        "Stops for another reason, as often as it takes: {said} Place lost: point to it."
    ),
    "paper.sounds": "Sounds",
    "paper.sounds.right": (
        "Right as in {sounds}. A short “uh” after a sound is no error, nor is the student’s usual "
        "way of speaking."
    ),
    "paper.sounds.as": "{sound} {words}",
    "paper.sounds.or": " or ",
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
    "paper.digits.key": (
        "Beside each answer stands how many digits can be right, and after + those of its written "
        "steps."
    ),
    "paper.digits.key.answer": "Beside each answer stands how many digits can be right.",
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
        "Write SC over what the student self-corrects within three seconds; it is not an error."
    ),
    "paper.wait.supply": (
        "Three seconds of silence: say what it is, strike it through, and point to the next if the "
        "student doesn’t go on."
    ),
    "paper.wait.supply_once": (
        "Three seconds of silence, the first time only: say the next number and strike it through."
    ),
    "paper.wait.point_on": (
        "Three seconds of silence: strike it through, point to the next one and say: {said} "
        "Don’t say the answer."
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
    "paper.credits": "Correct letter sounds (CLS)",
    "paper.credits.possible": "Letter sounds, up to the last",
    "paper.words_whole": "Whole words read (WWR), at once",
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
    "paper.rate.word": "Words correct a minute (WCPM)",
    "paper.rate.letter": "Letters correct a minute",
    "paper.rate.sound": "Correct letter sounds a minute (CLS)",
    "paper.rate.number": "Numbers correct a minute",
    "paper.rate.pair": "Pairs correct a minute",
    "paper.rate.row": "Numbers correct a minute",
    "paper.rate.credits": "Correct letter sounds a minute (CLS)",
    "paper.rate.segments": "Segments correct a minute",
    "paper.rate.digits": "Digits correct a minute (DCPM)",
    "paper.rate.errors": "Errors a minute (EPM)",
    "paper.accuracy": "Accuracy: correct ÷ tried, %",
    "paper.lacking": (
        "The print fonts have no {letters}. It stands as ? on the paper: write the form another "
        "way before you give it."
    ),
}
