"""What a page says where the past is unknown: why, and what to do; never a zero."""

from datetime import date
from pathlib import Path

import pytest

from generator.history.trouble import NO_REPOSITORY, Trouble
from generator.look.render import Escape, environment
from generator.look.setting import Setting

TODAY = date(2026, 11, 23)
TEMPLATE = "{{ unknown_past(troubles, since, day) }}"


def said(
    folder: Path,
    troubles: tuple[Trouble, ...],
    since: date | None,
    escape: Escape = "html",
) -> str:
    (folder / "shown.j2").write_text(TEMPLATE, encoding="utf-8")
    templates = environment([folder], escape=escape, setting=Setting("JPY", TODAY))
    return templates.render("shown.j2", {"troubles": troubles, "since": since, "day": TODAY})


def test_nothing_is_said_where_the_past_is_known(tmp_path: Path) -> None:
    assert said(tmp_path, (), TODAY) == ""


@pytest.mark.parametrize("escape", ["html", "markdown"])
def test_a_folder_without_a_history_says_why_and_what_to_do(tmp_path: Path, escape: Escape) -> None:
    text = said(tmp_path, (NO_REPOSITORY,), None, escape)
    assert "there is no history to read" in text
    assert "this folder is in none" in text
    assert "<code>git add data</code>" in text


def test_a_history_that_begins_later_says_when(tmp_path: Path) -> None:
    text = said(tmp_path, (), date(2026, 11, 24)).replace("\N{NO-BREAK SPACE}", " ")
    assert "begins on 24 Nov 2026, after this day" in text


def test_a_trouble_is_said_beside_what_is_known(tmp_path: Path) -> None:
    text = said(tmp_path, (Trouble("G99", "A <b> is odd.", "Look."),), TODAY)
    assert text == '<div class="sb-unknown"><p class="sb-empty">A &lt;b&gt; is odd. Look.</p></div>'
