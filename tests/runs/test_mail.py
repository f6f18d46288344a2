"""Letters go over TLS to a real server, several on one connection; what can go wrong is said."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from mail_server import PASSWORD, Mailbox, serving

from sheets_sync.errors import SheetsSyncError, UsageError
from sheets_sync.runs import mail
from sheets_sync.runs.mail import Post
from sheets_sync.workspace import Notify


def settings(box: Mailbox, user: str = "") -> Notify:
    return Notify(smtp=f"127.0.0.1:{box.port}", sender="robot@example.org", user=user)


def sent(post: Post, *addresses: str) -> list[str]:
    """What was said of each letter: nothing of one that went."""
    said = []
    with closing(post):
        for address in addresses:
            try:
                post.send(address, "Напоминание", "Здравствуйте!")
                said.append("")
            except SheetsSyncError as error:
                said.append(str(error))
    return said


@pytest.fixture(params=[False, True], ids=["starttls", "implicit"])
def any_tls(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Mailbox]:
    with serving(tmp_path, implicit=request.param) as (box, _):
        if request.param:
            monkeypatch.setattr(mail, "_IMPLICIT_TLS", box.port)
        yield box


def test_several_letters_go_on_one_connection(any_tls: Mailbox, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SHEETS_SYNC_SMTP_PASSWORD", PASSWORD)
    addresses = ["one@example.org", "two@example.org", "three@example.org"]
    assert sent(Post(settings(any_tls, "robot")), *addresses) == ["", "", ""]
    assert any_tls.to == addresses
    assert any_tls.logins == [("robot", PASSWORD)]


def test_a_letter_says_that_a_machine_wrote_it(mailbox: Mailbox):
    sent(Post(settings(mailbox)), "one@example.org", "two@example.org")
    first, second = mailbox.letters
    assert (first["From"], first["To"]) == ("robot@example.org", "one@example.org")
    assert first["Subject"] == "Напоминание"
    assert first["Auto-Submitted"] == "auto-generated"
    assert first["Message-ID"].endswith("@example.org>")
    assert first["Message-ID"] != second["Message-ID"]
    assert first["Date"]
    assert first.get_content().split() == ["Здравствуйте!"]


def test_an_address_that_is_refused_costs_its_own_letter_alone(mailbox: Mailbox):
    mailbox.refused = frozenset({"gone@example.org"})
    said = sent(Post(settings(mailbox)), "one@example.org", "gone@example.org", "two@example.org")
    assert [bool(one) for one in said] == [False, True, False]
    assert "не принимает писем на gone@example.org: проверьте адрес" in said[1]
    assert mailbox.greeted == 2  # before TLS and after: one connection


def test_a_connection_that_breaks_costs_its_own_letter_alone(mailbox: Mailbox):
    mailbox.breaks = frozenset({2})
    said = sent(Post(settings(mailbox)), "one@a.org", "two@a.org", "three@a.org", "four@a.org")
    assert [bool(one) for one in said] == [False, True, False, False]
    assert mailbox.to == ["one@a.org", "three@a.org", "four@a.org"]


def test_a_server_that_dies_is_not_asked_for_every_letter(mailbox: Mailbox):
    mailbox.most = 1
    said = sent(Post(settings(mailbox)), *(f"{n}@a.org" for n in range(20)))
    assert said[0] == ""
    assert all("не ушло" in one or "не впускает" in one for one in said[1:])
    assert mailbox.greeted < 6


def test_a_wrong_password_is_tried_once(mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("SHEETS_SYNC_SMTP_PASSWORD", "wrong")
    said = sent(Post(settings(mailbox, "robot")), "one@a.org", "two@a.org")
    assert mailbox.greeted == 2  # before TLS and after: one connection
    assert all("не принял пароль robot" in one and "wrong" not in one for one in said)


@pytest.mark.parametrize(
    "address", ["", "школа 44", "a@b, c@d", "a@b\nBcc: x@example.org", "a@b c", "@", "a@"]
)
def test_what_is_no_address_is_said_before_the_server_is_asked(mailbox: Mailbox, address: str):
    (said,) = sent(Post(settings(mailbox)), address)
    assert "не адрес" in said
    assert mailbox.greeted == 0


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("t@почта.рф", "t@xn--80a1acny.xn--p1ai"),
        ("a.b+c@mail.example.org", "a.b+c@mail.example.org"),
    ],
)
def test_a_russian_domain_is_an_address_too(mailbox: Mailbox, address: str, written: str):
    assert sent(Post(settings(mailbox)), address) == [""]
    assert mailbox.to == [written]


@pytest.mark.parametrize(
    ("notify", "missing"),
    [(Notify(sender="a@b.org"), "smtp"), (Notify(smtp="127.0.0.1:25"), "sender"),
     (Notify(smtp="127.0.0.1:25", user="robot"), "sender")],
)  # fmt: skip
def test_what_the_settings_lack_is_a_mistake_in_them(notify: Notify, missing: str):
    with pytest.raises(UsageError, match=missing):
        Post(notify)


def test_a_server_that_is_not_there_is_said():
    said = sent(Post(Notify(smtp="127.0.0.1:1", sender="a@b.org")), "one@a.org", "two@a.org")
    assert all("127.0.0.1:1 не отвечает" in one for one in said)
