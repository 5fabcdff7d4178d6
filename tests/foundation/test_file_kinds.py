"""What a file is, told from a corpus made on the spot."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.foundation import file_kinds as kinds
from app.foundation.file_kinds import Fault, UnfitFile, clean_name, kind_of
from tests.foundation import file_corpus as corpus


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (corpus.picture("PNG"), kinds.PNG),
        (corpus.picture("JPEG"), kinds.JPEG),
        (corpus.picture("WEBP"), kinds.WEBP),
        (corpus.picture("GIF"), kinds.GIF),
        (corpus.pdf(), kinds.PDF),
        (corpus.office(corpus.WORD), kinds.WORD),
        (corpus.office(corpus.SHEET), kinds.SHEET),
        (corpus.office(corpus.SLIDES), kinds.SLIDES),
        (corpus.old_office(), kinds.OLD_OFFICE),
        ("﻿# 班规\n\n一、不迟到。\r\n".encode(), kinds.TEXT),
        (b"<script>alert(1)</script>", kinds.TEXT),
    ],
    ids=["png", "jpeg", "webp", "gif", "pdf", "docx", "xlsx", "pptx", "doc", "markdown", "html is text"],
)
def test_honest_files_are_known_by_their_content(content, kind):
    assert kind_of(content) is kind


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"", Fault.EMPTY),
        (b"a" * (kinds.LARGEST + 1), Fault.TOO_LARGE),
        (b"MZ\x90\x00\x03", Fault.UNKNOWN),
        (b"\x7fELF\x02\x01", Fault.UNKNOWN),
        ("班规".encode("gb18030"), Fault.UNKNOWN),
        (corpus.plain_zip(), Fault.UNKNOWN),
        (corpus.office(corpus.MACROS), Fault.MACROS),
        (corpus.office(**{"word/vbaProject.bin": b"Sub"}), Fault.MACROS),
        (corpus.encrypted(), Fault.LOCKED),
        (corpus.bomb(), Fault.TOO_MUCH_INSIDE),
        (corpus.crowd(), Fault.TOO_MUCH_INSIDE),
        (corpus.office(**{"../../etc/passwd": b"x"}), Fault.BROKEN),
        (corpus.office(**{"/absolute": b"x"}), Fault.BROKEN),
        (corpus.office()[:-30], Fault.BROKEN),
        (corpus.office()[:200], Fault.BROKEN),
        (corpus.pdf()[:30], Fault.BROKEN),
        (corpus.pdf(corpus.plain_zip()), Fault.BROKEN),
        (b"%PDF-1.7\nxref\ntrailer<</Encrypt 5 0 R>>\nstartxref\n1\n%%EOF", Fault.LOCKED),
        (corpus.old_office()[:600], Fault.BROKEN),
    ],
    ids=[
        "empty", "too large", "windows program", "linux program", "gb18030", "plain zip", "macro docm", "macro inside",
        "password", "bomb", "crowd", "climbs out", "absolute", "cut tail", "cut in half", "cut pdf", "pdf and zip",
        "locked pdf", "cut doc",
    ],
)  # fmt: skip
def test_others_are_refused_for_the_right_reason(content, fault):
    with pytest.raises(UnfitFile) as unfit:
        kind_of(content)
    assert unfit.value.fault is fault


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from([b"", b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"RIFF0000WEBP", b"GIF89a"]),
    st.binary(max_size=400),
)
def test_any_bytes_have_a_kind_or_a_reason(beginning, rest):
    try:
        answer = kind_of(beginning + rest).media_type
    except UnfitFile as unfit:
        answer = unfit.fault
    assert answer


@pytest.mark.parametrize(
    ("raw", "kind", "name"),
    [
        ("班规 定稿.docx", kinds.WORD, "班规 定稿.docx"),
        ("C:\\Users\\王\\桌面\\照片.JPG", kinds.JPEG, "照片.jpg"),
        ("../../../etc/passwd", kinds.TEXT, "passwd.txt"),
        ("作业.docx", kinds.PNG, "作业.docx.png"),
        ("page.html", kinds.TEXT, "page.html.txt"),
        ("\u202egpj.exe.txt", kinds.TEXT, "gpj.exe.txt"),
        ("a\x00b\nc.pdf", kinds.PDF, "a b c.pdf"),
        ("", kinds.PDF, "附件.pdf"),
        ("...", kinds.PDF, "附件.pdf"),
        (".pdf", kinds.PDF, "附件.pdf"),
        ("半\ud842字.md", kinds.TEXT, "半 字.md"),
        ("𠮷老师👨‍👩‍👧.txt", kinds.TEXT, "𠮷老师👨‍👩‍👧.txt"),
        ("a<b>:c|d?.txt", kinds.TEXT, "a_b__c_d_.txt"),
        ("长" * 300 + ".pdf", kinds.PDF, "长" * 110 + ".pdf"),
    ],
)
def test_names_are_cleaned_and_end_as_their_content_is(raw, kind, name):
    assert clean_name(raw, kind) == name


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300))
def test_a_cleaned_name_is_always_usable(raw):
    name = clean_name(raw, kinds.PDF)
    assert 4 < len(name) <= kinds.LONGEST_NAME
    assert name.endswith(".pdf")
    assert not set(name) & set('/\\<>:"|?*\0\n\r\u202e\u2066')
    assert clean_name(name, kinds.PDF) == name
    name.encode("utf-8")
