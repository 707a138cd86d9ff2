"""Pages that people read in Spanish beside a family's.

Together the files have each sentence that such a page can hold; the screen's stay as they are.

    measure_text  measures, levels, units, days
    page_text     a class list, a period report
    team_text     a team record, a meeting list
"""

from screens.words.spanish.measure_text import SENTENCES as MEASURE
from screens.words.spanish.page_text import SENTENCES as PAGE
from screens.words.spanish.team_text import SENTENCES as TEAM

SPANISH = {**MEASURE, **PAGE, **TEAM}
