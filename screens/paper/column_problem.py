"""A problem on paper: the two numbers one under the other, or a division under its bracket."""

from typing import NamedTuple

from probes.forms.digits import before_remainder
from screens.paper.page_cells import PageCell

# In letter sizes.
DIGIT = 0.64  # a column; the widest digit is narrower
NUMBER, WRITING = 1.25, 1.35  # the height of a printed line, and of one to write on
ABOVE_NEXT = 0.9


class ColumnProblem(NamedTuple):
    """Two numbers and a sign, as they are printed."""

    one: str
    sign: str
    other: str

    @property
    def steps(self) -> int:
        """How many lines below are written on: the steps, and the answer where it stands below."""
        if self.sign == "÷":
            quotient = int(self.one) // int(self.other) if int(self.other) else 0
            return 2 * len(str(quotient))
        rows = len(self.other) if self.sign == "×" else 1
        return rows + 1 if rows > 1 else 1

    @property
    def height(self) -> float:
        """How high it stands with its working, in letter sizes."""
        above = WRITING + NUMBER if self.sign == "÷" else 2 * NUMBER
        return above + WRITING * self.steps + ABOVE_NEXT

    @property
    def width(self) -> float:
        """How wide it stands with its working, in letter sizes."""
        if self.sign == "÷":
            return (len(self.one) + len(self.other)) * DIGIT + 0.6
        across = max(len(self.one), len(self.other))
        if self.sign == "×":
            across = max(across, len(str(int(self.one) * int(self.other))))
        return across * DIGIT + 1.1


def parted(text: str) -> ColumnProblem | None:
    """Take a problem apart; None where it is none."""
    parts = text.split(" ")
    if len(parts) != 3 or len(parts[1]) != 1:
        return None
    one, sign, other = parts
    numbers = all(number.isascii() and number.isdigit() for number in (one, other))
    return ColumnProblem(one, sign, other) if numbers and sign in "+−×÷" else None


def leaves_rest(cell: PageCell) -> bool:
    """Whether the answer has a remainder."""
    return before_remainder(cell.text, len(cell.parts)) < len(cell.parts)


def answer(cell: PageCell) -> str:
    """Return the right answer: "1305", "3 R2"."""
    before = before_remainder(cell.text, len(cell.parts))
    whole, rest = "".join(cell.parts[:before]), "".join(cell.parts[before:])
    return f"{whole} R{rest}" if rest else whole
