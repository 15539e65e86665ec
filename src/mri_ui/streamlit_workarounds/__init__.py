"""Workarounds for faults of Streamlit 1.67; each module says which fault, what happens without it, and when it can go.

`python -m bench.workarounds` measures what they save on this machine.
"""
