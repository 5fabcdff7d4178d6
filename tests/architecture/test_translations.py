"""Everything a page says in Chinese is also said in English."""

from pathlib import Path

from babel.messages.catalog import Catalog

from tests.support.translations import homes, missing, texts_of, translated


def test_no_text_is_without_its_english() -> None:
    english = Catalog(locale="en")
    for path, _ in homes():
        for message in translated(path):
            english.add(message.id, message.string, context=message.context)
    lacking = {folders[0]: texts for _, folders in homes() if (texts := missing(texts_of(folders), english))}
    assert not lacking, "run `make translations`, then translate:\n" + "\n".join(
        f"{folder}\n    " + "\n    ".join(texts) for folder, texts in lacking.items()
    )


def test_a_text_without_english_is_noticed(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        "<h1>{{ _('班级沙龙') }}</h1>{% trans %}研修日志{% endtrans %}", encoding="utf-8"
    )
    (tmp_path / "forms.py").write_text("label = _l('标题')", encoding="utf-8")
    assert missing(texts_of([tmp_path]), translated(tmp_path / "en.po")) == ["标题", "班级沙龙", "研修日志"]
