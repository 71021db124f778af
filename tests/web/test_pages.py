"""What every page of somebody signed in has."""

import pytest

from betterjournal.web import routes
from betterjournal.web.pages import PAGES, Page

# Nobody is signed in there, or not yet wholly.
PUBLIC = {
    routes.HOME,
    routes.SIGN_IN,
    routes.FORGOTTEN,
    routes.ASKED,
    routes.BACK,
    routes.COMING_BACK,
    routes.SET_UP,
    routes.SETTING_UP,
    routes.JOIN,
    routes.JOINING,
    routes.PRIVACY,
    "404",
}
ROOMS = [page for page in PAGES if page.route not in PUBLIC]


@pytest.mark.parametrize("page", ROOMS, ids=[page.route for page in ROOMS])
def test_every_page_of_a_person_has_the_way_out(page: Page) -> None:
    assert '"/auth/sign-out"' in str(page.draw().render())
