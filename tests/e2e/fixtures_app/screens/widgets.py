"""Every widget the dashboard uses, with French labels: whatever English remains is Streamlit's."""

import datetime

import pandas as pd
import plotly.graph_objects as go
import pydeck as pdk
import streamlit as st

st.session_state["runs"] = st.session_state.get("runs", 0) + 1
st.title("Composants")
st.text(f"passages={st.session_state['runs']}")
st.caption("Légende d’essai")

st.selectbox("Action", ["Une", "Deux", "Recherche"], index=None, key="one")
st.multiselect("Territoires", ["Lille", "Douai", "Dunkerque"], key="several")
st.radio("Échelle", ["Commune", "EPCI"], horizontal=True)
st.checkbox("Avec les communes voisines")
st.text_input("Libellé", max_chars=40, help="Phrase soumise à la réunion")
st.number_input("Distance", 0, 50, 10, step=1)
st.date_input("Échéance", datetime.date(2024, 9, 1), format="DD/MM/YYYY")
st.slider("Rayon", 0, 30, 5)
received = st.file_uploader("Fichier à importer", type=["csv"])
if received:
    st.text(f"reçu={received.size} octets")
st.download_button("Télécharger", "a;b", "essai.csv")
with st.form("saisie"):
    st.text_area("Motif", max_chars=200)
    st.form_submit_button("Enregistrer")
with st.expander("Détail"):
    st.text("Stop")
left, right = st.tabs(["Carte", "Tableau"])
with left:
    st.pydeck_chart(
        pdk.Deck(
            layers=[
                pdk.Layer("GeoJsonLayer", data="/statique/contours/carre.json", get_fill_color=[0, 0, 145]),
                pdk.Layer(
                    "ScatterplotLayer",
                    data=[{"p": [3.1, 50.3]}],
                    get_position="p",
                    get_radius=900,
                    get_fill_color=[194, 120, 3],
                ),
            ],
            initial_view_state=pdk.ViewState(longitude=3.15, latitude=50.35, zoom=8),
            map_provider=None,  # pyright: ignore[reportArgumentType]
        ),
        height=240,
        alt="Carte d’essai",
    )
with right:
    st.dataframe(pd.DataFrame({"Commune": ["Lille", "Douai"], "Habitants": [236710, 39613]}), alt="Tableau d’essai")
figure = go.Figure(go.Bar(x=["A", "B"], y=[2, 3]), layout={"height": 220, "template": "none"})
st.plotly_chart(figure, theme=None, alt="Barres d’essai", config={"displayModeBar": True})
st.metric("Subventions", "6 632 000 € en tout et pour tout sur la période")
st.html(
    '<table class="sd-table" data-essai="1"><caption>Statuts</caption><thead><tr><th scope="col">Action</th>'
    '<th scope="col">Statut</th></tr></thead><tbody><tr><th scope="row">Search</th>'
    '<td><span class="sd-badge sd-badge--poursuite" role="img" aria-label="Close"><svg viewBox="0 0 16 16" '
    'aria-hidden="true" focusable="false"><path d="M4 2l9 6-9 6z"/></svg>Poursuite</span></td></tr></tbody></table>'
    '<details><summary>Provenance</summary><p id="ancre" lang="fr" data-x="1" tabindex="0">Texte</p></details>'
    '<p><a href="/autre?action=5" target="_self">Lien absolu</a> <a href="autre?action=6">Lien relatif</a> '
    '<a href="?action=7">Lien de requête</a> <a href="/autre?action=8" target="_blank">Nouvel onglet</a> '
    '<a href="#ancre">Ancre</a> <a href="javascript:alert(1)" id="mauvais">Mauvais</a></p>'
    '<script>document.title="piraté"</script><style>.x{color:red}</style>'
    '<svg width="40" height="20" viewBox="0 0 40 20" role="img" aria-label="Motif"><defs><pattern id="h" width="4" '
    'height="4" patternUnits="userSpaceOnUse"><path d="M0 4L4 0" stroke="#3a3a3a"/></pattern></defs>'
    '<rect width="40" height="20" fill="url(#h)"/><use href="#h"/><title>Titre</title></svg>'
    '<button type="button" id="bouton">B</button><input id="champ" value="v"><iframe src="/"></iframe>'
    '<dl><dt>a</dt><dd>b</dd></dl><figure><figcaption>c</figcaption></figure><section aria-labelledby="x"></section>'
    '<main id="m"></main><nav aria-label="n"></nav><blockquote cite="x">q</blockquote><abbr title="t">A</abbr>'
    '<time datetime="2023-09-01">1er septembre 2023</time><p style="color:#000091;position:static">s</p>'
)
