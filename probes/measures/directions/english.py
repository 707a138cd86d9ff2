"""What is said in English."""

from collections.abc import Mapping
from types import MappingProxyType

from probes.measures.directions.spoken import Directions, Practice

_ON_PAPER = (
    "“Here is a page of math problems. When I say begin, {write} the answers. Start with the "
    "first problem, go across the row, then on to the next row. Try each one; if you really "
    "don’t know it, {leave} and go on. Keep working until I say stop. Any questions? "
    "{ready} Begin.”"
)
_WRITTEN = _ON_PAPER.format(write="write", leave="put an X through it", ready="Pencils ready?")
_TYPED = _ON_PAPER.format(write="write or type", leave="leave it empty", ready="Ready?")

ENGLISH: Mapping[str, Directions] = MappingProxyType(
    {
        "orf": Directions(
            "“Here is something to read. When I say begin, start at the top and read aloud, "
            "as well as you can. If you get stuck, I will tell you the word, and you go on. "
            "Any questions? Put your finger on the first word. Begin.”"
        ),
        "wrf": Directions(
            "“Here are some words. When I say begin, read them aloud. Start here, go across the "
            "row, then on to the next row. If a word is too hard, I will help you go on. Any "
            "questions? Put your finger on the first word. Begin.”"
        ),
        "lnf": Directions(
            "“Here are some letters. Tell me the name of each one. Start here, go across the row, "
            "then on to the next row. If you don’t know a letter, I will tell you, and you go on. "
            "Put your finger on the first letter. Ready? Begin.”",
            (
                Practice(
                    "B",
                    "“What is the name of this letter?”",
                    "“Yes, this is B.”",
                    "“This is the letter B. Now you: what is its name?”",
                ),
                Practice(
                    "k",
                    "“And this one?”",
                    "“Yes, k.”",
                    "“This is k. Now you: what is its name?”",
                ),
            ),
        ),
        "lsf": Directions(
            "“Here are some letters. Tell me the sound of each one, not its name. Start here, go "
            "across the row, then on to the next row. If you don’t know a sound, I will tell you, "
            "and you go on. Put your finger on the first letter. Ready? Begin.”",
            (
                Practice(
                    "m",
                    "“What sound does this letter make?”",
                    "“Yes, /m/.”",
                    "“This letter says /m/, as in moon. Now you: what sound?”",
                ),
                Practice(
                    "a",
                    "“What sound does this letter make?”",
                    "“Yes, /a/, as in apple.”",
                    "“This letter says /a/, as in apple. Now you: what sound?”",
                ),
            ),
        ),
        "nwf": Directions(
            "“These are made-up words: they don’t mean anything. Read them as well as you can. "
            "If you can read the whole word, do that; if not, tell me every sound you know. Start "
            "here, go across the row, then on to the next row. Put your finger on the first word. "
            "Ready? Begin.”",
            (
                Practice(
                    "fep",
                    "“This is a made-up word. Read it, or tell me its sounds.”",
                    "“Yes: fep.” Or, after the sounds: “Yes, /f/ /e/ /p/. All together it is fep.”",
                    "“Listen: /f/ /e/ /p/, fep. Now you.”",
                ),
                Practice(
                    "tib",
                    "“And this one?”",
                    "“Yes: tib.”",
                    "“Listen: /t/ /i/ /b/, tib. Now you.”",
                ),
            ),
        ),
        "psf": Directions(
            "“I am going to say some words. After each word, tell me all the sounds in it, one "
            "after another. Ready? The first word is …”",
            (
                Practice(
                    "",
                    "“Tell me all the sounds in mat.”",
                    "“Yes: /m/ /a/ /t/.”",
                    "“The sounds in mat are /m/ /a/ /t/. Now you: all the sounds in mat.”",
                ),
                Practice(
                    "",
                    "“Tell me all the sounds in ship.”",
                    "“Yes: /sh/ /i/ /p/.”",
                    "“The sounds in ship are /sh/ /i/ /p/. Now you: all the sounds in ship.”",
                ),
            ),
        ),
        "oc": Directions(
            "“I would like you to count aloud for me. Start at one and go as far as you can, "
            "until I say stop. If you get stuck, I will help you once. Ready? Begin.”"
        ),
        "ni": Directions(
            "“Here are some numbers. Tell me which number each one is. Start here, go across the "
            "row, then on to the next row. If you don’t know a number, I will tell you, and you go "
            "on. Put your finger on the first number. Ready? Begin.”",
            (
                Practice(
                    "4",
                    "“What number is this?”",
                    "“Yes, this is four.”",
                    "“This is four. Now you: what number is it?”",
                ),
                Practice(
                    "9",
                    "“And this one?”",
                    "“Yes, nine.”",
                    "“This is nine. Now you: what number is it?”",
                ),
            ),
        ),
        "qd": Directions(
            "“Here are pairs of numbers. In each pair, tell me the number that is more. Start "
            "here, go across the row, then on to the next row. If you are not sure, I will show "
            "you where to go on. Put your finger on the first pair. Ready? Begin.”",
            (
                Practice(
                    "3  8",
                    "“Which number is more?”",
                    "“Yes, eight is more than three.”",
                    "“Eight is more than three. Now you: which number is more?”",
                ),
                Practice(
                    "10  6",
                    "“And here: which is more?”",
                    "“Yes, ten is more than six.”",
                    "“Ten is more than six. Now you: which number is more?”",
                ),
            ),
        ),
        "mn": Directions(
            "“In each of these rows a number is missing. Tell me the number that belongs in the "
            "empty place. Start here, go across, then on to the next row. If you are not sure, I "
            "will show you where to go on. Put your finger on the first one. Ready? Begin.”",
            (
                Practice(
                    "1  2  _",
                    "“Which number is missing?”",
                    "“Yes: one, two, three.”",
                    "“Three is missing: one, two, three. Now you: which number is missing?”",
                ),
                Practice(
                    "5  _  7",
                    "“And here: which one is missing?”",
                    "“Yes: five, six, seven.”",
                    "“Six is missing: five, six, seven. Now you: which number is missing?”",
                ),
            ),
        ),
        "facts": Directions(_WRITTEN),
        "facts oral": Directions(
            "“Here is a page of math problems. Look at each one and tell me just the answer. "
            "Start with the first problem, go across the row, then on to the next row. If you "
            "don’t know one, I will show you where to go on. Put your finger on the first problem. "
            "Ready? Begin.”"
        ),
        "facts tablet": Directions(_TYPED),
        "comp": Directions(_WRITTEN),
        "comp tablet": Directions(_TYPED),
    }
)
