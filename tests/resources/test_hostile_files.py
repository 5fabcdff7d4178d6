"""Files that mean harm: refused with a word, or taken without a picture of them; never a fault, never a wait."""

import zlib
from io import BytesIO
from time import monotonic

import pytest

from app.foundation.previews import SECONDS, preview_of
from tests.foundation import file_corpus
from tests.resources.things import FIELDS, NEW, picture

pytestmark = pytest.mark.parametrize("database", ["sqlite"], indirect=True)


def pdf_of(stream: bytes, box: str = "0 0 600 800") -> bytes:
    """A PDF of one page that draws what the packed stream says."""
    packed = zlib.compress(stream, 9)
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        f"<</Type/Page/Parent 2 0 R/MediaBox[{box}]/Contents 4 0 R/Resources<<>>>>".encode(),
        f"<</Length {len(packed)}/Filter/FlateDecode>>stream\n".encode() + packed + b"\nendstream",
    ]
    body, places = b"%PDF-1.7\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj".encode() + one + b"endobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    return (
        body
        + f"xref\n0 5\n0000000000 65535 f \n{table}trailer<</Size 5/Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF\n".encode()
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (file_corpus.bomb(), "展开后太大"),
        (file_corpus.crowd(), "展开后太大"),
        (file_corpus.office(file_corpus.MACROS), "带宏"),
        (file_corpus.encrypted(), "加了密码"),
        (file_corpus.plain_zip(), "没有收下"),
        (file_corpus.huge_png(), "4000 万像素"),
        (pdf_of(b"")[:-40], "不完整"),
        (file_corpus.pdf(file_corpus.plain_zip()), "不完整"),
        (b"MZ\x90\x00\x03\x00", "只收图片"),
        (b"", "空的"),
    ],
)
def test_what_cannot_be_taken_is_said_and_the_words_stay(given, browse, content, said):
    answer = browse(given.learner).submit(NEW, "share-resource", **FIELDS, files=(BytesIO(content), "教案.docx"))
    assert answer.status_code == 422
    assert said in answer.text
    assert "昨晚最亮的一件事" in answer.text


def test_a_lying_name_gets_its_true_ending(given, browse):
    learner = browse(given.learner)
    answer = learner.submit(NEW, "share-resource", **FIELDS, files=(BytesIO(picture("PNG")), "教案.docx"))
    assert "教案.docx.png" in learner.get(answer.location).text


def test_a_pdf_that_would_take_forever_is_taken_without_a_picture(app, database):
    honest = preview_of(pdf_of(b"1 0 0 rg 50 50 200 200 re f"), "application/pdf")
    assert honest is not None
    assert (honest.width, honest.height) == (480, 640)
    wide = preview_of(pdf_of(b"0 0 10 10 re f", "0 0 14000 14000"), "application/pdf")
    assert wide is None or max(wide.width, wide.height) <= 640
    began = monotonic()
    assert preview_of(pdf_of(b"0 0 600 800 re f " * 4_000_000), "application/pdf") is None
    assert preview_of(b"%PDF-1.7 nothing at all %%EOF", "application/pdf") is None
    assert monotonic() - began < 4 * SECONDS, "the child is ended, whatever it is doing"
