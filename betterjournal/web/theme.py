"""How the app is dressed: stylesheet, document head, page title and icons."""

import reflex as rx

STYLESHEETS = ["/betterjournal.css"]
NEUTRAL_TITLE = "Notes"
HTML_LANGUAGE = "en-CA"

# Set before the first paint, so that a French reader's page is never announced as English.
_LANGUAGE_BEFORE_PAINT = (
    "(function(){var d=document.documentElement,"
    "n=location.protocol==='https:'?'__Host-language':'language',"
    "c=new RegExp('(?:^|; )'+n+'=(en|fr)').exec(document.cookie),"
    "l=c?c[1]:/^fr/i.test(navigator.language)?'fr':'en';"
    "d.lang=l+'-CA';"
    "try{if(sessionStorage.getItem('hidden'))d.dataset.hidden=''}catch(e){}})()"
)

# Where storage is full or forbidden the framework stops at its first line, and nobody would read why. What stands in
# forgets with the page.
_STORAGE_OR_MEMORY = (
    "['sessionStorage','localStorage'].forEach(function(n){"
    "try{var s=window[n];s.setItem('_','');s.removeItem('_')}"
    "catch(e){var m=new Map();Object.defineProperty(window,n,{value:{"
    "getItem:function(k){return m.has(k)?m.get(k):null},"
    "setItem:function(k,v){m.set(k,String(v))},"
    "removeItem:function(k){m.delete(k)},"
    "clear:function(){m.clear()}}})}})"
)

# After everything else, so that it takes nothing from the first page.
_WITHOUT_NETWORK = (
    "'serviceWorker'in navigator&&addEventListener('load',function(){"
    "navigator.serviceWorker.register('/service-worker.js').catch(function(){})})"
)


def head() -> list[rx.Component]:
    """What `rx.App(head_components=...)` takes; the inline scripts are hashed for the CSP per file."""
    return [
        rx.el.link(rel="icon", href="/icon.svg", type="image/svg+xml"),
        rx.el.link(rel="apple-touch-icon", href="/icon-180.png"),
        # With its cookies: the name was chosen in this browser.
        rx.el.link(rel="manifest", href="/manifest.webmanifest", cross_origin="use-credentials"),
        rx.el.meta(name="theme-color", content="#FAF7F2", custom_attrs={"media": "(prefers-color-scheme: light)"}),
        rx.el.meta(name="theme-color", content="#171B1C", custom_attrs={"media": "(prefers-color-scheme: dark)"}),
        rx.el.meta(name="robots", content="noindex, nofollow"),
        rx.el.script(_STORAGE_OR_MEMORY),
        rx.el.script(_LANGUAGE_BEFORE_PAINT),
        rx.el.script(_WITHOUT_NETWORK),
    ]
