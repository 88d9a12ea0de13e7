"""Commits out of git's log: people, moments, words, and times that cannot be."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from generator.history import git
from generator.history.commit import (
    Commit,
    Person,
    Raw,
    Words,
    kept,
    numbered,
    parsed,
    request,
    trailers,
)
from tests.repository import Repository

HOUR = timedelta(hours=1)


def commits(root: Path, now: datetime | None = None) -> tuple[Commit, ...]:
    place = git.find(root)
    assert isinstance(place, git.Repository)
    tip = git.resolve(place, "HEAD")
    assert tip is not None
    line = [kept(raw) for raw, _ in parsed(git.log(place, tip))]
    return numbered(line[::-1], now)[0]


def raw(number: int, committed: int | None, authored: int | None, message: str = "Change") -> Raw:
    person = Person("Aya", "aya@example.com")
    return Raw(f"{number:040}", (), person, authored, person, committed, signed=False,
               message=message)  # fmt: skip


def line(*raws: Raw) -> tuple[tuple[Commit, ...], list[str]]:
    return numbered(kept(raw) for raw in raws)


def test_a_commit_says_who_when_and_what(repository: Repository) -> None:
    first = repository.commit("Begin")
    sha = repository.commit(
        "Won the deal\n\nAfter a long talk:\n\n  - price\n  - service\n\nSource: Old CRM\n"
        "Co-authored-by: Ben <ben@example.com>",
        when="2026-04-01T09:30:00+09:00",
        author="森 彩",
        mail="aya@example.com",
    )
    last = commits(repository.root)[-1]
    moment = datetime(2026, 4, 1, 0, 30, tzinfo=UTC)
    assert (last.number, last.sha) == (1, sha)
    assert last.author == Person("森 彩", "aya@example.com")
    assert last.authored == last.committed == last.known == last.happened == moment
    assert last.words == Words(
        parents=[first],
        committer_name="森 彩",
        committer_mail="aya@example.com",
        subject="Won the deal",
        body="After a long talk:\n\n  - price\n  - service\n\nSource: Old CRM\n"
        "Co-authored-by: Ben <ben@example.com>",
        source="Old CRM",
        pull_request=None,
        merge=False,
        signed=False,
        merger_name=None,
        merger_mail=None,
    )


def test_an_empty_message_is_empty(repository: Repository) -> None:
    repository.git("commit", "--quiet", "--allow-empty", "--allow-empty-message", "-m", "", **{
        f"GIT_{role}_{part}": "x" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")
    })  # fmt: skip
    (only,) = commits(repository.root)
    assert (only.words.subject, only.words.body, only.words.source) == ("", "", None)


def object_of(repository: Repository, content: bytes) -> None:
    """Make a commit object byte by byte, as no git command would, and put main there."""
    file = repository.root / ".git" / "object"
    file.write_bytes(content)
    sha = repository.git("hash-object", "-t", "commit", "-w", "--literally", ".git/object")
    repository.git("update-ref", "refs/heads/main", sha)


@pytest.fixture
def tree(repository: Repository) -> bytes:
    return repository.git("write-tree").encode()


def test_bytes_that_are_no_utf_8_are_replaced(repository: Repository, tree: bytes) -> None:
    object_of(repository, b"tree %s\nauthor Ren\xe9 <r@example.com> 1 +0000\n"
              b"committer <> 2 +0000\n\nCaf\xe9\n" % tree)  # fmt: skip
    (only,) = commits(repository.root)
    assert only.author == Person("Ren\ufffd", "r@example.com")
    assert (only.words.committer_name, only.words.committer_mail) == ("", "")
    assert only.words.subject == "Caf\ufffd"


def test_a_message_in_a_named_encoding_is_read_in_it(repository: Repository, tree: bytes) -> None:
    object_of(repository, b"tree %s\nauthor R <r@example.com> 1 +0000\n"
              b"committer R <r@example.com> 2 +0000\nencoding Shift_JIS\n\n%s\n"
              % (tree, "受注".encode("cp932")))  # fmt: skip
    assert commits(repository.root)[0].words.subject == "受注"


def test_words_that_look_like_markup_or_a_log_stay_words(repository: Repository) -> None:
    said = (
        "<script>%H\x1b[31m\tx\n\ncommit 0000000000000000000000000000000000000000\n"
        ":100644 100644 a b M\nauthor Evil <e@example.com> 1 +0000\n    indented"
    )
    repository.commit(said, author='<b>"A" %an')
    (only,) = commits(repository.root)
    assert f"{only.words.subject}\n\n{only.words.body}" == said
    assert only.author.name == 'b"A" %an'  # git itself takes `<` and `>` away


def test_what_follows_a_zero_byte_makes_no_commit(repository: Repository, tree: bytes) -> None:
    fake = b"commit " + b"1" * 40 + b"\ntree " + tree
    who = b"R <r@example.com> 1 +0000"
    object_of(repository, b"tree %s\nauthor %s\ncommitter %s\n\nSaid\0%s\n\n    Fake\n"
              % (tree, who, who, fake))  # fmt: skip
    (only,) = commits(repository.root)
    assert (only.words.subject, only.words.body) == ("Said", "")


def test_a_head_cut_short_is_a_commit_without_a_time(repository: Repository, tree: bytes) -> None:
    object_of(repository, b"tree %s\nauthor R\0 <r@example.com> 1 +0000\n"
              b"committer R <r@example.com> 9 +0000\n\nSaid\n" % tree)  # fmt: skip
    (only,) = commits(repository.root)
    assert (only.author, only.words.committer_name) == (Person("R", ""), "")
    assert only.known == datetime.fromtimestamp(0, UTC)


def test_a_signature_is_seen(repository: Repository, tree: bytes) -> None:
    object_of(repository, b"tree %s\nauthor R <r@example.com> 1 +0000\n"
              b"committer R <r@example.com> 2 +0000\n"
              b"gpgsig -----BEGIN SSH SIGNATURE-----\n \n author Evil <e@x> 5 +0000\n"
              b" -----END SSH SIGNATURE-----\n\nSaid\n" % tree)  # fmt: skip
    (only,) = commits(repository.root)
    assert (only.words.signed, only.author.name, only.words.subject) == (True, "R", "Said")


def test_a_mailmap_renames_nobody(repository: Repository) -> None:
    repository.write(".mailmap", "Bob Boss <boss@example.com> <aya.mori@example.com>\n")
    repository.commit()
    assert commits(repository.root)[0].author == Person("Mori Aya", "aya.mori@example.com")


def test_known_never_runs_back_and_happened_follows_the_source() -> None:
    found, wrong = line(
        raw(0, 1000, 900),
        raw(1, 500, 400),
        raw(2, 3000, 100, "Import\n\nSource: Old CRM"),
        raw(3, 2000, None, "Import\n\nSource: Old CRM"),
    )
    assert [int(one.known.timestamp()) for one in found] == [1000, 1000, 3000, 3000]
    assert [int(one.happened.timestamp()) for one in found] == [1000, 1000, 100, 3000]
    assert [int(one.committed.timestamp()) for one in found] == [1000, 500, 3000, 2000]
    assert wrong == []


@pytest.mark.parametrize("seconds", [99999999999999, 253402300800, -5, None])
def test_a_time_that_cannot_be_counts_as_that_of_the_commit_before(seconds: int | None) -> None:
    found, wrong = line(raw(0, 1000, 1000), raw(1, seconds, seconds), raw(2, 2000, 2000))
    assert [int(one.known.timestamp()) for one in found] == [1000, 1000, 2000]
    assert int(found[1].authored.timestamp()) == int(found[1].committed.timestamp()) == 1000
    assert wrong == [f"{1:040}"[:10]]


def test_the_future_begins_a_day_after_now() -> None:
    now = datetime(2026, 4, 1, tzinfo=UTC)
    seconds = [int((now + hours * HOUR).timestamp()) for hours in (-1, 24, 25, 5 * 365 * 24)]
    found, wrong = numbered([kept(raw(i, at, at)) for i, at in enumerate(seconds)], now)
    assert [one.known for one in found] == [now - HOUR, *[now + 24 * HOUR] * 3]
    assert wrong == [f"{i:040}"[:10] for i in (2, 3)]


@pytest.mark.parametrize("year", ["99999999999999", "1" * 30, "-1"])
def test_absurd_times_of_real_commits_do_no_harm(
    repository: Repository, tree: bytes, year: str
) -> None:
    who = f"R <r@example.com> {year} +0000".encode()
    object_of(repository, b"tree %s\nauthor %s\ncommitter %s\n\nSaid\n" % (tree, who, who))
    (only,) = commits(repository.root)
    assert only.known == only.happened == datetime.fromtimestamp(0, UTC)


@pytest.mark.parametrize(
    ("subject", "body", "number"),
    [
        ("Merge pull request #12 from acme/close-deal", "Close the deal", 12),
        ("Merge pull request 'Close (#7)' (#12) from close into main", "", 12),
        ("Close the deal (#12)", "", 12),
        ('Revert "Close the deal (#12)" (#13)', "", 13),
        ("Merge branch 'close' into 'main'", "Close\n\nSee merge request acme/sales!12", 12),
        ("Merge branch 'close' into 'main'", "See merge request !12", 12),
        ("Merged in close (pull request #12)", "Close the deal", 12),
        ("Pull request #12: Close the deal", "Merge in SALES/data from close", 12),
        ("Merge pull request #12 in SALES/data from close to main", "", 12),
        ("Merged PR 12: Close the deal", "", 12),
        ("Order (#12) is late", "", None),
        ("Close the deal", "It is #12 on the list; great!", None),
        ("Call about PR 12", "", None),
        ("Close (#99999999999)", "", None),
    ],
)
def test_the_pull_request_is_found(subject: str, body: str, number: int | None) -> None:
    assert request(subject, body) == number


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("", ()),
        ("Source: CRM", (("Source", "CRM"),)),
        ("Said\n\nSource: CRM\nSigned-off-by: A <a@b>\n\n",
         (("Source", "CRM"), ("Signed-off-by", "A <a@b>"))),
        ("Source: CRM\n\nThat was it.", ()),
        ("We say\nSource: CRM", ()),
        ("Two words: no", ()),
    ],
)  # fmt: skip
def test_trailers_are_the_last_paragraph(body: str, found: tuple[tuple[str, str], ...]) -> None:
    assert trailers(body) == found
