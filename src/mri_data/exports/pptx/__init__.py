"""The talk as a PowerPoint file."""
