"""What a page leaves in an extracted text that is no part of the article: image texts, links, footers, share buttons.

A sentence or line is a crumb when it says so from its beginning to its end; a sentence of the article
that holds "read more" is none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain

import regex

from textdiff.model import Tokens

# Words and characters of the longest crumb: a footer's sentence. Longer ones are read by people.
_MAX_WORDS = 45
_MAX_SIGNS = 500
# A caption is a sentence and a credit; a short news item that ends with one is longer.
_CAPTION_TOKENS = 30
_CAPTION_SENTENCES = 2

_YEARS = r"(?:19|20)\d\d\b"

# A line in which somebody says something is one of the article.
_NOT_SAID = (
    r"(?!(?i:.*\b(?:said|says|told|ruled|warned|announced|sagten?|warnten?|erklärten?|teilte|dit|déclaré|affirmé|averti"
    r"|dijo|dijeron|pidió|advirtió|сказал\w*|заявил\w*|сообщил\w*)\b))"
)

# What a line looks like, and before it words of which any such line, in small letters, holds one.
_LINES = (
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
        rf"(?i:(?:©|(?:copyright )?\(c\) ?(?={_YEARS})|copyright (?=©|by (?-i:\p{{Lu}})|{_YEARS})).*|copyright)",
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

_SHARE = r"share|tweet|teilen|partager|partagez|compartir|comparte|поделиться|поделитесь|مشاركة|شارك|شاركوا|分享"
_NETWORKS = (
    r"facebook|twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|messenger|bluesky|mastodon|instagram|threads|signal"
    r"|e-?mail|mail|sms|link|lien|enlace|вконтакте|телеграм|телеграме|одноклассники|ватсап|почт\w*|ссылк\w*"
    r"|فيسبوك|تويتر|واتساب|تلغرام|تيليغرام|إكس|الرابط|البريد|微信|微博|朋友圈|链接|qq"
)
_SMALL = (
    r"on|by|via|to|or|and|the|this|it|a|in|article|story|page|post|with|copy|print|send|save|friend|friends"
    r"|auf|per|bei|über|diesen|artikel|kopieren|drucken|senden|oder|und|den|versenden"
    r"|sur|par|cet|article|copier|imprimer|envoyer|le|la|ou|et|un|ami"
    r"|en|por|con|este|artículo|copiar|imprimir|enviar|el|o|y"
    r"|в|во|на|по|через|с|и|или|скопировать|копировать|распечатать|отправить|друзьями|статьёй|статьей"
    r"|على|عبر|هذا|المقال|الخبر|نسخ|طباعة|أو|و|الإلكتروني|到|至|复制|打印|本文|给|好友|或"
)
_WORD = regex.compile(r"\w+(?:-\w+)*")
_SHARE_WORD = regex.compile(rf"(?i:{_SHARE})")
_BUTTON_WORD = regex.compile(rf"(?i:{_SHARE}|{_NETWORKS}|{_SMALL})")
_NETWORK_WORD = regex.compile(rf"(?i:{_NETWORKS})")
_SPACELESS_SHARE = regex.compile(
    rf"(?:分享|复制链接|打印|收藏|{_NETWORKS}|[到至给和或、，。：:·|/\s])+", regex.IGNORECASE
)
_PATTERNS = tuple(regex.compile(pattern) for _, pattern in _LINES)
_CREDITS = "photo picture image foto bild фото صورة 图"  # words of the line that _CREDIT matches
_SHARE_TEXT = len(_PATTERNS)  # the number of what is no pattern but a share of words
_CREDIT = regex.compile(  # a name: no word of it is small, but for some agencies
    r"(?:Photo|Photograph|Picture|Image|Foto|Bild|Photographie|Фото|صورة|图|图片) ?[:：] ?"
    r"(?:[\p{Lu}\p{Lo}][\p{L}.&'’-]*|dpa|afp|epa|imago|ddp|ap)"
    r"(?:(?: ?/ ?| )(?:[\p{Lu}\p{Lo}][\p{L}.&'’-]*|dpa|afp|epa|imago|ddp|ap|via)){0,4}\.?"
)
_NOTICE = regex.compile(
    rf"(?i:©|\(c\) ?(?={_YEARS})|copyright (?=©|\(c\)|by (?-i:\p{{Lu}})|{_YEARS})"
    r"|(?:additional )?reporting by\b.*\bediting by\b"
    r"|all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados"
    r"|все права защищены|جميع الحقوق محفوظة|版权所有|版权声明)"
)
_SPACE = regex.compile(r"\s+")
_FIGURE = regex.compile(r"\p{Nd}++")
_YEAR = regex.compile(r"(?:19|20)\d\d")
# Negations, negative pronouns, small numbers as words and currencies, in the languages of the patterns.
_NEWS = regex.compile(
    r"(?i:\b(?:not|no|never|nor|neither|without|cannot|none|nobody|nothing|nowhere"
    r"|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|dozens?|hundreds?|thousands?"
    r"|nicht|nichts|kein\w{0,2}|nie|niemals|niemand\w{0,2}|ohne|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf"
    r"|ne|pas|jamais|sans|aucune?|ni|personne|rien|deux|trois|quatre|cinq|sept|huit|neuf|dix|onze|douze"
    r"|nunca|sin|ningún|ninguna|nadie|nada|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce"
    r"|не|нет|ни|никогда|без|никто|ничего|два|две|три|четыре|пять|шесть|семь|восемь|девять|десять"
    r"|لا|ليس|لم|لن|غير)\b|n['’]t\b|[不没未无非二三四五六七八九十百千万亿]|\p{Sc})"
)


def _list_triggers() -> dict[str, tuple[int, ...]]:
    """Return the words that lines of a kind hold, with the numbers of the kinds."""
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    for number, words in enumerate([words for words, _ in _LINES] + [_SHARE.replace("|", " "), _CREDITS]):
        for word in words.split():
            kinds[word].append(number)
    return {word: tuple(numbers) for word, numbers in kinds.items()}


_TRIGGERS = _list_triggers()
# Characters of a stretch without white space that is kept, and how many of them are.
_MAX_CHUNK = 40
_MOST_CHUNKS = 1 << 16


def find_crumbs(tokens: Tokens, own: Sequence[str] = ()) -> frozenset[int]:
    """Return the first tokens of the sentences and lines that are crumbs; `own` are regular expressions beside ours."""
    patterns = [regex.compile(pattern) for pattern in own]
    suspects = _suspects(tokens)
    if not (suspects or patterns):
        return frozenset()
    found = list(_captions(tokens, suspects))
    ends = [*tokens.sentences[1:], len(tokens)][: len(tokens.sentences)]
    lines = frozenset(tokens.paragraphs)
    line_is_notice = False  # a short line that begins with a copyright notice or disclaimer is one to its end
    for start, end in zip(tokens.sentences, ends, strict=True):
        line_is_notice = line_is_notice and start not in lines
        if not (line_is_notice or start in suspects or patterns):
            continue
        if end - start > 2 * _MAX_WORDS or tokens.ends[end - 1] - tokens.starts[start] > _MAX_SIGNS:
            line_is_notice = False
            continue
        line = _SPACE.sub(" ", tokens.text[tokens.starts[start] : tokens.ends[end - 1]])
        if start in lines and _NOTICE.match(line):
            line_end = tokens.paragraphs[bisect_right(tokens.paragraphs, start) :][:1] or (len(tokens),)
            line_is_notice = line_end[0] - start <= 2 * _MAX_WORDS
        kinds = tuple(sorted(suspects.get(start, ())))
        if line_is_notice or _is_crumb(line, kinds) or any(pattern.search(line) for pattern in patterns):
            found.append(start)
    return frozenset(found)


def _captions(tokens: Tokens, suspects: Container[int]) -> Iterator[int]:
    """Yield the first tokens of the sentences of captions: one at most before the photographer or agency."""
    ends = (*tokens.paragraphs[1:], len(tokens))
    for line, end in zip(tokens.paragraphs, ends, strict=False):
        if 0 < end - line <= _CAPTION_TOKENS:
            first = bisect_left(tokens.sentences, line)
            sentences = tokens.sentences[first : bisect_left(tokens.sentences, end)]
            credit = sentences[-1]
            if (
                len(sentences) <= _CAPTION_SENTENCES
                and credit in suspects
                and _CREDIT.fullmatch(tokens.text, tokens.starts[credit], tokens.ends[end - 1])
            ):
                yield from sentences


class _Chunks(dict[str, tuple[str, ...]]):
    """The words of crumbs that a stretch of text without white space holds; they have no white space themselves."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        lower = chunk.lower()
        words = tuple([word for word in _TRIGGERS if word in lower])
        if len(chunk) <= _MAX_CHUNK:
            if len(self) >= _MOST_CHUNKS:
                self.clear()
            self[chunk] = words
        return words


