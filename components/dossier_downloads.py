"""The dossier of an orientation, to take away in three formats."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from components.downloads import Export, show_downloads
from components.exports.document import Origin
from components.exports.formats_of import document_files
from components.exports.orientation_doc import build_orientation_dossier
from data.decision import Meeting
from data.orientation_dossier import Dossier


def show_dossier_downloads(dossier: Dossier, meetings: Mapping[str, Meeting], version: str, journal: str) -> None:
    """ODT, DOCX and PDF of what is on screen. journal: the hash of its last line."""
    code = dossier.object_id.removeprefix("orientation:")

    def build():
        sources = tuple(document for document, _ in dossier.sources)
        origin = Origin(dt.datetime.now(), version, f"orientation {code}", journal, sources)
        return build_orientation_dossier(dossier, meetings, origin)

    files = document_files(f"Dossier orientation {code}", dt.date.today(), build)
    show_downloads([Export(name, make) for name, make in files], key=f"dossier-{code}", title="Emporter ce dossier")
