"""Pages that people read in Spanish beside a family's: a class list, and a period report.

``page_text`` has each sentence that such a page can hold; what is on the screen stays as it is.
"""

from screens.words.spanish.measure_text import SENTENCES as MEASURE
from screens.words.spanish.page_text import SENTENCES as PAGE

SPANISH = {**MEASURE, **PAGE}
