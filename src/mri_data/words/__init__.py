"""Every word that a person reads: catalogue, names, spellings, the sentences of errors."""
