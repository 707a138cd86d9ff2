"""A problem on paper whose digits stand in columns, with a box where each digit of the answer goes.

The boxes follow from the two numbers and never from the answer, so they don't give it away: a
sum has a column more than the longer number, a product as many as both, a quotient one over each
digit of what is divided.
"""

from typing import NamedTuple

from probes.forms.written_problem import BadProblem, answer_of, problem_of

# In letter sizes.
DIGIT = 0.88  # a column, with room for a digit written by hand
NUMBER, WRITING = 1.25, 1.4  # the height of a printed line, and of one to write on
ABOVE_NEXT = 0.9
SIGN = 1.0  # what a sign takes where no empty column is left of the numbers


class DigitColumns(NamedTuple):
    """How many columns there are before the decimal point, and after it."""

    before: int
    after: int

    @property
    def total(self) -> int:
        """How many there are together."""
        return self.before + self.after


class ColumnProblem(NamedTuple):
    """Two numbers and a sign, as they are printed. Decimals have their points between columns."""

    one: str
    sign: str
    other: str

    @property
    def answer(self) -> DigitColumns:
        """The boxes of the answer."""
        one, other = columns_of(self.one), columns_of(self.other)
        match self.sign:
            case "÷":
                return one
            case "×":
                return DigitColumns(one.total + other.total, 0)
        after = max(one.after, other.after)
        return DigitColumns(max(one.before, other.before) + (self.sign == "+"), after)

    @property
    def steps(self) -> int:
        """How many lines below are written on: the steps, and the answer where it stands below."""
        if self.sign == "÷":
            quotient = "".join(answer_of(problem_of(" ".join(self))).parts[:2])
            whole = "." not in self.one + self.other
            return 2 * len(str(int(self.one) // int(self.other)) if whole else quotient)
        rows = columns_of(self.other).total if self.sign == "×" else 1
        return rows + 1 if rows > 1 else 1

    @property
    def height(self) -> float:
        """How high it stands with its working, in letter sizes."""
        above = WRITING + NUMBER if self.sign == "÷" else 2 * NUMBER
        return above + WRITING * self.steps + ABOVE_NEXT

    @property
    def width(self) -> float:
        """How wide it stands with its working, in letter sizes."""
        one, other = columns_of(self.one), columns_of(self.other)
        if self.sign == "÷":
            return (one.total + other.total) * DIGIT + 0.6
        beside = self.answer.total - max(one.total, other.total)
        return self.answer.total * DIGIT + (0.2 if beside else SIGN)


def columns_of(number: str) -> DigitColumns:
    """Return the columns that a number's digits take."""
    whole, _, after = number.partition(".")
    return DigitColumns(len(whole), len(after))


def parted(text: str) -> ColumnProblem | None:
    """Take a problem of whole numbers or decimals apart; None where it is none."""
    try:
        problem = problem_of(text)
        answer_of(problem)
    except BadProblem:
        return None
    return None if problem.shape == "fraction" else ColumnProblem(*problem)
