"""German, as data."""

from __future__ import annotations

from textdiff.languages.language import Language, Pattern

GERMAN = Language(
    code="de",
    name="German",
    has_capital_nouns=True,
    has_ordinal_stops=True,
    labels_title="titel|überschrift|schlagzeile",
    labels_date="datum|veröffentlicht",
    labels_publisher="quelle|medium|zeitung",
    labels_language="sprache",
    labels_other="autor|autorin|von|rubrik|ressort|aktualisiert",
    abbreviations="hr fr frau nr bzw usw vgl evtl ggf mio mrd str bd sog geb",
    before_figures="art abs s ca",
    months="Januar Jänner Februar März April Mai Juni Juli August September Oktober November Dezember",
    month_abbreviations="Jan Feb Apr Jun Jul Aug Sep Sept Okt Nov Dez",
    magnitudes=r"tausend|millionen|milliarden|mio\.?|mrd\.?",
    currencies="euros?|franken|pfund",
    starters="Der Die Das Er Sie Es Wir Ein Eine",
    crumbs=(
        Pattern("lesen", r"LESEN SIE AUCH\b.*"),
        Pattern("vorbehalten", r"(?i:.{0,120}\balle rechte vorbehalten\W*)"),
        Pattern("nachdruck", r"(?i:.{0,60}\bnachdruck (?:nur|verboten)\b.*)"),
        Pattern(
            "extern",
            r"(?i:.*\bnicht (?:für|verantwortlich)\b.*\binhalte?\b.*\bextern\w* (?:internet|web|seite|site|link)\w*.*)",
        ),
        Pattern(
            "kommentare",
            r"(?i:(?:die )?kommentare (?:werden|sind) (?:moderiert|geschlossen)(?: (?:und|für|unter) .{0,90})?\W*)",
        ),
        Pattern("anzeige werbung", r"(?i:anzeige|werbung)"),
    ),
    unsaid_crumbs=(Pattern("teile", r"(?i:teilen sie (?:diesen|den) (?:artikel|beitrag) (?:auf|mit|per|über)\b.*)"),),
    links=(
        Pattern(
            "thema lesen siehe interessant",
            "mehr zum thema|lesen sie (?:auch|mehr|hier)|siehe auch|weiterlesen|auch interessant",
        ),
    ),
    said="sagten?|warnten?|erklärten?|teilte",
    notices="alle rechte vorbehalten",
    credits="Foto Bild",
    share="teilen",
    buttons="auf per bei über diesen artikel kopieren drucken senden oder und den versenden",
    negations=r"nicht|nichts|kein\w{0,2}|nie|niemals|niemand\w{0,2}|ohne",
    numerals="zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf",
    joiners="und oder aber sowie",
    particles="von der den zu",
    phrases=(
        Pattern(
            "errei",
            "war (?:zunächst )?(?:nicht|für eine stellungnahme nicht) (?:für eine stellungnahme )?"
            "(?:zu erreichen|erreichbar)",
        ),
    ),
    common_words="der und den das ist dem nicht ein eine für mit im auf sich zu",
)
