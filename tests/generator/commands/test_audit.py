"""`salesbook audit` as it is called, over real repositories and real keys."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from generator import pipeline
from generator.cli import main
from generator.history import moment
from generator.website.page import TIP
from tests.books import COMPANY
from tests.repository import MAIL, Repository

PERSON = f"name: Mori Aya\nmail: {MAIL}\nrole: sales\n"
DEAL = (
    "name: One\nowner: aya\nstage: proposal\ncreated_on: 2026-04-01\namount: 5\n"
    "close_date: 2026-05-20\n"
)
WON = DEAL.replace("proposal", "won") + "closed_on: 2026-05-10\n"
TARGET = "person: aya\nperiod: FY2026-Q1\namount: 100\n"

pytestmark = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="there is no ssh-keygen")


@pytest.fixture
def past(repository: Repository, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Commit a deal and a target by a pull request."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    repository.write("mkdocs.yml", "plugins: [{salesbook: {as_of: 2026-11-20}}]\nsite_dir: out\n")
    for path, text in (
        ("company.yml", COMPANY),
        ("people/aya.yml", PERSON),
        ("deals/one.yml", DEAL),
        ("targets/t.yml", TARGET),
    ):
        repository.write(f"data/{path}", text)
    repository.commit("Begin (#1)", when="2026-04-01T09:00:00Z")
    repository.git("tag", "start")
    return repository


def key(folder: Path, name: str) -> str:
    """Make a key, and give the line that lets its owner sign."""
    file = folder / name
    call = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", os.fspath(file)]
    subprocess.run(call, check=True, stdin=subprocess.DEVNULL)
    return f"{MAIL} {file.with_suffix('.pub').read_text(encoding='utf-8')}"


def signing(past: Repository, folder: Path, name: str, *, known: bool = True) -> None:
    """Let all commits be signed by a key, known or not."""
    line = key(folder, name)
    past.git("config", "gpg.format", "ssh")
    past.git("config", "user.signingkey", os.fspath(folder / name))
    past.git("config", "commit.gpgsign", "true")
    if known:
        (folder / "signers").write_text(line, encoding="utf-8")
        past.git("config", "gpg.ssh.allowedSignersFile", os.fspath(folder / "signers"))


def change(past: Repository, path: str, text: str, when: str = "2026-04-02", **how: str) -> str:
    past.write(f"data/{path}", text)
    return past.commit(how.pop("message", "Change (#2)"), when=f"{when}T09:00:00Z", **how)


def audited(
    past: Repository, capsys: pytest.CaptureFixture[str], *words: str
) -> tuple[int, list[tuple[str, str, str]], str]:
    """Audit: the exit code, the findings as code, commit and record, and what was said besides."""
    code = main(["--root", str(past.root), "audit", "--format", "json", *words])
    shown = capsys.readouterr()
    found = json.loads(shown.out)["findings"]
    return code, [(one["code"], one["commit"], one["record"]) for one in found], shown.err


def test_good_signatures_leave_nothing_to_find(
    past: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signing(past, tmp_path, "mine")
    change(past, "deals/one.yml", DEAL.replace("amount: 5", "amount: 6"))
    code, found, said = audited(past, capsys, "--since", "start")
    assert (code, found) == (0, [])
    assert said == f"1 commit since {past.git('rev-parse', 'start')[:10]}: no findings.\n"


def test_unsigned_commits_and_unknown_keys_are_told_apart(
    past: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signing(past, tmp_path, "mine")
    change(past, "deals/one.yml", DEAL.replace("amount: 5", "amount: 6"))
    signing(past, tmp_path, "other", known=False)
    strange = change(past, "deals/one.yml", DEAL.replace("amount: 5", "amount: 7"))
    past.git("config", "commit.gpgsign", "false")
    bare = change(past, "deals/one.yml", DEAL.replace("amount: 5", "amount: 8"))
    code, found, _ = audited(past, capsys, "--since", "start")
    assert (code, found) == (1, [("A04", strange, ""), ("A03", bare, "")])


def test_without_known_keys_it_is_said_that_nothing_can_be_verified(
    past: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signing(past, tmp_path, "mine", known=False)
    made = change(past, "deals/one.yml", DEAL.replace("amount: 5", "amount: 6"))
    code, found, said = audited(past, capsys, "--since", "start")
    assert (code, found) == (1, [("A04", made, "")])
    assert "SSH signatures (1) cannot be verified: `gpg.ssh.allowedSignersFile` is not set" in said


def test_a_forged_signature_is_bad(
    past: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signing(past, tmp_path, "mine")
    made = change(past, "deals/one.yml", DEAL.replace("amount: 5", "amount: 6"))
    raw = past.git("cat-file", "commit", made).replace("Change (#2)", "Chance (#2)") + "\n"
    file = past.root.parent / "forged"
    file.write_text(raw, encoding="utf-8", newline="")
    forged = past.git("hash-object", "-t", "commit", "-w", os.fspath(file))
    past.git("update-ref", "refs/heads/main", forged)
    _, found, _ = audited(past, capsys, "--since", "start")
    assert found == [("A02", forged, "")]


@pytest.fixture
def keyring() -> Iterator[Path]:
    """Return a keyring with one key of Mori Aya's; its path is short, as its agent's pipe wants."""
    if shutil.which("gpg") is None or shutil.which("gpgconf") is None:
        pytest.skip("there is no GnuPG")
    with TemporaryDirectory(prefix="sb-", ignore_cleanup_errors=True) as folder:
        about = ("--quick-generate-key", f"Mori Aya <{MAIL}>", "ed25519", "sign", "never")
        gpg(folder, "--passphrase", "", *about)
        yield Path(folder)
        subprocess.run(["gpgconf", "--homedir", folder, "--kill", "all"], check=False)  # noqa: S607 - the one on PATH


def gpg(folder: str | Path, *words: str) -> str:
    """Run GnuPG on a keyring and return what it printed."""
    call = ["gpg", "--homedir", os.fspath(folder), "--batch", "--quiet", *words]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def signed_with(keyring: Path, past: Repository, amount: int) -> str:
    """Change the amount of the deal in a commit that the key signs."""
    past.git("config", "user.signingkey", MAIL)
    past.write("data/deals/one.yml", DEAL.replace("amount: 5", f"amount: {amount}"))
    names = {f"GIT_{one}_NAME": "Mori Aya" for one in ("AUTHOR", "COMMITTER")}
    mails = {f"GIT_{one}_EMAIL": MAIL for one in ("AUTHOR", "COMMITTER")}
    words = ("--quiet", "--all", "--gpg-sign", "--message=Change (#2)")
    past.git("commit", *words, **names, **mails, GNUPGHOME=os.fspath(keyring))
    return past.git("rev-parse", "HEAD")


def test_signatures_of_gnupg_are_verified_with_the_keyring(
    past: Repository,
    keyring: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    monkeypatch.setenv("GNUPGHOME", os.fspath(keyring))
    first = signed_with(keyring, past, 6)
    assert audited(past, capsys, "--since", "start")[:2] == (0, [])
    text = past.git("cat-file", "commit", first).replace("Change (#2)", "Change (#3)") + "\n"
    (tmp_path / "forged").write_text(text, encoding="utf-8")
    forged = past.git("hash-object", "-w", "-t", "commit", os.fspath(tmp_path / "forged"))
    past.git("reset", "--quiet", "--hard", forged)
    assert audited(past, capsys, "--since", "start")[1] == [("A02", forged, "")]


def test_a_key_that_no_keyring_holds_is_unknown(
    past: Repository,
    keyring: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = signed_with(keyring, past, 6)
    with TemporaryDirectory(prefix="sb-") as empty:
        monkeypatch.setenv("GNUPGHOME", empty)
        assert audited(past, capsys, "--since", "start")[:2] == (1, [("A04", made, "")])


def test_a_program_that_the_repository_names_is_not_run(
    past: Repository, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    signing(past, tmp_path, "mine")
    change(past, "deals/one.yml", DEAL.replace("amount: 5", "amount: 6"))
    program = tmp_path / "program"
    program.write_text(f"#!/bin/sh\ntouch {tmp_path}/ran\nexit 0\n", encoding="utf-8")
    program.chmod(0o755)
    for name in ("gpg.program", "gpg.ssh.program", "gpg.openpgp.program"):
        past.git("config", name, os.fspath(program))
    assert audited(past, capsys, "--since", "start")[0] == 0
    assert not (tmp_path / "ran").exists()


def test_keys_of_the_person_count_as_well(
    past: Repository,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    signing(past, tmp_path, "mine")
    past.git("config", "--unset", "gpg.ssh.allowedSignersFile")
    change(past, "deals/one.yml", DEAL.replace("amount: 5", "amount: 6"))
    monkeypatch.delenv("GIT_CONFIG_GLOBAL", raising=False)
    (tmp_path / ".gitconfig").write_text('[gpg "ssh"]\nallowedSignersFile = ~/signers\n')
    assert audited(past, capsys, "--since", "start")[:2] == (0, [])


def test_where_nothing_is_signed_that_is_one_finding(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    change(past, "deals/one.yml", DEAL.replace("amount: 5", "amount: 6"))
    last = change(past, "deals/one.yml", DEAL.replace("amount: 5", "amount: 7"))
    assert audited(past, capsys, "--since", "start")[:2] == (1, [("A03", last, "")])


def codes(found: list[tuple[str, str, str]]) -> list[tuple[str, str, str]]:
    """Leave out what is said of signatures."""
    return [one for one in found if one[0] != "A03"]


def test_a_change_to_a_closed_deal_is_found(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    change(past, "deals/one.yml", WON, "2026-05-11")
    more = change(past, "deals/one.yml", WON.replace("amount: 5", "amount: 9"), "2026-05-12")
    (past.root / "data/deals/one.yml").unlink()
    gone = past.commit("Away (#3)", when="2026-05-13T09:00:00Z")
    _, found, _ = audited(past, capsys, "--since", "start")
    assert codes(found) == [("A05", more, "deals/one"), ("A05", gone, "deals/one")]


def test_a_deal_that_is_closed_in_an_ended_quarter_is_found(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    # the quarter from April ends with June
    late = change(past, "deals/one.yml", WON, "2026-07-01")
    _, found, _ = audited(past, capsys, "--since", "start")
    assert codes(found) == [("A06", late, "deals/one")]


def test_imported_history_is_no_late_news(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    change(past, "deals/one.yml", WON, "2026-07-01", message="Old (#2)\n\nSource: old-crm")
    assert codes(audited(past, capsys, "--since", "start")[1]) == []


def test_a_past_target_that_changes_is_found(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    change(past, "targets/t.yml", TARGET.replace("100", "90"), "2026-06-30")
    late = change(past, "targets/t.yml", TARGET.replace("100", "80"), "2026-07-01")
    new = change(past, "targets/u.yml", TARGET.replace("aya", "aya"), "2026-07-02")
    (past.root / "data/targets/t.yml").unlink()
    gone = past.commit("Away (#3)", when="2026-07-03T09:00:00Z")
    _, found, _ = audited(past, capsys, "--since", "start")
    assert codes(found) == [
        ("A07", late, "targets/t"), ("A07", new, "targets/u"), ("A07", gone, "targets/t"),
    ]  # fmt: skip


def test_an_issued_forecast_that_changes_is_found(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    past.write("ledger/2026-W14.json", "{}\n")
    past.commit("Issue (#2)", when="2026-04-02T09:00:00Z")
    past.write("ledger/2026-W14.json", '{"better": 1}\n')
    late = past.commit("Improve (#3)", when="2026-04-09T09:00:00Z")
    (past.root / "ledger/2026-W14.json").unlink()
    gone = past.commit("Away (#4)", when="2026-04-10T09:00:00Z")
    path = "ledger/2026-W14.json"
    for since in (("--since", "start"), ()):
        _, found, _ = audited(past, capsys, *since)
        assert codes(found) == [("A10", late, path), ("A10", gone, path)]


def test_what_nobody_reviewed_and_strangers_are_found(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    six, seven = (DEAL.replace("amount: 5", f"amount: {one}") for one in (6, 7))
    direct = change(past, "deals/one.yml", six, message="Quick")
    stranger = change(past, "deals/one.yml", seven, author="Eve", mail="eve@else.example")
    _, found, _ = audited(past, capsys, "--since", "start")
    assert codes(found) == [("A08", direct, ""), ("A09", stranger, "")]


def test_the_built_site_says_where_to_begin(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    start = past.git("rev-parse", "start")
    (past.root / "out").mkdir()
    (past.root / "out/commit.txt").write_text(f"{start}\n")
    change(past, "deals/one.yml", DEAL.replace("amount: 5", "amount: 6"))
    _, found, said = audited(past, capsys)
    assert [code for code, _, _ in found] == ["A03"]
    assert f"1 commit since {start[:10]}" in said


def test_a_portal_names_the_commit_that_it_was_made_from(past: Repository) -> None:
    made = pipeline.portal(moment.present(past.root, date(2026, 11, 20)))
    named = [file.content.decode() for file in made.told.assets if file.path == TIP]
    assert named == [f"{past.git('rev-parse', 'HEAD')}\n"]
    shutil.rmtree(past.root / ".git")
    made = pipeline.portal(moment.present(past.root, date(2026, 11, 20)))
    assert TIP not in [file.path for file in made.told.assets]


def test_a_rewritten_history_is_found(past: Repository, capsys: pytest.CaptureFixture[str]) -> None:
    published = change(past, "deals/one.yml", DEAL.replace("amount: 5", "amount: 6"))
    past.git("reset", "--quiet", "--hard", "start")
    change(past, "deals/one.yml", DEAL.replace("amount: 5", "amount: 7"))
    _, found, _ = audited(past, capsys, "--since", published)
    assert codes(found) == [("A01", published, "")]
    (past.root / "out").mkdir()
    (past.root / "out/commit.txt").write_text(f"{'ab' * 20}\n")
    _, found, _ = audited(past, capsys)
    assert ("A01", "ab" * 20, "") in found


def test_without_a_beginning_everything_is_audited_and_that_is_said(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    code, found, said = audited(past, capsys)
    assert code == 1
    assert [one[:2] for one in found] == [("A03", past.git("rev-parse", "HEAD"))]
    assert "No site was built here yet" in said


def test_a_finding_is_one_line_with_what_to_do(
    past: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    late = change(past, "deals/one.yml", WON, "2026-07-01")
    assert main(["--root", str(past.root), "audit", "--since", "start"]) == 1
    lines = capsys.readouterr().out.splitlines()
    expected = (
        f"{late[:10]}: deals/one: A06: A fiscal quarter must stay as it ended; this deal is won in "
        "FY2026 Q1, on 2026-05-10, told on 2026-07-01. Tell those who were told the quarter's "
        "figures."
    )
    assert [line for line in lines if "A06" in line] == [expected]


@pytest.mark.parametrize(("words", "message"), [(("--since", "nowhere"), "no such revision")])
def test_what_is_no_beginning_is_one_line_and_2(
    past: Repository, words: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--root", str(past.root), "audit", *words]) == 2
    shown = capsys.readouterr()
    assert (shown.out, shown.err.count("\n")) == ("", 1)
    assert message in shown.err


@pytest.mark.parametrize("lost", ["repository", "records", "company"])
def test_without_a_history_or_a_company_there_is_nothing_to_audit(
    past: Repository, tmp_path: Path, lost: str, capsys: pytest.CaptureFixture[str]
) -> None:
    if lost == "repository":
        (past.root / ".git").rename(tmp_path / "away")
    elif lost == "records":
        past.git("rm", "-r", "--quiet", "--cached", "data")
        names = ("AUTHOR_NAME", "AUTHOR_EMAIL", "COMMITTER_NAME", "COMMITTER_EMAIL")
        people = {f"GIT_{name}": "x" for name in names}
        past.git("commit", "--quiet", "--message=x", **people)
    else:
        past.write("data/company.yml", "name: Nobody\n")
    assert main(["--root", str(past.root), "audit"]) == 2
    said = capsys.readouterr().err
    assert ("cannot be used" if lost == "company" else "The past is not known") in said
