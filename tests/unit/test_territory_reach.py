"""The table of coverage beside the rest of the Nord: what is not published has no gap."""

from __future__ import annotations

from components.territory_reach import reaches_table


def test_no_gap_stands_beside_a_rate_that_is_not_published() -> None:
    names = ("Avesnes", "Reste du Nord")
    for rates in ((0.31, None), (None, 0.19), (None, None)):
        last = reaches_table([], names, "5 km", rates, str).rpartition("<tr>")[2]
        assert last.endswith("<td>–</td></tr></tbody></table></div>"), rates
    assert "<td>+0,12</td>" in reaches_table([], names, "5 km", (0.31, 0.19), str)
