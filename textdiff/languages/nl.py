"""Dutch, as data."""

from __future__ import annotations

from textdiff.languages.language import Language

DUTCH = Language(
    code="nl",
    name="Dutch",
    labels_title="titel|kop",
    labels_date="datum|gepubliceerd",
    labels_publisher="bron|krant",
    labels_language="taal",
    labels_other="auteur|door",
    particles="van de den der ter ten",
    function_words=(
        "achter alle alleen alles also altijd ander andere anderen beide beneden bijna binnen boven buiten daar "
        "daarbij daardoor daarin daarmee daarna daarom daarop daarvan daarvoor deze dezelfde dinsdag donderdag door "
        "doordat echter eens eerder eigen elkaar elke enige enkele gedurende geen geweest haar hadden hebben heeft "
        "heel hier hierbij hierdoor hoeveel hoewel ieder iedere iedereen iemand iets immers indien inmiddels intussen "
        "jullie konden kunnen langs later maandag maar meer meest mijn minder misschien mocht moest moeten mogen naar "
        "naast namelijk niemand niet niets nooit omdat ondanks onder onze opnieuw over reeds rond rondom samen sinds "
        "slechts soms steeds tegen tenzij terwijl tijdens toch toen tussen vaak vanaf vanwege veel vele verder "
        "volgens voor vooral voordat vrijdag waar waarbij waardoor waarin waarmee waarom waarop waarvan waarvoor "
        "wanneer want waren weer weinig welke werd werden woensdag worden wordt zaterdag zeer zelf zelfs zich zijn "
        "zoals zodat zondag zonder zouden zowel zulke"
    ),
)
