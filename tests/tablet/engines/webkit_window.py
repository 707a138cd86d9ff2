#!/usr/bin/python3
"""A window of WebKitGTK that WebKitWebDriver can drive, and that keeps what pages keep.

Run by Debian's own Python, which has gi; MiniBrowser, which the driver would start, keeps nothing
on disk. In the environment: ``WEBKIT_PROFILE``, a folder for what is kept and downloaded, and for
``complaints.txt``, what the page called an error.
"""

import os
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402

FEATURES = ("FileSystem", "AccessHandle", "FileSystemWritableStream", "StorageAPI")
SIZE = (1024, 768)
SIGTERM = 15
COMPLAINTS = """
const said = (text) => webkit.messageHandlers.complaint.postMessage(String(text));
const own = console.error;
console.error = (...all) => { said(all.join(" ")); own.apply(console, all); };
addEventListener("error", ({ message }) => said(message));
addEventListener("unhandledrejection", ({ reason }) => said(reason));
"""

profile = Path(os.environ["WEBKIT_PROFILE"])
kept = WebKit2.WebsiteDataManager(
    base_data_directory=str(profile / "data"), base_cache_directory=str(profile / "cache")
)
context = WebKit2.WebContext(website_data_manager=kept)
context.set_preferred_languages(["en-US"])
settings = WebKit2.Settings()
settings.set_enable_webgl(True)
features = WebKit2.Settings.get_all_features()
for feature in map(features.get, range(features.get_length())):
    if feature.get_identifier() in FEATURES:
        settings.set_feature_enabled(feature, True)


def complained(_content, message):
    """Keep what a page called an error, a line each."""
    with (profile / "complaints.txt").open("a") as file:
        file.write(" ".join(message.get_js_value().to_string().split()) + "\n")


content = WebKit2.UserContentManager()
content.connect("script-message-received::complaint", complained)
content.register_script_message_handler("complaint")
content.add_script(
    WebKit2.UserScript.new(
        f"(() => {{{COMPLAINTS}}})()",
        WebKit2.UserContentInjectedFrames.ALL_FRAMES,
        WebKit2.UserScriptInjectionTime.START,
        None,
        None,
    )
)


def new_view(_session):
    """Return a page in a window of its own."""
    view = WebKit2.WebView(
        web_context=context,
        settings=settings,
        user_content_manager=content,
        is_controlled_by_automation=True,
    )
    window = Gtk.Window()
    window.set_decorated(False)
    window.set_default_size(*SIZE)
    window.add(view)
    window.show_all()
    view.connect("close", lambda _view: window.destroy())
    view.connect("permission-request", lambda _view, request: request.allow() or True)
    return view


def downloading(_context, download):
    """Keep a download in the profile."""

    def named(download, name):
        folder = profile / "downloads"
        folder.mkdir(exist_ok=True)
        download.set_destination(f"file://{folder / name}")
        return True

    download.connect("decide-destination", named)


def started(_context, session):
    """Tell the driver who is there, and give it windows."""
    about = WebKit2.ApplicationInfo()
    about.set_name("window")
    version = (WebKit2.get_major_version(), WebKit2.get_minor_version())
    about.set_version(*version, WebKit2.get_micro_version())
    session.set_application_info(about)
    session.connect("create-web-view", new_view)


context.connect("download-started", downloading)
context.connect("automation-started", started)
context.set_automation_allowed(True)
GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, SIGTERM, Gtk.main_quit)
Gtk.main()
