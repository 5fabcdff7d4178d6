"""Pictures are drawn anew: nothing but pixels remains."""

from io import BytesIO

import pytest
from PIL import Image

from app.foundation.file_kinds import GIF, JPEG, PNG, WEBP, Fault, UnfitFile, kind_of
from app.foundation.pictures import LONGEST_SIDE, redraw
from tests.foundation import file_corpus as corpus

KINDS = [(PNG, "PNG"), (JPEG, "JPEG"), (WEBP, "WEBP"), (GIF, "GIF")]


@pytest.mark.parametrize(("kind", "name"), KINDS)
def test_place_and_camera_are_gone_and_the_kind_stays(kind, name):
    before = corpus.picture(name)
    after = redraw(before, kind)
    assert name == "GIF" or corpus.PLACE.encode() in before, "the control: it was there"
    assert corpus.PLACE.encode() not in after
    assert kind_of(after) is kind
    with Image.open(BytesIO(after)) as picture:
        assert not picture.getexif()


@pytest.mark.parametrize(("kind", "name"), KINDS[:3])
def test_a_turned_photo_stands_upright(kind, name):
    with Image.open(BytesIO(redraw(corpus.picture(name, (60, 40)), kind))) as picture:
        assert picture.size == (40, 60)


@pytest.mark.parametrize(("kind", "name"), KINDS)
def test_what_hangs_behind_a_picture_is_cut_off(kind, name):
    after = redraw(corpus.picture(name) + corpus.plain_zip() + b"<script>", kind)
    assert b"PK\x03\x04" not in after
    assert b"<script>" not in after


def test_text_chunks_and_comments_are_gone():
    from PIL.PngImagePlugin import PngInfo

    notes = PngInfo()
    notes.add_text("Comment", corpus.PLACE)
    sink = BytesIO()
    Image.new("P", (8, 8)).save(sink, "PNG", pnginfo=notes)
    assert corpus.PLACE.encode() in sink.getvalue()
    assert corpus.PLACE.encode() not in redraw(sink.getvalue(), PNG)
    sink = BytesIO()
    Image.new("P", (8, 8)).save(sink, "GIF", comment=corpus.PLACE)
    assert corpus.PLACE.encode() not in redraw(sink.getvalue(), GIF)


def test_holes_stay_holes():
    with Image.open(BytesIO(redraw(corpus.picture("PNG", mode="RGBA"), PNG))) as picture:
        assert picture.mode == "RGBA"


@pytest.mark.parametrize(
    ("content", "kind", "fault"),
    [
        (corpus.huge_png(), PNG, Fault.TOO_MANY_PIXELS),
        (corpus.huge_png(6325, 6325), PNG, Fault.TOO_MANY_PIXELS),
        (corpus.huge_webp(), WEBP, Fault.TOO_MANY_PIXELS),
        (corpus.picture("JPEG", (300, 300))[:200], JPEG, Fault.BROKEN),
        (corpus.picture("PNG")[:-40], PNG, Fault.BROKEN),
        (b"\xff\xd8\xff" + b"\0" * 50, JPEG, Fault.BROKEN),
        (b"RIFF\0\0\0\0WEBPVP8 ", WEBP, Fault.BROKEN),
        (b"GIF89a", GIF, Fault.BROKEN),
    ],
    ids=["huge png", "just too many", "huge webp", "cut jpeg", "cut png", "no jpeg", "no webp", "no gif"],
)
def test_what_is_too_large_or_broken_is_refused_before_it_costs_anything(content, kind, fault):
    with pytest.raises(UnfitFile) as unfit:
        redraw(content, kind)
    assert unfit.value.fault is fault


def test_a_large_photo_is_made_smaller():
    photo = corpus.picture("JPEG", (6000, 3000))
    with Image.open(BytesIO(redraw(photo, JPEG))) as picture:
        assert max(picture.size) <= LONGEST_SIDE
