"""What an arrondissement meeting takes away: the blank sheet of a table, and the restitution of what was said."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from components.downloads import Export, show_downloads
from components.exports.document import Origin
from components.exports.formats_of import document_files
from components.exports.gathering import collection_sheet, restitution
from components.gatherings import Summary
from data.deciding.gatherings import ROUND_LABELS, Remark


def show_gathering_downloads(
    place: str,
    round_code: str,
    day: dt.date,
    objects: Mapping[str, str],
    remarks: Sequence[Remark],
    summary: Summary,
    version: str,
) -> None:
    """Two documents, each in three formats; the restitution keeps to the round and to what stands now."""
    own = [remark for remark in remarks if remark.round == round_code]

    def origin() -> Origin:
        return Origin(dt.datetime.now(), version, f"{place}, {ROUND_LABELS[round_code].lower()}")

    sheet = document_files(
        f"Fiche de recueil {place}", day, lambda: collection_sheet(place, round_code, day, objects, origin())
    )
    given_back = document_files(
        f"Restitution {place}",
        day,
        lambda: restitution(
            place,
            round_code,
            day,
            objects,
            own,
            summary.volunteers,
            summary.silent_epci,
            summary.silent_families,
            origin(),
        ),
    )
    show_downloads(
        [Export(name, build) for name, build in sheet],
        key="fiche-recueil",
        title="Fiche de recueil, une par table",
        note="À imprimer avant la rencontre, à saisir pendant ou après.",
    )
    show_downloads([Export(name, build) for name, build in given_back], key="restitution", title="Restitution du jour")
