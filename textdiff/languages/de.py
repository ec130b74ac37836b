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
    function_words=(
        "aber alle allem allen aller alles also andere anderem anderen anderer anderes auch ausser ausserdem bald "
        "beide beiden beim bereits bevor bisher dabei dadurch dafür dagegen daher damals damit danach daneben dann "
        "daran darauf darin darum darunter darüber dass davon davor dazu dein deine denen denn dennoch deren derer "
        "deshalb dessen desto deswegen dich dienstag dies diese diesem diesen dieser dieses doch donnerstag dort "
        "durch eben ebenfalls ebenso eher eigentlich eine einem einen einer eines einige einigen einiger einiges "
        "einmal erst etwa etwas euch euer eure falls fast freitag ganz gegen gegenüber gemäss gerade gern habe haben "
        "hatte hatten heute hier hierzu hingegen hinter hätte hätten ihnen ihre ihrem ihren ihrer ihres immer indem "
        "innerhalb irgend jede jedem jeden jeder jedes jedoch jemand jene jenem jenen jener jenes jetzt kann kein "
        "keine keinem keinen keiner keines können könnte könnten manche manchen mehr mein meine meinem meinen meiner "
        "mich mindestens mithilfe mittwoch montag muss musste mussten möchte müssen nach nachdem neben nicht nichts "
        "noch nunmehr oben obwohl oder oftmals ohne samstag schon sehr seien sein seine seinem seinen seiner seines "
        "seit seitdem selbst sich sind sobald sodass sofern sogar solche solchem solchen solcher solches soll sollen "
        "sollte sollten somit sondern sonnabend sonntag sonst soweit sowie sowohl statt trotz trotzdem unser unsere "
        "unserem unseren unserer unter viel viele vielen vieler vielleicht voneinander vorher wann waren warum weder "
        "wegen weil weiter weitere weiteren welche welchem welchen welcher welches wenig wenige weniger wenigstens "
        "wenn werde werden wieder will wird wohl wollen wollte wollten worden wurde wurden während würde würden zudem "
        "zuvor zwar zwischen über überhaupt"
    ),
)
