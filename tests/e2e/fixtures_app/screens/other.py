import streamlit as st

st.title("Autre page")
st.text(f"action={st.query_params.get('action', 'aucune')}")
st.text(f"passages={st.session_state.get('runs', 0)}")
