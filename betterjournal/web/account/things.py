"""What a person calls the thing a passkey or a sign-in is on."""

import reflex as rx

from betterjournal.web.wording import say

DEVICES = ("iphone", "ipad", "android", "chromeos", "windows", "mac", "linux", "phone", "key", "other")


def thing(device: rx.Var[str]) -> rx.Var[str]:
    words = ((name, say(f"passkey.on.{name}")) for name in DEVICES)
    return rx.match(device, *words, say("passkey.on.other")).to(str)
