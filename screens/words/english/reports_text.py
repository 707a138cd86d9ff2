"""Pages for people: what is chosen for them, and what they say; a family's are in words/family."""

SENTENCES = {
    "reports.title": "Pages",
    "reports.open": "Pages",
    "reports.kind.family": "Family page",
    "reports.laying_out": "Laying out the page …",
    "reports.save": "Save as PDF",
    "reports.saving.one": "Making the PDF …",
    "reports.saving.many": "Making {count} pages …",
    "reports.saved": "Saved. Print it, or send it as you send other records.",
    "reports.lacking": (
        "The print fonts have no {letters}. It stands as ? on the page: write it another way."
    ),
    "reports.family.language": "The family’s language",
    "reports.family.done": "What we do at school",
    "reports.family.home": "What helps at home",
    "reports.family.ideas": "More ideas, to add with a tap:",
    "reports.family.add": "+ {idea}",
    "reports.family.ours": "Back to Aimline’s words",
    "reports.idea.read_twice": "read twice",
    "reports.idea.read_right": "read it right",
    "reports.idea.read_to": "read aloud to them",
    "reports.idea.word_cards": "word cards",
    "reports.idea.letters": "letters around us",
    "reports.idea.sounds": "letter sounds",
    "reports.idea.hear_sounds": "sounds in words",
    "reports.idea.count": "count things",
    "reports.idea.compare": "compare numbers",
    "reports.idea.facts": "ten facts a day",
    "reports.idea.facts_right": "facts, unhurried",
    "reports.idea.explain": "explain the steps",
    "reports.idea.be_there": "coming to school",
    "reports.head.open": "School and contact",
    "reports.head.title": "School and contact",
    "reports.head.about": (
        "Printed on every page, for everybody who shares your folder. What is left empty in a "
        "language is as in English."
    ),
    "reports.head.language": "On pages in",
    "reports.head.school": "Name of the school",
    "reports.head.sentences": "The school’s own sentences",
    "reports.head.contact": "Whom to ask",
    "reports.head.contact.help": "Name, phone or e-mail, and when: for families.",
    "reports.head.kept": "Kept. It is on every page from now on.",
}
