"""What the tablet build takes along, and what it leaves out."""

import re
from pathlib import Path

from web.client_fonts import CLIENT_FONTS

ROOT = Path(__file__).parents[1]
TABLET = ROOT / "web" / "tablet"

# What of this project runs on the tablet: Python, and the data it reads. The rest of ``sync`` needs
# threads, compiled packages or a file system.
ROOMS = (
    "commands/__init__.py",
    "commands/machine_clock.py",
    "commands/wiring.py",
    "probes",
    "records",
    "screens",
    "store",
    "sync",
    "web/tablet",
)
NOT_THERE = {
    "screens/paper/fonts",  # they come with what prints
    "sync/command",
    "sync/folders/background.py",
    "sync/folders/connect.py",
    "sync/folders/http_client.py",
    "sync/folders/local_folder.py",
    "sync/folders/s3_folder.py",
    "sync/folders/smb_folder.py",
    "sync/keys/native_cipher.py",
    "sync/keys/system_secret_store.py",
}
DATA = (".json", ".txt", ".csv", ".tsv", ".ttf")
PACKAGES = ("flet", "repath", "six", "tinydb")
WHEELS = ("msgpack",)  # compiled ones

# What makes PDFs comes in an archive of its own, when a page is first printed. fpdf2 can do without
# Pillow, which it needs for pictures alone; of fontTools it wants what reads and subsets a font.
PRINTING_PACKAGES = ("defusedxml", "fonttools", "fpdf2")
PRINTING_FONTS = "screens/paper/fonts"
PRINTING_LEFT_OUT = re.compile(
    r"fontTools/(afmLib|cu2qu|diff|fontBuilder|help|merge|mtiLib|qu2cu|t1Lib|tfmLib|ttx|ufoLib|voltLib"
    r"|__main__|misc/(macCreatorType|macRes|symfont|testTools|visitor_py|eexec|psOperators|psLib|vector_py)"
    r"|varLib/(interpolatable\w*|plot|avar|avarPlanner|interpolate_layout|hvar|models_py|mutator|__main__)"
    r"|feaLib/(builder|lexer|parser|variableScalar|__main__)"
    r"|ttLib/(__main__|macUtils|removeOverlaps|reorderGlyphs|scaleUpem|woff2)"
    r"|unicodedata/__pycache__)(/|\.py$)"
)
# The parts of Python's library that it imports and nothing else on the tablet does.
PRINTING_LIBRARY = re.compile(r"(difflib|http|timeit|unittest)(/|\.py$)")
WHEN_ASKED = "asked"  # as in sw.js: in place of a renderer

# Parts of packages and of Python's library that a page can't use, or that we have no use for: of
# Flet the controls that look like an iPhone's, and large ones. compile.mjs fails where a screen
# names one of them.
LEFT_OUT = re.compile(
    r"(flet/(testing|fastapi|pytest_plugin|messaging/flet_(dart_bridge|socket)_server)"
    r"|flet/auth/providers|flet/controls/(cupertino/cupertino_(?!colors)\w+|core/(dismissible|drag_target"
    r"|flet_app|interactive_viewer|markdown|page_view|pagelet|raw_image|shimmer)|material/(auto_complete"
    r"|banner|context_menu|datatable|date_picker|date_range_picker|dropdown|dropdownm2|expansion_panel"
    r"|range_slider|search_bar|time_picker))|msgpack/fallback"
    r"|_aix_support|_android_support|_ios_support|_osx_support|_pydatetime"
    r"|_pydecimal|_pyio|_pyrepl|__phello__|antigravity|asyncio/(proactor|windows)_(events|utils)|bdb"
    r"|cProfile|cmd|code|compileall|configparser"
    r"|concurrent/futures/process|ctypes|curses|dbm|difflib|doctest|ensurepip|filecmp|fileinput"
    r"|ftplib|http|idlelib|imaplib|lib2to3|logging/(config|handlers)|mailbox|modulefinder"
    r"|multiprocessing|netrc|nturl2path|optparse|pdb|pickletools|plistlib|poplib|profile|pstats|pty"
    r"|pyclbr|pydoc|pydoc_data|pyodide/console|rlcompleter|sched|shelve|smtplib|socketserver|sqlite3"
    r"|symtable|tabnanny|test|this|timeit|tkinter|tomllib|trace|tracemalloc|tty|turtle|turtledemo|unittest"
    r"|venv|wave|wsgiref|xml/(dom|sax)|xmlrpc|zipapp)(/|\.(py|json)$)"
    r"|encodings/(?!(__init__|aliases|ascii|cp437|cp1252|idna|latin_1|punycode|raw_unicode_escape"
    r"|undefined|unicode_escape|utf_16|utf_16_be|utf_16_le|utf_32|utf_32_be|utf_8|utf_8_sig)\.py)"
)

# Icons that Flet's and Flutter's own controls draw, beside those that our screens name.
OWN_ICONS = re.findall(
    r"\w+",
    "access_time add arrow_back arrow_back_ios arrow_back_ios_new arrow_downward arrow_drop_down "
    "arrow_drop_up arrow_forward arrow_left arrow_right arrow_upward calendar_today cancel check "
    "check_box check_box_outline_blank chevron_left chevron_right clear close content_copy "
    "content_cut content_paste date_range done edit edit_outlined error error_outline expand_less "
    "expand_more first_page info info_outline keyboard keyboard_arrow_down keyboard_arrow_left "
    "keyboard_arrow_right keyboard_arrow_up keyboard_outlined last_page menu more_horiz more_vert "
    "radio_button_checked radio_button_unchecked remove search select_all unfold_more visibility "
    "visibility_off warning",
)
ICON_STYLES = ("_outlined", "_rounded", "_sharp")

# Flet's client: what both renderers load, and what only one does.
CLIENT = (
    "flutter.js",
    "assets/AssetManifest.bin",
    "assets/AssetManifest.bin.json",
    "assets/fonts/roboto.woff2",
    "assets/packages/wakelock_plus/assets/no_sleep.js",
    "assets/shaders/ink_sparkle.frag",
    "assets/shaders/stretch_effect.frag",
    "pyodide/pyodide.mjs",
    "pyodide/pyodide.asm.mjs",
    "pyodide/pyodide.asm.wasm",
    "version.json",
)
RENDERERS = {
    "skwasm": (
        "main.dart.wasm",
        "main.dart.mjs",
        "canvaskit/skwasm.js",
        "canvaskit/skwasm.wasm",
    ),
    "canvaskit": ("main.dart.js", "canvaskit/canvaskit.js", "canvaskit/canvaskit.wasm"),
}
FONTS = [  # what the client draws with; it draws nothing before it has them
    {"family": "MaterialIcons", "fonts": [{"asset": "fonts/MaterialIcons-Regular.otf"}]},
    *CLIENT_FONTS,
]
