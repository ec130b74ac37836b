"""French, as data."""

from __future__ import annotations

from textdiff.languages.language import Language, Pattern

FRENCH = Language(
    code="fr",
    name="French",
    labels_title="titre",
    labels_date="date|publié|publié le",
    labels_publisher="source|éditeur|journal",
    labels_language="langue",
    labels_other="auteur|par|rubrique|mis à jour",
    abbreviations="mme mlle mm av sté",
    months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    ordinal_endings="er",
    magnitudes="mille|millions?|milliards?",
    currencies="euros?|francs?|livres",
    starters="Le La Les Un Une Il Elle",
    crumbs=(
        Pattern("lire", r"LIRE AUSSI\b.*"),
        Pattern("réservés", r"(?i:.{0,120}\btous droits réservés\W*)"),
        Pattern("reproduction", r"(?i:.{0,60}\breproduction (?:même partielle )?interdite\b.*)"),
        Pattern(
            "responsable",
            r"(?i:.*\bn['’]est pas responsable (?:du|des) contenus? (?:de|des) (?:autres )?sites\b.*)",
        ),
        Pattern(
            "commentaires",
            r"(?i:(?:les )?commentaires sont (?:modérés|fermés)(?: (?:et|pour|sur) .{0,90})?\W*)",
        ),
        Pattern("publicité", r"(?i:publicité)"),
    ),
    unsaid_crumbs=(Pattern("partage", r"(?i:partagez (?:cet article|cette page) (?:sur|avec|par)\b.*)"),),
    links=(
        Pattern(
            "lire aussi sujet",
            "(?:à )?lire aussi|à lire(?: également)?|lire la suite|voir aussi|sur le même sujet",
        ),
    ),
    said="dit|déclaré|affirmé|averti",
    notices="tous droits réservés",
    credits="Photo Photographie",
    share="partager partagez",
    networks="lien",
    buttons="sur par cet article copier imprimer envoyer le la ou et un ami",
    negations="ne|pas|jamais|sans|aucune?|ni|personne|rien",
    numerals="deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze",
    joiners="et ou mais",
    particles="de du la le",
    phrases=(
        Pattern("répon donné", r"n'(?:a|ont) pas (?:immédiatement |encore )?(?:répondu|donné suite)(?: \w+){0,8}"),
    ),
    function_words=(
        "afin ainsi alors après assez aucun aucune auprès auquel auraient aurait aussi autant autour autre autres "
        "avaient avait avant avec avoir ayant beaucoup bien ceci cela celle celles celui cependant certain certaine "
        "certaines certains cette ceux chaque chez comme comment contre dans davantage debout depuis derrière dessous "
        "dessus devant dimanche donc dont durant déjà désormais elle elles encore enfin ensuite entre envers environ "
        "faire fait fois font hors jamais jeudi jusqu jusque laquelle lequel lesquelles lesquels leur leurs lors "
        "lorsque lundi maintenant mais malgré mardi mercredi mieux moins même mêmes notamment notre nous néanmoins "
        "outre parce parfois parmi pendant peut peuvent plus plusieurs plutôt pour pourquoi pourrait pourtant presque "
        "puis puisque quand quel quelle quelles quelque quelques quels quoi quoique samedi sans sauf selon sera "
        "seraient serait seulement sinon soit sont sous souvent suite surtout tandis tant telle telles tels tous tout "
        "toute toutefois toutes trop très vendredi vers voici voilà votre vous étaient était étant être"
    ),
)
