"""Room for words, reckoned without a font."""

from hypothesis import given
from hypothesis import strategies as st

from generator.look.charts.lettering import fitted, width


def test_wide_letters_take_their_whole_size() -> None:
    assert width("山田精機", 10) == 40
    assert width("한빛", 10) == 20
    assert width("e\u0301", 10) == width("e", 10)
    assert width("il", 10) < width("MW", 10)


def test_a_text_that_fits_stays() -> None:
    assert fitted("Aiko Tanaka", 200, 12) == "Aiko Tanaka"


def test_a_text_that_does_not_fit_is_cut() -> None:
    assert fitted("山田精機株式会社", 50, 10) == "山田精機…"
    assert fitted("ab cdef", 24, 10) == "ab…"


@given(st.text(), st.floats(20, 500))
def test_a_cut_text_fits_and_begins_as_the_whole(text: str, room: float) -> None:
    cut = fitted(text, room, 12)
    assert width(cut, 12) <= room
    assert cut == text or text.startswith(cut.removesuffix("…"))
