"""All boards of a week, in one call."""

from app.rankings.facts import Facts
from app.rankings.rules import Rules
from app.rankings.scoring.classrooms import score_classrooms
from app.rankings.scoring.learners import score_learners
from app.rankings.scoring.rows import ADMINISTRATORS, CLASSROOMS, LEARNERS, TUTORS, Row
from app.rankings.scoring.staff import score_administrators, score_tutors

Boards = dict[str, list[Row]]


def score_week(facts: Facts, rules: Rules) -> Boards:
    """Standings of learners, classes, tutors and class administrators: a pure function of facts and rules."""
    learners = score_learners(facts, rules)
    return {
        LEARNERS: learners,
        CLASSROOMS: score_classrooms(facts, learners, rules),
        TUTORS: score_tutors(facts, rules),
        ADMINISTRATORS: score_administrators(facts, learners, rules),
    }
