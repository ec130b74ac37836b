"""Italian, as data."""

from __future__ import annotations

from textdiff.languages.language import Language

ITALIAN = Language(
    code="it",
    name="Italian",
    labels_title="titolo",
    labels_date="data|pubblicato|pubblicato il",
    labels_publisher="fonte|testata",
    labels_language="lingua",
    labels_other="autore",
    months="gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    particles="di da del la le al",
    function_words=(
        "abbastanza accanto adesso affinché alcun alcuna alcune alcuni alla alle allo allora anche ancora anzi appena "
        "assai attraverso avanti avere aveva avevano avrebbe benché bene bensì certo ciascuna ciascuno cioè come "
        "comunque contro così dagli dalla dalle dallo davanti degli della delle dello dentro domenica dopo dove "
        "dovrebbe dunque durante ecco entrambi erano essere fino finora forse fuori furono giovedì hanno infatti "
        "inoltre insieme intanto invece loro lunedì lungo malgrado martedì mediante meno mentre mercoledì molta molte "
        "molti molto negli nella nelle nello neppure nessun nessuna nessuno niente nostra nostre nostri nostro nulla "
        "ogni ognuno oltre oppure ovvero parecchi perché perciò pero però piuttosto poca poche pochi poco poiché "
        "possono potrebbe presso prima proprio pure qualche qualcosa qualcuno quale quali qualsiasi quando quanta "
        "quante quanti quanto quasi quegli quella quelle quelli quello questa queste questi questo quindi sabato "
        "saranno sarebbe sarà secondo sempre senza siano sono sopra soprattutto sotto spesso stata state stati stato "
        "stessa stesse stessi stesso sugli sulla sulle sullo tale tali talvolta tanta tante tanti tanto tramite "
        "troppo tutta tuttavia tutte tutti tutto vari varie venerdì verso viene vostra vostro"
    ),
)
