"""Documents → Pair, Family, Scan: the one room that knows numpy and datasketch.

pipeline      read → candidates → verify → groups → Scan, on one page; runners say where the work is done

words         a text → a column of word hashes
grams         columns → the n-grams that several documents have, with their places
boilerplate   … those that many articles have without having copied them
candidates    … the pairs of documents to compare
signatures    whole documents → MinHash values → pairs, as datasketch makes them

verify        a pair → what `compare` says of it
spanning      few pairs that connect many documents: union-find, and what stands for all pairs of a large group
groups        pairs → families, with the bridges between their parts
recall        what the scan missed, by comparing some documents with all others
"""

import os

# Before numpy is imported by any module of this room: its first import costs 0.1 s of CPU instead of 0.2.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
