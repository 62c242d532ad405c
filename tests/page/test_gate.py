"""Admission to the page, and refusal of everybody else."""

import json
import random

import pytest

from voicecoach.page.allowance import Allowance
from voicecoach.page.gate import Gate, content_security_policy
from voicecoach.page.messages import MOST_BYTES, AskTime, Press, Tap, read_message
from voicecoach.page.visitor import visitor_name

TOKEN, HOST = "s3cret_token", "127.0.0.1:8123"
GATE = Gate(TOKEN, frozenset({HOST, "localhost:8123"}))
OWN = f"http://{HOST}"


@pytest.mark.parametrize(
    ("path", "name"), [("/", "index.html"), ("/page.css", "page.css"), ("/live", "live")]
)
def test_with_the_token_everything_is_served(path: str, name: str) -> None:
    assert GATE.admitted(f"/{TOKEN}{path}", HOST, OWN) == name


@pytest.mark.parametrize(
    "path",
    [
        *("", "/", "/index.html", "/live", f"/{TOKEN}", f"{TOKEN}/", f"//{TOKEN}/live"),
        *(f"/{TOKEN[:-1]}/live", f"/{TOKEN}x/live", f"/{TOKEN.upper()}/live", "//live"),
        *(f"/{TOKEN}/../live", f"/{TOKEN}/a/b", f"/x/{TOKEN}/", f"/%s/{TOKEN}", "/tökén/live"),
    ],
)
def test_without_the_token_nothing_is(path: str) -> None:
    assert GATE.admitted(path, HOST, OWN) is None


@pytest.mark.parametrize("host", [None, "", "127.0.0.1", "evil.example", "evil.example:8123"])
def test_a_foreign_name_that_leads_here_gets_nothing(host: str | None) -> None:
    assert GATE.admitted(f"/{TOKEN}/", host, None) is None
    assert GATE.admitted(f"/{TOKEN}/live", host, f"http://{host}") is None


@pytest.mark.parametrize(
    "origin",
    [None, "null", "http://evil.example", "https://127.0.0.1:8123", "http://localhost:8123"],
)
def test_another_page_can_not_connect(origin: str | None) -> None:
    assert GATE.admitted(f"/{TOKEN}/live", HOST, origin) is None


def test_the_policy_allows_nothing_from_elsewhere() -> None:
    policy = content_security_policy(HOST)
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    assert "*" not in policy
    assert f"connect-src 'self' ws://{HOST};" in policy


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('{"tap":"pause"}', Tap("pause")),
        ('{"tap":"how many left"}', Tap("how many left")),
        ('{"key":"p"}', Press("p")),
        ('{"key":"space"}', Press("space")),
        ('{"time":12.5}', AskTime(12.5)),
        ('{"time":0}', AskTime(0)),
    ],
)
def test_messages_of_the_page_are_understood(text: str, message: object) -> None:
    assert read_message(text) == message


@pytest.mark.parametrize(
    "text",
    [
        *("", "pause", "null", "[]", "{}", "1", '"tap"', '{"tap":1}', '{"tap":""}', '{"time":"1"}'),
        *(
            '{"tap":"pause","x":1}',
            '{"time":-1}',
            '{"time":1e400}',
            '{"time":NaN}',
            '{"time":true}',
        ),
        *('{"tap":"a\\u0000b"}', '{"tap":"a\\nb"}', '{"tap":"\\ud800"}', '{"tap":["pause"]}'),
        *("[" * 250, '{"tap":"' + "a" * 81 + '"}', '{"tap":"' + "a" * MOST_BYTES + '"}'),
        *('{"key":""}', '{"key":"escape"}', '{"key":"pp"}', '{"key":"\\n"}', '{"key":1}'),
        b'{"tap":"pause"}',
    ],
)
def test_anything_else_is_not(text: str | bytes) -> None:
    assert read_message(text) is None


def test_no_made_up_message_is_an_error() -> None:
    chance = random.Random(20)
    sample = json.dumps({"tap": "pause", "time": 1.5, "[]": None})
    for _ in range(3000):
        letters = [chance.choice(sample + "\x00\ud800é") for _ in range(chance.randrange(40))]
        read_message("".join(letters))


def test_so_many_at_once_and_then_so_many_a_second() -> None:
    allowance = Allowance(3, per_s=2.0)
    assert [allowance.takes(10.0) for _ in range(4)] == [True, True, True, False]
    assert [allowance.takes(10.5) for _ in range(2)] == [True, False]
    assert [allowance.takes(99.0) for _ in range(4)] == [True, True, True, False]


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X)", "iPhone at 192.168.1.7"),
        ("Mozilla/5.0 (Linux; Android 14; Pixel 8)", "Android at 192.168.1.7"),
        ("Mozilla/5.0 (SMART-TV; Linux; Tizen 6.0)", "TV at 192.168.1.7"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "Windows at 192.168.1.7"),
        ("curl/8", "192.168.1.7"),
        (None, "192.168.1.7"),
    ],
)
def test_visitors_are_named_by_their_devices(agent: str | None, name: str) -> None:
    assert visitor_name(agent, "192.168.1.7") == name
