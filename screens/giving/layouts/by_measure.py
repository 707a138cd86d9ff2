"""Which layout each kind of form has."""

from screens.giving.layouts.chips import Chips
from screens.giving.layouts.grid import Grid
from screens.giving.layouts.layout import Layout
from screens.giving.layouts.passage import Passage
from screens.giving.layouts.problem_sheet import Problems

LAYOUTS: dict[str, type[Layout]] = {
    "passage": Passage,
    "grid": Grid,
    "count": Grid,  # the numbers, ten to a line
    "chips": Chips,
    "problems": Problems,
}
