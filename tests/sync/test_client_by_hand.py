"""Sync files, as the screens ask for them."""

import pytest
from test_client import PASSPHRASE, quick_and_apart, run, shared  # noqa: F401 (fixtures)

from sync.errors import NotPermitted
from sync.folders.address import BY_HAND


async def pair(one, two):
    """Let the second join by a file of the first."""
    one.database.put([("students", "s1", {"name": "R. T."})])
    assert await one.client.begin(BY_HAND, PASSPHRASE) == ""
    raw, problem = await one.client.make_file(None)
    assert problem == ""
    assert await two.client.open_file(raw) == ""
    assert await two.client.try_to_join(BY_HAND, PASSPHRASE) == ""
    assert not two.status.joined
    assert await two.client.join(BY_HAND, PASSPHRASE) == ""


def test_begun_and_joined_by_files(tmp_path):
    async def story(one, two):
        await pair(one, two)
        assert two.names() == ["R. T."]
        assert two.status.by_hand
        assert two.status.folder_name == ""
        assert two.status.arrived == 1
        assert two.status.others == (one.database.device,)
        two.database.put([("students", "s2", {"name": "B. L."})])
        raw, _ = await two.client.make_file(two.status.others[0])
        assert two.status.sent == 1
        assert await one.client.open_file(raw) == ""
        assert one.names() == ["B. L.", "R. T."]
        assert one.status.received == 1
        one.client.soon()  # there is no folder: nothing happens, and nothing is said
        await one.synced()
        assert one.status.problem == ""

    run(tmp_path, story)


def test_what_is_no_sync_file_is_said(tmp_path):
    async def story(one, two):
        assert "no sync file" in await one.client.open_file(b"x")
        assert "Nothing is shared" in await one.client.join(BY_HAND, PASSPHRASE)
        await pair(one, two)
        assert "no sync file" in await two.client.open_file(b"x")
        assert two.names() == ["R. T."]

    run(tmp_path, story)


def test_a_wrong_passphrase_can_be_typed_again(tmp_path):
    async def story(one, two):
        await one.client.begin(BY_HAND, PASSPHRASE)
        raw, _ = await one.client.make_file(None)
        await two.client.open_file(raw)
        assert "doesn't open" in await two.client.join(BY_HAND, "quite another one")
        assert await two.client.join(BY_HAND, PASSPHRASE) == ""

    run(tmp_path, story)


def test_what_comes_by_file_goes_on_to_the_folder(tmp_path, shared):  # noqa: F811
    async def story(one, two):
        await one.client.begin(str(shared), PASSPHRASE)
        await one.synced()
        raw, _ = await one.client.make_file(None)
        await two.client.open_file(raw)
        await two.client.join(BY_HAND, PASSPHRASE)
        two.database.put([("students", "s2", {"name": "B. L."})])
        raw, _ = await two.client.make_file(one.database.device)
        before = len([*shared.glob("d/*/*")])
        await one.client.open_file(raw)
        await one.until(lambda now: not now.doing and not one.client._turns.syncing)
        assert len([*shared.glob("d/*/*")]) == before + 1

    run(tmp_path, story)


@pytest.mark.parametrize("leaked", [False, True])
def test_a_new_passphrase_goes_with_the_files(tmp_path, leaked):
    new = "five other loud words"

    async def story(one, two):
        await pair(one, two)
        assert await one.client.change_passphrase(new, leaked=leaked) == ""
        raw, _ = await one.client.make_file(None)
        await two.client.open_file(raw)
        assert two.status.wants_passphrase is leaked
        if leaked:
            assert await two.client.learn(new) == ""
            await two.client.open_file(raw)
            assert not two.status.wants_passphrase

    run(tmp_path, story)


def test_a_new_key_that_came_by_file_reaches_the_folder(tmp_path, shared):  # noqa: F811
    new = "five other loud words"

    async def story(one, two):
        await one.client.begin(str(shared), PASSPHRASE)
        await one.synced()
        raw, _ = await one.client.make_file(None)
        await two.client.open_file(raw)
        await two.client.join(BY_HAND, PASSPHRASE)
        await two.client.change_passphrase(new, leaked=True)
        raw, _ = await two.client.make_file(None)
        await one.client.open_file(raw)
        assert await one.client.learn(new) == ""
        await one.until(lambda now: not now.doing and not one.client._turns.syncing)
        assert one.status.problem == ""
        assert not one.status.wants_passphrase
        await one.synced()
        assert len([*shared.glob("keys/*")]) == 1  # the old passphrase opens nothing more

    run(tmp_path, story)


class Picky:
    """Folders that have to be allowed first."""

    kinds: tuple[str, ...] = ("pick", "hand")
    server = ""

    def __init__(self, real):
        self._real, self.allowed, self.chosen = real, True, ""

    def __getattr__(self, name):
        return getattr(self._real, name)

    async def pick(self):
        return self.chosen

    async def permit(self):
        if not self.allowed:
            raise NotPermitted("The browser was not allowed to use the folder.")

    def reached(self, address, login):
        if not self.allowed:
            raise NotPermitted("The browser asks again whether Aimline may use the folder.")
        return self._real.reached(address, login)


def test_a_folder_that_has_to_be_allowed_again(tmp_path, shared):  # noqa: F811
    async def story(one):
        one.client._opened.access = picky = Picky(one.client._opened.access)
        picky.chosen = str(shared)
        assert one.client.kinds == ("pick", "hand")
        assert await one.client.pick() == (str(shared), "")
        await one.client.begin(str(shared), PASSPHRASE)
        await one.synced()
        picky.allowed = False
        await one.synced()
        assert one.status.wants_permission
        assert not one.status.offline
        assert "not allowed" in await one.client.permit()
        picky.allowed = True
        assert await one.client.permit() == ""
        await one.until(lambda now: not now.doing and not one.client._turns.syncing)
        assert not one.status.wants_permission
        assert one.status.problem == ""

    run(tmp_path, story, ["one"])


def test_a_file_that_was_opened_and_not_used_is_forgotten(tmp_path, shared):  # noqa: F811
    async def story(one, two):
        await one.client.begin(BY_HAND, PASSPHRASE)
        raw, _ = await one.client.make_file(None)
        await two.client.open_file(raw)
        assert await two.client.begin(str(shared), "another long passphrase") == ""
        assert two.status.joined
        await two.synced()
        assert two.status.problem == ""
        assert [*shared.glob("keys/*")]

    run(tmp_path, story)


def test_who_opened_a_file_may_begin_by_files_of_their_own(tmp_path):
    async def story(one, two):
        await one.client.begin(BY_HAND, PASSPHRASE)
        raw, _ = await one.client.make_file(None)
        await two.client.open_file(raw)
        assert await two.client.begin(BY_HAND, "another long passphrase") == ""
        assert two.status.joined

    run(tmp_path, story)
