"""A file, a folder, a record or standard input -> articles.

:class:`ArticleReader` is what a run uses: it yields articles one at a time, in the order of the
inputs, and an error record in the place of each input that cannot be read.
"""

from claimlink.published import parse_published
from claimlink.reading.articles import ArticleReader, InputDigest, ReadingOptions
from claimlink.reading.decoding import decode_text
from claimlink.reading.inputs import InputFile, Workload, find_inputs, measure_inputs, printable

__all__ = [
    "ArticleReader",
    "InputDigest",
    "InputFile",
    "ReadingOptions",
    "Workload",
    "decode_text",
    "find_inputs",
    "measure_inputs",
    "parse_published",
    "printable",
]
