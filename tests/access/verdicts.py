"""What is wrong with the answers of a sweep, in words; and the page on which all permissions stand."""

from tests.access.sweep import Answer, Findings
from tests.access.world import PRINCIPALS, World

REFUSALS = {401, 403, 404}


def leaks(findings: Findings, world: World) -> list[str]:
    """Answers in which somebody hears a canary that is not theirs to hear."""
    return [
        f"{question.method} {question.url} tells {name} of {canary}"
        for (question, name), answer in findings.answers.items()
        for canary in sorted(answer.canaries)
        if name not in world.audience[canary]
    ]


def faults(findings: Findings) -> list[str]:
    """Answers that say something broke."""
    return [
        f"{question.method} {question.url} as {name}: {answer.status}"
        for (question, name), answer in findings.answers.items()
        if answer.status == 500
    ]


def differences(findings: Findings) -> list[str]:
    """Foreign objects that do not look as if they were not there."""
    by_address = {(q.method, q.url, name): answer for (q, name), answer in findings.answers.items()}
    return [
        f"{question.method} {question.url} as {name}: {answer.status}, {question.twin} gives {twin.status}"
        for (question, name), answer in findings.answers.items()
        if question.twin and name not in question.readers
        if not _same(answer, twin := by_address[question.method, question.twin, name])
    ]


def open_doors(findings: Findings) -> list[str]:
    """Routes that say of nobody that they may call, and answer anything but a refusal."""
    return [
        f"{question.method} {question.url} has no rule and answers {name} {answer.status}"
        for (question, name), answer in findings.answers.items()
        if question.access == "none" and answer.status not in REFUSALS
    ]


def unheard(findings: Findings, world: World) -> list[str]:
    """Canaries that nobody ever heard: they guard nothing."""
    heard = {canary for answer in findings.answers.values() for canary in answer.canaries}
    return sorted(set(world.audience) - heard)


def table(findings: Findings) -> dict[str, dict[str, str]]:
    """For each way of asking, what each kind of person gets."""
    rows: dict[str, dict[str, str]] = {}
    for (question, name), answer in findings.answers.items():
        head = f"{question.method:5}{question.rule}  {question.variant}  ({question.access})"
        rows.setdefault(head, {})[name] = _shown(answer)
    return rows


def written(rows: dict[str, dict[str, str]]) -> str:
    """The table as a page: wide, and readable line by line."""
    width = 2 + max(len(head) for head in rows)
    heads = "".join(f"{name:>21}" for name in PRINCIPALS)
    lines = [f"{head:{width}}" + "".join(f"{cells[name]:>21}" for name in PRINCIPALS) for head, cells in rows.items()]
    return "\n".join([" " * width + heads, *lines]) + "\n"


def read(page: str) -> dict[str, dict[str, str]]:
    """What `written` wrote."""
    rows = {}
    for line in page.splitlines()[1:]:
        head, *cells = line.rsplit(maxsplit=len(PRINCIPALS))
        rows[head] = dict(zip(PRINCIPALS, cells, strict=True))
    return rows


def changes(kept: dict[str, dict[str, str]], seen: dict[str, dict[str, str]]) -> list[str]:
    """Permissions that are not as they were written down, for somebody to decide whether they should be."""
    found = [f"{head}: is gone" for head in kept if head not in seen]
    for head, cells in seen.items():
        before = kept.get(head)
        if before is None:
            found.append(f"{head}: is new")
        else:
            found += [f"{head}: {name} {before[name]} → {s}" for name, s in cells.items() if before[name] != s]
    return found


def _shown(answer: Answer) -> str:
    return "sign-in" if answer.status == 302 and answer.location.startswith("/sign-in") else str(answer.status)


def _same(answer: Answer, other: Answer) -> bool:
    if _shown(answer) == _shown(other) == "sign-in":
        return True
    return (answer.status, answer.fingerprint) == (other.status, other.fingerprint)
