"""Every quality figure of textdiff: its name, what it is measured on, and how.

A measure is a function that returns figures by name. Measures on data that is not in the repository
give nothing where TEXTDIFF_DATA names no folder that has it.
"""

from __future__ import annotations

import json
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from quality import moving, shared_data
from quality.blocks import Block, Counts, count_right, found_blocks, labelled
from quality.editions import make_editions, score
from quality.generate import Pair, generate, read_articles
from speed.texts import corpus

import textdiff

CORPORA = Path(__file__).parents[2] / "corpora"
NEWSROOM = CORPORA / "newsroom"
Figures = dict[str, float]
_SEED = 20200817
_Spot = tuple[int, int]


def labels(corpus: str) -> list[dict[str, Any]]:
    """Return the rows of a corpus's labels."""
    return [json.loads(line) for line in (CORPORA / corpus / "labels.jsonl").read_text("utf-8").splitlines()]


def _document(corpus: str, name: str) -> textdiff.Document:
    return textdiff.Document(name, (CORPORA / corpus / name).read_bytes().decode("utf-8"))


def missed_edits() -> dict[str, tuple[list[Block], list[Block]]]:
    """Return the pairs of corpora/edits whose blocks are not the labelled ones: id → (found, labelled)."""
    missed = {}
    for label in labels("edits"):
        a, b = (_document("edits", label[side]) for side in "ab")
        comparison = textdiff.compare(a, b)
        found, truth = found_blocks(comparison), [labelled(row) for row in label["blocks"]]
        right = count_right(found, truth, a.text, b.text)
        warned = [(w.side, (w.span.start, w.span.end)) for w in comparison.warnings if w.kind == "lost-text"]
        stumps = [(row["side"], tuple(row["span"])) for row in label["warnings"]]
        overlap = [any(s == side and x < end and start < y for s, (x, y) in warned) for side, (start, end) in stumps]
        if not (right.right == right.truth == right.found and len(warned) == len(stumps) and all(overlap)):
            missed[label["id"]] = found, truth
    return missed


def edits() -> Figures:
    """Measure corpora/edits: pairs whose labelled edit is found as its kind, and nothing else."""
    return {"edits_found": len(labels("edits")) - len(missed_edits())}


@lru_cache(maxsize=2)
def generated_pairs(count: int) -> tuple[Pair, ...]:
    """Return pairs made from the newsroom's articles."""
    return tuple(generate(read_articles(NEWSROOM / "articles"), count, _SEED))


def generated(count: int = 1000) -> Figures:
    """Measure generated pairs: F1 of blocks, of moved blocks; false moves; typography taken for what it is."""
    blocks, moves = Counts(), Counts()
    false_moves = typography = n_typography = 0
    for pair in generated_pairs(count):
        a, b = textdiff.Document("a", pair.a), textdiff.Document("b", pair.b)
        comparison = textdiff.compare(a, b)
        found = [block._replace(lane="body", repeat=False) for block in found_blocks(comparison)]
        blocks += count_right(found, pair.blocks, a.text, b.text)
        truly_moved = [block for block in pair.blocks if block.moved]
        moved = [block for block in found if block.moved]
        moves += count_right(moved, truly_moved, a.text, b.text)
        false_moves += len(moved) if not truly_moved else 0
        if pair.recipe == "typography":
            n_typography += 1
            typography += comparison.relation in ("typography", "same") and not found
    return {
        "generated_block_f1": blocks.f1,
        "generated_move_f1": moves.f1,
        "generated_false_moves": false_moves,
        "generated_typography": typography / n_typography,
    }


