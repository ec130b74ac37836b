"""Signatures and near-duplicates of whole documents: every value and every pair is datasketch's own."""

from __future__ import annotations

import random
from collections.abc import Sequence
from itertools import combinations, pairwise

import numpy as np
import pytest
from as_text import as_text
from datasketch import MinHash, MinHashLSH
from hypothesis import given
from hypothesis import strategies as st

from textdiff.errors import OptionsError
from textdiff.families.signatures import Signatures, _hash, _least, _shingle, export, find_similar, sign
from textdiff.options import Calibration, Options

Documents = Sequence[Sequence[str]]

# One, two, three and four bytes a letter, a lone surrogate, a word with a space, an empty word.
_WORDS = [
    "a",
    "the",
    "minister",
    "Straße",
    "президент",
    "正",
    "👩‍👧",
    "\ud800",
    "New York",
    "",
    "6,700",
    "x" * 54,
    "é" * 40,
]
_PLAIN = [
    f"{first}{second}{third}" for first in "bdkmst" for second in ("a", "io", "ern") for third in ("", "n", "ville")
]


def _grams(words: Sequence[str], n: int) -> set[bytes]:
    encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    return {b" ".join(encoded[at : at + n]) for at in range(len(words) - n + 1)}


def _reckon(words: Sequence[str], options: Options) -> MinHash:
    minhash = MinHash(num_perm=options.num_perm)
    minhash.update_batch(_grams(words, options.ngram))
    return minhash


def _assert_equal(documents: Documents, options: Options, signatures: Signatures) -> None:
    assert signatures.hashes.shape == (len(documents), options.num_perm)
    assert signatures.empty.tolist() == [len(words) < options.ngram for words in documents]
    for words, hashes in zip(documents, signatures.hashes, strict=True):
        assert np.array_equal(hashes, _reckon(words, options).hashvalues)


def _insert_and_query(documents: Documents, options: Options) -> list[tuple[int, int]]:
    lsh = MinHashLSH(threshold=options.threshold, num_perm=options.num_perm)
    pairs = []
    for number, words in enumerate(documents):
        if len(words) >= options.ngram:
            minhash = _reckon(words, options)
            pairs += [(other, number) for other in lsh.query(minhash)]
            lsh.insert(number, minhash)
    return sorted(pairs)


def _write(count: int, *, words: Sequence[str] = _PLAIN, length: int = 300, seed: int = 1) -> list[list[str]]:
    """Return random documents of up to twice `length` words."""
    draw = random.Random(seed)  # noqa: S311  not a secret
    return [draw.choices(words, k=draw.randint(0, 2 * length)) for _ in range(count)]


def _write_versions(families: int, members: int, *, seed: int = 1) -> list[list[str]]:
    """Return, in no order, versions of some articles, each with another share of its words changed."""
    draw = random.Random(seed)  # noqa: S311  not a secret
    versions = []
    for _ in range(families):
        article = draw.choices(_PLAIN, k=draw.randint(60, 200))
        for _ in range(members):
            share = draw.choice((0, 0.01, 0.03, 0.06, 0.12))
            versions.append([draw.choice(_PLAIN) if draw.random() < share else word for word in article])
    draw.shuffle(versions)
    return versions


@given(
    st.lists(st.lists(st.sampled_from(_WORDS), max_size=30), max_size=8),
    st.sampled_from((2, 16, 128)),
    st.integers(1, 9),
    st.integers(1, 40),
)
def test_any_documents_have_the_values_that_datasketch_gives_them(
    documents: list[list[str]], num_perm: int, ngram: int, batch_words: int
) -> None:
    options = Options(num_perm=num_perm, ngram=ngram)
    _assert_equal(documents, options, sign(documents, options, batch_words=batch_words))


@pytest.mark.parametrize("num_perm", [16, 128, 256])
@pytest.mark.parametrize("ngram", [1, 2, 5, 8])
@pytest.mark.parametrize("words", [_PLAIN, _WORDS], ids=["ascii", "any"])
def test_long_corpora_have_the_values_that_datasketch_gives_them(words: list[str], ngram: int, num_perm: int) -> None:
    documents = _write(40, words=words, seed=ngram)
    options = Options(num_perm=num_perm, ngram=ngram)
    _assert_equal(documents, options, sign(documents, options))


def test_shingles_of_every_length_around_one_block_of_sha1_are_hashed_right() -> None:
    documents = [["x" * length, *("y" * draw for draw in range(2))] for length in range(130) for _ in range(30)]
    options = Options(num_perm=16, ngram=2)
    _assert_equal(documents, options, sign(documents, options))


def test_shingles_of_four_chunks_of_lanes_are_hashed_right() -> None:
    documents = [
        [f"{number:x}" * (number % 9) for number in range(start, start + 7000)] for start in range(0, 63_000, 7000)
    ]
    options = Options(num_perm=16, ngram=2)
    _assert_equal(documents, options, sign(documents, options))


def test_words_of_a_tokenised_text_are_documents() -> None:
    tokens = as_text("Die Straße nach Минск — “it's closed”, the minister said; 正体字. " * 3)
    words = [tokens.keys[word] for word in tokens.words]
    _assert_equal([words], Options(), sign([words], Options()))


def test_a_document_of_one_shingle_is_signed() -> None:
    options = Options(ngram=3)
    signatures = sign([["one", "two", "three"]], options)
    _assert_equal([["one", "two", "three"]], options, signatures)
    assert signatures.empty.tolist() == [False]


def test_no_documents_have_no_values_and_no_pairs() -> None:
    signatures = sign([], Options())
    assert signatures.hashes.shape == (0, 128)
    assert find_similar(signatures, Options()) == ([], 0)
    assert list(export(signatures, [])) == []


