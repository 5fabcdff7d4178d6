"""Tricks with resources: name, English, what the cheat does, and what of it is worth anything."""

from tests.rankings.shelf import Shelf
from tests.rankings.stage import Stage

DAY = 24


def audience(stage: Stage) -> list[int]:
    """Four people who share nothing themselves."""
    return [*stage.tutors, *stage.administrators]


def strangers(stage: Stage, who: int, number: int) -> list[int]:
    """Learners of the other class."""
    return stage.people[1 - stage.people.index(who) % 2 :: 2][:number]


def shared_once(stage: Stage, who: int, hour: float = 12, file: int | None = None) -> int:
    """Share one and let four people use it."""
    shelf = Shelf(stage).at(hour)
    resource = shelf.share(who, file)
    assert resource is not None
    for person in audience(stage):
        shelf.use(person, resource)
    return resource


def the_same_file_again(stage: Stage, who: int) -> None:
    """Refused while it stands; taken back and shared anew, the same people are there, and count once."""
    first, shelf = shared_once(stage, who, file=who), Shelf(stage).at(20)
    assert shelf.share(who, file=who) is None
    shelf.take_back(first)
    shared_once(stage, who, hour=30, file=who)


def somebody_elses_file(stage: Stage, who: int) -> None:
    Shelf(stage).at(11).share(stage.extra, file=0)
    copied = shared_once(stage, who, file=0)
    for person in strangers(stage, who, 12):
        Shelf(stage).use(person, copied, stars=5)


def ones_own(stage: Stage, who: int) -> None:
    resource, shelf = shared_once(stage, who), Shelf(stage)
    for hour in range(13, 23):
        assert not shelf.at(hour).use(who, resource, stars=5), "one's own cannot be rated"


def ring(stage: Stage, who: int) -> None:
    """Ten people share, and each uses and praises everybody else's."""
    shelf = Shelf(stage).at(12)
    people = [who, *strangers(stage, who, 9)]
    shared = {person: shelf.share(person) for person in people}
    for person in people:
        for other in people:
            if person != other:
                shelf.use(person, shared[other], stars=5)


def share_and_delete(stage: Stage, who: int) -> None:
    """Each day another one, used by the same people and taken back; the last one stays."""
    for day in range(5):
        resource = shared_once(stage, who, hour=12 + day * DAY)
        if day < 4:
            Shelf(stage).at(20 + day * DAY).take_back(resource)


def one_friend_for_ten(stage: Stage, who: int) -> None:
    shelf = Shelf(stage).at(12)
    for _number in range(10):
        shelf.use(stage.extra, shelf.share(who))


def one_friend(stage: Stage, who: int) -> None:
    shelf = Shelf(stage).at(12)
    shelf.use(stage.extra, shelf.share(who))


def praised_by_nine(stage: Stage, who: int) -> list[int]:
    """Eight in the first week, one more in the second."""
    shelf, fans = Shelf(stage).at(12), strangers(stage, who, 9)
    resource = shelf.share(who)
    for fan in fans[:8]:
        shelf.use(fan, resource, stars=5)
    shelf.at(8 * DAY).use(fans[8], resource, stars=5)
    return fans


def a_mark_reached_twice(stage: Stage, who: int) -> None:
    """Rate one of the eight back, so that they fall out, before the ninth comes."""
    shelf, fans = Shelf(stage).at(7 * DAY + 1), strangers(stage, who, 9)
    theirs = shelf.share(fans[0])
    shelf.use(who, theirs, stars=5)
    praised_by_nine(stage, who)


RESOURCE_CHEATS = [
    ("同一个文件再分享一遍", "the same file shared again", the_same_file_again, shared_once),
    ("把别人的文件再分享一遍", "somebody else's file shared again", somebody_elses_file, shared_once),
    ("自己下载自己的", "downloading and rating one's own", ones_own, shared_once),
    ("十个人互相下载、互相打五星", "ten friends who use and rate each other's", ring, lambda s, w: Shelf(s).at(12).share(w)),
    ("分享了，有人用过就删，再分享", "sharing, deleting once used, sharing again", share_and_delete, shared_once),
    ("一个朋友把十份都下载一遍", "one friend who downloads ten", one_friend_for_ten, one_friend),
    ("满八人好评，回评一位，再满一次", "rating one of eight back to reach eight again", a_mark_reached_twice, praised_by_nine),
]  # fmt: skip
