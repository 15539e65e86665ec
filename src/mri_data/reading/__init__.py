"""From files as people save them to checked tables."""