_chunks = _Chunks()


def _suspects(tokens: Tokens) -> dict[int, set[int]]:
    """Return which patterns the sentences may match, by the words that such lines hold: first token → numbers."""
    held = set(chain.from_iterable(filter(None, map(_chunks.__getitem__, tokens.text.split()))))
    if not held:
        return {}
    lower = tokens.text.lower()
    if len(lower) != len(tokens.text):  # a capital that is two small letters ("İ") moves all behind it
        return {start: {*range(len(_PATTERNS)), _SHARE_TEXT} for start in tokens.sentences}
    begins = [tokens.starts[start] for start in tokens.sentences]
    suspects: defaultdict[int, set[int]] = defaultdict(set)
    for word in held:
        at = lower.find(word)
        while at >= 0:
            n = bisect_right(begins, at)
            suspects[tokens.sentences[max(0, n - 1)]].update(_TRIGGERS[word])
            at = lower.find(word, begins[n]) if n < len(begins) else -1
    return suspects


def hides_news(line: str, changed: Iterable[str]) -> bool:
    """Return whether two versions of a crumb differ in what no lane may hide: a figure, an amount or a negation.

    `line` is one of them, `changed` are the stretches that differ. The year of a copyright notice is no news.
    """
    is_notice = _NOTICE.search(line) is not None
    for stretch in changed:
        if _NEWS.search(stretch) or any(not (is_notice and _YEAR.fullmatch(n)) for n in _FIGURE.findall(stretch)):
            return True
    return False


