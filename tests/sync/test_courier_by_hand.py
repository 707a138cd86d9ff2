"""Sync files, as the screens ask for them."""

import pytest
from test_courier import PASSPHRASE, quick_and_apart, run, shared  # noqa: F401 (fixtures)

from sync.folders.address import BY_HAND
from sync.folders.folder import NotPermitted


async def pair(one, two):
    """Let the second join by a file of the first."""
    one.database.put([("students", "s1", {"name": "R. T."})])
    assert await one.courier.begin(BY_HAND, PASSPHRASE) == ""
    raw, problem = await one.courier.make_file(None)
    assert problem == ""
    assert await two.courier.open_file(raw) == ""
    assert await two.courier.try_to_join(BY_HAND, PASSPHRASE) == ""
    assert not two.standing.joined
    assert await two.courier.join(BY_HAND, PASSPHRASE) == ""


def test_begun_and_joined_by_files(tmp_path):
    async def story(one, two):
        await pair(one, two)
        assert two.names() == ["R. T."]
        assert two.standing.by_hand
        assert two.standing.place == ""
        assert two.standing.arrived == 1
        assert two.standing.others == (one.database.device,)
        two.database.put([("students", "s2", {"name": "B. L."})])
        raw, _ = await two.courier.make_file(two.standing.others[0])
        assert two.standing.sent == 1
        assert await one.courier.open_file(raw) == ""
        assert one.names() == ["B. L.", "R. T."]
        assert one.standing.received == 1
        one.courier.soon()  # there is no folder: nothing happens, and nothing is said
        await one.synced()
        assert one.standing.problem == ""

    run(tmp_path, story)


def test_what_is_no_sync_file_is_said(tmp_path):
    async def story(one, two):
        assert "no sync file" in await one.courier.open_file(b"x")
        assert "Nothing is shared" in await one.courier.join(BY_HAND, PASSPHRASE)
        await pair(one, two)
        assert "no sync file" in await two.courier.open_file(b"x")
        assert two.names() == ["R. T."]

    run(tmp_path, story)


def test_a_wrong_passphrase_can_be_typed_again(tmp_path):
    async def story(one, two):
        await one.courier.begin(BY_HAND, PASSPHRASE)
        raw, _ = await one.courier.make_file(None)
        await two.courier.open_file(raw)
        assert "doesn't open" in await two.courier.join(BY_HAND, "quite another one")
        assert await two.courier.join(BY_HAND, PASSPHRASE) == ""

    run(tmp_path, story)


def test_what_comes_by_file_goes_on_to_the_folder(tmp_path, shared):  # noqa: F811
    async def story(one, two):
        await one.courier.begin(str(shared), PASSPHRASE)
        await one.synced()
        raw, _ = await one.courier.make_file(None)
        await two.courier.open_file(raw)
        await two.courier.join(BY_HAND, PASSPHRASE)
        two.database.put([("students", "s2", {"name": "B. L."})])
        raw, _ = await two.courier.make_file(one.database.device)
        before = len([*shared.glob("d/*/*")])
        await one.courier.open_file(raw)
        await one.until(lambda now: not now.doing and one.courier._task is None)
        assert len([*shared.glob("d/*/*")]) == before + 1

    run(tmp_path, story)


@pytest.mark.parametrize("leaked", [False, True])
def test_a_new_passphrase_goes_with_the_files(tmp_path, leaked):
    new = "five other loud words"

    async def story(one, two):
        await pair(one, two)
        assert await one.courier.change_passphrase(new, leaked=leaked) == ""
        raw, _ = await one.courier.make_file(None)
        await two.courier.open_file(raw)
        assert two.standing.wants_passphrase is leaked
        if leaked:
            assert await two.courier.learn(new) == ""
            await two.courier.open_file(raw)
            assert not two.standing.wants_passphrase

    run(tmp_path, story)


def test_a_new_key_that_came_by_file_reaches_the_folder(tmp_path, shared):  # noqa: F811
    new = "five other loud words"

    async def story(one, two):
        await one.courier.begin(str(shared), PASSPHRASE)
        await one.synced()
        raw, _ = await one.courier.make_file(None)
        await two.courier.open_file(raw)
        await two.courier.join(BY_HAND, PASSPHRASE)
        await two.courier.change_passphrase(new, leaked=True)
        raw, _ = await two.courier.make_file(None)
        await one.courier.open_file(raw)
        assert await one.courier.learn(new) == ""
        await one.until(lambda now: not now.doing and one.courier._task is None)
        assert one.standing.problem == ""
        assert not one.standing.wants_passphrase
        await one.synced()
        assert len([*shared.glob("keys/*")]) == 1  # the old passphrase opens nothing more

    run(tmp_path, story)


class Picky:
    """Places that have to be allowed first."""

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
        one.courier._places = picky = Picky(one.courier._places)
        picky.chosen = str(shared)
        assert one.courier.kinds == ("pick", "hand")
        assert await one.courier.pick() == (str(shared), "")
        await one.courier.begin(str(shared), PASSPHRASE)
        await one.synced()
        picky.allowed = False
        await one.synced()
        assert one.standing.wants_permission
        assert not one.standing.offline
        assert "not allowed" in await one.courier.permit()
        picky.allowed = True
        assert await one.courier.permit() == ""
        await one.until(lambda now: not now.doing and one.courier._task is None)
        assert not one.standing.wants_permission
        assert one.standing.problem == ""

    run(tmp_path, story, ["one"])


def test_a_file_that_was_opened_and_not_used_is_forgotten(tmp_path, shared):  # noqa: F811
    async def story(one, two):
        await one.courier.begin(BY_HAND, PASSPHRASE)
        raw, _ = await one.courier.make_file(None)
        await two.courier.open_file(raw)
        assert await two.courier.begin(str(shared), "another long passphrase") == ""
        assert two.standing.joined
        await two.synced()
        assert two.standing.problem == ""
        assert [*shared.glob("keys/*")]

    run(tmp_path, story)


def test_who_opened_a_file_may_begin_by_files_of_their_own(tmp_path):
    async def story(one, two):
        await one.courier.begin(BY_HAND, PASSPHRASE)
        raw, _ = await one.courier.make_file(None)
        await two.courier.open_file(raw)
        assert await two.courier.begin(BY_HAND, "another long passphrase") == ""
        assert two.standing.joined

    run(tmp_path, story)
