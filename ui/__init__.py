"""The faces: the Streamlit chat and the belagg command."""