def crumb_words(tokens: Tokens, crumbs: Iterable[int]) -> frozenset[int]:
    """Return the numbers of the words in the sentences that begin with these tokens."""
    found: list[int] = []
    for start in crumbs:
        at = bisect_right(tokens.sentences, start)
        following = tokens.sentences[at : at + 1]
        end = following[0] if following else len(tokens)
        found.extend(range(bisect_left(tokens.words, start), bisect_left(tokens.words, end)))
    return frozenset(found)


@lru_cache(maxsize=4096)  # a scan asks about the same lines for each pair
def _is_crumb(line: str, kinds: tuple[int, ...]) -> bool:
    return any(
        _is_share_text(line) if kind == _SHARE_TEXT else _PATTERNS[kind].fullmatch(line) is not None
        for kind in kinds
        if kind <= _SHARE_TEXT
    )


def _is_share_text(line: str) -> bool:
    """Return whether a line holds little but the words of share buttons."""
    words = _WORD.findall(line)
    if not words or len(words) > _MAX_WORDS:
        return False
    if "分享" in line:
        return _SPACELESS_SHARE.fullmatch(line) is not None
    if not any(map(_SHARE_WORD.fullmatch, words)) or not (any(map(_NETWORK_WORD.fullmatch, words)) or len(words) == 1):
        return False
    return 10 * sum(map(bool, map(_BUTTON_WORD.fullmatch, words))) >= 8 * len(words)