def newsroom() -> Figures:
    """Measure corpora/newsroom: pairs, families and the characters of passages, against the labels."""
    rows = labels("newsroom")
    texts = {row["id"]: _document("newsroom", f"articles/{row['id']}") for row in rows if row["type"] == "article"}
    truth = {(row["a"], row["b"]): row["passages"] for row in rows if row["type"] == "pair"}
    scan = textdiff.scan([textdiff.Document(name, text.text) for name, text in texts.items()])
    found: defaultdict[tuple[str, str], list[textdiff.Match]] = defaultdict(list)
    for passage in scan.passages:
        found[passage.a, passage.b].append(passage.match)
    shared = Counts()
    for pair in truth.keys() | found.keys():
        for side in "ab":
            true = _places(tuple(passage[side]) for passage in truth.get(pair, ()))
            said = _places((span.start, span.end) for match in found[pair] if (span := getattr(match, side)))
            shared += Counts(len(true & said), len(true), len(said))
    families = {tuple(family.members) for family in scan.families}
    true_families = {tuple(row["members"]) for row in rows if row["type"] == "family"}
    together = {frozenset((a, b)) for a, b in truth}
    return {
        "newsroom_pair_f1": Counts(len(truth.keys() & found.keys()), len(truth), len(found)).f1,
        "newsroom_passage_f1": shared.f1,
        "newsroom_false_pairs": sum(frozenset(pair) not in together for pair in found),
        "newsroom_families": len(families & true_families) / len(true_families),
    }


def _places(spans: Iterable[_Spot]) -> set[int]:
    return {place for start, end in spans for place in range(start, end)}


def arxivedits(part: str) -> Figures:
    """Measure arXivEdits: exact edit spans and changed tokens."""
    score = shared_data.scorer("edits")
    truth: defaultdict[str, defaultdict[int, set[Any]]] = defaultdict(lambda: defaultdict(set))
    for row in shared_data.rows(f"arxivedits-{part}.gold"):
        edit = score.span(row["a"]), score.span(row["b"])
        if edit != (None, None):
            truth[row["id"]][row["alt"]].add(edit)
    pairs = list(shared_data.rows(f"arxivedits-{part}.pairs"))
    found = {row["id"]: {0: set(shared_data.token_edits(row["a"], row["b"]))} for row in pairs}
    figures = score.score(truth, found, [row["id"] for row in pairs])
    return {f"arxivedits_{part}_spans_f1": figures["exact_f1"], f"arxivedits_{part}_tokens_f1": figures["token_f1"]}


_PAN_NAMES = {"no-obfuscation": "verbatim"}


def pan13(one_in: int = 1) -> Figures:
    """Measure PAN13 text alignment: plagdet over all and by kind, granularity, detections in clean pairs."""
    score = shared_data.scorer("plagdet").score
    documents = shared_data.documents("pan13-train")
    pairs = list(shared_data.rows("pan13-train.pairs"))[::one_in]
    cases = shared_data.pan_cases(shared_data.rows("pan13-train.gold"), pairs)
    found: defaultdict[str, list[tuple[Any, ...]]] = defaultdict(list)
    for kind, row in shared_data.detections(documents, pairs):
        found[kind].append(row)
    # Over all, as PAN counts: every case and every detection, those in clean pairs too.
    everything = score([case for of in cases.values() for case in of], [row for of in found.values() for row in of])
    figures = {"pan13_plagdet": everything["plagdet"], "pan13_granularity": everything["granularity"]}
    for kind in sorted(cases):
        figures[f"pan13_{_PAN_NAMES.get(kind, kind)}"] = score(cases[kind], found[kind])["plagdet"]
    clean = [pair["kind"] for pair in pairs if pair["kind"] not in cases]
    figures["pan13_copied"] = figures.pop("pan13_verbatim")
    figures["pan13_clean_detections"] = sum(len(found[kind]) for kind in set(clean))
    return figures


def versions() -> Figures:
    """Measure families of real revision chains: adjusted Rand index, precision and recall of their pairs.

    And the share of the labelled pairs that are listed, whether or not they share enough for a family.
    """
    figures = _clusters("versions-dev")
    return {
        "versions_family_ari": figures["ari"],
        "versions_family_recall": figures["recall"],
        "versions_listed": figures["listed"],
        "versions_precision": figures["precision"],
    }


