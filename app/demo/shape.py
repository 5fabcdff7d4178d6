"""How large a demo training is: exact totals, those of the province as published, and the same times a factor."""

from dataclasses import dataclass, replace

MOST_CITIES, MOST_SITES = 14, 160
LEAST_SCALE, MOST_SCALE = 0.02, 10.0


@dataclass(frozen=True, slots=True)
class Shape:
    """Every number is reached to the unit when the training is over; `salon_posts` and `forum_posts` are those in sight."""

    cities: int
    sites: int
    classrooms: int
    smallest_class: int
    largest_class: int
    learners: int
    complete: int
    minutes: int
    submissions: int
    journals: int
    private_journals: int
    salon_posts: int
    hidden_posts: int
    forum_posts: int
    expert_posts: int
    resources: int
    bulletins: int
    transferred: int
    experts: int = 6
    team: int = 3
    weeks: int = 6

    def scaled(self, factor: float) -> "Shape":
        """Every total times the factor, rounded; places cannot outgrow the province."""
        if not LEAST_SCALE <= factor <= MOST_SCALE:
            raise ValueError(f"the scale must lie between {LEAST_SCALE} and {MOST_SCALE}")
        grown = {name: round(getattr(self, name) * factor) for name in TOTALS}
        grown["bulletins"] = grown["classrooms"] * self.weeks + 1
        grown["sites"] = min(MOST_SITES, grown["classrooms"], max(1, grown["sites"]))
        grown["cities"] = min(MOST_CITIES, grown["sites"])
        grown["transferred"] = grown["transferred"] // 2 * 2 if grown["classrooms"] > 1 else 0
        return replace(self, **grown)


TOTALS = (
    "sites", "classrooms", "learners", "complete", "minutes", "submissions", "journals", "private_journals",
    "salon_posts", "hidden_posts", "forum_posts", "expert_posts", "resources", "transferred",
)  # fmt: skip

PROVINCE = Shape(
    cities=14,
    sites=160,
    classrooms=239,
    smallest_class=44,
    largest_class=62,
    learners=12_542,
    complete=11_664,
    minutes=26_852_400,
    submissions=143_702,
    journals=75_252,
    private_journals=2_840,
    salon_posts=51_499,
    hidden_posts=118,
    forum_posts=21_384,
    expert_posts=520,
    resources=50_291,
    bulletins=1_435,
    transferred=38,
)

SMALL = Shape(
    cities=3,
    sites=8,
    classrooms=12,
    smallest_class=22,
    largest_class=28,
    learners=300,
    complete=279,
    minutes=640_000,
    submissions=3_450,
    journals=1_800,
    private_journals=70,
    salon_posts=1_400,
    hidden_posts=6,
    forum_posts=520,
    expert_posts=24,
    resources=1_200,
    bulletins=73,
    transferred=2,
    experts=3,
)
