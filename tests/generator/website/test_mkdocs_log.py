import logging

import pytest

from generator.website.mkdocs_log import heard, told

LOG = logging.getLogger("mkdocs.commands.build")


def test_warnings_are_kept_and_news_is_not() -> None:
    with heard() as words:
        LOG.info("Cleaning site directory")
        LOG.warning("A link to %s", "gone.md")
    LOG.warning("later")
    assert words == ["A link to gone.md"]


def test_news_is_shown_while_serving(capsys: pytest.CaptureFixture[str]) -> None:
    with told():
        LOG.info("Serving on %s", "http://127.0.0.1:8000/")
    LOG.info("later")
    assert capsys.readouterr().err == "Serving on http://127.0.0.1:8000/\n"
