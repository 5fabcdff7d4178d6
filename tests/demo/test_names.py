"""Names are those of teachers of the province, with keys to sort and accounts to sign in."""

from collections import Counter
from random import Random

from app.demo.names import Accounts, given_names, person_name, pinyin, regional_surnames, sort_key, surnames


def people(count: int, city: str = "") -> list:
    rng = Random(2009)
    return [person_name(rng, city) for _ in range(count)]


def test_the_same_seed_names_the_same_people():
    assert people(200) == people(200)


def test_every_character_of_the_names_has_its_pinyin():
    known = pinyin()
    characters = {c for pool in given_names().values() for name in pool for c in name}
    assert characters <= set(known)
    local = {name for _, names in regional_surnames().values() for name in names}
    assert {"姓" + name for name in {*surnames()[0], *local}} <= set(known)
    assert all(reading.isascii() and reading.islower() for reading in known.values())


def test_surnames_keep_their_own_readings_and_sort_before_the_given_name():
    assert sort_key("曾", "红") == "zeng hong 曾红"
    assert sort_key("欧阳", "丹").startswith("ouyang ")
    assert sort_key("陈", "丽") < sort_key("李", "安") < sort_key("曾", "红")


def test_common_surnames_lead_and_rare_things_stay_rare():
    found = people(6000)
    counts = Counter(name.surname for name in found)
    assert counts["李"] > counts["曾"] > counts["危"]
    assert 20 < sum(len(name.surname) == 2 for name in found) < 200
    beyond = [name for name in found if any(ord(c) > 0xFFFF for c in name.full)]
    assert 0 < len(beyond) < 30


def test_men_and_women_of_working_age_only():
    found = people(2000)
    assert {name.gender for name in found} == {"男", "女"}
    assert all(1950 <= name.born <= 1987 for name in found)


def test_the_west_of_the_province_has_its_own_surnames():
    west, capital = (Counter(n.surname for n in people(3000, city)) for city in ("4331", "4301"))
    assert west["向"] + west["田"] + west["石"] > 3 * (capital["向"] + capital["田"] + capital["石"])


def test_accounts_are_plain_letters_and_nobody_gets_anothers():
    accounts = Accounts(taken=("learner", "lihong"))
    given = [accounts.give(name) for name in people(3000)]
    assert len(set(given)) == 3000
    assert all(account.isascii() and account.isalnum() for account in given)
    assert not {"learner", "lihong"} & set(given)
