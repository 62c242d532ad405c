import pytest

from voicecoach.terminal.key_decoder import ConsoleKeyDecoder, KeyDecoder

KEYS = [
    (b"n", ("n",)),
    (b"N", ("n",)),
    (b"+?", ("+", "?")),
    (b" ", ("space",)),
    (b"\r", ("enter",)),
    (b"\n", ("enter",)),
    (b"\x7f\x08", ("backspace", "backspace")),
    (b"\x1b[A\x1b[B\x1b[C\x1b[D", ("up", "down", "right", "left")),
    (b"\x1bOA\x1bOD", ("up", "left")),
    (b"\x1b\x1b[A", ("escape", "up")),
    ("É€".encode(), ("é", "€")),
    (b"\x01\t\x04", ()),  # Ctrl-A, Tab, Ctrl-D
    (b"\x1a", ("ctrl-z",)),
    (b"\x1b[15~n", ("n",)),  # F5
    (b"\x1b[3~n", ("n",)),  # Delete
    (b"\x1b[1;5Cn", ("n",)),  # Ctrl-Right
    (b"\x1bOPn", ("n",)),  # F1
    (b"\x1b[[An", ("n",)),  # F1 on the Linux console
    (b"\x1bxn", ("n",)),  # Alt-x
    (b"\xff\xfen", ("n",)),  # no UTF-8
]


@pytest.mark.parametrize(("received", "keys"), KEYS)
def test_bytes_become_keys(received: bytes, keys: tuple[str, ...]) -> None:
    assert KeyDecoder().feed(received) == keys


@pytest.mark.parametrize(("received", "keys"), KEYS)
def test_it_does_not_matter_how_reads_cut_the_bytes(received: bytes, keys: tuple[str, ...]) -> None:
    decoder = KeyDecoder()
    cut = [key for number in received for key in decoder.feed(bytes([number]))]
    assert tuple(cut) == keys


def test_escape_is_known_once_nothing_follows() -> None:
    decoder = KeyDecoder()
    assert decoder.feed(b"\x1b") == ()
    assert decoder.waits
    assert decoder.settle() == ("escape",)
    assert not decoder.waits
    assert decoder.feed(b"n") == ("n",)


def test_an_unfinished_sequence_is_forgotten() -> None:
    decoder = KeyDecoder()
    assert decoder.feed(b"\x1b[1") == ()
    assert decoder.settle() == ()
    assert decoder.feed(b"n") == ("n",)


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("N", ["n"]),
        (" \r\x08\x1b", ["space", "enter", "backspace", "escape"]),
        ("\xe0H\xe0P\x00M\x00K", ["up", "down", "right", "left"]),
        ("\x00;n", ["n"]),  # F1
        ("é", ["é"]),
    ],
)
def test_a_windows_console_gives_the_same_keys(typed: str, keys: list[str]) -> None:
    decoder = ConsoleKeyDecoder()
    assert [key for char in typed for key in decoder.feed(char)] == keys
