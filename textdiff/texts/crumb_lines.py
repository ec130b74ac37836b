"""What the lines look like that a page leaves in an extracted text: regular expressions in seven languages."""

from __future__ import annotations

YEARS = r"(?:19|20)\d\d\b"

# A line in which somebody says something is one of the article.
_NOT_SAID = (
    r"(?!(?i:.*\b(?:said|says|told|ruled|warned|announced|sagten?|warnten?|erklärten?|teilte|dit|déclaré|affirmé|averti"
    r"|dijo|dijeron|pidió|advirtió|сказал\w*|заявил\w*|сообщил\w*)\b))"
)

# What a line looks like, and before it words of which any such line, in small letters, holds one.
LINES = (
    # Alternative texts and credits of images
    (
        "px 1x1 transparent grey gray blank spacer placeholder",
        (
            r"(?=(?:\S++\s*+){1,8}+\Z)(?!.*\.\Z)(?:(?:\d+ ?px|1x1|transparent|grey|gray|blank)\b"
            r".*\b(?:spacer|pixel|placeholder|graphic|gif|line|image)\b.*"
            r"|.*\b(?:spacer|placeholder)\b.*\b(?:image|graphic|gif)\b.*|(?i:image|photo|img)\W++\w*+\W*+placeholder)"
        ),
    ),
    (
        "source credit copyright",
        r"(?i:image|photo|picture|video) (?i:source|credit|copyright)(?:[,:].{0,80}|(?: [\p{Lu}/]\S*){1,6})?",
    ),
    (
        ".jp .png .gif .webp .svg",
        r"(?i:\S+\.(?:jpe?g|png|gif|webp|svg))",
    ),
    (
        "photo picture image",
        (
            rf"{_NOT_SAID}(?i:(?:file|archive|stock|library) (?:photo|photograph|picture|image)s?"
            r"(?: (?:of|from|by|taken|used|for)\b.*|[.:]?.{0,30}))"
        ),
    ),
    # Links to other articles
    (
        "read more also lire leer lesen",
        r"(?:READ MORE|READ ALSO|READ NEXT|MORE ON THIS|SEE ALSO|LIRE AUSSI|LEER MÁS|LESEN SIE AUCH)\b.*",
    ),
    (
        (
            "read more also related thema lesen siehe weiterlesen interessant lire aussi sujet leer también "
            "interesar información также чита اقرأ طالع شاهد 阅读 新闻"
        ),
        (
            r"(?i:read (?:more|also|next)|also read|more on this(?: story)?|see also"
            r"|related(?: (?:stories|articles|topics))?"
            r"|mehr zum thema|lesen sie (?:auch|mehr|hier)|siehe auch|weiterlesen|auch interessant"
            r"|(?:à )?lire aussi|à lire(?: également)?|lire la suite|voir aussi|sur le même sujet"
            r"|leer (?:más|también)|lea también|(?:le|te) puede interesar|ver también|más información"
            r"|читайте? также|читать (?:далее|также|подробнее|ещё)|смотрите также"
            r"|اقرأ (?:أيضا|أيضًا|أيضاً|المزيد)|طالع أيضا|شاهد أيضا"
            r"|延伸阅读|相关阅读|阅读更多|更多阅读|相关新闻|点击阅读|阅读全文)(?:\s*[:：|»>–—-].*|\s*)"
        ),
    ),
    (
        "теме",
        r"(?i:по теме)(?:\s*+[:»>–—-]\s*+[^\p{Ll}].*)?",  # "по теме: он молчал" is a sentence
    ),
    (
        "read",
        r"(?i:read (?:more )?about (?:our|the \w+['’]s) (?:approach|policy)\b.*external.*)",
    ),
    # Copyright and disclaimers
    (
        "© (c) copyright",
        rf"(?i:(?:©|(?:copyright )?\(c\) ?(?={YEARS})|copyright (?=©|by (?-i:\p{{Lu}})|{YEARS})).*|copyright)",
    ),
    (
        "© (c)",
        r"(?i:.{0,80}(?:©|\(c\)) ?(?:19|20)\d\d\b.{0,60})",  # the title of a link runs into it
    ),
    (
        "reserved vorbehalten réservés reservados права",
        (
            r"(?i:.{0,120}\b(?:all rights reserved|alle rechte vorbehalten|tous droits réservés"
            r"|todos los derechos reservados|reservados todos los derechos|все права защищены)\W*)"
        ),
    ),
    (
        "الحقوق 版权 权利",
        r".{0,60}(?:جميع الحقوق محفوظة|版权所有|保留所有权利|保留一切权利).{0,60}",
    ),
    (
        "reproducción reproduction nachdruck перепечатка",
        (
            r"(?i:.{0,60}\b(?:prohibida la reproducción|reproduction (?:même partielle )?interdite"
            r"|nachdruck (?:nur|verboten)|перепечатка (?:материалов|запрещена|только))\b.*)"
        ),
    ),
    (
        "未经",
        r".{0,80}未经.{0,10}(?:许可|授权|同意).{0,10}(?:不得|禁止|严禁|请勿).{0,10}(?:转载|使用|复制|摘编).*",
    ),
    (
        "permission consent",
        (
            r"(?i:(?:this|no part of this) (?:material|article|text|content)\b.*\bmay (?:not )?be"
            r" (?:published|reproduced|copied|broadcast|redistributed|reprinted)\b.*\b(?:permission|consent)\b.*)"
        ),
    ),
    (
        "responsible",
        (
            r"(?i:.*\bnot responsible for (?:the )?content (?:of|on) (?:external|other|third.party)"
            r" (?:\w+ )?\w*sites?\b.*)"
        ),
    ),
    (
        "extern",
        r"(?i:.*\bnicht (?:für|verantwortlich)\b.*\binhalte?\b.*\bextern\w* (?:internet|web|seite|site|link)\w*.*)",
    ),
    (
        "responsable",
        r"(?i:.*\bn['’]est pas responsable (?:du|des) contenus? (?:de|des) (?:autres )?sites\b.*)",
    ),
    (
        "responsable",
        r"(?i:.*\bno se hace responsable de los? contenidos? de (?:los )?(?:sitios|páginas|webs)\b.*)",
    ),
    (
        "ответственност",
        r"(?i:.*\bне нес[её]т ответственност\w* за содержание\b.*\bсайт\w*.*)",
    ),
    (
        "مسؤول 对外部网站",
        r".*(?:غير مسؤولة? عن محتوى المواقع|不对外部网站).*",
    ),
    # Agency lines and imprints
    (
        "reporting",
        r"(?i:(?:additional )?reporting by .*;? *editing by .*)",
    ),
    (
        "supplied provided distributed",
        r"(?i:(?:\(\w+\) )?this (?:story|article) was (?:\w+ )?(?:supplied|provided|distributed) by .*)",
    ),
    (
        "published",
        (
            r"(?i:\w+(?: \w+){0,4} is published by\b"
            r".*\b(?:ltd|limited|inc|gmbh|registered (?:charity|company)|edited in)\b.*)"
        ),
    ),
    # Who watches over the outlet and its readers
    (
        "council standards ipso impress",
        (
            r"(?i:[^,;]{0,60} (?:is|are) (?:a )?(?:member of|regulated by|signatory to) (?:the )?"
            r"(?:[\p{L}-]+ ){0,4}(?:press (?:council|standards)|ipso|impress)\b[^,;]{0,60})"
        ),
    ),
    (
        "complain",
        (
            r"(?i:(?:if you wish )?to complain about (?:accuracy|this (?:story|article)|our (?:coverage|reporting))"
            r",? (?:please|you can|write|contact|e-?mail|call|visit|see|go to)\b.*)"
        ),
    ),
    (
        "comments commentaires kommentare comentarios",
        (
            r"(?i:(?:(?:user |reader )?comments are (?:moderated|closed)|(?:les )?commentaires sont (?:modérés|fermés)"
            r"|(?:die )?kommentare (?:werden|sind) (?:moderiert|geschlossen)"
            r"|(?:los )?comentarios (?:son moderados|están (?:cerrados|moderados)))"
            r"(?: (?:on|for|and|et|und|y|pour|sur|para|für|unter) .{0,90})?\W*)"
        ),
    ),
    # The hour of a version of a story that goes on
    (
        "updated published posted version",
        (
            r"(?i:(?:(?-i:By \p{Lu}).{0,80}; )?(?:(?:last |first )?(?:updated|published|posted)(?: at)?:?|this version)"
            r" \d\d?[:.]\d\d ?(?:[ap]\.?m\.?)?(?: (?:GMT|BST|UTC|CES?T|E[SD]?T))?\W{0,2})"
        ),
    ),
    # Prompts to share
    (
        "share partage teile comparte поделитесь понравил شارك 分享 转发 二维码",
        (
            rf"{_NOT_SAID}(?:(?i:share this (?:story|article|page) (?:on|with|via) (?:your friends|\p{{Lu}}\w+)\b.*"
            r"|partagez (?:cet article|cette page) (?:sur|avec|par)\b.*"
            r"|teilen sie (?:diesen|den) (?:artikel|beitrag) (?:auf|mit|per|über)\b.*"
            r"|comparte (?:esta noticia|este artículo) (?:en|con tus|por)\b.*"
            r"|понравил\w+ (?:материал|статья|новость)\?"
            r"|поделитесь (?:им|ею|ей|этой|этим|новостью|статьёй|материалом)\b.*)"
            r"|شاركو?ا? هذا (?:الخبر|المقال) (?:عبر|على|مع).*|.*(?:分享到|转发到|长按(?:识别)?二维码).*)"
        ),
    ),
    # Newsletters, advertisements
    (
        "newsletter",
        r"(?i:(?:sign up (?:for|to)|subscribe to) our\b.*\bnewsletters?\b.*)",
    ),
    (
        "follow",
        (
            r"(?i:follow us on (?:facebook|twitter|x|instagram|whatsapp|telegram|youtube|tiktok|bluesky|linkedin"
            r"|threads)\b.*)"
        ),
    ),
    (
        "advertisement anzeige werbung publicité publicidad anuncio реклама إعلان 广告",
        r"(?i:advertisements?|anzeige|werbung|publicité|publicidad|anuncio|реклама|إعلان|广告)",
    ),
)