def newsplag() -> Figures:
    """Measure planted near-duplicates among news articles: F1 of pairs that are called that, and of all pairs.

    Sentences recur in the others too: all pairs are more than the planted ones.
    """
    truth = {tuple(sorted((row["a"], row["b"]))) for row in shared_data.rows("newsplag100.gold")}
    pairs = textdiff.scan(shared_data.documents("newsplag100").values()).pairs
    named = {(pair.a, pair.b) for pair in pairs if pair.relation == "near-duplicate"}
    return {
        "newsplag_near_duplicate_f1": Counts(len(named & truth), len(truth), len(named)).f1,
        "newsplag_pair_f1": _clusters("newsplag100")["f1"],
    }


def made_corpus(count: int = 1000) -> Figures:
    """Measure a scan of made-up articles: recall of the pairs up to 40 % edited or with a passage, of those
    with 60 % edited, and the share of the pairs listed whose articles have something to do with each other.
    """
    made = corpus(count)
    kin = made.kin()
    found = {
        (pair.a, pair.b) for pair in textdiff.scan([textdiff.Document(*text) for text in made.texts.items()]).pairs
    }
    listed = Counter(how for pair, how in made.pairs.items() if pair in found)
    wanted = Counter(made.pairs.values())
    much = {"edit 60%"}
    return {
        "made_corpus_recall": sum(listed[how] for how in wanted.keys() - much)
        / sum(wanted[how] for how in wanted.keys() - much),
        "made_corpus_recall_60": listed["edit 60%"] / wanted["edit 60%"],
        "made_corpus_precision": sum(kin[a] == kin[b] for a, b in found) / len(found),
    }


def pan13_folder() -> Figures:
    """Measure a scan of all documents of PAN13: the share of the labelled pairs that are listed, by kind."""
    kinds = {(pair["susp"], pair["src"]): pair["kind"] for pair in shared_data.rows("pan13-train.pairs")}
    labelled = {(row["susp"], row["src"]) for row in shared_data.rows("pan13-train.gold")}
    listed = {(pair.a, pair.b) for pair in textdiff.scan(shared_data.documents("pan13-train").values()).pairs}
    wanted = Counter(kinds[pair] for pair in labelled)
    found = Counter(kinds[pair] for pair in labelled if tuple(sorted(pair)) in listed)
    return {f"pan13_folder_{_PAN_NAMES.get(kind, kind)}": found[kind] / wanted[kind] for kind in sorted(wanted)}


def _clusters(name: str) -> dict[str, float]:
    module = shared_data.scorer("clusters")
    documents = shared_data.documents(name)
    truth: set[tuple[str, str]] = set()
    members: defaultdict[str, list[str]] = defaultdict(list)
    for row in shared_data.rows(f"{name}.gold"):
        if "cluster" in row:
            members[row["cluster"]].append(row["id"])
        else:
            truth.add(tuple(sorted((row["a"], row["b"]))))
    scan = textdiff.scan(documents.values())
    listed = {(pair.a, pair.b) for pair in scan.pairs}
    found = {(pair.a, pair.b) for pair in scan.pairs if pair.relation != "no-shared-text"}
    if members:  # the truth is families: compare families with them
        truth = {(x, y) for ids in members.values() for x in ids for y in ids if x < y}
        found = {(x, y) for family in scan.families for x in family.members for y in family.members if x < y}
    return dict(module.score(truth, found, list(documents))) | {"listed": len(truth & listed) / len(truth)}


def moves() -> Figures:
    """Return how many moved paragraphs of a novel are called moved, and what is called so or told twice wrongly.

    Of the 160 of these trials some five stand in order again once the others are taken out: no one can see them.
    """
    figures = moving.novel_figures()
    return {f"moves_{name}": float(figures[name]) for name in ("recall", "wrong", "again")}


