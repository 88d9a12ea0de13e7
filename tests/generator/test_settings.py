"""The reader of settings that belong to another program, such as mkdocs.yml."""

from datetime import date

import pytest

from generator.errors import UsageError
from generator.yaml.source import settings


def test_settings_have_the_types_of_yaml() -> None:
    written = b"port: 80\nstrict: true\nday: 2026-11-20\nnames: [a, b]\nnone:\n"

    assert settings(written, "mkdocs.yml") == {
        "port": 80,
        "strict": True,
        "day": date(2026, 11, 20),
        "names": ["a", "b"],
        "none": None,
    }


def test_a_file_without_settings_is_nothing() -> None:
    assert settings(b"# later\n", "mkdocs.yml") is None


def test_a_tag_that_is_not_yamls_own_makes_nothing_and_runs_nothing() -> None:
    written = (
        b"a: !ENV [NAME, x]\nb: !!python/object/apply:os.abort []\nc: !!python/name:os.x\nd: 1\n"
    )

    assert settings(written, "mkdocs.yml") == {"a": None, "b": None, "c": None, "d": 1}


@pytest.mark.parametrize(
    ("written", "place"),
    [
        (b"a: 1\nb: [\n", "mkdocs.yml:3:1"),
        (b"? [a]: 1\n", "mkdocs.yml:1:3"),
        (b"a: \x00\n", "mkdocs.yml"),
        (b"a: 2026-13-01\n", "mkdocs.yml"),
    ],
)
def test_what_is_not_yaml_is_said_on_one_line_with_its_place(written: bytes, place: str) -> None:
    with pytest.raises(UsageError) as raised:
        settings(written, "mkdocs.yml")

    assert str(raised.value).startswith(f"{place}: this is not YAML: ")
    assert "\n" not in str(raised.value)
