"""English, as data."""

from __future__ import annotations

from textdiff.languages.language import Language, Pattern

ENGLISH = Language(
    code="en",
    name="English",
    labels_title="title|headline",
    labels_date="date|published|published on|publication date",
    labels_publisher="publisher|outlet|source|publication|newspaper|agency",
    labels_language="language|lang",
    labels_other="author|authors|by|byline|section|category|updated|modified",
    abbreviations=(
        "mr mrs ms dr prof st rev hon gen col capt lt sgt gov sen rep messrs mt nos vs fig vol pp ed inc ltd co corp "
        "jr approx cf al eq eqs eqn eqns ref refs figs resp"
    ),
    before_figures="no art p ca",
    months="January February March April May June July August September October November December",
    month_abbreviations="Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec",
    ordinal_endings="st|nd|rd|th",
    date_particles="of",
    magnitudes="thousand|million|billion|trillion|bn|mn|m|k",
    currencies="dollars?|euros?|pounds?|pence|cents?|roubles?|rubles?|francs?|yen|yuans?|crowns",
    starters=(
        "The A An He She It They We You I His Her Their Our Its This That These Those There Then Many Few Some All "
        "Most But And Or If In On At As For To From By With After Before When While Where Who What Why How No Not So "
        "Now Yet"
    ),
    crumbs=(
        # Alternative texts and credits of images
        Pattern(
            "px 1x1 transparent grey gray blank spacer placeholder",
            r"(?=(?:\S++\s*+){1,8}+\Z)(?!.*\.\Z)(?:(?:\d+ ?px|1x1|transparent|grey|gray|blank)\b"
            r".*\b(?:spacer|pixel|placeholder|graphic|gif|line|image)\b.*"
            r"|.*\b(?:spacer|placeholder)\b.*\b(?:image|graphic|gif)\b.*|(?i:image|photo|img)\W++\w*+\W*+placeholder)",
        ),
        Pattern(
            "source credit copyright",
            r"(?i:image|photo|picture|video) (?i:source|credit|copyright)(?:[,:].{0,80}|(?: [\p{Lu}/]\S*){1,6})?",
        ),
        # Links to other articles, and about links
        Pattern("read more also", r"(?:READ MORE|READ ALSO|READ NEXT|MORE ON THIS|SEE ALSO)\b.*"),
        Pattern("read", r"(?i:read (?:more )?about (?:our|the \w+['’]s) (?:approach|policy)\b.*external.*)"),
        # Copyright and disclaimers
        Pattern("reserved", r"(?i:.{0,120}\ball rights reserved\W*)"),
        Pattern(
            "permission consent",
            r"(?i:(?:this|no part of this) (?:material|article|text|content)\b.*\bmay (?:not )?be"
            r" (?:published|reproduced|copied|broadcast|redistributed|reprinted)\b.*\b(?:permission|consent)\b.*)",
        ),
        Pattern(
            "responsible",
            r"(?i:.*\bnot responsible for (?:the )?content (?:of|on) (?:external|other|third.party)"
            r" (?:\w+ )?\w*sites?\b.*)",
        ),
        # Agency lines and imprints
        Pattern("reporting", r"(?i:(?:additional )?reporting by .*;? *editing by .*)"),
        Pattern(
            "supplied provided distributed",
            r"(?i:(?:\(\w+\) )?this (?:story|article) was (?:\w+ )?(?:supplied|provided|distributed) by .*)",
        ),
        Pattern(
            "published",
            r"(?i:\w+(?: \w+){0,4} is published by\b"
            r".*\b(?:ltd|limited|inc|gmbh|registered (?:charity|company)|edited in)\b.*)",
        ),
        # Who watches over the outlet and its readers
        Pattern(
            "council standards ipso impress",
            r"(?i:[^,;]{0,60} (?:is|are) (?:a )?(?:member of|regulated by|signatory to) (?:the )?"
            r"(?:[\p{L}-]+ ){0,4}(?:press (?:council|standards)|ipso|impress)\b[^,;]{0,60})",
        ),
        Pattern(
            "complain",
            r"(?i:(?:if you wish )?to complain about (?:accuracy|this (?:story|article)|our (?:coverage|reporting))"
            r",? (?:please|you can|write|contact|e-?mail|call|visit|see|go to)\b.*)",
        ),
        Pattern(
            "comments",
            r"(?i:(?:user |reader )?comments are (?:moderated|closed)(?: (?:on|for|and) .{0,90})?\W*)",
        ),
        # The hour of a version of a story that goes on
        Pattern(
            "updated published posted version",
            r"(?i:(?:(?-i:By \p{Lu}).{0,80}; )?(?:(?:last |first )?(?:updated|published|posted)(?: at)?:?|this version)"
            r" \d\d?[:.]\d\d ?(?:[ap]\.?m\.?)?(?: (?:GMT|BST|UTC|CES?T|E[SD]?T))?\W{0,2})",
        ),
        # Newsletters, advertisements
        Pattern("newsletter", r"(?i:(?:sign up (?:for|to)|subscribe to) our\b.*\bnewsletters?\b.*)"),
        Pattern(
            "follow",
            r"(?i:follow us on (?:facebook|twitter|x|instagram|whatsapp|telegram|youtube|tiktok|bluesky|linkedin"
            r"|threads)\b.*)",
        ),
        Pattern("advertisement", r"(?i:advertisements?)"),
    ),
    unsaid_crumbs=(
        Pattern(
            "photo picture image",
            r"(?i:(?:file|archive|stock|library) (?:photo|photograph|picture|image)s?"
            r"(?: (?:of|from|by|taken|used|for)\b.*|[.:]?.{0,30}))",
        ),
        Pattern("share", r"(?i:share this (?:story|article|page) (?:on|with|via) (?:your friends|\p{Lu}\w+)\b.*)"),
    ),
    links=(
        Pattern(
            "read more also related",
            r"read (?:more|also|next)|also read|more on this(?: story)?|see also"
            r"|related(?: (?:stories|articles|topics))?",
        ),
    ),
    said="said|says|told|ruled|warned|announced",
    notices=r"all rights reserved|(?:additional )?reporting by\b.*\bediting by\b",
    credits="Photo Photograph Picture Image",
    share="share tweet",
    networks="e-?mail|mail|sms|link",
    buttons="on by via to or and the this it a in article story page post with copy print send save friend friends",
    negations=r"not|no|never|nor|neither|without|cannot|none|nobody|nothing|nowhere|\w*n['’]t",
    numerals=(
        "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty"
        "|dozens?|hundreds?|thousands?"
    ),
    joiners="and or but",
    phrases=(
        Pattern(
            "anony",
            r"(?:who |she |he |they )?(?:spoke|speaking|talked) (?:to \w+ )?(?:only )?on (?:the )?condition of "
            r"anonymity(?: (?:because|as|since) (?:\w+ ){0,8}(?:authori[sz]ed|allowed|permitted|cleared|sensitiv\w+)"
            r"(?: \w+){0,8})?",
        ),
        Pattern(
            "respo repli reply retur",
            r"(?:did not|could not|didn't|has not|have not|had not) (?:\w+ ){0,3}"
            r"(?:respond(?:ed)?|repl(?:y|ied)|return(?:ed)?)(?: \w+){0,6} (?:requests?|calls?|messages?|emails?)"
            r"(?: (?:for|seeking) (?:\w+ ){0,2}comments?)?",
        ),
        Pattern("immed", r"(?:was|were) not immediately available (?:for|to) comment"),
        Pattern(
            "decli refus",
            r"(?:declined|refused) to (?:comment|be named|be identified)(?: (?:further|publicly"
            r"|on the (?:record|matter|case|issue|allegations)|for this (?:story|article)|when \w+))?",
        ),
        Pattern(
            "publi freel openl",
            r"(?:(?:will|has|have) )?(?:(?:is|are|was|were|be|been) )?(?:made )?(?:publicly|freely|openly) available"
            r"(?: (?:at|on|from|online|upon|under)(?: \w+){0,3})?",
        ),
    ),
    function_words=(
        "about above across after again against almost along already also although always among another anyone "
        "anything around away back because been before behind being below beside besides between beyond both cannot "
        "could despite does doing done down during each either else enough even ever every everyone everything friday "
        "from further furthermore have having hence here hers herself himself however indeed instead into itself just "
        "least less like many maybe might mine monday more moreover most much must myself neither never nevertheless "
        "nobody none nonetheless nothing often once only onto other others otherwise ought ours ourselves over "
        "perhaps quite rather same saturday several shall should since some somebody someone something sometimes soon "
        "still such sunday than that their theirs them themselves then there thereby therefore these they this those "
        "though through throughout thursday thus together toward towards tuesday under unless until upon very "
        "wednesday well were what whatever when whenever where whereas wherever whether which while whole whom whose "
        "will with within without would your yours yourself"
    ),
)
