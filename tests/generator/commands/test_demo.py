"""`salesbook demo` as it is called."""

from pathlib import Path

import pytest

from generator import simulation
from generator.cli import main


def test_it_writes_the_sample_company(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["demo", str(tmp_path / "new")]) == 0
    files = simulation.files(simulation.SEED, simulation.SAMPLE, simulation.TODAY)
    texts = dict(files.texts)
    written = {
        file.relative_to(tmp_path / "new").as_posix(): file.read_text(encoding="utf-8")
        for file in (tmp_path / "new").rglob("*")
        if file.is_file()
    }
    assert written == texts
    first, following = capsys.readouterr().out.splitlines()
    assert f"{files.total - 1:,} records" in first
    assert following.startswith("Next: salesbook --root ")


def test_another_seed_size_and_day_can_be_chosen(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()  # an empty folder is fine
    words = ["--seed", "5", "--accounts", "40", "--today", "2026-05-11"]
    assert main(["demo", str(tmp_path), *words]) == 0
    assert len(list((tmp_path / "data/accounts").rglob("*.yml"))) == 40
    assert [path.name for path in tmp_path.iterdir()] == ["data"]


@pytest.mark.parametrize("number", ["29", "-3", "many", "\u00b2"])
def test_too_few_accounts_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], number: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["demo", str(tmp_path), f"--accounts={number}"])
    assert ended.value.code == 2
    assert "must be a number, 30 or more" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_records_that_are_there_are_never_touched(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data/company.yml").write_text("name: Mine\n", encoding="utf-8")
    assert main(["demo", str(tmp_path)]) == 2
    assert "must be empty or not there yet" in capsys.readouterr().err
    assert (tmp_path / "data/company.yml").read_text(encoding="utf-8") == "name: Mine\n"


def test_a_place_that_cannot_be_written_is_said_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert main(["demo", str(tmp_path / "file")]) == 2
    shown = capsys.readouterr().err
    assert shown.count("\n") == 1
    assert "cannot be written" in shown


def test_what_an_interrupted_call_left_is_cleared_away(tmp_path: Path) -> None:
    (tmp_path / ".data.new/data").mkdir(parents=True)
    (tmp_path / ".data.new/data/half.yml").write_text("", encoding="utf-8")
    assert main(["demo", str(tmp_path), "--accounts", "30"]) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    assert not (tmp_path / "data/half.yml").exists()
