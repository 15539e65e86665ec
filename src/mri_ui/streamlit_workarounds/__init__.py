"""What works round faults of Streamlit, each with the fault it cures."""
