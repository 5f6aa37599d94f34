"""Whoever shows the demo orders trouble on the board of the simulated MAGDA, and sees what a citizen sees of it."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests import landscape
from tests.journeys import steps


def test_a_source_that_is_made_dead_on_the_board_costs_its_tile_and_comes_back(
    page: Page, live: landscape.Live
) -> None:
    board = live.origin("magda")
    page.goto(board)
    page.get_by_label("Behaviour of GeefEpc").select_option("refuses")
    page.get_by_role("button", name="Set GeefEpc").click()
    expect(page.get_by_label("Behaviour of GeefEpc")).to_have_value("refuses")
    try:
        steps.sign_in(page, live, "Noor Vandenbos")
        page.goto(f"{live.portal}/gegevens/home")
        expect(page.get_by_text("Opnieuw proberen").first).to_be_visible()
        page.goto(board)
    finally:
        page.goto(board)
        page.get_by_role("button", name="Everything fine again").click()
    expect(page.get_by_label("Behaviour of GeefEpc")).to_have_value("fine")
    page.goto(f"{live.portal}/gegevens/home")
    page.get_by_text("Opnieuw proberen").first.click()
    expect(page.get_by_role("heading", name="Energiescore van uw woning")).to_be_visible()
