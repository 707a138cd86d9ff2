"""Where a screen can send its tab: values that name a screen and what it is about."""

from dataclasses import dataclass
from datetime import date

from probes.forms.form import Form
from records.instructional_days import Span
from records.plans import SeriesKey


@dataclass(frozen=True, slots=True)
class TodayRoute:
    """Who is due today."""


@dataclass(frozen=True, slots=True)
class WeekRoute:
    """Who is due on the days that come."""


@dataclass(frozen=True, slots=True)
class SeasonRoute:
    """A benchmark season: who is done, and who is left."""


@dataclass(frozen=True, slots=True)
class GroupsRoute:
    """The groups there are."""


@dataclass(frozen=True, slots=True)
class EditGroupRoute:
    """What a group is, and who is in it; None for a new one."""

    group: str | None = None


@dataclass(frozen=True, slots=True)
class GroupSessionRoute:
    """A group's session of a day, today's if none is named."""

    group: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class ProtocolsRoute:
    """The protocols there are."""


@dataclass(frozen=True, slots=True)
class EditProtocolRoute:
    """A protocol to change; None for a new one."""

    protocol: str | None = None


@dataclass(frozen=True, slots=True)
class StudentListRoute:
    """The list of students."""


@dataclass(frozen=True, slots=True)
class BringInRoute:
    """Bringing a school's list or file in."""


@dataclass(frozen=True, slots=True)
class EditStudentRoute:
    """The form for a new student, or for one there is."""

    student_id: str | None = None


@dataclass(frozen=True, slots=True)
class StudentRoute:
    """One student; ``series`` is the one to show first, where it isn't the one in use."""

    student_id: str
    series: SeriesKey | None = None


@dataclass(frozen=True, slots=True)
class NewGoalRoute:
    """A new goal in a series; without one, what is measured is asked first."""

    student_id: str
    series: SeriesKey | None = None


@dataclass(frozen=True, slots=True)
class StudentPagesRoute:
    """A student's pages to give out: of a series, the one in use if none is named."""

    student_id: str
    series: SeriesKey | None = None
    kind: str = "family"


@dataclass(frozen=True, slots=True)
class ClassPagesRoute:
    """Pages of a kind for everybody, a group ("group ID") or a grade ("grade 2")."""

    kind: str = "meeting"
    whose: str = ""


@dataclass(frozen=True, slots=True)
class SchoolHeadRoute:
    """What the school has on its pages, on the way to a student's, or from the settings."""

    student_id: str | None = None
    series: SeriesKey | None = None


@dataclass(frozen=True, slots=True)
class CaseloadRoute:
    """Everybody who is monitored, by need."""


@dataclass(frozen=True, slots=True)
class GroupGoalsRoute:
    """Goals for a whole group, named by its id; ``from_today`` goes back to the day."""

    group_id: str
    from_today: bool = False


@dataclass(frozen=True, slots=True)
class DecideRoute:
    """What next in a series: a change, or none; asked by the list of ``meeting``, or None.

    ``meeting`` is whose list it is, as of ``ClassPagesRoute``: from there one goes back to it.
    """

    student_id: str
    series: SeriesKey
    meeting: str | None = None


@dataclass(frozen=True, slots=True)
class MergeStudentsRoute:
    """Who else could be the same student."""

    student_id: str


@dataclass(frozen=True, slots=True)
class ChangeLogRoute:
    """What was changed in a student's entry."""

    student_id: str


@dataclass(frozen=True, slots=True)
class ReviewRoute:
    """A kept probe, by its administration's id."""

    probe: str


@dataclass(frozen=True, slots=True)
class ReplayRoute:
    """A kept probe, played."""

    probe: str


@dataclass(frozen=True, slots=True)
class AgreementRoute:
    """A kept probe beside what a second person made of it."""

    probe: str


@dataclass(frozen=True, slots=True)
class ExaminersRoute:
    """How examiners agree with second scorers; ``probe`` is the one it was asked from, or ""."""

    probe: str = ""


