"""Groups as they are planned, their sessions, and the protocols they follow."""

SENTENCES = {
    "next_session.title": "Next session: {day}",
    "next_session.nobody": "Nobody in this group is due then.",
    "next_session.print.one": "Print for 1 student",
    "next_session.print.many": "Print for {count} students",
    "next_session.help": (
        "Each student’s own form, for the student and to mark. What is printed is given next."
    ),
    "session.open": "Session",
    "session.open.kept": "Session kept",
    "session.day": "{day}",
    "session.day.kept": "{day} · kept",
    "session.kept": "Kept. What you change here replaces it.",
    "session.kept.before": "Kept before on {device}: {what}.",
    "session.kept.minutes.one": "1 minute",
    "session.kept.minutes.many": "{count} minutes",
    "session.kept.not_held": "not held",
    "session.who": "Who is here",
    "session.who.help": "Tap a name: absent. Tap again: pulled out for something else.",
    "session.nobody": "Nobody was in this group on that day.",
    "session.chip.here": "{name}, here",
    "session.chip.absent": "{name}, absent",
    "session.chip.pulled": "{name}, pulled out",
    "session.missed.absent": "absent",
    "session.missed.pulled": "pulled out",
    "session.minutes": "Minutes",
    "session.other": "other",
    "session.minutes.typed": "Minutes given",
    "session.minutes.wrong": "Write a whole number from 1 to {most}.",
    "session.steps.none": "Not looked at. Tap the steps that were done.",
    "session.steps.count": "{done} of {of} steps done",
    "session.steps.all": "All steps done",
    "session.note": "Note",
    "session.not_held": "Not held",
    "session.held": "It was held",
    "session.why": "Why was it not held?",
    "session.why.help": "It counts as planned and not given.",
    "session.cancelled.no_room": "No room",
    "session.cancelled.staff": "Staff absent",
    "session.cancelled.event": "School event",
    "session.cancelled.other": "Another reason",
    "session.keep": "Keep",
    "session.done": "Session of {group} kept.",
    "session.done.not_held": "Kept: {group} did not meet.",
    "groups.title": "Groups",
    "groups.add": "Add a group",
    "groups.empty": (
        "No group yet. A group has a name, the days it meets and its students; Today then lists "
        "who is due in the order your groups meet."
    ),
    "groups.members.one": "1 student",
    "groups.members.many": "{count} students",
    "groups.no_days": "no days yet",
    "groups.archived": "Archived. Its sessions are kept.",
    "groups.restored": "Back on the list.",
    "groups.edit.title": "Edit group",
    "groups.edit.new": "Add a group",
    "groups.name": "Name",
    "groups.name.wrong": "Write a name of up to 60 letters.",
    "groups.name.there": "Another group has this name. Choose another, or open that group.",
    "groups.name.archived": (
        "An archived group has this name. Restore it under Groups, or choose another name."
    ),
    "groups.area": "What it works on",
    "groups.area.any": "Either",
    "groups.room": "Room",
    "groups.days": "Meets on",
    "groups.starts": "Starts at",
    "groups.starts.help": "Such as 9:15 or 13:40. Optional: it puts groups in order on Today.",
    "groups.starts.wrong": "Write a time such as 9:15 or 13:40, or nothing.",
    "groups.minutes": "Minutes of a session",
    "groups.minutes.wrong": "Write a whole number up to {most}, or nothing.",
    "groups.protocol": "Protocol",
    "groups.protocol.none": "None",
    "groups.protocols": "Protocols",
    "groups.students": "Students in this group",
    "groups.students.none": "Nobody yet.",
    "groups.take_out": "Take {name} out of the group",
    "groups.students.add": "Add students",
    "groups.left": "{name} is no longer in {group}.",
    "groups.saved": "Group kept.",
    "weekday.short.0": "Mon",
    "weekday.short.1": "Tue",
    "weekday.short.2": "Wed",
    "weekday.short.3": "Thu",
    "weekday.short.4": "Fri",
    "protocols.title": "Protocols",
    "protocols.help": (
        "A protocol is the list of steps that a session follows. Which of them were done is what "
        "fidelity is counted from."
    ),
    "protocols.add": "Write a protocol",
    "protocols.ours": "Start from one of ours",
    "protocols.name": "Name",
    "protocols.steps": "Steps, one a line",
    "protocols.wrong.name": "Write a name of up to 80 letters.",
    "protocols.wrong.steps": "Write 1 to 30 steps, each on a line of its own.",
    "protocols.wrong.step": "One step is longer than 160 letters: shorten it.",
    "protocols.version": "Sessions that were kept stay with the steps they followed.",
    "protocols.count.one": "1 step",
    "protocols.count.many": "{count} steps",
    "protocols.saved": "Protocol kept.",
    "protocol.sounds": "Sound by sound",
    "protocol.sounds.steps": (
        "Review three sounds from last time with cards\n"
        "New sound: say it, trace it, find it in a word\n"
        "Build six words with letter tiles, one change at a time\n"
        "Read ten words, each blended aloud\n"
        "Read a short text that uses the new sound\n"
        "Write three words and one sentence from dictation"
    ),
    "protocol.reread": "Read it again",
    "protocol.reread.steps": (
        "Preview two or three hard words\n"
        "First reading, aloud, each error corrected at once\n"
        "Talk about the text in one sentence each\n"
        "Second reading with a partner\n"
        "Third reading, timed by the student\n"
        "Mark the new reading on the student’s own chart"
    ),
    "protocol.facts": "Facts in small sets",
    "protocol.facts.steps": (
        "Warm up with ten known facts\n"
        "Show four new facts with counters or a number line\n"
        "Say, cover, write and check each new fact twice\n"
        "Mix new and known facts, two minutes, oral\n"
        "One-minute sheet, checked together\n"
        "Put facts that are known well into the known pile"
    ),
}
