"""What does every figure rest on, and what must be known before trusting it?"""

import streamlit as st

from components.caveat import caveat_list
from components.documents import PRINTED, dictionary_table, documents_table, printed_words, subjects_line
from components.exports.csv_text import csv_bytes
from components.filters import choose_from_url
from components.formats import date, plural
from components.heading import show_lead
from components.html import Html, element
from components.memo import remember
from data.analysis.caveats import filter_caveats
from data.analysis.rows import day
from data.load import load_caveats, load_manifest, load_statuses, load_table_names, load_tables, table_bytes
from data.model import CATEGORY_LABELS, SEVERITY_LABELS

tables, manifest, caveats = load_tables(), load_manifest(), load_caveats()


def draw_documents() -> Html:
    return documents_table(tables["documents"].to_dict("records"), lambda row: date(day(row["published_on"])))


def draw_caveats() -> Html:
    labels = dict(zip(tables["territories"]["territory_id"], tables["territories"]["label"], strict=True))
    indicators = dict(zip(tables["indicators"]["indicator_id"], tables["indicators"]["label"], strict=True))
    observed = zip(tables["observations"]["observation_id"], tables["observations"]["indicator_id"], strict=True)
    indicators |= {observation: indicators[indicator] for observation, indicator in observed}
    return caveat_list(
        found, "", subjects=lambda caveat: subjects_line(caveat, labels, indicators), printed_titles=printed == "titres"
    )


def draw_dictionary() -> Html:
    columns = tables["table_columns"]
    rows = columns.loc[columns["table"] == name].sort_values("rank").to_dict("records")
    return dictionary_table(rows, manifest.tables[name])


show_lead("Sur quoi repose chaque chiffre, et ce qu'il faut savoir avant de s'y fier.")
top = st.container()
st.header("Documents", anchor=False)
st.html(remember((manifest.version, "documents"), draw_documents))

st.header("Précautions de lecture", anchor=False)
severity_side, action_side, category_side, printed_side = st.columns(4)
with severity_side:
    severity = choose_from_url("gravite", "Gravité", {"toutes": "Toutes", **SEVERITY_LABELS}, "toutes", keep=False)
with action_side:
    actions = {"toutes": "Toutes", **{str(s.action_id): f"{s.action_id} – {s.title}" for s in load_statuses()}}
    action = choose_from_url("concerne", "Action", actions, "toutes", keep=False)
with category_side:
    category = choose_from_url("nature", "Nature", {"toutes": "Toutes", **CATEGORY_LABELS}, "toutes", keep=False)
with printed_side:
    printed = choose_from_url("impression", "À l'impression", PRINTED, "entieres", keep=False)
memo = (manifest.version, "caveats", severity, action, category)
found = remember(memo, lambda: filter_caveats(caveats, severity, action, category, tables["indicators"]))
st.html(element("p", f"{plural(len(found), 'précaution')} sur {len(caveats)}.", role="status"))
st.html(remember((memo, "drawn", printed), draw_caveats))

st.header("Tables", anchor=False)
name = choose_from_url("table", "Table", load_table_names(), "actions", hide_default=False, keep=False)
top.html(printed_words(len(tables["documents"]), len(found), len(caveats), printed, load_table_names()[name]))
st.html(remember((manifest.version, "dictionary", name), draw_dictionary))
csv_side, parquet_side = st.columns(2)
csv_side.download_button(
    "Télécharger en CSV",
    lambda: csv_bytes(tables[name]),
    f"{name}_{manifest.version}.csv",
    "text/csv",
    on_click="ignore",
)
parquet_side.download_button(
    "Télécharger en Parquet",
    lambda: table_bytes(name, manifest.version),
    f"{name}_{manifest.version}.parquet",
    "application/vnd.apache.parquet",
    on_click="ignore",
)
