"""A brand colour that is no colour stops the start with a sentence, not a page with an error."""

import pytest

from burgerprofiel.site.config import ConfigError, load

_LEAST = {"MBP_DATA": "/srv/data", "MBP_SECRETS": "/srv/secrets", "MBP_SCANNER": "none"}


@pytest.mark.parametrize("name", ["MBP_BRAND_COLOUR", "MBP_BRAND_ACTION"])
def test_a_colour_that_is_none_stops_the_start(name: str) -> None:
    with pytest.raises(ConfigError, match=f"{name} is a colour written as #rrggbb"):
        load({**_LEAST, name: "teal"})


def test_a_colour_is_taken_as_it_is() -> None:
    assert load({**_LEAST, "MBP_BRAND_COLOUR": "#AA0044"}).brand_colour == "#AA0044"