@dataclass(frozen=True, slots=True)
class ReadyRoute:
    """What comes before the clock; of a measure, "" for what the student is monitored on.

    Who isn't is given what they were given last. ``three`` asks for the next passage of a benchmark
    set; ``level`` is a plan's, "" for the one that was given last.
    """

    student_id: str
    measure: str = ""
    three: bool = False
    level: str = ""


@dataclass(frozen=True, slots=True)
class GiveRoute:
    """The sitting under way; ``going_on`` after a stop that was taken back."""

    going_on: bool = False


@dataclass(frozen=True, slots=True)
class ResultRoute:
    """What the sitting came to."""


@dataclass(frozen=True, slots=True)
class RecoverRoute:
    """A sitting of an earlier run."""


@dataclass(frozen=True, slots=True)
class OtherTabRoute:
    """The sitting belongs to another tab, which may have just ``taken`` it from this one."""

    taken: bool


@dataclass(frozen=True, slots=True)
class GroupSetupRoute:
    """What comes before the clock of a group, named by its text, or of any students."""

    group: str | None = None


@dataclass(frozen=True, slots=True)
class GroupClockRoute:
    """The clock that runs for a group."""


@dataclass(frozen=True, slots=True)
class PapersRoute:
    """The papers that wait to be scored."""


@dataclass(frozen=True, slots=True)
class FormListRoute:
    """The forms there are: those near one, or else the passages."""

    near: Form | None = None


@dataclass(frozen=True, slots=True)
class OwnFormRoute:
    """Bring a form of one's own, of a measure and a level unless it says otherwise."""

    measure: str
    level: str


@dataclass(frozen=True, slots=True)
class StudentViewRoute:
    """A form large, for the student to read from."""

    form: Form


@dataclass(frozen=True, slots=True)
class SettingsRoute:
    """The settings."""


@dataclass(frozen=True, slots=True)
class CalendarRoute:
    """The school's calendar; ``window`` if a benchmark window is what is to be added."""

    window: bool = False


@dataclass(frozen=True, slots=True)
class DistrictRoute:
    """What the district and the school ask for, beside the house's rules."""


@dataclass(frozen=True, slots=True)
class ExportRoute:
    """What goes out as a file: of a student, a group or a season if it is asked from there."""

    student: str = ""
    group: str = ""
    season: Span | None = None


@dataclass(frozen=True, slots=True)
class SharingRoute:
    """How things stand with the shared folder."""


@dataclass(frozen=True, slots=True)
class JoinRoute:
    """What is asked of whoever starts a shared folder (``founding``), or joins one."""

    founding: bool


@dataclass(frozen=True, slots=True)
class ChangePassphraseRoute:
    """What is asked for a new passphrase."""


Route = (
    TodayRoute
    | WeekRoute
    | SeasonRoute
    | GroupsRoute
    | EditGroupRoute
    | GroupSessionRoute
    | ProtocolsRoute
    | EditProtocolRoute
    | StudentListRoute
    | BringInRoute
    | EditStudentRoute
    | StudentRoute
    | NewGoalRoute
    | DecideRoute
    | StudentPagesRoute
    | ClassPagesRoute
    | SchoolHeadRoute
    | CaseloadRoute
    | GroupGoalsRoute
    | MergeStudentsRoute
    | ChangeLogRoute
    | ReviewRoute
    | ReplayRoute
    | AgreementRoute
    | ExaminersRoute
    | ReadyRoute
    | GiveRoute
    | ResultRoute
    | RecoverRoute
    | OtherTabRoute
    | GroupSetupRoute
    | GroupClockRoute
    | PapersRoute
    | FormListRoute
    | OwnFormRoute
    | StudentViewRoute
    | SettingsRoute
    | CalendarRoute
    | DistrictRoute
    | ExportRoute
    | SharingRoute
    | JoinRoute
    | ChangePassphraseRoute
)
