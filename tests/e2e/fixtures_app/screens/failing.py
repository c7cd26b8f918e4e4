import streamlit as st

st.title("Page en erreur")
raise RuntimeError("détail qui ne doit pas être montré")
