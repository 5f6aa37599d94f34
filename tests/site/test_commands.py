"""`./manage` calls itself so, whatever Django would say."""

from __future__ import annotations

import pytest

from burgerprofiel.site.launch.commands import Line


def test_an_unknown_command_is_sent_to_the_help_of_manage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        Line(["import_epc_avarages"]).execute()
    said = capsys.readouterr().err
    assert "Did you mean import_epc_averages?" in said
    assert "Type './manage help' for usage." in said


@pytest.mark.parametrize("arguments", [("import_epc_averages", "--help"), ("help", "import_epc_averages")])
def test_usage_begins_with_what_one_types(arguments: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        Line(arguments).execute()
        raise SystemExit  # `help` just returns
    assert capsys.readouterr().out.startswith("usage: ./manage import_epc_averages")
