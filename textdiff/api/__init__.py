"""The verbs: what the command line does, as functions over records.

`pair` is about one text and two, `corpus` about a folder of them; the package `textdiff` offers all.
"""
