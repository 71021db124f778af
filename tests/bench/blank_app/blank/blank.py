"""The framework's floor: one page, one state, one event that only counts."""

import reflex as rx


class Blank(rx.State):
    count: int = 0

    @rx.event
    async def tick(self) -> None:
        self.count += 1


def page() -> rx.Component:
    """As little as a page of a state can hold."""
    return rx.el.main(rx.el.h1("Blank"), rx.el.p(Blank.count))


app = rx.App(toaster=None, app_wraps={})
app.add_page(page, route="/")
