"""What belongs to no language of ours: names of networks and agencies, signs, the words of machines."""

from __future__ import annotations

from textdiff.languages.language import Language, Pattern

YEARS = r"(?:19|20)\d\d\b"
# Agencies whose names are written small in credits.
AGENCIES = "dpa|afp|epa|imago|ddp|ap"
# Signs and codes of currencies that stand before or behind a number, capitals as they are here.
CURRENCY_SIGNS = r"(?:US|A|C|HK)\$|[$€£¥₽₴₹]|(?:USD|EUR|GBP|CHF|RUB|UAH|JPY|CNY)\b"

SHARED = Language(
    code="",
    name="no language",
    labels_date="pubdate|publishdate|published_at",
    labels_url="url|link|permalink|canonical",
    currencies="kronor|kroner|円",
    crumbs=(
        Pattern(".jp .png .gif .webp .svg", r"(?i:\S+\.(?:jpe?g|png|gif|webp|svg))"),
        Pattern(
            "© (c) copyright",
            rf"(?i:(?:©|(?:copyright )?\(c\) ?(?={YEARS})|copyright (?=©|by (?-i:\p{{Lu}})|{YEARS})).*|copyright)",
        ),
        Pattern("© (c)", rf"(?i:.{{0,80}}(?:©|\(c\)) ?{YEARS}.{{0,60}})"),  # the title of a link runs into it
    ),
    notices=rf"©|\(c\) ?(?={YEARS})|copyright (?=©|\(c\)|by (?-i:\p{{Lu}})|{YEARS})",
    networks=(
        "facebook|twitter|x|whatsapp|linkedin|telegram|reddit|pinterest|messenger|bluesky|mastodon|instagram|threads"
        "|signal"
    ),
    particles="af",
)
