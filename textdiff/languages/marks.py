r"""The marks of writing: stops, quotation marks, brackets, dashes, line ends, and the scripts without spaces.

A set holds its marks as they stand in texts, and so serves for keys too (`texts.keys`): they have the plain form
of a quotation mark, dash or full-width mark, which is in the set as well. Where two sets differ, it is said why.
"""

from __future__ import annotations

# What ends a statement, in any script.
FULL_STOPS = frozenset(".。．｡۔।॥")
# In scripts with capital letters a sentence ends at one of these or not, as what follows tells.
CASED_STOPS = frozenset(".!?…")
# Full-width stops: the sign of a text without spaces.
WIDE_STOPS = frozenset("。！？｡")
# These end a sentence whatever follows: their scripts have no capitals that could tell.
CERTAIN_STOPS = WIDE_STOPS | frozenset("؟۔।॥")
# What a sentence ends with.
SENTENCE_STOPS = FULL_STOPS | CASED_STOPS | CERTAIN_STOPS
COLONS = frozenset(":：")
# What follows a word without a blank, and may be followed by another phrase.
PAUSES = SENTENCE_STOPS | COLONS | frozenset(",;、，；،؛")

# Kinds of one mark, by the plain one that keys have.
QUOTES = {
    '"': "“”„‟«»〝〞〟＂「」『』｢｣﹁﹂❝❞″״",
    "'": "‘’‚‛ʼʹ′`´＇‹›׳❛❜ʻʾʿ᾽",
}
DASHES = frozenset("-‐‑‒–—―−﹘﹣－־֊")
# What divides a word at the end of a line, for a character class.
SPLITTING_HYPHENS = "‐¬⸗֊\u00ad-"
ELLIPSES = frozenset("…⋯")
# Quotation marks that open where a word is glued to them: “ closes in German, » opens in Danish.
OPENING_QUOTES = frozenset("“„‟‘‚‛«‹「『〝｢﹁❝❛")
# Those that close where a blank is on both sides of them (French « … . »); ’ is an apostrophe there.
SPACED_CLOSING_QUOTES = frozenset("»›”")
# What refers to a note.
REFERENCE_SIGNS = "*†‡§¹²³⁰⁴⁵⁶⁷⁸⁹"
BRACKETS = (("(", ")"), ("[", "]"), ("{", "}"))
# What may stand behind the stop of a sentence and belong to it.
CLOSERS = frozenset("\"')]}") | frozenset("”’»›“‘」』｣﹂❞❜")
# What a quotation mark opens behind although no blank is between them.
BEFORE_QUOTES = frozenset("([{（［｛") | COLONS | DASHES
# What an item of a list begins with, a blank behind it.
BULLETS = "-*•–—▪▫■□●○◦∙‣⁃\uf0b7"
# How the items of a list are numbered, for a pattern: 1. 1) (1) 1.2 a) (a) iv.
LIST_NUMBER = (
    r"(?:\p{Nd}{1,3}(?:\.\p{Nd}{1,3})*+[.)]|\p{Nd}{1,2}(?:\.\p{Nd}{1,3})++|\((?:\p{Nd}{1,3}|\p{L}|[ivx]{1,5})\)"
    r"|(?:\p{L}|[ivx]{1,5})\)|(?:\p{L}|[ivxIVX]{1,5})\.)"
)
# Between two days or amounts: "16–18 May".
RANGE_DASHES = "–-"

FIXED_BLANKS = frozenset("\u00a0\u202f")  # French puts one inside its quotation marks
BLANKS = FIXED_BLANKS | {" "}

# Ends of a line, as Unicode has them (UAX #14: BK, CR, LF, NL), with their names; CR LF is one.
LINE_END_NAMES = {
    "\r\n": "CRLF",
    "\n": "LF",
    "\r": "CR",
    "\v": "VT",
    "\f": "FF",
    "\x85": "NEL",
    "\u2028": "LS",
    "\u2029": "PS",
}
LINE_ENDS = "\n\r\v\f\x85\u2028\u2029"  # for a character class
LINE_END = rf"\r\n|[{LINE_ENDS}]"
# Two of a kind with blanks between them, or a mark that says it by itself.
BLANK_LINE = r"\n[^\S\n]*\n|\r[^\S\r\n]*\r|\r\n[^\S\r\n]*\r\n|[\u2029\f]"
# What a reader of HTML takes for "\n": no end of a line, but how one is written.
CARRIAGE_RETURNS = r"\r\n|\r"

# Scripts without spaces between words, for a character class: those with characters for words, and those whose
# letters are consonants and vowels.
SPACELESS_SCRIPTS = {
    "han": r"\p{Han}\p{Hiragana}\p{Katakana}ーｰ",
    "thai": r"\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}",
}
SPACELESS = "".join(SPACELESS_SCRIPTS.values())
# Vowels of Thai and Lao that are written before their consonant.
LEADING_VOWELS = frozenset("เแโใไເແໂໃໄ")
# Letters of Cyrillic and Greek that look like Latin ones (Unicode Technical Standard #39, "confusables").
LOOK_ALIKES = {
    "Cyrillic": "АВЕЅІЈКМНОРСТУХаеѕіјкорсухһԁԛԝӏ",
    "Greek": "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγηικνορτυχω",
    "Armenian": "ՍՏՕԼցհոսօ",
}
# Latin letters that look like ones of these.
LATIN_LOOK_ALIKES = "ABCEHIJKMNOPSTXYZaceijopsxyhvu"
# Figures: those of all scripts, and the Chinese ones.
FIGURES = r"\p{Nd}〇一二三四五六七八九十"
