"""Who may do what here, who gave it, and how is it changed?"""

import streamlit as st

from components.drafts import drop_draft, keep_draft, take_draft
from components.heading import show_lead
from components.html import element
from components.identity import identified_actor
from components.imports import alert, notice
from components.roles import ask_role, choose_role_to_withdraw, meanings_table, roles_journal, roles_table
from data.deciding.roles import faults_of, grant_id, in_force, role_payload, tidy
from data.decision import Actor, Grant
from data.load import load_grants, load_role_lines, load_role_scopes, load_store
from data.store import StoreError, Write, may, new_entry_id


def write(actor: Actor, grant: Grant, version: int, *, withdrawn: bool) -> None:
    """One role given or withdrawn, recorded as any other line."""
    payload = role_payload(grant, withdrawn=withdrawn)
    try:
        load_store().append(actor, Write("accorder", grant_id(grant), "grant", payload, version, new_entry_id()))
    except StoreError as error:
        st.html(alert(error.message_fr, "Non enregistré."))
        return
    drop_draft("role")
    keep_draft("fait-roles", f"Rôle {'retiré' if withdrawn else 'donné'} : {grant.subject}.")
    st.rerun()


show_lead("S'identifier ne donne aucun droit : un rôle en donne, et le journal garde qui l'a donné.")
if done := take_draft("fait-roles"):
    st.html(notice(done))
scopes = load_role_scopes()
words = {code: label for known in scopes.values() for code, label in known.items()}
try:
    latest, journal = load_role_lines()
except StoreError as error:
    st.html(alert(error.message_fr, "Rôles illisibles."))
    st.stop()
held = in_force(latest)
if held:
    st.html(roles_table(held, words))
else:
    st.html(element("p", "Aucun rôle n'a été donné. Ils ne servent que là où les lecteurs s'identifient."))
with st.expander("Voir ce que chaque rôle permet"):
    st.html(meanings_table())

st.header("Donner ou retirer un rôle", anchor=False)
actor = identified_actor()
if actor and not may(actor, "accorder", "grant:role", load_grants(actor)):
    st.html(notice("Les rôles sont donnés par le secrétariat commun."))
elif actor:
    if asked := ask_role(scopes, take_draft("faute-role") or ""):
        grant = tidy(asked)
        if faults := faults_of(grant):
            keep_draft("faute-role", faults[0].message_fr)
            st.rerun()
        known = next((line.version for line in latest if line.grant == grant), 0)
        if any(line.grant == grant for line in held):
            st.html(notice("Cette personne a déjà ce rôle."))
        else:
            write(actor, grant, known, withdrawn=False)
    if gone := choose_role_to_withdraw(held, words):
        write(actor, gone.grant, gone.version, withdrawn=True)
if journal:
    st.html(roles_journal(journal, words))
