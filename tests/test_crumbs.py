"""What is no part of the article: crumbs and repeats; and what extraction may have lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from as_text import as_text
from compared import compared
from hangs import no_hang

from textdiff import Options, OptionsError
from textdiff.texts import crumbs, hints

HEAD = "Crane topples into the basin of Port Sallow"
LEDE = "The harbour of Port Sallow was closed on Monday after a crane toppled into the basin."
COST = "Clearing the basin will cost about 2.4 million crowns and take until the end of March."
UNION = "The dockers' union has called for the two remaining cranes of that type to be taken down."


CRUMBS = [
    "1px transparent spacer image",
    "Image source, Getty Images",
    "harbour-crane-640x480.jpg",
    "READ MORE: Five cranes that never should have stood",
    "Read more about our approach to external linking.",
    "Lesen Sie auch: Hafen bleibt zu",
    "À lire aussi : le port reste fermé",
    "Lea también: El puerto sigue cerrado",
    "Читайте также: Порт закрыт",
    "اقرأ أيضا: الميناء مغلق",
    "延伸阅读：港口关闭",
    "© 2024 Harbour Courier. All rights reserved.",
    "Alle Rechte vorbehalten.",
    "The BBC is not responsible for the content of external sites.",
    "Share on Facebook Share on X Copy link",
    "Share this article on Facebook, X or WhatsApp, or copy the link to send it to a friend.",
    "Auf Facebook teilen Link kopieren",
    "Partager sur Facebook Envoyer par e-mail",
    "Поделиться в Телеграме Скопировать ссылку",
    "分享到微信 微博 复制链接",
    "分享本文给好友",
    "Sign up for our morning newsletter and get the best of the Courier every day.",
    "Advertisement",
]
BODY = [
    "Copyright law changes at once for everyone who sells photographs.",
    "Copyright holders sued the company for 3 million dollars.",
    "Image copyright law is being rewritten by the ministry of culture.",
    "Video source code was leaked by hackers on Tuesday evening.",
    "RELATED charges were filed against two officials of the port.",
    "This material may not be published before the trial ends, the judge ruled.",
    "He insisted that all rights reserved to the states must be respected.",
    "Die Regierung ist nicht für Inhalte externer Gutachten verantwortlich.",
    "По теме: он молчал весь вечер и ушёл.",
    "The report is published by the charity on Monday.",
    "This report was published by the ministry on Tuesday and says 300 people died.",
    "分享经济的规模去年增长了三成。",
    "Follow us on the road, the pilgrims told him.",
    "Image-makers say the placeholder name was never meant to be used in the final image.",
    "抗议者未经许可在广场集会，三十人被捕。",
    "She urged parents to read more to their children before they start school.",
    "Read more than one account of it before you make up your mind about the strike.",
    "He shares photographs of the harbour on Facebook every morning at six o'clock.",
    "The copyright in the drawings belongs to the widow of the engineer who built the crane.",
    "Their share of the market fell to 12 per cent last year, by far the lowest on record.",
    "The image of the harbour as a safe place has suffered, the mayor said on Monday.",
    "(c) 200 officers were hurt in the harbour on the night of the fire.",
    "Copyright by musicians is at stake in the trial, the lawyers of the radio said.",
    "The Sun, which is regulated by Ipso, paid 40,000 pounds in damages to the duchess after printing her letters.",
    "Hungary, a signatory to the convention, arrested the head of the press council on Monday.",
    "To complain about our coverage the president flew to New York on Sunday.",
    "User comments are moderated by prisoners paid two dollars an hour, an investigation found.",
    "Share this story with your children, the survivor told the crowd of four thousand people in Lodz.",
    "Teilen Sie den Artikel nicht, warnte die Polizei am Montag in Kassel die Leser der Zeitung.",
    "File photos show the minister with the arms dealer in 2014, prosecutors said.",
    "Stock photo agencies sued the company for two billion dollars on Friday.",
    "Related companies had to pay back 3.1 million crowns within a single year.",
]


@pytest.mark.parametrize("line", CRUMBS)
def test_a_crumb_on_one_side_is_no_change(line: str) -> None:
    comparison = compared(f"{LEDE}\n\n{line}\n\n{COST} {UNION}", f"{LEDE}\n\n{COST} {UNION}")
    assert comparison.changes == ()
    (block,) = [block for block in comparison.blocks if block.kind != "same"]
    assert (block.kind, block.lane) == ("dropped", "crumb")
    assert (comparison.counts.dropped_words, comparison.shares.a_in_b) == (0, 1.0)
    assert comparison.relation == "near-duplicate"


@pytest.mark.parametrize("line", BODY)
def test_a_sentence_of_the_article_is_no_crumb(line: str) -> None:
    (block,) = compared(f"{LEDE} {line}\n\n{COST} {UNION}", f"{LEDE}\n\n{COST} {UNION}").changes
    assert (block.kind, block.lane) == ("dropped", "body")


def test_a_short_news_item_is_no_caption_because_of_its_credit() -> None:
    item = (
        "Die Feuerwehr rettete am Montag neun Menschen aus einem brennenden Haus in Kassel. Zwei Kinder starben "
        "später in der Klinik. Die Polizei sucht nach einem Mann mit rotem Mantel."
    )
    comparison = compared(f"{item} Foto: dpa", f"Lokales\n\n{item} Foto: Polizei\n\nMehr am Abend.")
    assert comparison.shares.shared_words >= len(item.split())


@pytest.mark.parametrize("line", ["Foto: Polizei fahndet nach Mörder", "Bild: Kanzler vor dem Rücktritt"])
def test_a_headline_that_begins_like_a_credit_is_none(line: str) -> None:
    assert as_text(f"{LEDE}\n\n{line}\n\n{COST}").crumbs == frozenset()


def test_a_footer_under_two_articles_is_shared_but_not_counted() -> None:
    footer = "The Meridian is not responsible for the content of external sites."
    comparison = compared(f"{LEDE}\n\n{footer}", f"{UNION}\n\n{footer}")
    assert comparison.relation == "no-shared-text"
    assert [(stretch.kind, stretch.words) for stretch in comparison.uncounted] == [("crumb", 11)]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("READ MORE: 12 sailors missing after the storm", "READ MORE: 21 sailors missing after the storm"),
        ("READ MORE: Mayor will resign", "READ MORE: Mayor will not resign"),
        ("Image caption: the quay on 3 May", "Image copyright: the quay on 4 May"),
        ("Related: three dead in fire", "Related: seven dead in fire"),
        ("Read more: minister says nobody was hurt", "Read more: minister says somebody was hurt"),
        ("Lesen Sie auch: Niemand kam ums Leben", "Lesen Sie auch: Jemand kam ums Leben"),
        ("See also: £ falls by half", "See also: $ falls by half"),
    ],
)
def test_no_lane_hides_a_figure_or_a_negation(a: str, b: str) -> None:
    comparison = compared(f"{LEDE}\n\n{a}\n\n{COST} {UNION}", f"{LEDE}\n\n{b}\n\n{COST} {UNION}")
    assert comparison.changes != ()
    assert {block.lane for block in comparison.changes} == {"body"}


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Copyright 2020 The Meridian. All rights reserved.", "Copyright 2021 The Meridian. All rights reserved."),
        ("The Meridian © 2020", "The Meridian © 2021"),
        ("Meridian News (c) 2020", "Meridian News (c) 2021"),
    ],
)
def test_the_year_of_a_copyright_notice_is_no_news(a: str, b: str) -> None:
    comparison = compared(f"{LEDE}\n\n{COST} {UNION}\n\n{a}", f"{LEDE}\n\n{COST} {UNION}\n\n{b}")
    assert comparison.changes == ()


def test_a_headline_that_stands_again_in_the_article_is_a_listed_repeat_of_the_first() -> None:
    comparison = compared(f"{HEAD}\n\n{LEDE}\n\n{COST}", f"{HEAD}\n\n{LEDE}\n\n{HEAD}\n\n{COST}")
    (block,) = comparison.changes
    assert (block.kind, block.lane) == ("added", "body")
    assert block.repeat_of is not None
    original = comparison.blocks[block.repeat_of]
    assert original.b is not None
    assert HEAD in original.b.of(comparison.b.text)


def test_a_headline_three_times_on_one_side_only_counts_once() -> None:
    comparison = compared(f"{HEAD}\n\n{HEAD}\n\n{HEAD}\n\n{LEDE} {COST}", f"{LEDE} {COST}")
    assert [(block.kind, block.repeat_of) for block in comparison.changes] == [("dropped", None)]
    assert comparison.counts.dropped_words == len(HEAD.split())


@pytest.mark.parametrize("kept", [1, 2])
def test_of_headlines_in_a_row_no_other_one_is_a_change(kept: int) -> None:
    a, b = "\n\n".join([*[HEAD] * 3, LEDE, COST]), "\n\n".join([*[HEAD] * kept, LEDE, COST])
    comparison = compared(a, b)
    assert comparison.changes == ()
    assert comparison.relation == "near-duplicate"
    assert comparison.shares.a_in_b == comparison.shares.b_in_a == 1.0


def test_patterns_of_ones_own_name_crumbs_too() -> None:
    line = "Ring the news desk on 555 0199 if you know more."
    texts = f"{LEDE}\n\n{line}\n\n{COST} {UNION}", f"{LEDE}\n\n{COST} {UNION}"
    assert len(compared(*texts).changes) == 1
    assert compared(*texts, crumbs=("^Ring the news desk",)).changes == ()


def test_a_pattern_that_cannot_be_read_is_refused() -> None:
    with pytest.raises(OptionsError, match="crumb pattern"):
        Options(crumbs=("(",))


@pytest.mark.parametrize(
    ("whole", "stump", "lost"),
    [
        ('"We heard a crack," said docker Milo Vantage.', '"We heard a crack," said .', "docker Milo Vantage"),
        ("The owner of the crane will pay all costs.", "will pay all costs.", "The owner of the crane"),
        ("Police spoke to the owner, Ivo Karst, on Tuesday.", "Police spoke to the owner, , on Tuesday.", "Ivo Karst"),
    ],
)
def test_a_stump_is_a_warning_with_what_the_other_side_has_there(whole: str, stump: str, lost: str) -> None:
    a, b = f"{LEDE} {whole} {COST}", f"{LEDE} {stump} {COST}"
    (warning,) = compared(a, b).warnings
    assert (warning.kind, warning.side) == ("lost-text", "b")
    assert lost in warning.note
    start = b.index(stump)
    assert start <= warning.span.start < warning.span.end <= start + len(stump)
    (turned,) = compared(b, a).warnings
    assert (turned.side, turned.span) == ("a", warning.span)


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("iPhone sales rose by ten percent in China.", "Strong iPhone sales rose by ten percent in China."),
        ("eBay shares rose by ten percent in New York.", "On Monday eBay shares rose by ten percent in New York."),
        ("al-Shabab said it carried out the attack.", "The group al-Shabab said it carried out the attack."),
        ("von der Leyen spoke for an hour in Berlin.", "Ursula von der Leyen spoke for an hour in Berlin."),
    ],
)
def test_a_name_that_is_written_small_begins_no_stump(short: str, whole: str) -> None:
    assert compared(f"{LEDE} Profits fell yesterday. {short}", f"{LEDE} Profits fell yesterday. {whole}").warnings == ()


def test_a_text_that_sets_its_stops_apart_has_no_stumps() -> None:
    a = "The crane fell , at dawn , into the basin of the port . Nobody was hurt . The port is closed ."
    assert compared(a, a.replace("basin of the port", "basin").replace("hurt", "hurt today")).warnings == ()


def test_texts_that_differ_in_crumbs_only_are_said_to() -> None:
    comparison = compared(f"{LEDE} {COST}\n\nAdvertisement", f"{LEDE} {COST}")
    assert comparison.verdict.endswith("only lines that are no part of the article differ (headers, links, footers).")


def test_a_moved_crumb_does_not_change_the_shares_of_either_order() -> None:
    lines = ["Snow came.", "READ MORE: Ten things about the new law on trade", COST]
    a, b = "\n\n".join(lines), "\n\n".join([lines[0], lines[2], lines[1]])
    one, other = compared(a, b).shares, compared(b, a).shares
    assert (one.a_in_b, one.b_in_a) == (other.b_in_a, other.a_in_b)


def test_an_editors_cut_is_no_lost_text() -> None:
    cut = compared(f'{LEDE} "We ran," said docker Milo Vantage. {COST}', f'{LEDE} "We ran," said Vantage. {COST}')
    assert cut.warnings == ()


@pytest.mark.parametrize("line", CRUMBS)
def test_a_line_that_a_pattern_matches_holds_one_of_its_words(line: str) -> None:
    matching = [n for n in range(crumbs._SHARE_TEXT) if crumbs._PATTERNS[n].fullmatch(line)]  # noqa: SLF001  all of them
    for n in matching:
        words = [word for word, kinds in hints.TRIGGERS.items() if n in kinds]
        assert any(word in line.lower() for word in words), (line, words)
    assert matching or crumbs._is_share_text(line, 45, 0.8)  # noqa: SLF001


def test_every_crumb_pattern_gets_to_the_end_of_hostile_lines() -> None:
    lines = [
        "a" * 4000,
        "read more " * 400,
        "© " * 2000,
        "share x " * 500,
        ("\u202e." * 2000),
        "1px " * 1000,
        "(" * 4000,
    ]
    for line in lines:
        with no_hang():
            parts = as_text(line).crumbs
            matched = [bool(crumbs._PATTERNS[n].fullmatch(line)) for n in range(crumbs._SHARE_TEXT)]  # noqa: SLF001  each
        assert parts == frozenset()
        assert any(matched) == line.startswith("©")


def test_the_command_line_reads_patterns_from_a_file(tmp_path: Path) -> None:
    from command import run

    for name, text in (
        ("a.txt", f"{LEDE}\n\nRing the desk.\n\n{COST}"),
        ("b.txt", f"{LEDE}\n\n{COST}"),
        ("c.txt", "# mine\n^Ring\n"),
    ):
        (tmp_path / name).write_text(text, "utf-8")
    assert b"dropped" in run("compare", "a.txt", "b.txt", cwd=tmp_path).stdout
    shown = run("compare", "a.txt", "b.txt", "--crumbs", "c.txt", "--fail-if", "dropped", cwd=tmp_path)
    assert (shown.returncode, b": dropped" in shown.stdout) == (0, False)
    missing = run("compare", "a.txt", "b.txt", "--crumbs", "none.txt", cwd=tmp_path)
    assert (missing.returncode, missing.stderr.startswith(b"textdiff: none.txt: ")) == (2, True)
