"""A presentation of ours that somebody has edited since: what has changed in the record, and the file renewed."""

MOST_BYTES = 20_000_000  # of one file.
