"""Leaves out of the front end what the framework carries for what these pages never do: a quarter of all bytes."""

import re
from pathlib import Path
from typing import Unpack

from reflex_base.plugins.base import Plugin, PostBuildContext, PreCompileContext

_SCRIPTS = Path(__file__).parents[1] / "browser"
# What is asked for, and the script of ours that is given instead.
_INSTEAD = {
    "@emotion/react": "jsx",
    "universal-cookie": "unused",
    "$/utils/helpers/upload": "unused",
    "./polling-xhr.node.js": "unused",
    "./webtransport.js": "unused",
    "mergician": "unused",
}
_ALIASES = "    alias: [\n"
# One file of what ten pages or more share, in the place of fourteen: on a slow line each costs a turn of its own. What
# asks again who it is belongs to pages that are long anyway, and not to those a client opens every day.
_GROUPS = "          groups: [\n"
_SHARED = '            { name: "shared", minShareCount: 10, test: /^(?!.*proving)/ },\n'
# The first words stand in the page itself; no script is to hold up the style sheet they wait for.
_PRELOAD = '<link rel="modulepreload"'
_AFTER_THE_STYLES = '<link fetchpriority="low" rel="modulepreload"'
# Whole modules, made known to scripts that are evaluated in the page; the policy refuses such scripts anyway.
_KNOWN_TO_ALL = re.compile(r"  useEffect\(\(\) => \{[^}]*window\.__reflex = \{[^}]*\};\s*\}, \[\]\);\n")
# Words of our code that Tailwind takes for classes of its own.
_NO_CLASSES = ("blur", "filter", "ring", "transform", "container")
_WHOLE_MODULE = re.compile(r'^import \* as \w+ from "[^"]+";\n', re.MULTILINE)


class LeanPlugin(Plugin):
    """Stops the build when the framework's files are no longer what it knows, rather than ship them heavy."""

    def pre_compile(self, **context: Unpack[PreCompileContext]) -> None:
        for name in set(_INSTEAD.values()):
            context["add_save_task"](_copy, name)
        context["add_modify_task"]("vite.config.js", _with_ours)
        context["add_modify_task"]("app/root.jsx", _without_whole_modules)
        context["add_modify_task"]("styles/tailwind.css", _without_no_classes)

    def post_build(self, **context: Unpack[PostBuildContext]) -> None:
        found = sum(map(_scripts_after_the_styles, context["static_dir"].rglob("*.html")))
        if not found:
            raise SystemExit("expected the pages to name their scripts")


def _scripts_after_the_styles(file: Path) -> int:
    html = file.read_text()
    file.write_text(html.replace(_PRELOAD, _AFTER_THE_STYLES))
    return html.count(_PRELOAD)


def _copy(name: str) -> tuple[str, str]:
    return f"utils/{name}.js", (_SCRIPTS / f"{name}.js").read_text()


def _with_ours(config: str) -> str:
    missing = [line for line in map(_alias, _INSTEAD) if line not in config]
    if config.count(_ALIASES) != 1:
        raise SystemExit("expected one list of aliases in vite.config.js")
    if config.count(_GROUPS) != 1:
        raise SystemExit("expected one list of groups in vite.config.js")
    config = config.replace(_ALIASES, _ALIASES + "".join(missing))
    return config if _SHARED in config else config.replace(_GROUPS, _GROUPS + _SHARED)


def _alias(asked: str) -> str:
    ours = f'fileURLToPath(new URL("./utils/{_INSTEAD[asked]}.js", import.meta.url))'
    return f'      {{ find: "{asked}", replacement: {ours} }},\n'


def _without_no_classes(styles: str) -> str:
    return f'{styles}\n@source not inline("{{{",".join(_NO_CLASSES)}}}");\n'


def _without_whole_modules(root: str) -> str:
    lean, known = _KNOWN_TO_ALL.subn("", root)
    if known != 1:
        raise SystemExit("expected one window.__reflex in root.jsx")
    return _WHOLE_MODULE.sub("", lean)
