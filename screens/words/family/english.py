"""What a family reads, in English: short sentences, grade 6 at most, no pronoun for the child.

Whatever a sentence says of the scores is said by the verdict (``records/reports/family_report``).
"""

SENTENCES = {
    "family.lang": "en",
    "family.language": "English",
    "family.title.reading": "How {name} is doing in reading",
    "family.title.math": "How {name} is doing in math",
    "family.date": "{month} {day}, {year}",
    "family.month.1": "January",
    "family.month.2": "February",
    "family.month.3": "March",
    "family.month.4": "April",
    "family.month.5": "May",
    "family.month.6": "June",
    "family.month.7": "July",
    "family.month.8": "August",
    "family.month.9": "September",
    "family.month.10": "October",
    "family.month.11": "November",
    "family.month.12": "December",
    "family.short.1": "Jan",
    "family.short.2": "Feb",
    "family.short.3": "Mar",
    "family.short.4": "Apr",
    "family.short.5": "May",
    "family.short.6": "Jun",
    "family.short.7": "Jul",
    "family.short.8": "Aug",
    "family.short.9": "Sep",
    "family.short.10": "Oct",
    "family.short.11": "Nov",
    "family.short.12": "Dec",
    "family.day": "{month} {day}",
    "family.how.orf": "{name} reads a story aloud. We count the words read right in one minute.",
    "family.how.wrf": "{name} reads a list of words. We count the words read right in one minute.",
    "family.how.lnf": "{name} names letters. We count those named right in one minute.",
    "family.how.lsf": "{name} says the sounds of letters. We count the right ones in one minute.",
    "family.how.nwf": (
        "{name} reads made-up words. We count the letter sounds that are right in one minute."
    ),
    "family.how.psf": (
        "We say a word, and {name} says each sound in it. We count the right ones in one minute."
    ),
    "family.how.oc": "{name} counts aloud. We count the right numbers in one minute.",
    "family.how.ni": "{name} reads numbers. We count those read right in one minute.",
    "family.how.qd": (
        "{name} says which of two numbers is more. We count the right ones in a minute."
    ),
    "family.how.mn": "{name} says which number is left out. We count the right ones in a minute.",
    "family.how.facts": "{name} does math facts. We count the digits that are right in a minute.",
    "family.how.comp": "{name} does math problems. We count the digits that are right in a minute.",
    "family.mode.oral": "The answers are said aloud.",
    "family.mode.paper": "The answers are written on paper.",
    "family.mode.tablet": "The answers are typed on a tablet.",
    "family.level": "This is at the level of grade {grade}.",
    "family.skill.add": "This is about adding.",
    "family.skill.sub": "This is about taking away.",
    "family.skill.add-sub": "This is about adding and taking away.",
    "family.skill.mul": "This is about times tables.",
    "family.skill.div": "This is about dividing.",
    "family.skill.mul-div": "This is about times tables and dividing.",
    "family.skill.facts-mixed": "This is about all four kinds of math facts.",
    "family.unit.word": "words",
    "family.unit.letter": "letters",
    "family.unit.sound": "sounds",
    "family.unit.number": "numbers",
    "family.unit.pair": "answers",
    "family.unit.digit": "digits",
    "family.scores.none": "There is no score yet. The graph begins with the first one.",
    "family.scores.one": "On {day} the first score was {value} {unit}.",
    "family.scores.first": "The first score was {value} {unit}, on {day}.",
    "family.scores.last": "The last one was {value}, on {day}.",
    "family.scores.lately": "Lately it is about {value}.",
    "family.typical": (
        "At this time of year, half of the children in grade {grade} read {low} to {high} words."
    ),
    "family.news.no_score": "Please ask us when you have questions.",
    "family.news.no_goal": "We have not set a goal yet.",
    "family.news.too_soon": "It is too soon to say more. We need more scores first.",
    "family.news.old": "The last score is not new. It is time for the next one.",
    "family.news.on_track": "{name} is growing and is on track for the goal.",
    "family.news.ahead": "{name} is growing faster than the goal asks for. That is great work.",
    "family.news.catching_up": (
        "The scores are still under the line to the goal. They are growing faster than the line."
    ),
    "family.news.at_line": (
        "The scores are at the line to the goal. We need more of them to be sure."
    ),
    "family.news.watched": (
        "The scores are at the line to the goal for now. The line is steeper, so we watch closely."
    ),
    "family.news.below": (
        "The scores are under the line to the goal. So we look at what can help more."
    ),
    "family.news.below_for_now": (
        "The last scores are under the line to the goal. We need more of them to be sure."
    ),
    "family.news.reached": "The last scores are at the goal. That is great work.",
    "family.news.day_reached": "The day of the goal has come, and the scores are at the goal.",
    "family.news.day_not_yet": (
        "The day of the goal has come. The scores are not at the goal yet. We will plan what is "
        "next."
    ),
    "family.news.practising": "{name} is still working on this skill.",
    "family.news.more_time": "This skill needs more time. So we look at what can help more.",
    "family.goal": "The goal is {value} {unit} by {day}.",
    "family.goal.hold": "The goal is to reach {value} {unit} and to stay there.",
    "family.chart.goal": "goal {value}",
    "family.chart.break": "break",
    "family.chart.change": "change",
    "family.chart.points": "Each dot is the score of one day.",
    "family.chart.line": "The dashed line is the way to the goal.",
    "family.chart.change.line": "A line from top to bottom is a day we changed something.",
    "family.chart.said": "Graph of the scores from {first} to {last}.",
    "family.chart.point": "{day}: {value}",
    "family.school": "What we do at school",
    "family.school.group": "{name} works in a small group, {days} days a week.",
    "family.school.group.one": "{name} works in a small group, one day a week.",
    "family.school.group.minutes": (
        "{name} works in a small group, {days} days a week for {minutes} minutes."
    ),
    "family.school.group.one.minutes": (
        "{name} works in a small group, one day a week for {minutes} minutes."
    ),
    "family.school.given": "We planned {planned} times, and {name} was there {given} times.",
    "family.school.change": "Since {day} this is new: {what}.",
    "family.school.plan": "We check the score again and again to see what helps.",
    "family.change.restore_delivery": "all planned lessons take place",
    "family.change.check_delivery": "we look at how the lessons are going",
    "family.change.accuracy_first": "getting it right comes first, then speed",
    "family.change.other_protocol": "we teach it in another way",
    "family.change.check_the_form": "we use other pages for the check",
    "family.change.move_the_level": "we work at another level",
    "family.change.more_minutes": "there is more time for practice",
    "family.change.smaller_group": "the group is smaller",
    "family.home": "What helps at home",
    "family.idea.read_twice": (
        "Listen to {name} read the same short page two times. Do it three days a week. Say a hard "
        "word after three seconds. Enjoy the story."
    ),
    "family.idea.read_right": (
        "Pick books that are easy to read. When a word is wrong, say the right word. Then {name} "
        "reads the line again."
    ),
    "family.idea.read_to": (
        "Read to {name} for ten minutes a day. Any language is fine. Talk about the story."
    ),
    "family.idea.word_cards": (
        "Write ten words on cards. Read them each day. Put the easy ones away and add new ones."
    ),
    "family.idea.letters": "Look for letters on signs and boxes. Take turns and name them.",
    "family.idea.sounds": (
        "Point at a letter and say its sound. Then it is {name}’s turn. Five minutes will do."
    ),
    "family.idea.hear_sounds": (
        "Say a short word, such as “sun”. Say each sound in it: s, u, n. Then {name} tries one."
    ),
    "family.idea.count": "Count things: steps, plates, cars. Read the numbers that you see.",
    "family.idea.compare": "Say two numbers. Which one is more? Which number comes next?",
    "family.idea.facts": ("Do ten math facts a day. If it takes long, say the answer and go on."),
    "family.idea.facts_right": (
        "Take your time with math facts. Use beans to count with. Check each answer as a team."
    ),
    "family.idea.explain": "Look at a math page from school. Let {name} tell you each step.",
    "family.idea.be_there": (
        "Each day at school helps. Please tell us if something makes it hard to come."
    ),
    "family.ask": "Questions?",
    "family.ask.school": "Please ask at the school. We are glad to talk with you.",
    "family.rights": (
        "You may see all that we keep about your child. You may ask us to fix what is wrong."
    ),
    "family.foot": (
        "Confidential student record. Short checks help us plan how we teach. They are not a test "
        "for a diagnosis."
    ),
    "family.kind.family": "Page for the family",
    "family.kind.own": "My graph",
    "family.page": "Page {number} of {of}",
    "family.own.title": "{name}’s graph",
    "family.own.best": "Best score so far: {value} {unit}, on {day}.",
    "family.own.goal": "The goal: {value} {unit}.",
    "family.own.next": "What I will try next:",
}
