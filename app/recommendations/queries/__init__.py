"""Works that are shown to everybody, those that wait in a region, and the recommendation of one work."""

from app.recommendations.queries.home_page import (
    PLACES,
    beyond_the_home_page,
    count_never_shown,
    on_home_page,
    picked_in,
)
from app.recommendations.queries.region import (
    Chosen,
    classes_with_recommendations,
    count_waiting_for_a_pick,
    recommended_in,
)
from app.recommendations.queries.showcase import get_shown, material_of, picked_works, showcase
from app.recommendations.queries.standing import (
    class_of_opening,
    find_recommendation,
    get_concerned,
    get_pickable,
    get_recommendation,
    get_showable,
    is_concerned,
)
from app.recommendations.queries.works import KINDS, PAGE, Material, Picked, Shown, Whole

__all__ = [
    "KINDS", "PAGE", "PLACES", "Chosen", "Material", "Picked", "Shown", "Whole", "beyond_the_home_page", "class_of_opening", "classes_with_recommendations",
    "count_never_shown", "count_waiting_for_a_pick", "find_recommendation", "get_concerned", "get_pickable", "get_recommendation", "get_showable", "get_shown", "is_concerned", "material_of", "on_home_page", "picked_in",
    "picked_works", "recommended_in", "showcase",
]  # fmt: skip
