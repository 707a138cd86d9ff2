"""A small form of each kind of measure, and the session of it that runs."""

from probes.forms.form import Form
from probes.giving import events
from probes.giving.session import apply, new
from probes.measures.measure import MEASURES

WORDS = ("brown", "fox", "runs", "home", "at", "last")
FORMS = {
    form.measure: form
    for form in (
        Form(id="orf", measure="orf", level="2", items=WORDS, lines=(0, 2, 4)),
        Form(id="wrf", measure="wrf", level="2", items=WORDS, lines=(0, 2, 4)),
        Form(id="lnf", measure="lnf", level="K", items=tuple("mAtsKb"), lines=(0, 3)),
        Form(id="lsf", measure="lsf", level="K", items=tuple("mctsgb"), lines=(0, 3)),
        Form(id="ni", measure="ni", level="K", items=("3", "17", "8", "20"), lines=(0, 2)),
        Form(id="oc", measure="oc", level="K", items=tuple("123456789"), lines=(0, 5)),
        Form(
            id="qd",
            measure="qd",
            level="K",
            items=("7 12", "4 2", "1 9"),
            lines=(0, 2),
            key=("12", "4", "9"),
        ),
        Form(
            id="mn", measure="mn", level="K", items=("4 _ 6", "7 8 _"), lines=(0,), key=("5", "9")
        ),
        Form(
            id="nwf",
            measure="nwf",
            level="K",
            items=("m", "i", "p", "ch", "o", "z"),
            lines=(0, 3),
            groups=(0, 3),
            prompts=("mip", "choz"),
        ),
        Form(
            id="psf",
            measure="psf",
            level="K",
            items=("f", "i", "sh", "t", "r", "a", "p"),
            lines=(0,),
            groups=(0, 3),
            prompts=("fish", "trap"),
        ),
        Form(
            id="facts",
            measure="facts",
            level="add-20",
            items=("1", "5", "7", "1", "2"),
            lines=(0,),
            groups=(0, 2, 3),
            prompts=("8 + 7", "3 + 4", "6 + 6"),
        ),
        Form(
            id="comp",
            measure="comp",
            level="4",
            items=("3", "2", "1", "0", "5", "8"),
            lines=(0,),
            groups=(0, 2),
            prompts=("17 ÷ 5", "46 × 23"),
        ),
    )
}


def begun(measure):
    """A session of a measure's form, whose clock has just started."""
    return apply(new(FORMS[measure], MEASURES[measure]), events.Start())


def step(session, step, at_ms=1_000):
    """The session after what a touch did."""
    return apply(session, step.what(at_ms=at_ms, **step.fields))
