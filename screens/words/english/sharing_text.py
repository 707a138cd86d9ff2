"""Sharing: a folder or sync files, joining, passphrases, and the join card."""

SENTENCES = {
    "sharing.title": "Sharing",
    "sharing.intro": (
        "Several tablets and laptops share one plain folder. Each has all records, works "
        "without a network, and exchanges what is new whenever it reaches the folder."
    ),
    "sharing.intro.outsider": (
        "Whoever sees the folder without its passphrase can read nothing in it: no name, no "
        "score, no note. One folder is one team: whoever joins sees every student."
    ),
    "sharing.join.title": "A colleague shares already",
    "sharing.join.help": "You need the folder's address and its passphrase.",
    "sharing.start.title": "You are the first",
    "sharing.start.help": "Make an empty folder that all of you can reach, and give it to this.",
    "sharing.left": (
        "This device has left its shared folder; its records are all here. It can join that "
        "folder again. For another team's folder, start Aimline with another data folder "
        "(“main.py --data”)."
    ),
    "sharing.left.browser": (
        "This device has left its shared folder; its records are all here. It can join that "
        "folder again. For another team's folder, use another device."
    ),
    "sharing.folder": "Shared folder",
    "sharing.by_hand": "Sync files, without a folder",
    "sharing.allow": "Allow the folder",
    "sharing.choose_again": "Choose the folder again",
    "sharing.never": "Nothing has been exchanged yet.",
    "sharing.last": "Last exchange {day}",
    "sharing.at": "at {time}:",
    "sharing.exchanged": "{sent}, {received}.",
    "sharing.sent.one": "1 file sent",
    "sharing.sent.many": "{count} files sent",
    "sharing.received.one": "1 change received",
    "sharing.received.many": "{count} changes received",
    "sharing.well": "Everything is in the folder, and everything in it is here.",
    "sharing.offline": (
        "The folder can't be reached now. That is all right: go on as usual. What you do is kept "
        "here, and goes out when the folder is there again."
    ),
    "sharing.waiting": "Waits until the probe is over.",
    "sharing.asking": "Asking the folder. You can go on with anything else.",
    "sharing.reading": "Reading what is new:",
    "sharing.writing": "Sending:",
    "sharing.progress": "{done} of {of} files",
    "sharing.now": "Sync now",
    "sharing.mend": "Check every file",
    "sharing.mended": "Every file of the folder was read, and all of them are right now.",
    "sharing.clock.one": (
        "The clock of {device} is 1 day ahead of this one's. Set whichever is wrong: the later "
        "change stands."
    ),
    "sharing.clock.many": (
        "The clock of {device} is {count} days ahead of this one's. Set whichever is wrong: the "
        "later change stands."
    ),
    "sharing.new_passphrase": "The folder has a new passphrase: ask a colleague for it",
    "sharing.login": "The folder's server asks who you are",
    "sharing.user": "User (or access key)",
    "sharing.password": "Password (or secret)",
    "sharing.enter": "Try it",
    "sharing.learnt": "The passphrase fits.",
    "sync_files.title": "Sync files",
    "sync_files.alone": (
        "Make one here and open it on the other device, by cable, stick or message; then make one "
        "there and open it here. Each carries what the other side lacks. Whoever finds it can read "
        "nothing in it without the passphrase."
    ),
    "sync_files.beside": (
        "For a device that reaches no folder: make a file here and open it there, then the other "
        "way round. Whoever finds it can read nothing in it without the passphrase."
    ),
    "sync_files.for": "For",
    "sync_files.anybody": "Anybody",
    "sync_files.all": "It has everything.",
    "sync_files.lacking": "It has what that device lacked when it made its last file.",
    "sync_files.make": "Make a sync file",
    "sync_files.open": "Open a sync file",
    "sync_files.made": "The sync file is made. Open it on the other device.",
    "sync_files.opened": "Opened: {received}.",
    "sharing.devices": "Devices seen",
    "sharing.this": "this one",
    "sharing.this_device": "What this device is called",
    "sharing.this_device.help": "Such as “Room 4 tablet”. All who share the folder see it.",
    "sharing.changes.one": "1 change",
    "sharing.changes.many": "{count} changes",
    "devices.unnamed": "Device {number}",
    "sharing.card": "Invite a colleague",
    "sharing.card.help": (
        "A page to print: the folder's address, and a line to write the passphrase on by hand."
    ),
    "sharing.card.save": "Print a join card",
    "sharing.keys": "Keys",
    "sharing.keys.help": (
        "The passphrase itself is kept nowhere. Write it down where you keep keys."
    ),
    "sharing.repassphrase": "Change the passphrase",
    "sharing.leave": "Leave the folder",
    "sharing.leave.text": (
        "This device then sends and receives nothing more, and forgets the keys and the address. "
        "All records stay on it, and what it has sent stays with the others. To come back you "
        "need the passphrase."
    ),
    "sharing.leave.do": "Leave",
    "sharing.leave.stay": "Stay",
    "joining.start": "Start a shared folder",
    "joining.start.text": (
        "The folder must be there, empty, and for nothing else. You choose the passphrase; whoever "
        "has it can join. All students on this device will be shared."
    ),
    "joining.start.do": "Start sharing",
    "joining.join": "Join a folder",
    "joining.join.text": "Wait until your cloud program is done with the folder, then join.",
    "joining.join.do": "Join",
    "joining.address": "The folder's address",
    "joining.no_address": "Write the folder's address first.",
    "joining.passphrase": "Passphrase",
    "joining.no_passphrase": "Write the passphrase first.",
    "joining.kind": "How do you share?",
    "joining.kind.address": "A folder or server",
    "joining.kind.pick": "A folder on this device",
    "joining.kind.dav": "A folder on a server",
    "joining.kind.hand": "Sync files, no folder",
    "joining.pick": "Choose the folder",
    "joining.picked": "Chosen: {name}",
    "joining.pick.help": (
        "Such as one that OneDrive, Google Drive, Dropbox or Syncthing keeps on this device, or a "
        "stick. The browser asks whether Aimline may change it."
    ),
    "joining.not_picked": "Choose the folder first.",
    "joining.dav.help": "On {server}, as it says for WebDAV: such as {example}",
    "joining.hand.start": (
        "Nothing else is needed. Once you have started, make a sync file and open it on the other "
        "device."
    ),
    "joining.hand.join": "Have a sync file made on the other device, and open it here.",
    "joining.hand.opened": "A sync file is open. Its passphrase is that of the other device.",
    "joining.not_opened": "Open the sync file first.",
    "joining.start.hand": (
        "You choose the passphrase; whoever has it and a sync file can join. All students on this "
        "device will be shared."
    ),
    "joining.join.hand": "The passphrase is the one that was chosen on the first device.",
    "joining.bring.empty.browser": (
        "The passphrase fits, and nothing was changed yet. Sample students are never shared."
    ),
    "joining.example.cloud": "OneDrive, Google Drive, Dropbox, Syncthing, a network drive",
    "joining.example.share": "A Windows share",
    "joining.example.dav": "Nextcloud or other WebDAV",
    "joining.example.s3": "Object storage",
    "joining.working": (
        "One moment: the folder is asked, then the passphrase is tried, which takes a second on "
        "purpose. A server that doesn't answer is tried for about two minutes."
    ),
    "joining.begun": "It has begun and can't be called back any more; it ends by itself.",
    "joining.bring.one": (
        "This device has a student already, whom all who share the folder would see. Bring the "
        "student along?"
    ),
    "joining.bring.many": (
        "This device has {count} students already, whom all who share the folder would see. "
        "Bring them along?"
    ),
    "joining.bring.empty": (
        "The passphrase fits, and nothing was changed yet. To start empty instead, close Aimline, "
        "start it with another data folder (“main.py --data”), and join from there. "
        "Sample students are never shared."
    ),
    "joining.bring.do": "Bring along and join",
    "secret.show": "Show “{field}”",
    "secret.hide": "Hide “{field}”",
    "passphrase.new": "New passphrase",
    "passphrase.again": "Repeat passphrase",
    "passphrase.advice": "Four or five words that don't belong together make a good one.",
    "passphrase.short": "Too short: at least 8 characters.",
    "passphrase.differ": "The two passphrases differ. Type both once more.",
    "passphrase.weak": "Weak",
    "passphrase.weak.means": (
        "Whoever gets hold of the folder could find it in days or weeks by trying. Add words."
    ),
    "passphrase.fair": "Fair",
    "passphrase.fair.means": (
        "One strong computer would need months or years to find it by trying. One more word "
        "makes it good."
    ),
    "passphrase.good": "Good, if chosen by chance",
    "passphrase.good.means": (
        "One strong computer would need decades to find it by trying. That holds for words chosen "
        "by chance: Aimline can't tell a saying, a song or a name."
    ),
    "repassphrase.leaked": "It may be in wrong hands",
    "repassphrase.leaked.means": (
        "A device was lost, or somebody left the team or learnt it: what is new from now on is "
        "encrypted with a new key. Every other device asks for the new passphrase, and sends "
        "nothing new until it has it: tell your colleagues, but not by way of this folder. What "
        "was shared before stays readable for whoever has the old one. Also take the lost "
        "device's access to the folder away."
    ),
    "repassphrase.wanted": "We just want another one",
    "repassphrase.wanted.means": (
        "The other devices go on without being asked. Whoever joins from now on needs the new one. "
        "It keeps nobody out who knew the old one and has a copy of the folder."
    ),
    "repassphrase.do": "Set the passphrase",
    "repassphrase.kept": "Cancelled. The old passphrase stays.",
    "repassphrase.done": "The new passphrase holds from now on.",
    "card.title": "Join our Aimline folder",
    "card.one": "On your device, open Aimline: Settings, Sharing, “Join a folder”.",
    "card.two": (
        "Type the folder's address. If it is a path, yours may differ: it is where this folder "
        "lies on your computer."
    ),
    "card.three": "Type the passphrase (ask for it, and write it here only if you must):",
    "card.four": "Tap “Join”. All students come to your device; this can take a few minutes.",
    "card.care": (
        "Whoever has the folder and the passphrase reads everything. Keep this card where you keep "
        "keys, or destroy it after joining."
    ),
}
