"""A week of a team of four: forty pull requests, and nothing of them is lost.

A bare repository stands for the hosting site, which merges without our driver; everybody works in
a clone of their own, where the driver is installed. Before a merge is published, the merge result
is checked, as the ready workflows do.
"""

import json
import os
import re
import shlex
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from generator.cli import main
from tests.books import COMPANY
from tests.editor import typed
from tests.portal import MKDOCS
from tests.repository import Repository, create
from tests.served import serving
from tests.whole.week import BOOK, DAYS, PEOPLE, REPAIRS, WEEK, Branch, Form, Hand

REVIEWER = "ken-mori"
CONFLICT = re.compile(r"<{7}[^\n]*\n(.*?)={7}\n(.*?)>{7}[^\n]*\n", re.DOTALL)
DRIVEN = {"press-closer", "robot-stage", "emi-title", "robot-emi"}
"""Pull requests that touch a line next to another's, which is no conflict to the driver."""
Said = tuple[str, str, str]
"""A record (`KIND/ID`), a field of it, and the value that somebody gave it."""


class Landed(NamedTuple):
    """A merged pull request, and what had to be done for it."""

    branch: Branch
    conflict: bool
    settled: bool
    repaired: bool


class Team:
    """Four desks, the hosting site, and the clock on its wall."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.patch, self.now = patch, datetime.fromisoformat(f"{DAYS[0]}T09:00:00+00:00")
        self.site = create(folder / "site")
        for path, text in {"mkdocs.yml": MKDOCS, "data/company.yml": COMPANY, **BOOK}.items():
            self.site.write(path, text)
        self._named(self.site, REVIEWER)
        self.site.commit("Begin", when=f"{DAYS[0]}T08:00:00+00:00")
        self.desks = {who: self._desk(folder / who, who) for who in PEOPLE}

    def _desk(self, place: Path, who: str) -> Repository:
        self.site.git("clone", "--quiet", str(self.site.root), str(place))
        desk = Repository(place)
        self._named(desk, who)
        assert main(["--root", str(place), "merge-driver", "--install"]) == 0
        return desk

    def _named(self, repository: Repository, who: str) -> None:
        repository.git("config", "user.name", PEOPLE[who])
        repository.git("config", "user.email", f"{who}@kitahama.example")

    @property
    def day(self) -> str:
        return self.now.date().isoformat()

    def dates(self) -> dict[str, str]:
        """Let a minute pass, and give git the moment."""
        self.now += timedelta(minutes=1)
        dates = {f"GIT_{role}_DATE": self.now.isoformat() for role in ("AUTHOR", "COMMITTER")}
        for name, moment in dates.items():
            self.patch.setenv(name, moment)
        return dates

    def run(self, desk: Repository, words: str) -> int:
        self.dates()
        name, *rest = shlex.split(words)
        return main(["--root", str(desk.root), name, "--as-of", self.day, *rest])

    def opened(self, branch: Branch) -> None:
        """Make a branch from the main branch of the moment, edit, commit and push."""
        desk = self.desks[branch.who]
        desk.git("fetch", "--quiet", "origin")
        desk.git("checkout", "--quiet", "-b", branch.name, "origin/main")
        for edit in branch.edits:
            self._edited(desk, edit)
        assert self.run(desk, "check") == 0, branch.name
        desk.git("push", "--quiet", "origin", branch.name)

    def _edited(self, desk: Repository, edit: str | Hand | Form) -> None:
        match edit:
            case str():
                assert self.run(desk, f"{edit} --commit") == 0, edit
            case Form():
                self.dates()
                kind, identity = edit.record.split("/")
                with serving(desk.root) as served:
                    digest = served.form(kind, identity)["digest"]
                    posted = {"kind": kind, "id": identity, "digest": digest}
                    assert served.saved(**posted, values=edit.values)["state"] == "saved", edit
            case Hand():
                file = desk.root / edit.path
                before = file.read_text(encoding="utf-8") if edit.old else ""
                assert before.count(edit.old) == 1 or not before, edit
                desk.write(edit.path, before.replace(edit.old, edit.new) if before else edit.new)
                desk.git("add", edit.path)
                desk.git("commit", "--quiet", "--message=By hand", **self.dates())

    def merged(self, branch: Branch, number: int) -> Landed:
        """Merge a pull request once git can, and once the merge result is sound."""
        conflict = not self._joined(branch)
        settled = conflict and self._settled(branch)
        assert not conflict or self._joined(branch), branch.name
        repaired = self.run(self.site, "check") != 0
        if repaired:
            self.site.git("merge", "--abort")
            self._repaired(branch)
            assert self._joined(branch)
            assert self.run(self.site, "check") == 0, branch.name
        title = f"Merge pull request #{number} from {branch.name}"
        self.site.git("commit", "--quiet", f"--message={title}", **self.dates())
        return Landed(branch, conflict, settled, repaired)

    def _joined(self, branch: Branch) -> bool:
        """Join the branches as the hosting site does, not yet committed."""
        words = ("merge", "--quiet", "--no-ff", "--no-commit", branch.name)
        done = self.site.tried(*words, **self.dates()).returncode == 0
        if not done:
            self.site.git("merge", "--abort")
        return done

    def _settled(self, branch: Branch) -> bool:
        """Let the author merge at home; say whether the driver left something to decide."""
        desk = self.desks[branch.who]
        desk.git("checkout", "--quiet", branch.name)
        left = not self._caught_up(desk)
        if left:
            names = desk.git("diff", "--name-only", "--diff-filter=U").splitlines()
            for name in names:
                file = desk.root / name
                text = file.read_text(encoding="utf-8")
                assert CONFLICT.search(text), text
                file.write_text(CONFLICT.sub(r"\1" if branch.mine else r"\2", text), "utf-8")
                desk.git("add", name)
            desk.git("commit", "--quiet", "--no-edit", **self.dates())
        desk.git("push", "--quiet", "origin", branch.name)
        return left

    def _caught_up(self, desk: Repository) -> bool:
        desk.git("fetch", "--quiet", "origin")
        return desk.tried("merge", "--quiet", "origin/main", **self.dates()).returncode == 0

    def _repaired(self, branch: Branch) -> None:
        desk = self.desks[branch.who]
        desk.git("checkout", "--quiet", branch.name)
        assert self._caught_up(desk), branch.name
        assert self.run(desk, f"{REPAIRS[branch.name]} --commit") == 0
        desk.git("push", "--quiet", "origin", branch.name)

    def asked(self, sql: str, capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
        capsys.readouterr()
        assert self.run(self.site, f"query --format json {shlex.quote(sql)}") == 0
        found: list[dict[str, object]] = json.loads(capsys.readouterr().out)
        return found


def said(branch: Branch) -> Iterator[Said]:
    """Yield what a branch says it changes."""
    for part in filter(None, branch.says.split("; ")):
        record, _, rest = part.partition(" ")
        for field, value in re.findall(r"([\w.]+)=(.*?)(?= [\w.]+=|$)", rest):
            yield record, field, value


class Week(NamedTuple):
    """The team on Friday evening, and what it has merged, in order."""

    team: Team
    landed: list[Landed]

    @property
    def numbered(self) -> list[tuple[int, Landed]]:
        return [*enumerate(self.landed, 1)]


@pytest.fixture(scope="module")
def week(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Week]:
    """Live through the week: each day, everybody begins on the same morning's main branch."""
    folder = tmp_path_factory.mktemp("week")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        # The driver is a command of git's, which looks for `salesbook` on the path.
        patch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        team = Team(folder, patch)
        landed: list[Landed] = []
        for day, branches in zip(DAYS, WEEK, strict=True):
            team.now = datetime.fromisoformat(f"{day}T09:00:00+00:00")
            for branch in branches:
                team.opened(branch)
            landed += [team.merged(one, len(landed) + i) for i, one in enumerate(branches, 1)]
        yield Week(team, landed)


