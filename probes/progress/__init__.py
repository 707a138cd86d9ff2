"""What scores mean over time: whether a plan is working, and what to do next.

Days and scores come in; nothing here reads a clock. Each part is a value or a function of values,
and says nothing in English: the screens and the command line put the same values into words.
docs/decisions.md has each rule and its source.

    verdict      points and a goal into a judgement: ``judge`` is what every screen shows
    look         what the points of a phase come to on one probe day
    menu         what could change, ordered by what the record shows; the group before the child
    gap          how far it is to a target
    dose         how much of the plan was given
    accuracy     when accuracy comes before rate
    run_rules    three or four points in a row: a district's option, with how often it errs
    phases       dated changes of the plan, across which no line is drawn
    goal         a goal and its aim line
    proposals    goals side by side, off-level monitoring, a goal sentence's parts
    norms        published levels and growth, read from the tables in ``norms/``
    baseline     the median of three
    trend        straight lines through points, and how sure they are
    student_t    Student's t distribution
    series       scored probes, and the points they come to
    simulate     how often each rule errs
    caseload     every slope at once (the one part that needs numpy)
"""
