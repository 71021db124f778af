"""Help now: plain HTML with its lines in it, so that a kept copy works with no network."""

from html import escape

from starlette.requests import Request
from starlette.responses import HTMLResponse

from betterjournal import settings
from betterjournal.readiness.help_lines import HelpLine, help_lines
from betterjournal.web.wording import text

# The browser keeps a copy for when there is no network, and asks again whenever there is one.
_CACHE = "no-cache"
# As the page's own script names it, over https and without.
_COOKIE = {True: "__Host-language", False: "language"}


async def help_now(request: Request) -> HTMLResponse:
    language = language_of(request)
    lines = "".join(_line(each, language) for each in help_lines())
    return HTMLResponse(_page(language, lines), headers={"cache-control": _CACHE, "vary": "cookie, accept-language"})


def language_of(request: Request) -> str:
    """Asked for in the address, else chosen in this browser, else the browser's own."""
    asked = request.query_params.get("lang") or request.cookies.get(_COOKIE[settings.load().secure])
    if asked in ("en", "fr"):
        return asked
    return "fr" if request.headers.get("accept-language", "").lower().startswith("fr") else "en"


def _page(language: str, lines: str) -> str:
    other = "en" if language == "fr" else "fr"

    def say(key: str) -> str:
        return escape(text(language, f"help.{key}"))

    return (
        f'<!doctype html><html lang="{language}-CA"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="robots" content="noindex"><link rel="icon" href="/icon.svg">'
        '<link rel="stylesheet" href="/betterjournal.css">'
        f'<title>{say("tab_title")}</title></head><body class="help-now"><main><h1>{say("title")}</h1>'
        f"<p>{say('danger')}</p><ul>{lines}</ul><p>{say('nobody')}</p>"
        f'<p><a href="/help-now?lang={other}" lang="{other}">{say("other_language")}</a></p>'
        f'<p><a href="/">{say("back")}</a></p></main></body></html>'
    )


def _line(line: HelpLine, language: str) -> str:
    name = line.name_fr if language == "fr" else line.name_en
    hours = line.hours_fr if language == "fr" else line.hours_en
    ways = [f'<a href="tel:{escape(line.dial)}">{escape(line.phone)}</a>']
    if line.text:
        ways.append(escape(text(language, "help.text", number=line.text)))
    if hours:
        ways.append(escape(hours))
    return f"<li><strong>{escape(name)}</strong><br>{' · '.join(ways)}</li>"