def news_moves(count: int = 500) -> Figures:
    """Return how many articles with a passage elsewhere, their lines run together, are told right, and told twice."""
    articles = [path.read_text("utf-8") for path in sorted((NEWSROOM / "articles").rglob("*.txt"))]
    trials = list(moving.news_trials(articles, count, seed=1))
    return {
        "news_moves_right": moving.share(map(moving.is_right, trials)),
        "news_moves_told_twice": moving.share(map(moving.told_twice, trials)),
    }


def editions() -> Figures:
    """Measure two editions of the articles of edits: changes that are real variants, and variants that are listed."""
    articles = [_document("edits", label["a"]).text.strip() for label in labels("edits")]
    paragraphs = [one for article in articles for one in article.split("\n\n") if "\n" not in one]
    right, listed = score(make_editions(paragraphs, _SEED))
    return {"editions_right": right, "editions_listed": listed}


def novel_editions() -> Figures:
    """Measure two editions of a novel, as those of the articles of edits."""
    paragraphs = [line for line in shared_data.text("novel-dev").splitlines() if line.strip()]
    right, listed = score(make_editions(paragraphs, _SEED))
    return {"novel_editions_right": right, "novel_editions_listed": listed}


def argrewrite() -> Figures:
    """Measure essay drafts: the pairings that are people's, by kind, and their dropped and added sentences found."""
    counts = moving.alignment_counts("argrewrite-dev")
    paired = {kind: counts[kind] for kind in ("edited", "reworded")}
    return {f"argrewrite_{kind}": count["share"] for kind, count in counts.items()} | {
        f"argrewrite_{kind}_right": count["right"] for kind, count in paired.items()
    }


Measure = Callable[[], Figures]

# What the tables show, in their order: title, figures, needs TEXTDIFF_DATA.
MEASURES: tuple[tuple[str, Measure, bool], ...] = (
    ("corpora/edits", edits, False),
    ("1,000 generated pairs", generated, False),
    ("corpora/newsroom", newsroom, False),
    ("passages moved in 500 articles", news_moves, False),
    ("paragraphs of a novel, moved", moves, True),
    ("two editions of 126 articles", editions, False),
    ("two editions of a novel", novel_editions, True),
    ("arXivEdits dev", lambda: arxivedits("dev"), True),
    ("arXivEdits train", lambda: arxivedits("train"), True),
    ("argrewrite-dev", argrewrite, True),
    ("versions-dev", versions, True),
    ("newsplag100", newsplag, True),
    ("PAN13 train", pan13, True),
    ("1,000 made-up articles", made_corpus, False),
)

# What takes minutes: measured with `--full`, and by the tests of the full profile.
SLOW_MEASURES: tuple[tuple[str, Measure, bool], ...] = (("PAN13 train as one folder", pan13_folder, True),)

# Figures of which less is better.
LOW = frozenset(
    (
        "generated_false_moves",
        "moves_again",
        "moves_wrong",
        "news_moves_told_twice",
        "newsroom_false_pairs",
        "pan13_clean_detections",
        "pan13_granularity",
    )
)

FLOORS = Path(__file__).with_name("floors.json")


def floors() -> dict[str, float]:
    """Return the figure that each measure must reach (for those of LOW: must not pass)."""
    return dict(json.loads(FLOORS.read_text("utf-8")))


def is_better(name: str, value: float, floor: float) -> bool:
    """Return whether a figure is better than its floor."""
    return value < floor if name in LOW else value > floor


def rounded(name: str, value: float) -> float:
    """Return a figure as it is kept: four places, rounded to the worse side."""
    return math.ceil(value * 10_000) / 10_000 if name in LOW else math.floor(value * 10_000) / 10_000


def below_floor(figures: Figures) -> Iterator[str]:
    """Yield what is worse than its floor, or has none."""
    known = floors()
    for name, value in figures.items():
        if name not in known:
            yield f"{name} is {value:.4f} and has no floor"
        elif is_better(name, known[name], value):
            yield f"{name} is {value:.4f}, its floor is {known[name]:.4f}"
