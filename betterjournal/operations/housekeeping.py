"""What is done once a day while the product is served; any number of workers may do it at once."""

import logging

from betterjournal import heads
from betterjournal.accounts import device_keys, throttle
from betterjournal.appointments import repeating

log = logging.getLogger(__name__)


def tidy() -> None:
    """Copy the head of the record to the keyring, forget old guesses and device keys, write repeats ahead."""
    for duty in (heads.keep, throttle.forget, device_keys.forget, repeating.write_ahead):
        try:
            duty()
        except Exception:
            # One that cannot be done now is done at the next turn, and keeps nothing else from being done.
            log.exception("housekeeping: %s did not work", duty.__module__)
