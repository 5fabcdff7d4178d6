"""The demo province has the places that its published figures name."""

from collections import Counter
from random import Random

from app.demo.places import cities, counties, divisions, institutions, province, sites
from app.demo.schools import schools_of


def test_the_province_has_14_cities_and_122_counties_under_the_right_codes():
    assert province().code == "43"
    assert len(cities()) == 14
    assert len(counties()) == 122
    assert next(city.code for city in cities()) == "4301"
    assert cities()[-1].code == "4331"
    codes = {place.code for place in divisions()}
    assert all(place.parent_code in codes for place in divisions() if place.code != "43")


def test_well_known_counties_bear_their_codes():
    names = {place.code: place.name for place in divisions()}
    assert names["430102"] == "芙蓉区"
    assert names["430181"] == "浏阳市"
    assert names["433123"] == "凤凰县"


def test_the_160_sites_carry_their_countys_code_and_every_county_has_one():
    found = sites()
    assert len(found) == len({site.code for site in found}) == len({site.name for site in found}) == 160
    assert all(len(site.code) == 9 and site.code[:6] == site.county_code for site in found)
    assert {site.county_code for site in found} == {county.code for county in counties()}
    assert found[0].code == "430102001"
    assert found[0].name == "芙蓉区教师进修学校教学点"
    assert all(site.weight > 0 for site in found)


def test_142_institutions_take_part_and_6_directly_under_the_province():
    levels = Counter(institution.level for institution in institutions())
    assert levels["province"] == 6
    assert levels["city"] == 14
    assert levels["county"] + levels["zone"] == 128
    assert len({institution.code for institution in institutions()}) == 148
    assert len({institution.name for institution in institutions()}) == 148


def test_a_county_can_have_as_many_different_schools_as_it_needs():
    for county in (counties()[0], counties()[8], counties()[-1]):
        schools = schools_of(county, 120, Random(7))
        assert len({school.name for school in schools}) == len({school.code for school in schools}) == 120
        assert all(school.code.startswith(county.code) and len(school.code) == 10 for school in schools)


def test_schools_of_a_rural_county_are_of_every_kind():
    kinds = {school.kind for school in schools_of(counties()[8], 300, Random(7))}
    assert kinds == {"primary", "junior", "senior", "nine_year", "central"}
