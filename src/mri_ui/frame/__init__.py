"""What every page shares: navigation, the address, this viewer's view, the record as its files are now."""
