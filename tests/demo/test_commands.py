"""The demo's commands as a newcomer meets them."""

from time import monotonic

from tests.support.first_start import flask


def test_the_first_start_makes_a_training_and_tells_who_may_sign_in(first_start):
    _, said = first_start
    assert "banzhuren-2009" in said
    assert said.count("第 20") == 4
    for account in ("learner", "tutor2", "classadmin", "expert", "area", "team"):
        assert f"  {account} " in said


def test_later_starts_make_nothing_new_and_take_seconds(first_start):
    folder, _ = first_start
    begun = monotonic()
    second = flask(folder, "prepare")
    assert second.returncode == 0, second.stderr
    assert "banzhuren-2009" in second.stdout
    assert "结算" not in second.stdout
    assert monotonic() - begun < 20  # a few seconds on a machine that does nothing else


def test_a_second_training_is_refused_in_plain_words(first_start):
    folder, _ = first_start
    refused = flask(folder, "demo", "province", "--scale", "0.02")
    assert refused.returncode == 1
    assert "空的数据库" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_figures_of_another_size_differ_and_say_where(first_start):
    folder, _ = first_start
    judged = flask(folder, "demo", "figures")
    assert judged.returncode == 1
    lines = [line.split() for line in judged.stdout.splitlines()]
    assert ["不符", "12542", "300", "学员"] in lines
    assert ["相符", "76", "76", "最热一帖的回复"] in lines


def test_a_scale_out_of_reach_is_refused(first_start):
    folder, _ = first_start
    refused = flask(folder, "demo", "figures", "--scale", "99")
    assert refused.returncode == 2
    assert "Traceback" not in refused.stderr


def test_production_does_not_start_with_demo_people(first_start):
    folder, _ = first_start
    refused = flask(folder, "prepare", APP_ENV="production", SECRET_KEY="k" * 40)
    assert refused.returncode != 0
    assert "demo" in refused.stderr.splitlines()[-1]
