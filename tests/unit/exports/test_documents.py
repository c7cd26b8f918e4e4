"""Each format is opened again: the same content in the three, French, tagged, and nothing typed becomes markup."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
import typst
from docx.oxml.ns import qn
from pdfua import validate
from pypdf import PdfReader

from components.exports.document import Document, Figure, Paragraph, Table
from components.exports.inert import file_name, inert
from components.exports.to_docx import docx_bytes
from components.exports.to_odt import odt_bytes
from components.exports.to_pdf import _block, pdf_bytes
from tests.unit.exports.sample import HOSTILE, ORIGIN, SVG, sample_document

TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"


def squeezed(words: str) -> str:
    """Words without spaces nor the invisible places where a line may end."""
    return re.sub(r"[\s\u200b\u00ad]+", "", words)


def read_pdf(made: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)


def read_docx(made: bytes) -> str:
    return "".join(part.text or "" for part in docx.Document(BytesIO(made)).element.body.iter(qn("w:t")))


def read_odt(made: bytes) -> str:
    return "".join(_odf(made, "content.xml").itertext())


def _odf(made: bytes, member: str) -> ElementTree.Element:
    return ElementTree.fromstring(zipfile.ZipFile(BytesIO(made)).read(member))


@pytest.mark.parametrize(("write", "read"), [(pdf_bytes, read_pdf), (docx_bytes, read_docx), (odt_bytes, read_odt)])
def test_every_word_of_the_document_is_in_each_format(write, read):
    said = squeezed(read(write(sample_document())))
    for words in (
        "Relevé d'essai", "Sous-titre d'essai", "Premier titre", "COPIL restreint", "Décision n° 1", "la poursuite",
        "deux points", "second", "les mots exacts", "Suivi d'essai", "11000", "Figure d'essai", "Confirmez-vous",
        "Pour le préfet du Nord", "Pour le président du Conseil départemental du Nord", "Annexes", "Fin du document",
        "données version 2026-11-27.1", "arrondissement de Lille", "abcdef0123456789", "Bilan 2017-2023",
    ):  # fmt: skip
        assert squeezed(inert(words)) in said, words


@pytest.mark.parametrize(("write", "read"), [(pdf_bytes, read_pdf), (docx_bytes, read_docx), (odt_bytes, read_odt)])
def test_what_was_typed_is_printed_as_it_was_typed(write, read):
    said = squeezed(read(write(sample_document())))
    drawable = [words for words in HOSTILE if "中" not in words]
    assert [words[:30] for words in drawable if squeezed(inert(words)) not in said] == []
    assert "\u202e" not in said


@pytest.mark.parametrize("write", [pdf_bytes, docx_bytes, odt_bytes])
def test_the_same_document_gives_the_same_bytes(write):
    assert write(sample_document()) == write(sample_document())


def test_the_pdf_is_tagged_french_titled_and_says_its_standards():
    reader = PdfReader(BytesIO(pdf_bytes(sample_document())))
    root: Any = reader.trailer["/Root"]
    assert root["/Lang"] == "fr-FR"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata
    assert reader.metadata.title == inert("Relevé d'essai")
    xmp = root["/Metadata"].get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert "<pdfaid:part>2</pdfaid:part>" in xmp
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in xmp
    kinds = _tags(root["/StructTreeRoot"])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/L", "/LI", "/Caption"} <= kinds


def _tags(node, seen=None) -> set[str]:
    seen = set() if seen is None else seen
    node = node.get_object() if hasattr(node, "get_object") else node
    if isinstance(node, list):
        for child in node:
            _tags(child, seen)
    elif isinstance(node, dict):
        if "/S" in node:
            seen.add(str(node["/S"]))
        if "/K" in node:
            _tags(node["/K"], seen)
    return seen


def test_every_font_of_the_pdf_is_embedded():
    pages: Any = PdfReader(BytesIO(pdf_bytes(sample_document()))).pages
    for page in pages:
        for font in page["/Resources"]["/Font"].values():
            inside = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & set(inside)


def test_a_picture_without_its_text_is_refused():
    with pytest.raises(typst.TypstError):
        pdf_bytes(Document("Essai", ORIGIN, (Figure(SVG, ""),)))


def test_the_docx_is_french_a4_with_titles_header_rows_and_alternative_texts():
    made: Any = docx.Document(BytesIO(docx_bytes(sample_document())))
    styles = made.styles.element
    assert {node.get(qn("w:val")) for node in styles.iter(qn("w:lang"))} == {"fr-FR"}
    assert made.core_properties.language == "fr-FR"
    assert round(made.sections[0].page_width.cm, 1) == 21.0
    assert round(made.sections[0].page_height.cm, 1) == 29.7
    titles = [part.text for part in made.paragraphs if part.style.name == "Heading 1"]
    assert titles == ["Premier titre", "Annexes"]
    body = made.element.body
    assert len(list(body.iter(qn("w:tblHeader")))) == 1
    assert [shape._inline.docPr.get("descr") for shape in made.inline_shapes] == ["Un rectangle bleu"]
    assert not [node for node in body.iter(qn("w:instrText")) if "HYPERLINK" in (node.text or "")]


def test_the_odt_is_french_with_titles_header_rows_and_alternative_texts():
    made = odt_bytes(sample_document())
    content, styles = _odf(made, "content.xml"), _odf(made, "styles.xml")
    assert {node.get(f"{FO}language") for node in styles.iter() if node.get(f"{FO}language")} == {"fr"}
    levels = [(node.get(f"{TEXT}outline-level"), node.text) for node in content.iter(f"{TEXT}h")]
    assert levels == [("1", "Premier titre"), ("2", "Deuxième titre"), ("1", "Annexes")]
    assert len(list(content.iter(f"{TABLE}table-header-rows"))) == 1
    described = [node.text for node in content.iter() if node.tag.endswith("}desc")]
    assert described == ["Un rectangle bleu"]
    names = zipfile.ZipFile(BytesIO(made)).namelist()
    assert names[0] == "mimetype"
    assert "Pictures/figure-1.png" in names
    assert b"Pictures/figure-1.png" in zipfile.ZipFile(BytesIO(made)).read("META-INF/manifest.xml")


def test_a_caption_and_the_header_of_a_table_stay_with_its_first_row():
    for before in range(38, 44):  # the table begins near the end of a page
        rows = tuple((f"rangée {place}", "x") for place in range(1, 12))
        blocks = (*(Paragraph(f"ligne {place}") for place in range(before)), Table("Légende", ("Colonne", "B"), rows))
        pages = read_pages(pdf_bytes(Document("Essai", ORIGIN, blocks)))
        where = [
            next(place for place, said in enumerate(pages) if words in said)
            for words in ("Légende", "Colonne", "rangée 1")
        ]
        assert len(set(where)) == 1, before


def read_pages(made: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


def test_a_file_name_says_what_and_when_and_nothing_else():
    name = file_name("Relevé de décisions : COPIL ../../etc\x00", ORIGIN.made_at.date(), "pdf")
    assert name == "sdaasp-nord_releve-de-decisions-copil-etc_2027-02-05.pdf"


def test_a_checker_finds_nothing_against_the_tagged_pdf(tmp_path):
    # A machine checks part of PDF/UA-1 only: this is not a claim of conformity.
    path = tmp_path / "essai.pdf"
    path.write_bytes(pdf_bytes(sample_document()))
    assert [(found.rule_id, found.message) for found in validate(path).findings] == []


def test_a_sign_that_the_pdf_cannot_print_is_said_in_words_and_noted() -> None:
    said = "Merci 🙂 pour le bus 🚌, 👍🏽 et 中文 ; rien d'autre"
    document = Document("Restitution", ORIGIN, (Table("Dit", ("Organisme", "Dit"), (("CCAS 🙂", said),)),))
    pdf = " ".join(read_pdf(pdf_bytes(document)).split())
    assert "\ufffd" not in pdf
    assert "Merci [sourire] pour le bus [bus], [pouce levé] et [signe non imprimable] ; rien d'autre" in pdf.replace(
        "\u202f", " "
    )
    assert "5 signes ou groupes de signes que ce PDF ne peut pas imprimer" in pdf.replace("\u00a0", " ")
    # The two other formats keep the sign, and have nothing to tell.
    for write, read in ((docx_bytes, read_docx), (odt_bytes, read_odt)):
        kept = read(write(document))
        assert "👍🏽" in kept
        assert "ne peut pas imprimer" not in kept


def test_a_word_longer_than_its_column_may_be_cut_and_no_other() -> None:
    """An address in a narrow column of the PDF stays in it; a word of the language is never cut."""
    table = Table(
        "Suites", ("Pilote", "Texte"), (("Communauté_de_communes_Coeur_de_l_Avesnois", "x" * 40),), (1.3, 8.4)
    )
    name, text = _block(table, {})["rows"][0]
    assert max(map(len, name.split("\u200b"))) <= 12
    assert max(map(len, text.split("\u200b"))) == 32
    plain = Table("Suites", ("Pilote", "Texte"), (("Département du Nord", "accompagnement"),), (1.5, 8.2))
    assert "\u200b" not in "".join(_block(plain, {})["rows"][0])
