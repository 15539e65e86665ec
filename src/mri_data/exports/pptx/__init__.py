"""The presentation as a PowerPoint file."""
