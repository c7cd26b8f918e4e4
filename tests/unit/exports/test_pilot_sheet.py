"""The page carried away holds what the screen asks, and room to answer."""

import datetime as dt
import io
import zipfile

import pytest

from components.exports.document import AnswerLines, Paragraph, plain_text
from components.exports.pilot_sheet import pilot_sheet
from components.exports.to_docx import docx_bytes
from components.exports.to_odt import odt_bytes
from data.load import load_asked, load_fiche, load_questions

MADE = dt.datetime(2026, 11, 27, 9, 0, tzinfo=dt.UTC)


def sheet(action: int):
    return pilot_sheet(load_fiche(action), load_asked(action), load_questions(action), made_at=MADE, data_version="v")


@pytest.mark.parametrize("action", range(1, 17))
def test_every_question_has_room_for_its_answer(action: int) -> None:
    document = sheet(action)
    rooms = [block for block in document.blocks if isinstance(block, AnswerLines)]
    # The proposal, the figures, each question, the closing remark.
    assert len(rooms) == 3 + len(load_questions(action))
    words = " ".join(plain_text(block.words) for block in document.blocks if isinstance(block, Paragraph))
    for question in load_questions(action):
        assert question.title in words
        assert question.statement in words


@pytest.mark.parametrize(("write", "part"), [(odt_bytes, "content.xml"), (docx_bytes, "word/document.xml")])
def test_the_files_name_the_action_and_those_asked(write, part: str) -> None:
    content = zipfile.ZipFile(io.BytesIO(write(sheet(5)))).read(part).decode()
    assert "Action 5" in content
    assert "PDEC" in content
    assert "ARS" in content
