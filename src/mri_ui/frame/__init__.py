"""What every page shares: navigation, the URL, the viewer's view, and the record as last read from its files."""
