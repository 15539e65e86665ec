"""Fold many texts at once, as `fold` does one."""

from functools import reduce

import pyarrow as pa
import pyarrow.compute as pc

from mri_data.words.spelling import fold

SPACE = pa.scalar(" ", pa.large_string())


def folded(texts: pa.Array) -> pa.Array:
    """The texts folded, null if empty. ASCII texts are folded together, others word by word."""
    found, other = pc.replace_substring(pc.ascii_lower(texts), "'", ""), pc.invert(pc.string_is_ascii(texts))
    found = pc.replace_with_mask(found, other, _folded_words(texts.filter(other)))
    spaced = [pc.match_substring(found, space) for space in ("  ", "\n", "\t")]
    untidy = reduce(pc.or_, [*spaced, pc.starts_with(found, " "), pc.ends_with(found, " ")])
    tidied = [" ".join(text.split()) for text in found.filter(untidy).to_pylist()]
    found = pc.replace_with_mask(found, untidy, pa.array(tidied, pa.large_string()))
    return pc.if_else(pc.equal(found, ""), None, found)


def _folded_words(texts: pa.Array) -> pa.Array:
    """The texts folded word by word; each distinct word is folded once."""
    lists = pc.split_pattern(texts, " ")
    words = lists.flatten().dictionary_encode()
    found = pa.array([fold(word) for word in words.dictionary.to_pylist()], pa.large_string())
    return pc.binary_join(pa.ListArray.from_arrays(lists.offsets, found.take(words.indices)), SPACE)
