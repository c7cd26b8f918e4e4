"""The real files: each recognised, every row accounted for, the numbers those one can count by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.connectors.preview import preview_file
from data.connectors.refusal import RefusedError
from data.connectors.shapes import FLAG_LABELS, PROBLEM_LABELS, SEVERITIES, Preview

Published = Callable[[str], Path]
Table = Any

FILES = {
    "france_services/liste-fs_2024-08-01_nord.csv": ("france_services", 52, 52),
    "poste/laposte_poincont2_2020-12_nord.csv": ("la_poste", 412, 412),
    "numerique/lieux_cnfs_2022-12_nord.csv": ("mediation_numerique", 181, 177),
    "transport/gares-de-voyageurs_nord.csv": ("gares", 111, 111),
    "transport/frequentation-gares_nord.csv": ("frequentation_gares", 117, 117),
    "zonages/pvd_2021-01-22_nord.csv": ("petites_villes_de_demain", 14, 14),
    "zonages/acv_nord.geojson": ("action_coeur_de_ville", 8, 8),
    "insee/cc_filosofi_2021_COM_nord.csv": ("revenus_pauvrete", 648, 646),
}


@pytest.mark.parametrize("name", FILES)
def test_every_row_is_kept_or_set_aside(published: Published, name: str) -> None:
    preview = preview_file(published(name))
    layer, read, kept = FILES[name]
    assert (preview.layer, preview.rows_read, preview.rows_kept) == (layer, read, kept)
    assert preview.rows_read == preview.rows_kept + preview.rows_set_aside
    assert len(set(preview.kept["source_row"])) == preview.rows_kept
    assert not set(preview.kept["source_row"]) & {problem.row for problem in preview.set_aside}
    _check_words(preview)


def _check_words(preview: Preview) -> None:
    for problem in (*preview.set_aside, *preview.notes):
        assert problem.severity in SEVERITIES
        assert problem.code in PROBLEM_LABELS
        assert problem.message_fr.endswith((".", "…"))
        assert " :" not in problem.message_fr
    flags = " ".join(preview.kept["flags"]).split()
    assert set(flags) <= set(FLAG_LABELS)


def test_france_services_by_arrondissement(published: Published, tables: Table) -> None:
    kept: Table = preview_file(published("france_services/liste-fs_2024-08-01_nord.csv")).kept
    links: Table = tables["territory_links"]
    arrondissement = dict(links[links["parent_id"].str.startswith("arr:")][["child_id", "parent_id"]].to_numpy())
    places = Counter(kept["territory_id"].map(arrondissement))
    itinerant = Counter(kept.loc[kept["format"] == "itinerant", "territory_id"].map(arrondissement))
    assert [places[f"arr:59{n}"] for n in range(1, 7)] == [7, 6, 7, 10, 13, 9]
    assert [itinerant[f"arr:59{n}"] for n in range(1, 7)] == [1, 2, 1, 1, 1, 1]


def test_france_services_hours(published: Published) -> None:
    kept: Table = preview_file(published("france_services/liste-fs_2024-08-01_nord.csv")).kept.set_index("point_id")
    assert kept.loc["350", "weekly_hours_h"] == 30
    assert kept.loc["348", "weekly_hours_h"] == pytest.approx(2 + 3 * 5.75 + 3 + 3)
    assert kept.loc["348", "opens_saturday"]
    assert kept.loc["2222", "closes_latest"] == "19:00"
    assert kept["weekly_hours_h"].notna().all()
    assert kept["weekly_hours_h"].between(10, 50).all()
    assert int(kept["opens_saturday"].sum()) == _saturdays(published("france_services/liste-fs_2024-08-01_nord.csv"))


def _saturdays(path: Path) -> int:
    return len(pd.read_csv(path).dropna(subset=["h_samedi"]))


def test_no_contact_of_a_person_is_kept(published: Published) -> None:
    for name in FILES:
        kept = preview_file(published(name)).kept
        assert not {"mail", "telephone", "adresse"} & set(kept.columns)
        assert not kept.astype("str").apply(lambda column: column.str.contains("@")).to_numpy().any()


def test_mediation_places_without_insee_code(published: Published) -> None:
    preview = preview_file(published("numerique/lieux_cnfs_2022-12_nord.csv"))
    kept: Table = preview.kept
    assert {problem.code for problem in preview.set_aside} == {"duplicate"}
    from_point = kept[kept["flags"] == "commune_from_point"]
    assert sorted(from_point["territory_id"]) == ["com:59183", "com:59465", "com:59632"]
    unread = [problem for problem in preview.notes if problem.code == "hours"]
    assert [problem.found for problem in unread] == [
        "Mo-Th 08:00-12:00,14:00-17:00; Fr 08:00-14:00-17:00",
        "Mo,Tu 08:30",
    ]
    assert int(kept["longitude"].isna().sum()) == 1
    assert any("Hellemmes" in problem.message_fr for problem in preview.notes)


def test_filosofi_secrecy_is_neither_zero_nor_missing(published: Published) -> None:
    preview = preview_file(published("insee/cc_filosofi_2021_COM_nord.csv"))
    kept: Table = preview.kept
    states = kept.groupby(["indicator", "state"]).size()
    assert states["taux_de_pauvrete", "secret"] == 438
    assert states["niveau_de_vie_median", "secret"] == 4
    assert kept.loc[kept["state"] == "secret", "value"].isna().all()
    aniche = kept[kept["territory_id"] == "com:59008"].set_index("indicator")
    assert aniche.loc["taux_de_pauvrete", "value"] == 28.0
    assert aniche.loc["rapport_interdecile", "value"] == 2.8


def test_filosofi_before_a_merger_gives_the_present_commune_no_value(published: Published) -> None:
    preview = preview_file(published("insee/cc_filosofi_2021_COM_nord.csv"))
    assert [problem.found for problem in preview.set_aside] == ["59006", "59070"]
    assert {problem.code for problem in preview.set_aside} == {"merged_values"}
    assert "com:59006" not in set(preview.kept["territory_id"])
    assert any(problem.code == "absent" and "L'Orée de Mormal" in problem.message_fr for problem in preview.notes)


def test_travellers_join_stations(published: Published) -> None:
    stations = preview_file(published("transport/gares-de-voyageurs_nord.csv")).kept
    travellers: Table = preview_file(published("transport/frequentation-gares_nord.csv")).kept
    assert sorted(set(travellers["year"])) == list(range(2015, 2025))
    assert set(stations["point_id"]) - set(travellers["point_id"]) == set()
    flandres = travellers[(travellers["written"] == "Lille Flandres") & (travellers["year"] == 2024)]
    assert flandres["value"].iloc[0] > 10_000_000


@pytest.mark.parametrize("name", ["ditp_meta_chantiers_2024-10.csv"])
def test_a_file_of_another_kind_is_refused_by_name(published: Published, name: str) -> None:
    with pytest.raises(RefusedError, match="autre genre de fichier"):
        preview_file(published(f"barometre/{name}"))
