"""Each test of the trail keeps its anchors in a place of its own."""

import dataclasses
from pathlib import Path

import pytest
from django.conf import LazySettings


@pytest.fixture(autouse=True)
def own_anchors(tmp_path: Path, settings: LazySettings) -> None:
    """The tables are emptied between tests; so is the place where anchors are kept."""
    settings.CONFIG = dataclasses.replace(settings.CONFIG, data=tmp_path)
