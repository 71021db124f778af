"""What every page with an id in its address shows until its script runs: the frame, never a blank."""

import reflex as rx


def first_frame() -> rx.Component:
    """Both languages, since nobody is known yet; 911 and 9-8-8 stand here with no network too."""
    return rx.el.div(
        rx.el.header(class_name="first-frame-header"),
        rx.el.main(aria_busy="true"),
        rx.el.footer(
            rx.el.p("Need help now? Call or text 9-8-8, any time. In danger, call 911.", lang="en-CA"),
            rx.el.p(
                "Besoin d'aide maintenant? Appelez ou textez le 9-8-8, en tout temps. En danger? Appelez le 911.",
                lang="fr-CA",
            ),
            rx.el.a("Help now · Aide immédiate", href="/help-now"),
        ),
        class_name="first-frame",
    )
