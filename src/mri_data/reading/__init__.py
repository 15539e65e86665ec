"""Read files as people save them into checked tables."""
