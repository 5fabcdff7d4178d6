"""Opening, rating, keeping: counts come from facts, each person counts once, the author never."""

import pytest
from sqlalchemy import func, select, update

from app.foundation.database import db
from app.foundation.errors import Forbidden, Refused
from app.foundation.transactions import transaction
from app.resources.models import Resource, ResourceRating, ResourceUse
from app.resources.operations import rate_resource, rebuild_all_counts, use_resource
from app.resources.scores import mean_of, score_of
from tests.resources.things import a_file, a_resource, used


def counts(app, resource: int) -> tuple[int, ...]:
    with app.app_context():
        one = db.session.get(Resource, resource)
        return one.use_count, one.favourite_count, one.rating_count, one.rating_total, one.score


def test_a_colleague_opens_downloads_rates_and_keeps_it(app, given, browse):
    with app.app_context():
        file = a_file("班规.txt", "text/plain", "作业不过夜。".encode())
    resource = a_resource(given, new=(file,))
    address, colleague = f"/resources/{resource}", browse(given.far_learner)
    before = colleague.get(address).text
    assert "阅读全文" in before
    assert "打开或下载过，就可以打分" in before
    assert 'data-act="rate-resource"' not in before
    answer = colleague.submit(address, "use-resource")
    assert answer.location == f"{address}/files/1"
    assert colleague.get(answer.location, buffered=True).data.decode() == "作业不过夜。"
    colleague.submit(address, "keep-resource")
    page = colleague.get(address).text
    assert "1 人用过" in page
    assert "1 人收藏" in page
    assert "昨晚最亮的一件事" in page
    colleague.submit(address, "rate-resource", stars="5")
    assert "您给了 5 星" in colleague.get(address).text
    colleague.submit(address, "rate-resource", stars="4")
    assert "早读的十分钟" in colleague.get("/me/favourites").text
    assert counts(app, resource) == (1, 1, 1, 4, score_of(1, 4))
    colleague.submit(address, "let-resource-go")
    assert "还没有收藏" in colleague.get("/me/favourites").text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(ResourceRating)) == 2, (
            "the first stays for the record"
        )


def test_second_downloads_and_the_authors_own_are_no_use(app, given, browse):
    resource = a_resource(given)
    used(given, resource, given.classmate, given.classmate, given.learner)
    assert counts(app, resource)[0] == 1
    author = browse(given.learner)
    page = author.get(f"/resources/{resource}").text
    assert "自己的不能自己评" in page
    assert "昨晚最亮的一件事" in page, "one's own lies open"


def test_only_who_used_it_rates_it_and_never_its_author(app, given, browse):
    resource = a_resource(given)
    with app.app_context():
        with pytest.raises(Refused, match="打开或下载过"):
            rate_resource(given.classmate.id, resource, 5)
        with pytest.raises(Forbidden):
            rate_resource(given.learner.id, resource, 5)
        use_resource(given.classmate.id, resource)
        for stars in (0, 6):
            with pytest.raises(Refused, match="一到五"):
                rate_resource(given.classmate.id, resource, stars)
    colleague = browse(given.classmate)
    for senseless in ("0", "6", "x", ""):
        assert colleague.submit(f"/resources/{resource}", "rate-resource", stars=senseless).status_code == 422
    assert counts(app, resource) == (1, 0, 0, 0, 0)


def test_counts_are_rebuilt_from_facts_and_a_second_run_changes_nothing(app, given):
    resource, other = a_resource(given), a_resource(given, by=given.classmate, title="另一份")
    used(given, resource, given.classmate, given.learner2, given.tutor)
    with app.app_context():
        for person, stars in ((given.classmate, 5), (given.learner2, 2)):
            rate_resource(person.id, resource, stars)
    right = counts(app, resource)
    assert right == (3, 0, 2, 7, score_of(2, 7))
    with app.app_context():
        assert rebuild_all_counts(given.training.id) == 0
        with transaction() as session:
            session.execute(update(Resource).values(use_count=99, score=1, rating_total=0))
        assert rebuild_all_counts(given.training.id) == 2
        assert rebuild_all_counts(given.training.id) == 0
    assert counts(app, resource) == right
    assert counts(app, other) == (0, 0, 0, 0, 0)
    result = app.test_cli_runner().invoke(args=["resources", "recount"])
    assert (result.exit_code, "0" in result.output) == (0, True)


def test_who_may_not_read_it_may_not_do_anything_with_it(app, given, browse):
    resource = a_resource(given)
    stranger = browse(given.left)
    token = {"csrf_token": stranger.token()}
    for act in ("uses", "ratings", "favourite", "favourite/removal", "withdrawal", "report", "decision"):
        assert stranger.post(f"/resources/{resource}/{act}", data={**token, "stars": "5"}).status_code == 404, act
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(ResourceUse)) == 0


def test_one_kind_word_does_not_stand_above_twenty_good_ones():
    assert score_of(1, 5) < score_of(20, 92) < score_of(200, 1000)
    assert score_of(0, 0) == 0 < score_of(1, 1)
    assert (mean_of(3, 14), mean_of(1, 5), mean_of(0, 0)) == ("4.6", "5.0", "0.0")
