"""From what a form sends to a commit: checked before a byte is written, and never over others."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from generator.authoring import atomic, change, commit, identity, record_text, telling, usual
from generator.authoring.atomic import ChangedMeanwhileError
from generator.authoring.change import Change, Opened
from generator.authoring.commit import NotCommittedError, Prepared
from generator.authoring.proposal import Standing
from generator.authoring.typed import Reader
from generator.book import Key
from generator.diagnostic import Diagnostic
from generator.editing.desk import Desk
from generator.editing.opening import digest, inside, kind_of, of_record, record
from generator.editing.placed import placed
from generator.editing.posted import applied
from generator.errors import SalesbookError, UsageError
from schema import KINDS, Activity

Json = dict[str, Any]

_ABOUT = {"deal": "deals", "account": "accounts", "lead": "leads", "ticket": "tickets"}


class NotSavedError(SalesbookError):
    """A change that git did not take; the file is as it was."""


class Proposed(NamedTuple):
    """A change with its words: a line for each field, and the message of its commit."""

    change: Change
    lines: Sequence[str]
    message: str


def saved(desk: Desk, posted: Mapping[str, object]) -> Json:
    """Save what a form sends, or say why not; whatever is not right, nothing is written.

    `state` is `saved`, `same` (nothing differs), `refused` (with findings at their fields),
    `changed` (the file is another one by now, whose form comes along) or `failed`.
    """
    with desk.writing:
        try:
            return _saved(desk, posted)
        except ChangedMeanwhileError:
            return _changed(desk, posted)
        except SalesbookError as error:
            return {"state": "failed", "message": str(error)}


def _saved(desk: Desk, posted: Mapping[str, object]) -> Json:
    opened = _opened(desk, posted)
    stands = desk.latest.fresh()
    made = _edited(stands, opened, posted) if opened else _new(desk, stands, posted)
    if made is None:
        return {"state": "same"}
    found = change.judged(desk.root, stands, [made.change])
    if any(one.severity == "error" for one in found):
        return {"state": "refused", "findings": _placed(made.change, found)}
    inside(desk.root, made.change.path)
    done = _written(desk, stands, made, _branch(posted))
    return {"state": "saved", "findings": _placed(made.change, found), **done}


def _opened(desk: Desk, posted: Mapping[str, object]) -> Opened | None:
    """Open the record that is meant, as the form knew it; nothing for a new one."""
    if posted.get("id") is None:
        return None
    opened = record(desk.root, posted.get("kind"), posted["id"])
    if digest(opened.data) != posted.get("digest"):
        raise ChangedMeanwhileError(opened.path)
    return opened


def _changed(desk: Desk, posted: Mapping[str, object]) -> Json:
    opened = record(desk.root, posted.get("kind"), posted.get("id"))
    return {"state": "changed", "form": of_record(desk, desk.latest.fresh(), opened)}


def _edited(stands: Standing, opened: Opened, posted: Mapping[str, object]) -> Proposed | None:
    line = opened.tree.get("pipeline")
    reader = Reader(stands.company, stands.as_of, line if isinstance(line, str) else None)
    tree = applied(opened.kind, opened.tree, posted.get("values"), reader)
    if not tree:
        message = f"{opened.key}: a record must keep at least one field."
        raise UsageError(message)
    if tree == opened.tree:
        return None
    told = telling.told(stands, opened.key, opened.tree, tree)
    return Proposed(opened.changed(tree), told.lines, telling.message(told))


def _new(desk: Desk, stands: Standing, posted: Mapping[str, object]) -> Proposed:
    """Compose a new record under a fresh id."""
    kind = kind_of(posted.get("kind"))
    tree = applied(kind, {}, posted.get("values"), Reader(stands.company, stands.as_of))
    taken = {key.id for key in stands.entries if key.folder == kind.folder}
    day = stands.as_of.isoformat()
    key = Key(kind.folder, identity.fresh(kind, tree, day, desk.suffixes(), taken))
    told = telling.told(stands, key, {}, tree)
    about = {name: Key(folder, str(tree[name])) for name, folder in _ABOUT.items() if name in tree}
    first = f"Add {kind.noun} {told.title}"
    if kind is Activity:
        first = usual.logged(stands, tree.get("type"), dict([*about.items()][:1]))
    path, text = identity.place(kind, key.id, tree), record_text.write(kind, tree)
    return Proposed(Change(key, path, None, text), told.lines, telling.added(told, first))


def _branch(posted: Mapping[str, object]) -> str | None:
    branch = posted.get("branch")
    name = branch.strip() if isinstance(branch, str) else ""
    if not name.isprintable():
        message = "a branch cannot be called so."
        raise UsageError(message)
    return name or None


def _written(desk: Desk, stands: Standing, made: Proposed, branch: str | None) -> Json:
    """Write the file and commit it; where git refuses, the file is as it was."""
    course = desk.course(stands, branch)
    paths = [made.change.path]
    prepared = _prepared(desk, paths, course.there and course.there.current, course.branch)
    change.save(desk.root, [made.change])
    short = _committed(desk, prepared, made) if prepared else None
    desk.latest.forget()
    return {
        **made.change.key._asdict(),
        "path": made.change.path,
        "lines": [*made.lines],
        "message": made.message,
        "commit": short,
        "branch": course.branch,
        **(course.next_steps(course.branch) if course.branch else {}),
    }


def _prepared(
    desk: Desk, paths: Sequence[str], current: str | None, branch: str | None
) -> Prepared | None:
    """Prepare the commit; without a repository the file is written and nothing more."""
    if branch is None:
        return None
    fresh = None if branch == current else branch
    return commit.prepared(desk.root, paths, fresh, desk.environment)


def _committed(desk: Desk, prepared: Prepared, made: Proposed) -> str:
    path, before, after = made.change.path, made.change.before, made.change.after or ""
    try:
        return prepared.made([path], made.message)
    except NotCommittedError as error:
        text = before.decode() if before is not None else None
        atomic.write(desk.root, {path: text}, {path: after.encode()})
        message = f"git did not commit ({error.said}). Nothing was written."
        raise NotSavedError(message) from error


def _placed(made: Change, found: Sequence[Diagnostic]) -> list[Json]:
    return placed(KINDS[made.key.folder], made.path, made.after or "", found)
