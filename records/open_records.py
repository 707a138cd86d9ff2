"""All of this room, wired once for all tabs of one Aimline."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from probes.forms.form import Form
from records.absences import Absences
from records.amendments import Amendments
from records.benchmark_results import BenchmarkResults
from records.benchmark_standings import BenchmarkStandings
from records.closer_look import CloserLook
from records.corrections import Corrections
from records.cut_points import CutPoints
from records.decision_rules import DecisionRules
from records.delivery import Deliveries
from records.device_settings import DeviceSettings
from records.devices import Devices
from records.enrolments import Enrolments
from records.error_history import ErrorHistory
from records.form_effects import FormEffects
from records.form_library import FormLibrary
from records.groups import Groups
from records.history import History
from records.menu_choices import MenuChoices
from records.monitoring import Monitoring
from records.old_scores import OldScores
from records.papers import Papers
from records.plan_goals import KeptGoals
from records.plan_phases import KeptPhases
from records.plans import Plans
from records.plans_with_goals import PlansWithGoals
from records.prepared_forms import PreparedForms
from records.protocols import Protocols
from records.record_store import Clock, RecordStore, Row
from records.reports.contacts import Contacts
from records.reports.family_pages import FamilyPages
from records.reports.period_reports import PeriodReports
from records.reports.report_texts import ReportTexts
from records.reports.reports import Reports
from records.school_calendar import SchoolCalendar
from records.score_index import ScoreFile, ScoreIndex
from records.screen_lock import Lock
from records.season_coverage import Seasons
from records.second_scores import SecondScores
from records.sessions import Sessions
from records.sitting import Journal
from records.sittings import Sittings
from records.students import Students
from records.today import Week


@dataclass(slots=True, kw_only=True)
class OpenRecords:
    """What records there are and what is done with them, each part asking only those it needs.

    ``built_in`` are the passages that come with Aimline; other forms are made when they are
    asked for, out of the word lists that ``texts`` reads. ``norms`` reads the published levels and
    growth. ``sample`` makes the rows of a sample class that ends on a day.
    """

    store: RecordStore
    journal: Journal
    scores_file: ScoreFile
    built_in: Mapping[str, Form]
    clock: Clock
    new_id: Callable[[], str]
    sample: Callable[[date], list[tuple[str, str, Row]]] = lambda _: []
    texts: Callable[[], Mapping[str, str]] = dict
    norms: Callable[[], Mapping[str, str]] = dict
    settings: DeviceSettings = field(init=False)
    students: Students = field(init=False)
    groups: Groups = field(init=False)
    calendar: SchoolCalendar = field(init=False)
    absences: Absences = field(init=False)
    protocols: Protocols = field(init=False)
    sessions: Sessions = field(init=False)
    deliveries: Deliveries = field(init=False)
    forms: FormLibrary = field(init=False)
    amendments: Amendments = field(init=False)
    scores: ScoreIndex = field(init=False)
    sittings: Sittings = field(init=False)
    papers: Papers = field(init=False)
    history: History = field(init=False)
    plans: Plans = field(init=False)
    goals: KeptGoals = field(init=False)
    planned: PlansWithGoals = field(init=False)
    phases: KeptPhases = field(init=False)
    old_scores: OldScores = field(init=False)
    decision_rules: DecisionRules = field(init=False)
    menu_choices: MenuChoices = field(init=False)
    enrolments: Enrolments = field(init=False)
    cut_points: CutPoints = field(init=False)
    error_history: ErrorHistory = field(init=False)
    monitoring: Monitoring = field(init=False)
    form_effects: FormEffects = field(init=False)
    closer: CloserLook = field(init=False)
    benchmark_results: BenchmarkResults = field(init=False)
    standings: BenchmarkStandings = field(init=False)
    week: Week = field(init=False)
    prepared: PreparedForms = field(init=False)
    seasons: Seasons = field(init=False)
    report_texts: ReportTexts = field(init=False)
    family_pages: FamilyPages = field(init=False)
    contacts: Contacts = field(init=False)
    periods: PeriodReports = field(init=False)
    reports: Reports = field(init=False)
    corrections: Corrections = field(init=False)
    second_scores: SecondScores = field(init=False)
    devices: Devices = field(init=False)
    lock: Lock = field(init=False)

    def __post_init__(self) -> None:
        store, clock, new_id = self.store, self.clock, self.new_id
        self.settings = DeviceSettings(store)
        self.students = Students(store, new_id)
        self.groups = Groups(store, self.students, new_id)
        self.calendar = SchoolCalendar(store, new_id)
        self.absences = Absences(store, self.students)
        self.protocols = Protocols(store, new_id)
        self.sessions = Sessions(store, self.students, self.groups)
        self.deliveries = Deliveries(self.groups, self.sessions)
        self.forms = FormLibrary(store, self.built_in, self.texts)
        self.amendments = Amendments(store)
        self.scores = ScoreIndex(store, self.forms, self.amendments, self.scores_file)
        self.sittings = Sittings(store, self.forms, self.settings, self.journal, clock, new_id)
        self.papers = Papers(
            store, self.students, self.forms, self.settings, self.sittings, clock, new_id
        )
        self.history = History(
            store, self.students, self.groups, self.forms, self.amendments, self.scores, clock
        )
        self.plans = Plans(store, self.students, clock, new_id)
        self.goals = KeptGoals(store, clock, new_id)
        self.planned = PlansWithGoals(store, self.plans, self.goals)
        self.phases = KeptPhases(store, self.plans, clock, new_id)
        self.old_scores = OldScores(store, self.students)
        self.decision_rules = DecisionRules(store)
        self.menu_choices = MenuChoices(store)
        self.enrolments = Enrolments(store)
        self.cut_points = CutPoints(store)
        self.error_history = ErrorHistory(store, self.history)
        self.monitoring = Monitoring(
            store,
            self.students,
            self.groups,
            self.history,
            self.old_scores,
            self.plans,
            self.goals,
            self.phases,
            self.calendar,
            self.deliveries,
            self.decision_rules,
            self.menu_choices,
            self.norms,
            lambda student, probes: self.second_scores.agreement_of(student, probes),
        )
        self.form_effects = FormEffects(store, self.students, self.monitoring)
        self.closer = CloserLook(
            self.students, self.monitoring, self.error_history, self.form_effects
        )
        self.benchmark_results = BenchmarkResults(
            store, self.students, self.monitoring, self.calendar, self.enrolments
        )
        self.standings = BenchmarkStandings(self.cut_points, self.benchmark_results)
        self.week = Week(
            self.students,
            self.groups,
            self.plans,
            self.goals,
            self.monitoring,
            self.absences,
            self.calendar,
        )
        self.prepared = PreparedForms(
            store,
            self.students,
            self.groups,
            self.forms,
            self.history,
            self.week,
            self.sessions,
            self.calendar,
            clock,
        )
        self.seasons = Seasons(
            store,
            self.students,
            self.history,
            self.forms,
            self.absences,
            self.calendar,
            self.old_scores,
        )
        self.report_texts = ReportTexts(store)
        self.family_pages = FamilyPages(store, self.students)
        self.contacts = Contacts(store, self.students, clock, new_id)
        self.periods = PeriodReports(store, self.students, clock, new_id)
        self.corrections = Corrections(
            store,
            self.amendments,
            self.history,
            self.students,
            self.forms,
            self.settings,
            clock,
            new_id,
        )
        self.second_scores = SecondScores(
            store, self.history, self.forms, self.sittings, self.settings, clock, new_id
        )
        self.reports = Reports(
            self.students,
            self.groups,
            self.monitoring,
            self.family_pages,
            self.history,
            self.error_history,
            self.second_scores,
            self.protocols,
        )
        self.devices = Devices(store)
        self.lock = Lock(self.settings, self.sittings, clock, new_id)
        self.sittings.group = self.papers.still_running()

    def add_sample(self) -> None:
        """Put a sample class on record.

        Raises:
            OSError: it could not be written; nothing has changed.
        """
        self.store.put(*self.sample(self.clock.now().date()))
