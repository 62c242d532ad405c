"""The server: what is served, what is not, and what a hostile client can't do."""

import http.client
import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from tests.page.serving import TOKEN, Served, served
from tests.terminal.screen_views import COUNTING, PAUSED
from voicecoach.page.addresses import LOOPBACK, listening
from voicecoach.page.server import MOST_CLIENTS, MOST_CONNECTIONS, POLICY_VIOLATED, TRY_LATER

LIMIT_S = 10.0


@pytest.fixture
def page() -> Iterator[Served]:
    """A page that is served."""
    with served() as page:
        yield page


def get(page: Served, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and content of a file."""
    connection = http.client.HTTPConnection(LOOPBACK, page.port, timeout=LIMIT_S)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    found = answer.status, dict(answer.headers), answer.read()
    connection.close()
    return found


def get_or_nothing(page: Served) -> int:
    """Status of the page; 0: the connection was ended."""
    try:
        return get(page, f"/{TOKEN}/")[0]
    except (OSError, http.client.HTTPException):
        return 0


def join(page: Served) -> ClientConnection:
    """A live connection, as a page of ours makes it."""
    origin = f"http://{LOOPBACK}:{page.port}"
    headers = {"Origin": origin}
    return connect(page.live, additional_headers=headers, compression=None, close_timeout=0.2)


def until(connection: ClientConnection, kind: str) -> dict[str, object]:
    """The next message of this kind."""
    while True:
        message: dict[str, object] = json.loads(connection.recv(timeout=LIMIT_S))
        if message["kind"] == kind:
            return message


@pytest.mark.parametrize("name", ["", "page.css", "page.js", "clock.js", "icon.svg"])
def test_with_the_token_the_page_and_its_files_are_served(page: Served, name: str) -> None:
    status, headers, content = get(page, f"/{TOKEN}/{name}")
    assert status == 200
    assert content
    assert headers["Cache-Control"] == "no-store"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Content-Security-Policy"].startswith("default-src 'none';")
    assert "Set-Cookie" not in headers
    assert "Server" not in headers


@pytest.mark.parametrize(
    "path", ["/", "/index.html", "/wrong/", f"/{TOKEN}", f"/{TOKEN}/nothing", f"/{TOKEN}/../x"]
)
def test_without_it_nothing_is(page: Served, path: str) -> None:
    status, _, content = get(page, path)
    assert (status, content) == (404, b"")


def test_a_foreign_name_that_leads_here_gets_nothing(page: Served) -> None:
    assert get(page, f"/{TOKEN}/", Host=f"evil.example:{page.port}")[0] == 404


@pytest.mark.parametrize("origin", ["http://evil.example", "null"])
def test_another_page_of_the_browser_can_not_connect(page: Served, origin: str) -> None:
    headers = {"Origin": origin}
    with pytest.raises(InvalidStatus), connect(page.live, additional_headers=headers):
        pass
    assert page.tapped == []


def test_late_clients_get_the_newest_message_of_each_kind(page: Served) -> None:
    page.show(COUNTING)
    page.show(PAUSED)
    with join(page) as late:
        kinds = {}
        while "watching" not in kinds:
            message = json.loads(late.recv(timeout=LIMIT_S))
            kinds[message["kind"]] = message
    assert kinds["scene"]["phase"] == "paused"
    assert kinds["hello"]["labels"]["routine"] == "Balance"


def test_all_who_are_connected_see_each_scene_and_are_named(page: Served) -> None:
    with join(page) as one, join(page) as other:
        page.wait(lambda: len(page.watching) == 2)
        page.show(COUNTING)
        assert until(one, "scene")["phase"] == until(other, "scene")["phase"] == "counting"
        assert page.watching[0].endswith("127.0.0.1")
    page.wait(lambda: page.watching == ())


def test_a_tap_reaches_the_session_and_the_time_comes_back(page: Served) -> None:
    with join(page) as client:
        client.send('{"tap":"pause"}')
        client.send('{"time":12.5}')
        answer = until(client, "time")
        assert answer["sent"] == 12.5
        assert 0 <= page.clock.elapsed_ms() - float(str(answer["now"])) < 1000
    assert page.tapped == ["pause"]


@pytest.mark.parametrize("message", ["nonsense", '{"tap":"' + "a" * 100 + '"}', b"\x00\x01"])
def test_one_message_that_no_page_of_ours_sends_ends_the_connection(
    page: Served, message: str | bytes
) -> None:
    with join(page) as client:
        client.send(message)
        with pytest.raises(ConnectionClosed) as closed:
            until(client, "never")
    assert closed.value.rcvd is not None
    assert closed.value.rcvd.code == POLICY_VIOLATED
    assert page.tapped == []


def test_a_message_that_is_too_large_ends_the_connection(page: Served) -> None:
    with join(page) as client:
        client.send('{"tap":"' + "a" * 100_000 + '"}')
        with pytest.raises(ConnectionClosed):
            until(client, "never")


@pytest.mark.slow
def test_of_ten_thousand_messages_few_are_obeyed_and_others_see_the_session(page: Served) -> None:
    with join(page) as other:
        sent = 0
        while sent < 10_000:
            with join(page) as hostile:
                try:
                    for _ in range(500):
                        hostile.send('{"tap":"stop"}')
                except ConnectionClosed:
                    pass
                sent += 500
            page.show(COUNTING)
            assert until(other, "scene")["phase"] == "counting"
    assert len(page.tapped) < 1000


def test_there_is_room_for_so_many_and_the_next_is_told_to_come_later(page: Served) -> None:
    with ExitStack() as stack:
        for _ in range(MOST_CLIENTS):
            stack.enter_context(join(page))
        page.wait(lambda: len(page.watching) == MOST_CLIENTS)
        with join(page) as another, pytest.raises(ConnectionClosed) as closed:
            until(another, "never")
        assert closed.value.rcvd is not None
        assert closed.value.rcvd.code == TRY_LATER
    page.wait(lambda: page.watching == ())
    with join(page) as again:
        until(again, "watching")


def test_connections_that_ask_for_nothing_leave_room_for_a_page_in_the_end(page: Served) -> None:
    idle = [socket.create_connection((LOOPBACK, page.port)) for _ in range(MOST_CONNECTIONS + 20)]
    for each in idle:
        each.close()
    assert any(get_or_nothing(page) == 200 for _ in range(500))
    with join(page) as client:
        until(client, "watching")


@pytest.mark.slow
def test_a_client_that_does_not_read_holds_up_no_other(page: Served) -> None:
    """Its connection fills, and the others get every scene at once."""
    with join(page) as deaf, join(page) as other:
        deaf.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
        for number in range(500):
            page.send("filler", {"number": number, "text": "x" * 20_000})
            page.show(COUNTING)
            assert until(other, "scene")["phase"] == "counting"


def test_the_end_of_the_session_is_told(page: Served) -> None:
    with join(page) as client:
        until(client, "watching")
        page.end()
        until(client, "over")
        with pytest.raises(ConnectionClosed):
            until(client, "never")


def test_several_addresses_listen_at_one_port() -> None:
    sockets = listening((LOOPBACK, "127.0.0.2"))
    ports = {each.getsockname()[1] for each in sockets}
    addresses = {each.getsockname()[0] for each in sockets}
    for each in sockets:
        each.close()
    assert len(ports) == 1
    assert addresses == {LOOPBACK, "127.0.0.2"}


def test_a_port_that_is_taken_is_an_error() -> None:
    (taken,) = listening((LOOPBACK,))
    with taken, pytest.raises(OSError, match="in use"):
        listening((LOOPBACK,), port=taken.getsockname()[1], tries=1)
