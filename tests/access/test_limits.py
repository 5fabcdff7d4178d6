"""Every door has a limit: a person never meets it, a machine does."""

from flask_limiter.util import get_qualified_name

from app.foundation.limits import limiter

OWN_COUNT = {"people.sign_in", "people.activate", "people.password"}  # these count failures, by account first
ENDS_ALL = {"people.sign_out"}  # works once for each sign-in


def test_every_act_has_a_limit(app):
    acts = {rule.endpoint for rule in app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    views = {endpoint: app.view_functions[endpoint] for endpoint in acts - OWN_COUNT - ENDS_ALL}
    limits = limiter.limit_manager
    bare = [endpoint for endpoint, view in views.items() if not limits.decorated_limits(get_qualified_name(view))]
    assert bare == []
    assert len(views) > 20


def test_who_goes_on_and_on_is_asked_to_wait(given, browse):
    browser = browse(given.learner)
    token = browser.token()
    answers = {browser.post("/notices/reading", data={"csrf_token": token}).status_code for _ in range(70)}
    assert answers == {302, 429}
