"""Control totals that the documents themselves allow."""

import pandas as pd


def test_sixteen_actions_nine_orientations_ninety_six_sections(tables: dict[str, pd.DataFrame]) -> None:
    assert tables["actions"]["action_id"].tolist() == list(range(1, 17))
    assert tables["orientations"]["rank"].tolist() == list(range(1, 10))
    assert len(tables["sections"]) == 16 * 6
    assert set(tables["sections"].groupby("action_id")["section"].nunique()) == {6}


def test_readings_add_up(tables: dict[str, pd.DataFrame]) -> None:
    counts = tables["actions"]["status_reading"].value_counts().to_dict()
    assert counts == {"reorientation": 5, "poursuite": 4, "mixte": 3, "non_renseigne": 3, "arret": 1}
    stopped = tables["actions"].query("status_reading == 'arret'")["action_id"].tolist()
    assert stopped == [14]


def test_the_vote_adds_up(tables: dict[str, pd.DataFrame]) -> None:
    vote = tables["votes"].iloc[0]
    assert (vote["present"], vote["proxies"], vote["voters"]) == (50, 23, 73)
    assert vote["present"] + vote["proxies"] == vote["voters"]
    assert (vote["abstentions"], vote["cast"], vote["for"], vote["against"]) == (9, 64, 64, 0)
    assert vote["voters"] - vote["abstentions"] == vote["cast"] == vote["for"] + vote["against"]
    assert vote["majority"] == vote["cast"] // 2 + 1
    assert vote["present"] + vote["proxies"] + vote["absent"] == vote["members"] == 82


def test_territories(tables: dict[str, pd.DataFrame]) -> None:
    levels = tables["territories"]["level"].value_counts()
    assert (levels["commune"], levels["arrondissement"], levels["epci"], levels["departement"]) == (647, 6, 17, 1)


def test_adultes_relais_are_shown_as_they_are_written(tables: dict[str, pd.DataFrame]) -> None:
    """24 declared, 27 listed, 25 without the duplicate."""
    facts = tables["located_facts"].query("action_id == 5 and unit.notna()")
    listed = facts["value"].sum()
    without = facts.loc[facts["duplicate_of"].isna(), "value"].sum()
    declared = tables["observations"].query("indicator_id.str.contains('arms') and territory_id == 'dep:59'")
    assert (listed, without, declared["value"].tolist()) == (27, 25, [24])


def test_every_action_meets_every_arrondissement(tables: dict[str, pd.DataFrame]) -> None:
    assert len(tables["action_arrondissements"]) == 16 * 6
    cited = tables["action_arrondissements"].query("link == 'cited'")
    assert cited["quote"].dropna().size == len(cited)


def test_strict_filtering_on_priority_territories_would_empty_arrondissements(tables: dict[str, pd.DataFrame]) -> None:
    priority = tables["action_arrondissements"].query("priority")["territory_id"].value_counts().to_dict()
    assert "arr:596" not in priority
    assert (priority["arr:593"], priority["arr:595"]) == (1, 1)


def test_workshop_has_sixty_six_rated_items(tables: dict[str, pd.DataFrame]) -> None:
    items = tables["workshop_items"]
    assert len(items) == 66
    assert set(items["rating"]) == {1, 2, 3, 4, 5}
    assert len(tables["workshop_notes"].query("kind == 'dimensions'")) == 8


def test_no_rate_of_completion(tables: dict[str, pd.DataFrame]) -> None:
    """National targets are never the Nord's: every France Numérique Ensemble target bears on the country."""
    targets = tables["targets"].merge(tables["indicators"][["indicator_id", "action_id"]])
    national = targets.query("document_id == 'rapport' and due.dt.year == 2027")
    assert len(national) == 4
    assert set(national["territory_id"]) == {"pays:FR"}
