"""Spanish, as data."""

from __future__ import annotations

from textdiff.languages.language import Language, Pattern

SPANISH = Language(
    code="es",
    name="Spanish",
    labels_title="título|titular",
    labels_date="fecha|publicado|publicado el",
    labels_publisher="fuente|medio",
    labels_language="idioma",
    labels_other="autor|autora|por|sección|actualizado",
    abbreviations="sr sra srta d dña ud uds uu avda",
    months=("enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre"),
    date_particles="de",
    magnitudes="mil|millón|millones",
    currencies="euros?|dólares|libras",
    starters="El La Los Las",
    crumbs=(
        Pattern("leer", r"LEER MÁS\b.*"),
        Pattern("reservados", r"(?i:.{0,120}\b(?:todos los derechos reservados|reservados todos los derechos)\W*)"),
        Pattern("reproducción", r"(?i:.{0,60}\bprohibida la reproducción\b.*)"),
        Pattern(
            "responsable",
            r"(?i:.*\bno se hace responsable de los? contenidos? de (?:los )?(?:sitios|páginas|webs)\b.*)",
        ),
        Pattern(
            "comentarios",
            r"(?i:(?:los )?comentarios (?:son moderados|están (?:cerrados|moderados))(?: (?:y|para) .{0,90})?\W*)",
        ),
        Pattern("publicidad anuncio", r"(?i:publicidad|anuncio)"),
    ),
    unsaid_crumbs=(Pattern("comparte", r"(?i:comparte (?:esta noticia|este artículo) (?:en|con tus|por)\b.*)"),),
    links=(
        Pattern(
            "leer también interesar información",
            "leer (?:más|también)|lea también|(?:le|te) puede interesar|ver también|más información",
        ),
    ),
    said="dijo|dijeron|pidió|advirtió",
    notices="todos los derechos reservados|reservados todos los derechos",
    credits="Foto",
    share="compartir comparte",
    networks="enlace",
    buttons="en por con este artículo copiar imprimir enviar el la o y",
    negations="no|ni|nunca|sin|ningún|ninguna|nadie|nada",
    numerals="dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce",
    joiners="y o pero",
    particles="de del el la",
    phrases=(
        Pattern(
            "respo",
            r"no respondi(?:ó|eron)(?: \w+){0,4} (?:a|las|una)(?: \w+){0,4} (?:solicitud(?:es)?|peticion(?:es)?)"
            r"(?: \w+){0,4}",
        ),
    ),
    function_words=(
        "además adonde ahora algo alguien alguna algunas alguno algunos algún allí ambos ante antes apenas aquel "
        "aquella aquellas aquellos aquí aunque bajo bastante bien cada casi como conforme contra cual cuales "
        "cualquier cuando cuanto cuya cuyas cuyo cuyos cómo debe deben desde después domingo donde durante ella ellas "
        "ello ellos embargo encima entonces entre eran eres esas esos esta estaba estaban estar estas este esto estos "
        "está están fuera fueron haber habría había habían hace hacia hasta incluso jamás jueves junto luego lunes "
        "martes mediante menos mientras misma mismas mismo mismos miércoles mucha muchas mucho muchos nada nadie "
        "ninguna ninguno ningún nosotros nuestra nuestras nuestro nuestros nunca otra otras otro otros para pero poca "
        "pocas poco pocos podría porque puede pueden pues quien quienes quién según será serán sería sido siempre "
        "siendo sino sobre solo somos suya suyo sábado sólo tales también tampoco tanto tantos tenía tiene tienen "
        "toda todas todavía todo todos tras unas unos usted varias varios veces viernes"
    ),
)
