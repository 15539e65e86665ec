"""Every word that a person reads: the catalogue, names of codes, spellings, error messages."""
