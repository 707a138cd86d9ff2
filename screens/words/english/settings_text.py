"""Settings, exports, and the screen lock."""

SENTENCES = {
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
    "profile.first-numbers": (
        "Stop after five numbers, or four pairs, without one right; a skipped row is all wrong; "
        "after the wait, say the answer"
    ),
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
    "whole.lost_probes.one": "Not in it: 1 probe that can't be read here, or whose form can't.",
    "whole.lost_probes.many": (
        "Not in it: {count} probes that can't be read here, or whose forms can't."
    ),
    "whole.lost_forms.one": "Not in it: 1 of your own forms that can't be read here.",
    "whole.lost_forms.many": "Not in it: {count} of your own forms that can't be read here.",
    "whole.lost_rows.one": "Not in it: 1 entry that can't be read here.",
    "whole.lost_rows.many": "Not in it: {count} entries that can't be read here.",
    "whole.nameless.one": ("1 student's name can't be read; in the file it is “Unknown student”."),
    "whole.nameless.many": (
        "The names of {count} students can't be read; in the file they are “Unknown student”."
    ),
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
    "settings.flet": (
        "This is Flet {version}; Aimline was made for Flet {pinned}. It runs, but more slowly."
    ),
    "settings.sharing": "Open sharing",
    "settings.sharing.help": "Several tablets and laptops, one shared folder.",
    "lock.card": "Screen lock",
    "lock.card.help": (
        "A code asked for after some time without a tap, and when Aimline starts; never while a "
        "clock runs. It hides the screen and nothing more: it doesn't seal the records on this "
        "device. For that, use the device's own lock."
    ),
    "lock.code.new": "A code of {least} to {most} digits",
    "lock.code.again": "Repeat code",
    "lock.set": "Set the code",
    "lock.chosen": "The code is set.",
    "lock.short": "Too short: at least {least} digits.",
    "lock.differ": "The two differ. Type both once more.",
    "lock.after": "Ask for the code after",
    "lock.minutes": "{minutes} minutes",
    "lock.now": "Lock now",
    "lock.not_now": "A probe is under way. Finish it, then lock.",
    "lock.take_away": "Remove code",
    "lock.title": "Aimline is locked",
    "lock.code": "Code",
    "lock.unlock": "Unlock",
    "lock.wrong": "That is not the code. Try once more.",
    "lock.wait.one": "That is not the code. In 1 second you can try again.",
    "lock.wait.many": "That is not the code. In {count} seconds you can try again.",
    "lock.forgotten": "I have forgotten the code",
    "lock.forgotten.text": (
        "All records are still here. The code can be removed, but not at once: it ends when this "
        "device has been on for 24 hours (a tablet: with Aimline open), so that nobody who passes "
        "by gets in. Whoever knows the code can use it until then, and it stays."
    ),
    "lock.forgotten.do": "Let it end in 24 hours",
    "lock.ends": (
        "The code ends {day} at {time} if this device stays on (a tablet: with Aimline open). "
        "Until then it opens Aimline, and then stays."
    ),
    "lock.stopped": "Somebody said that the code was forgotten. You knew it, so it stays.",
}
