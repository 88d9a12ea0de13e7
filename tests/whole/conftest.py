"""The sample company, built once for all tests of the whole."""

import pytest

from tests.whole.sample import Sample, build


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """Build the sample company with the configuration of this repository."""
    return build(tmp_path_factory.mktemp("sample"))
