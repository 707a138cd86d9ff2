"""How wide a text is in the passages’ font, Lexend: in thousandths of its size, from its file.

So a line that is too long for the screen is broken where it looks best, before it is drawn.
"""

_LETTERS = {
    205: "'", 228: ".:", 231: "|", 236: "!¡", 241: "‘’", 243: "íï", 251: "l", 262: ";", 265: "j",
    267: ",", 278: "i", 280: " ", 366: "()", 384: "t", 387: "*", 393: "f", 394: "-", 403: "[]r",
    411: "{}", 412: '"', 445: "”", 448: "“", 478: "IÍ", 479: "s", 484: "z×", 500: "1`", 510: "~",
    511: "?¿", 514: "–", 524: "<>", 529: "3", 532: "°", 535: "cç", 542: "7", 548: "2", 551: "9",
    557: "/6\\", 562: "x", 566: "=", 568: "5k", 573: "v", 576: "T", 579: "8^", 580: "−", 581: "y",
    586: "eéèêë", 591: "+", 595: "hnñ", 597: "÷", 599: "L", 602: "F", 605: "u…úü", 607: "0",
    614: "EÉ", 615: "oóô", 620: "4", 624: "$S", 630: "bq", 631: "p", 633: "aáà", 634: "Pd",
    642: "J", 649: "g", 659: "Z", 660: "Y", 678: "#", 679: "C", 681: "B", 685: "X", 690: "_",
    695: "R", 700: "AÁ", 715: "V", 732: "K", 739: "&", 740: "UÚÜ", 748: "D", 761: "H", 766: "G",
    782: "OQÓ", 785: "½", 793: "NÑ¼", 800: "w", 839: "%", 864: "M", 868: "—", 921: "m", 965: "@",
    996: "W",
}  # fmt: skip
_WIDTHS = {letter: width for width, letters in _LETTERS.items() for letter in letters}
_OTHER = 700  # a letter that isn't among them


def text_em(text: str) -> float:
    """Return the width of a text, in sizes of its letters."""
    return sum(_WIDTHS.get(letter, _OTHER) for letter in text) / 1000
