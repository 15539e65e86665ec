"""A presentation made from the record and edited since: what has changed in the record, and the file renewed."""

MOST_BYTES = 20_000_000  # of one file.