def test_everybody_made_ten_pull_requests_and_all_are_merged(
    week: Week, capsys: pytest.CaptureFixture[str]
) -> None:
    assert Counter(one.branch.who for one in week.landed) == dict.fromkeys(PEOPLE, 10)
    rows = week.team.asked(
        "select pull_request, author from commits where pull_request is not null order by 1",
        capsys,
    )
    expected = [{"pull_request": i, "author": one.branch.who} for i, one in week.numbered]
    assert rows == expected


def test_people_decide_only_where_two_gave_one_field_different_values(week: Week) -> None:
    found = {
        name: {one.branch.name for one in week.landed if getattr(one, name)}
        for name in ("conflict", "settled", "repaired")
    }
    assert found["settled"] == {"oven-most", "press-own-step"}
    # A hosting site runs no driver, and takes neighbouring lines for one place.
    assert found["conflict"] - found["settled"] == DRIVEN
    assert found["repaired"] == set(REPAIRS)


def test_every_change_is_in_the_audit_trail_under_the_right_name(
    week: Week, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = week.team.asked(
        "select pull_request, author, kind || '/' || record as record, field, new from changes "
        "where pull_request is not null",
        capsys,
    )
    told = {tuple(row[name] for name in ("pull_request", "author", "record")) for row in rows}
    values = {
        (row["pull_request"], row["author"], row["record"], row["field"], row["new"])
        for row in rows
    }
    for number, one in week.numbered:
        assert {author for pull, author, _ in told if pull == number} <= {one.branch.who}
        for record, field, value in said(one.branch):
            whole = field != "tags" and "." not in field and f"data/{record}.yml" in BOOK
            if not whole:  # an item, a part of a field, a new record
                assert (number, one.branch.who, record) in told
            else:
                assert (number, one.branch.who, record, field, value) in values


def test_at_the_end_every_field_holds_what_was_said_last(week: Week) -> None:
    renamed = {"deals/oven": "deals/oven-2"}
    last = {
        (renamed.get(record, record), field): value
        for one in week.landed
        for record, field, value in said(one.branch)
    }
    data = week.team.site.root / "data"
    for (record, field), value in last.items():
        held = typed((data / f"{record}.yml").read_text(encoding="utf-8"))
        for name in field.split("."):
            assert isinstance(held, dict)
            held = held[name]
        assert value in map(str, held) if isinstance(held, list) else str(held) == value
    assert not (data / "accounts" / "cyan.yml").exists()
    assert len([*(data / "activities").rglob("*.yml")]) == 2


def test_every_remark_is_where_it_was(week: Week) -> None:
    deals = {
        file.stem.removesuffix("-2"): file.read_text(encoding="utf-8")
        for file in (week.team.site.root / "data" / "deals").rglob("*.yml")
    }
    assert sorted(deals) == sorted(
        [*(Path(path).stem for path in BOOK if "/deals/" in path), "saw"]
    )
    for name, text in deals.items():
        assert text.startswith(f"# {name.title()}: asked for at the fair.\nname: ")
        assert "  # without installation\n" in text


def test_the_book_checks_and_every_commit_was_reviewed(
    week: Week, capsys: pytest.CaptureFixture[str]
) -> None:
    site = week.team.site
    assert week.team.run(site, "check") == 0
    capsys.readouterr()
    assert main(["--root", str(site.root), "audit", "--format", "json"]) in {0, 1}
    found = json.loads(capsys.readouterr().out)["findings"]
    assert {one["code"] for one in found} <= {"A03"}  # nobody signs here
