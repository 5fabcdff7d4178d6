"""Drafts of one box on several devices: nothing is overwritten, nothing is another person's."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from app.drafts.models import Draft
from app.drafts.operations import LONGEST_DRAFT, save_draft, saving, settle_drafts
from app.drafts.queries import find_drafts, offer_drafts
from app.foundation import clock
from app.foundation.database import db
from app.foundation.errors import Refused
from app.foundation.transactions import once
from tests.support.given import EVENING

BOX = "journal:new"
PHONE, LAPTOP = "phone-123", "laptop-1"


def texts(person) -> list[str]:
    return [draft.text for draft in find_drafts(person.id, BOX)]


def rows() -> int:
    return db.session.scalar(select(func.count(Draft.id))) or 0


def test_an_evening_is_a_version_a_minute_and_later_one_a_quarter_of_an_hour(app, given):
    with app.app_context():
        base = None
        for beat in range(90):
            clock.travel_to(EVENING + timedelta(seconds=20.4 * beat))  # three beats are a minute and a bit
            base = save_draft(given.learner.id, BOX, f"写到第 {beat:02d} 拍", PHONE, base_id=base).id
        assert rows() == 13  # ten minutes of versions, before them the last and the longest of each quarter
        clock.travel_to(EVENING + timedelta(hours=1))
        save_draft(given.learner.id, BOX, "隔了一会儿", PHONE, base_id=base)
        assert texts(given.learner) == ["隔了一会儿"]
        assert rows() < 8


def test_what_was_cut_out_by_mistake_is_an_earlier_version(app, given):
    with app.app_context():
        long = "写了一个晚上的一大段话。" * 20
        base = save_draft(given.learner.id, BOX, long, PHONE).id
        clock.travel_to(EVENING + timedelta(seconds=5))
        save_draft(given.learner.id, BOX, "", PHONE, base_id=base)
        assert set(db.session.scalars(select(Draft.text))) == {long, ""}


def test_a_second_device_is_told_and_both_texts_are_kept(app, given):
    with app.app_context():
        first = save_draft(given.learner.id, BOX, "开头", PHONE)
        save_draft(given.learner.id, BOX, "开头,电脑上接着写", LAPTOP, base_id=first.id)
        answer = save_draft(given.learner.id, BOX, "开头,手机上接着写", PHONE, base_id=first.id)
        assert answer.other is not None
        assert answer.other.text == "开头,电脑上接着写"
        assert texts(given.learner) == ["开头,手机上接着写", "开头,电脑上接着写"]


def test_after_the_choice_one_text_stands_and_the_other_is_still_in_the_table(app, given):
    with app.app_context():
        save_draft(given.learner.id, BOX, "电脑", LAPTOP)
        answer = save_draft(given.learner.id, BOX, "手机", PHONE)
        assert answer.other is not None
        assert save_draft(given.learner.id, BOX, "电脑", PHONE, base_id=answer.other.id).other is None
        assert texts(given.learner) == ["电脑"]
        assert set(db.session.scalars(select(Draft.text))) == {"电脑", "手机"}


def test_the_device_that_was_passed_by_is_told_as_well(app, given):
    with app.app_context():
        laptop = save_draft(given.learner.id, BOX, "电脑", LAPTOP)
        answer = save_draft(given.learner.id, BOX, "手机", PHONE)
        save_draft(given.learner.id, BOX, "手机", PHONE, base_id=answer.other.id)
        told = save_draft(given.learner.id, BOX, "电脑又写", LAPTOP, base_id=laptop.id)
        assert told.other is not None
        assert told.other.text == "手机"


def test_going_on_from_what_one_saw_is_no_conflict(app, given):
    with app.app_context():
        seen = save_draft(given.learner.id, BOX, "开头", PHONE)
        assert save_draft(given.learner.id, BOX, "开头和结尾", LAPTOP, base_id=seen.id).other is None
        assert texts(given.learner) == ["开头和结尾"]


def test_the_same_words_on_two_devices_are_no_conflict(app, given):
    with app.app_context():
        save_draft(given.learner.id, BOX, "一样", PHONE)
        assert save_draft(given.learner.id, BOX, "一样", LAPTOP).other is None


def test_settling_puts_the_box_away_with_its_title_and_no_other(app, given):
    with app.app_context():
        for box in (BOX, BOX + ":title", "journal:12", "journal:1"):
            save_draft(given.learner.id, box, box, PHONE)
        save_draft(given.classmate.id, BOX, "别人的", PHONE)
        settle_drafts(given.learner.id, BOX)
        settle_drafts(given.learner.id, "journal:1")
        left = set(db.session.scalars(select(Draft.text).where(Draft.settled_at.is_(None))))
        assert left == {"journal:12", "别人的"}


def test_what_comes_after_the_form_was_taken_is_no_draft(app, given):
    with app.app_context():
        once("key-of-the-form", "write", given.learner.id, lambda: "done")
        late = save_draft(given.learner.id, BOX, "迟到的草稿", PHONE, form_key="key-of-the-form")
        assert late.id is None
        assert rows() == 0


def test_a_box_does_not_grow_without_end(app, given):
    with app.app_context():
        base = None
        for n in range(60):
            clock.travel_to(EVENING + timedelta(hours=3 * n))
            base = save_draft(given.learner.id, BOX, f"{n:02d}", PHONE, base_id=base).id
        assert texts(given.learner) == ["59"]
        assert rows() < 8 + 2 * 8  # eight of the last day, two of each of the seven days before


def test_a_machine_that_invents_devices_comes_to_an_end(app, given, monkeypatch):
    monkeypatch.setattr(saving, "MOST_VERSIONS", 5)
    with app.app_context():
        for n in range(5):
            save_draft(given.learner.id, f"journal:{n + 1}", "写", PHONE)
        with pytest.raises(Refused):
            save_draft(given.learner.id, BOX, "写", PHONE)
        save_draft(given.learner.id, "journal:5", "写下去", PHONE)


@pytest.mark.parametrize("text", ["长" * (LONGEST_DRAFT + 1), "\x00", "\ud842"], ids=["long", "nul", "surrogate"])
def test_unfit_drafts_are_refused(app, given, text):
    with app.app_context():
        with pytest.raises(Refused):
            save_draft(given.learner.id, BOX, text, PHONE)
        assert rows() == 0


def test_two_devices_at_the_same_moment_are_both_kept_and_one_is_told(app, given):
    barrier, answers = Barrier(2), []

    def save(device):
        with app.app_context():
            barrier.wait()
            answers.append(save_draft(given.learner.id, BOX, device, device))

    threads = [Thread(target=save, args=(device,)) for device in (PHONE, LAPTOP)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    with app.app_context():
        assert set(texts(given.learner)) == {PHONE, LAPTOP}
    assert sum(answer.other is not None for answer in answers) == 1


def test_a_form_puts_away_what_it_knew_and_leaves_what_another_device_wrote(app, given):
    def hand_in():
        settle_drafts(given.learner.id, BOX)
        return "done"

    with app.app_context():
        save_draft(given.learner.id, BOX, "手机上写的", PHONE)
        save_draft(given.learner.id, BOX, "电脑上写的", LAPTOP, form_key="laptops-form")
        once("laptops-form", "write", given.learner.id, hand_in)
        assert texts(given.learner) == ["手机上写的"]


def test_what_one_went_on_from_is_put_away_with_it(app, given):
    def hand_in():
        settle_drafts(given.learner.id, BOX)
        return "done"

    with app.app_context():
        phone = save_draft(given.learner.id, BOX, "手机上写的", PHONE)
        save_draft(given.learner.id, BOX, "手机上写的，接着写", LAPTOP, base_id=phone.id, form_key="laptops-form")
        once("laptops-form", "write", given.learner.id, hand_in)
        assert texts(given.learner) == []


def test_an_offer_is_the_newest_the_chosen_both_or_nothing(app, given):
    with app.app_context():
        assert offer_drafts(given.learner.id, BOX).text is None
        save_draft(given.learner.id, BOX, "甲", PHONE)
        save_draft(given.learner.id, BOX, "乙", LAPTOP)
        offer = offer_drafts(given.learner.id, BOX)
        assert offer.is_choice
        assert offer.text == "乙"
        assert offer_drafts(given.learner.id, BOX, str(offer.drafts[1].id)).text == "甲"
        assert offer_drafts(given.learner.id, BOX, "none").text is None
        assert offer_drafts(given.learner.id, BOX, "both").text == "乙\n\n----------\n\n甲"