@pytest.mark.parametrize("batch_words", [1, 7, 100, 1000, 20_000, 10**6])
def test_batches_of_any_size_give_the_same_values(batch_words: int) -> None:
    documents = [*_write(30, length=80), _PLAIN * 40, [], ["short"], _PLAIN]
    options = Options(num_perm=32)
    one = sign(documents, options)
    cut = sign(iter(documents), options, batch_words=batch_words)
    assert np.array_equal(one.hashes, cut.hashes)
    assert np.array_equal(one.empty, cut.empty)


def test_the_permutations_of_datasketch_1_give_its_values() -> None:
    options = Options()
    documents = [words for words in _write(20) if len(words) >= options.ngram]
    scheme = {"scheme": "legacy"} if hasattr(MinHash(), "scheme") else {}
    shingles = _shingle(documents, options.ngram)
    permutations = np.asarray(MinHash(**scheme).permutations)
    for words, hashes in zip(documents, _least(_hash(shingles), shingles.counts, permutations), strict=True):
        minhash = MinHash(**scheme)
        minhash.update_batch(_grams(words, options.ngram))
        assert np.array_equal(hashes, minhash.hashvalues)


@pytest.mark.parametrize("num_perm", [16, 128, 256])
@pytest.mark.parametrize("threshold", [0.3, 0.5, 0.8])
def test_pairs_are_those_of_insert_and_query(threshold: float, num_perm: int) -> None:
    documents = [*_write_versions(25, 6), *_write(20), [], ["too", "short"]]
    options = Options(threshold=threshold, num_perm=num_perm)
    found = find_similar(sign(documents, options), options)
    expected = _insert_and_query(documents, options)
    assert found.pairs == expected
    assert found.capped_buckets == 0
    assert len(expected) > 25


@given(
    st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=7), max_size=25), st.sampled_from((0.1, 0.5, 0.9))
)
def test_any_documents_have_the_pairs_of_insert_and_query(documents: list[list[str]], threshold: float) -> None:
    options = Options(threshold=threshold, num_perm=24, ngram=2)
    assert find_similar(sign(documents, options), options).pairs == _insert_and_query(documents, options)


def test_bands_of_one_row_are_compared_too() -> None:
    documents = _write_versions(10, 4)
    options = Options(threshold=0.05, num_perm=16)
    assert MinHashLSH(threshold=options.threshold, num_perm=options.num_perm).r == 1
    assert find_similar(sign(documents, options), options).pairs == _insert_and_query(documents, options)


def test_documents_without_a_shingle_are_in_no_pair() -> None:
    documents: Documents = [["a"], [], ["a"], _PLAIN, [], _PLAIN]
    signatures = sign(documents, Options())
    assert find_similar(signatures, Options()).pairs == [(3, 5)]
    assert [name for name, _ in export(signatures, "abcdef")] == ["d", "f"]


def test_copies_are_a_spanning_set_once_a_bucket_is_too_full() -> None:
    options = Options(calibration=Calibration(max_bucket=5))
    other = list(reversed(_PLAIN))
    full = find_similar(sign([other, *[_PLAIN] * 5, other], options), options)
    assert full.pairs == sorted([(0, 6), *combinations(range(1, 6), 2)])
    assert full.capped_buckets == 0
    capped = find_similar(sign([other, *[_PLAIN] * 6, other], options), options)
    members = range(1, 7)
    assert capped.pairs == sorted({(0, 7), *pairwise(members), *((1, member) for member in members[1:])})
    assert capped.capped_buckets == 1


def test_pairs_of_ten_thousand_copies_are_linear() -> None:
    one = sign([_PLAIN], Options())
    copies = Signatures(np.repeat(one.hashes, 10_000, axis=0), np.repeat(one.empty, 10_000))
    found = find_similar(copies, Options())
    assert len(found.pairs) == 2 * 10_000 - 3
    assert found.capped_buckets == 1


def test_too_few_bands_are_an_error_that_names_the_way_out() -> None:
    options = Options(threshold=1.0, num_perm=2)
    with pytest.raises(OptionsError, match=r"threshold 1\.0 with num_perm 2.*give a lower threshold"):
        find_similar(sign([_PLAIN], options), options)


def test_exported_signatures_answer_like_those_that_datasketch_reckons() -> None:
    documents = [words for words in _write_versions(20, 4) if words]
    options = Options()
    ids = [f"article-{number}" for number in range(len(documents))]
    exported = MinHashLSH(threshold=options.threshold, num_perm=options.num_perm)
    own = MinHashLSH(threshold=options.threshold, num_perm=options.num_perm)
    minhashes = dict(export(sign(documents, options), ids))
    assert list(minhashes) == ids
    for name, words in zip(ids, documents, strict=True):
        exported.insert(name, minhashes[name])
        own.insert(name, _reckon(words, options))
    for name, words in zip(ids, documents, strict=True):
        reckoned = _reckon(words, options)
        assert set(exported.query(reckoned)) == set(own.query(minhashes[name]))
        assert minhashes[name] == reckoned
        assert minhashes[name].jaccard(reckoned) == 1.0


def test_an_exported_signature_can_be_updated_like_datasketch_s_own() -> None:
    ((_, minhash),) = export(sign([_PLAIN], Options()), ["a"])
    own = _reckon(_PLAIN, Options())
    minhash.update(b"more")
    own.update(b"more")
    assert np.array_equal(minhash.hashvalues, own.hashvalues)


def test_an_export_with_too_few_ids_is_refused() -> None:
    with pytest.raises(ValueError, match="longer than"):
        list(export(sign([_PLAIN, _PLAIN], Options()), ["a"]))
