"""Files come over HTTPS whole or not at all; what breaks off goes on where it was."""

import hashlib
import ssl
from pathlib import Path

import pytest

from scripts.lab.https_server import Behavior, Server, serving
from voicecoach.speech_models.catalog import Downloadable
from voicecoach.speech_models.download import DownloadError, fetch

pytestmark = pytest.mark.slow

CONTENT = bytes(range(256)) * 2000


def entry(server: Server, content: bytes = CONTENT) -> Downloadable:
    checksum = hashlib.sha256(content).hexdigest()
    return Downloadable("tiny", "", server.url, len(content), checksum)


def fetched(server: Server, part: Path, content: bytes = CONTENT) -> list[int]:
    """Fetch the file; what the progress was told."""
    told: list[int] = []
    fetch(entry(server, content), part, told.append, context=server.context, timeout_s=5)
    return told


def test_a_file_arrives_with_progress(tmp_path: Path) -> None:
    with serving(Behavior(CONTENT)) as server:
        told = fetched(server, tmp_path / "new" / "part")
    assert (tmp_path / "new" / "part").read_bytes() == CONTENT
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, len(CONTENT))


def test_a_connection_that_breaks_off_is_taken_up_again(tmp_path: Path) -> None:
    with serving(Behavior(CONTENT, breaks_after=[1000, 70_000])) as server:
        fetched(server, tmp_path / "part")
    assert server.behavior.ranges == ["", "bytes=1000-", "bytes=71000-"]
    assert (tmp_path / "part").read_bytes() == CONTENT


def test_an_earlier_try_is_gone_on_with(tmp_path: Path) -> None:
    (tmp_path / "part").write_bytes(CONTENT[:300_000])
    with serving(Behavior(CONTENT)) as server:
        told = fetched(server, tmp_path / "part")
    assert server.behavior.ranges == ["bytes=300000-"]
    assert told[0] == 300_000
    assert (tmp_path / "part").read_bytes() == CONTENT


def test_a_server_without_ranges_begins_again(tmp_path: Path) -> None:
    (tmp_path / "part").write_bytes(CONTENT[:300_000])
    with serving(Behavior(CONTENT, knows_ranges=False)) as server:
        fetched(server, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == CONTENT


def test_a_whole_file_from_an_earlier_try_needs_no_connection(tmp_path: Path) -> None:
    (tmp_path / "part").write_bytes(CONTENT)
    with serving(Behavior(CONTENT)) as server:
        fetched(server, tmp_path / "part")
    assert server.behavior.ranges == []


def test_the_beginning_of_another_file_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "part").write_bytes(b"x" * 5000)
    with serving(Behavior(CONTENT)) as server:
        fetched(server, tmp_path / "part")
    assert server.behavior.ranges == ["bytes=5000-", ""]
    assert (tmp_path / "part").read_bytes() == CONTENT


def test_a_part_that_is_too_long_is_thrown_away(tmp_path: Path) -> None:
    (tmp_path / "part").write_bytes(CONTENT + b"x")
    with serving(Behavior(CONTENT)) as server:
        fetched(server, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == CONTENT


def test_another_file_of_the_same_size_is_refused_and_deleted(tmp_path: Path) -> None:
    with (
        serving(Behavior(CONTENT[::-1])) as server,
        pytest.raises(DownloadError, match=r"SHA-256 differs\. It was deleted"),
    ):
        fetched(server, tmp_path / "part")
    assert not (tmp_path / "part").exists()


@pytest.mark.parametrize("tells_length", [True, False])
def test_a_file_that_is_too_large_is_not_taken(tmp_path: Path, tells_length: bool) -> None:
    with (
        serving(Behavior(CONTENT * 20, tells_length=tells_length)) as server,
        pytest.raises(DownloadError, match="should have 512,000 bytes"),
    ):
        fetched(server, tmp_path / "part")
    assert not (tmp_path / "part").exists()


def test_a_server_that_leads_away_from_https_is_not_followed(tmp_path: Path) -> None:
    with (
        serving(Behavior(CONTENT, redirect="http://127.0.0.1:9/model.zip")) as server,
        pytest.raises(DownloadError, match="redirects away from HTTPS"),
    ):
        fetched(server, tmp_path / "part")


def test_a_server_that_nobody_vouches_for_is_not_trusted(tmp_path: Path) -> None:
    with serving(Behavior(CONTENT)) as server:
        stranger = ssl.create_default_context()
        with pytest.raises(DownloadError, match="CERTIFICATE_VERIFY_FAILED"):
            fetch(entry(server), tmp_path / "part", lambda _have: None, context=stranger)
    assert server.behavior.ranges == []


def test_an_answer_that_is_not_a_file_is_told_with_the_way_round(tmp_path: Path) -> None:
    with serving(Behavior(CONTENT, status=404)) as server, pytest.raises(DownloadError) as raised:
        fetched(server, tmp_path / "part")
    message = str(raised.value)
    assert "the server answers 404" in message
    assert f"get {server.url} on any computer" in message
    assert "voicecoach models install vosk-model-tiny-0.1.zip" in message


def test_an_unreachable_server_leaves_the_downloaded_part(tmp_path: Path) -> None:
    (tmp_path / "part").write_bytes(CONTENT[:1000])
    with serving(Behavior(CONTENT)) as server:
        pass
    with pytest.raises(DownloadError, match="What has arrived is kept"):
        fetched(server, tmp_path / "part")
    assert (tmp_path / "part").read_bytes() == CONTENT[:1000]


@pytest.mark.parametrize("behavior", [{"drips": True}, {"drips_headers": True}])
def test_a_server_that_drips_is_not_waited_for_without_end(
    tmp_path: Path, behavior: dict[str, bool]
) -> None:
    with (
        serving(Behavior(CONTENT, **behavior)) as server,  # type: ignore[arg-type]
        pytest.raises(DownloadError, match="the server is too slow"),
    ):
        fetch(
            entry(server),
            tmp_path / "part",
            lambda _have: None,
            context=server.context,
            timeout_s=5,
            limit_s=1.0,
        )


def test_the_words_of_a_server_are_made_harmless(tmp_path: Path) -> None:
    behavior = Behavior(CONTENT, status=503, reason="Busy \x1b]52;c;eA==\x07" + "x" * 1000)
    with serving(behavior) as server, pytest.raises(DownloadError) as raised:
        fetched(server, tmp_path / "part")
    message = str(raised.value)
    assert "the server answers 503 Busy" in message
    assert "\x1b" not in message
    assert len(message) < 600
