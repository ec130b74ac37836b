"""Documents → Pair, Family, Scan: the one room that knows numpy and datasketch.

pipeline      read → candidates → verify → groups → Scan, on one page
runners       where the work is done: in this process, or in several
reading       a folder, a JSON-lines file or documents → documents with their words

words         a text → a column of word hashes
grams         columns → the n-grams that several documents have, with their places
boilerplate   … those that many articles have without having copied them
candidates    … the pairs of documents to compare
signatures    whole documents → MinHash values → pairs, as datasketch makes them
spanning      who is connected by pairs, and few pairs that stand for all of a large group

verify        a pair → what `compare` says of it
edges         … and whether it makes them one family
groups        pairs → families, with their bridges, partners and evidence
origins       a family → who came first, with the reasons
reused        passages → those that stand in the most documents
recall        a scan → what it missed, by comparing some documents with all others
"""

import os

# Before any module of this room imports numpy: its first import costs 0.1 s of CPU instead of 0.2.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
