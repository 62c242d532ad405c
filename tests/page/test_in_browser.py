"""The page in a real browser: what one sees, taps and hears of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from scripts.lab.browser import Page
from tests.page.serving import TOKEN, Served, served
from tests.terminal.screen_views import ALL, COUNTING, GREETING, HOLDING, PAUSED, RESTING
from voicecoach.content.pictures import named_picture
from voicecoach.core.phases import Phase
from voicecoach.core.view import Countdown, CountProgress, Movement, MovementPart, Pictured
from voicecoach.core.workout.exercise import Side
from voicecoach.drawings.picture import Picture, course

pytestmark = [pytest.mark.browser, pytest.mark.slow]

NewPage = Callable[[], Page]
SIZES = [(320, 568), (390, 844), (844, 390), (1280, 720), (1920, 1080), (3840, 2160)]
SHOWN = "document.getElementById('count').textContent"


@pytest.fixture
def page() -> Iterator[Served]:
    """A page that is served."""
    with served() as page:
        yield page


CALF_RAISES = Pictured("calf-raises", None, None, Side.RIGHT, "Stand tall. Rise and lower.")
TEMPO = (MovementPart("up", 2000), MovementPart("hold", 1000), MovementPart("lower", 3000))
MOVING = replace(COUNTING, pictured=CALF_RAISES, movement=Movement(TEMPO, None))
LONG = (
    "This is training, not medical advice. See a professional before you train again if you have "
    "diabetes, numbness, or brittle bones, if you've had a fall or surgery lately, or if you're "
    "pregnant or under sixteen."
)
SHAPE = "[...document.querySelectorAll('#drawing path')].map((one) => one.getAttribute('d'))"
COURSES = [
    ((2000, 1000, 3000), "calf-raises"),
    ((2000, 3000), "calf-raises"),
    ((1500,), "calf-raises"),
    ((1500,), "heel-to-toe-walk"),
    ((2000, 2000), "sit-to-stand"),
    ((1000, 2000, 3000), "heel-drops-straight"),
    ((1000, 1000, 1000, 1000), "shoulder-rolls"),
]


@pytest.fixture
def tab(page: Served, new_page: NewPage) -> Page:
    """A tab in which it is open, at work."""
    page.show(COUNTING)
    return opened(page, new_page)


def opened(page: Served, new_page: NewPage) -> Page:
    tab = new_page()
    tab.resize(1280, 720)
    tab.open(page.address)
    tab.wait_for("document.body.dataset.phase")
    return tab


def test_one_sees_where_one_is_what_is_counted_said_and_heard(tab: Page) -> None:
    texts = {
        "#exercise": "Tandem stand",
        "#side": "Right foot in front",
        "#where": "Exercise 2 of 4 · Set 1 of 2",
        "#count": "7",
        "#total": "of 12",
        "#state": "down",
        "#caption": "Keep your hips level.",
        "#heard": "heard repeat",
    }
    assert {selector: tab.text(selector) for selector in texts} == texts
    assert tab.text("#taps button") == "done"


def test_a_tap_and_the_enter_key_do_what_the_word_does(page: Served, tab: Page) -> None:
    tab.click("#taps button[value=pause]")
    tab.evaluate("document.querySelector('#taps button[value=stop]').focus()")
    tab.press("\r")
    page.wait(lambda: page.tapped == ["pause", "stop"])


def test_numbers_are_tapped_where_the_coach_asks_how_much_it_hurts(page: Served, tab: Page) -> None:
    page.show(replace(COUNTING, phase=Phase.HURTING))
    tab.wait_for("document.querySelectorAll('#taps [data-number]').length > 0")
    assert tab.text("#taps button") == "0"
    tab.click("#taps button:first-child")
    page.wait(lambda: page.tapped == ["zero"])
    page.show(COUNTING)
    tab.wait_for("document.querySelectorAll('#taps [data-number]').length === 0")


def test_a_time_runs_by_itself_and_the_ring_with_it(page: Served, tab: Page) -> None:
    now_ms = page.now_ms()
    page.show(replace(HOLDING, big=Countdown(now_ms + 2600, 60_000)))
    tab.wait_for(f"{SHOWN} === '2'")
    tab.wait_for(f"{SHOWN} === '1'")
    assert abs(page.now_ms() - (now_ms + 1600)) < 500
    tab.wait_for(f"{SHOWN} === '0'")


def test_the_page_waits_with_a_count_until_it_is_heard(page: Served, tab: Page) -> None:
    page.show(replace(COUNTING, big=CountProgress("8", "12")), sound_delay_ms=1500)
    asked_ms = page.now_ms()
    assert tab.evaluate(SHOWN) == "7"
    tab.wait_for(f"{SHOWN} === '8'")
    assert page.now_ms() - asked_ms > 1300


def test_a_pause_overtakes_a_count_that_is_not_heard_any_more(page: Served, tab: Page) -> None:
    page.show(replace(COUNTING, big=CountProgress("8", "12")), sound_delay_ms=600)
    page.show(replace(PAUSED, big=CountProgress("7", "12")))
    tab.wait_for("document.body.dataset.phase === 'paused'")
    page.show(replace(PAUSED, big=CountProgress("9", "12")), sound_delay_ms=0)
    tab.wait_for(f"{SHOWN} === '9'")
    assert tab.evaluate("document.body.dataset.phase") == "paused"


def test_missed_speech_is_announced(page: Served, tab: Page) -> None:
    page.show(replace(COUNTING, heard="?"))
    tab.wait_for("document.getElementById('heard').textContent.trim() === 'not understood'")


def test_a_screen_reader_hears_where_one_is_and_no_counts(page: Served, tab: Page) -> None:
    tab.evaluate(
        "window.said = []; new MutationObserver(() => said.push(announced.textContent))"
        ".observe(announced, {childList: true, characterData: true, subtree: true})"
    )
    for number in range(1, 6):
        page.show(replace(COUNTING, big=CountProgress(str(number), "12"), caption=f"{number}."))
        tab.wait_for(f"{SHOWN} === '{number}'")
    assert [one for one in tab.evaluate("said") if one] == []
    page.show(replace(COUNTING, side="Left foot in front"))
    tab.wait_for("said.some((one) => one.includes('Left foot in front'))")
    live = "[...document.querySelectorAll('[role=status], [aria-live]')].map((one) => one.id)"
    assert tab.evaluate(live) == ["connection", "announced"]


def test_it_fits_every_screen_without_scrolling(page: Served, tab: Page) -> None:
    left_over = (
        "[document.documentElement.scrollWidth - innerWidth,"
        " document.documentElement.scrollHeight - innerHeight]"
    )
    for width, height in SIZES:
        tab.resize(width, height)
        for number, view in enumerate((*ALL, MOVING, replace(RESTING, caption=LONG))):
            pictured = CALF_RAISES if view.big else None
            page.show(replace(view, pictured=pictured, set_label=f"Set {number}"))
            tab.wait_for(f"document.getElementById('where').textContent.endsWith('Set {number}')")
            assert tab.evaluate(left_over) == [0, 0], (width, height, view.phase)


def test_text_twice_as_large_is_all_there(page: Served, tab: Page) -> None:
    """One may have to scroll then, but nothing is cut off and nothing lies over anything else."""
    tab.evaluate("document.documentElement.style.fontSize = '200%'")
    over_each_other = (
        "(() => { const boxes = ['title', 'dial', 'words', 'next', 'ears', 'bar'].map((id) =>"
        " document.getElementById(id).getBoundingClientRect());"
        " return boxes.some((a, i) => boxes.some((b, j) => i < j && a.left < b.right - 1 &&"
        " b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1)); })()"
    )
    for width, height in ((320, 568), (1280, 720)):
        tab.resize(width, height)
        assert tab.evaluate("document.documentElement.scrollWidth") <= width
        assert not tab.evaluate(over_each_other), (width, height)
        reached = "document.getElementById('bar').getBoundingClientRect().bottom + scrollY"
        assert tab.evaluate(f"{reached} <= document.documentElement.scrollHeight + 1")


def test_every_button_can_be_reached_and_is_large_enough_for_a_finger(tab: Page) -> None:
    tab.resize(320, 568)
    smallest = tab.evaluate(
        "Math.min(...[...document.querySelectorAll('button')].flatMap((one) =>"
        " [one.offsetWidth, one.offsetHeight]))"
    )
    assert smallest >= 24
    assert tab.evaluate("[...document.querySelectorAll('button')].every((b) => b.tabIndex === 0)")


def test_the_keys_of_the_terminal_work_here_too(page: Served, tab: Page) -> None:
    for key in ("p", "+", " "):
        tab.press(key)
    page.wait(lambda: page.pressed == ["p", "+", "space"])
    assert page.tapped == []


def test_f_fills_the_screen(tab: Page) -> None:
    tab.press("f")
    tab.wait_for("document.fullscreenElement === document.documentElement")
    tab.press("f")
    tab.wait_for("document.fullscreenElement === null")


def test_it_is_dark_in_the_dark_and_has_enough_contrast_in_both(page: Served, tab: Page) -> None:
    colors = "['color', 'backgroundColor'].map((name) => getComputedStyle(document.body)[name])"
    luminance = []
    for scheme in ("light", "dark"):
        tab.prefer(prefers_color_scheme=scheme)
        ink, paper = tab.evaluate(colors)
        luminance.append(_luminance(paper))
        for name in ("--ink", "--quiet", "--work", "--rest", "--held", "--alarm"):
            color = tab.evaluate(
                f"document.body.style.color = 'var({name})', getComputedStyle(document.body).color"
            )
            assert _contrast(color, paper) >= 4.5, (scheme, name)
        tab.evaluate("document.body.style.color = ''")
        assert _contrast(ink, paper) >= 7
    assert luminance[0] > 0.8
    assert luminance[1] < 0.02


def test_with_reduced_motion_nothing_swings(page: Served, tab: Page) -> None:
    tab.prefer(prefers_reduced_motion="reduce")
    assert tab.evaluate("getComputedStyle(document.getElementById('pace')).display") == "none"


def test_the_picture_moves_in_the_tempo(page: Served, tab: Page) -> None:
    began_ms = page.now_ms() + 300
    page.show(replace(MOVING, movement=Movement(TEMPO, began_ms)))
    tab.wait_for("document.querySelectorAll('#drawing path').length > 3")
    assert tab.evaluate("document.getElementById('drawing').ariaLabel").startswith("Stand tall.")
    begun = tab.evaluate(SHAPE)
    while page.now_ms() < began_ms + 2300:
        assert tab.evaluate("true")
    risen = tab.evaluate(SHAPE)
    assert risen != begun
    while page.now_ms() < began_ms + 2700:
        assert tab.evaluate(SHAPE) == risen, "the second part of the tempo holds"
    while page.now_ms() < began_ms + 4500:
        assert tab.evaluate("true")
    assert tab.evaluate(SHAPE) not in (begun, risen)


def test_in_a_pause_the_picture_stays_as_it_is(page: Served, tab: Page) -> None:
    page.show(replace(MOVING, movement=Movement(TEMPO, page.now_ms() - 900)))
    tab.wait_for("document.querySelectorAll('#drawing path').length > 3")
    page.show(replace(MOVING, phase=Phase.PAUSED))
    tab.wait_for("document.body.dataset.phase === 'paused'")
    assert tab.evaluate(f"{SHAPE}.join() === ({SHAPE}).join()")
    still = tab.evaluate(SHAPE)
    tab.evaluate("new Promise((done) => setTimeout(done, 300))")
    assert tab.evaluate(SHAPE) == still


@pytest.mark.parametrize(("tempo_ms", "slug"), COURSES)
def test_the_course_of_a_rep_is_that_of_the_drawings(
    tab: Page, tempo_ms: tuple[int, ...], slug: str
) -> None:
    picture = named_picture(slug, None, None)
    assert isinstance(picture, Picture)
    cycle = "true" if picture.is_cycle else "false"
    found = tab.evaluate(
        f"import('./movement.js').then(({{courseOf}}) =>"
        f" courseOf({[*tempo_ms]}, {picture.pose_count}, {cycle}))"
    )
    expected = [list(one) for one in course(picture, tempo_ms)]
    assert [[round(at_ms), phase] for at_ms, phase in found] == expected


def test_two_see_the_same_and_each_can_steer(page: Served, new_page: NewPage) -> None:
    page.show(GREETING)
    one, other = opened(page, new_page), opened(page, new_page)
    page.show(COUNTING)
    for tab in (one, other):
        tab.wait_for(f"{SHOWN} === '7'")
        tab.wait_for("document.getElementById('watching').textContent === '2 watching'")
    one.click("#taps button[value=pause]")
    other.click("#taps button[value=done]")
    page.wait(lambda: sorted(page.tapped) == ["done", "pause"])


def test_after_a_reload_one_is_where_one_was(page: Served, tab: Page) -> None:
    tab.call("Page.reload")
    page.show(replace(COUNTING, big=CountProgress("9", "12")))
    tab.wait_for(f"{SHOWN} === '9'")
    assert tab.text("#exercise") == "Tandem stand"


def test_a_wrong_token_shows_nothing(page: Served, new_page: NewPage) -> None:
    tab = new_page()
    tab.open(page.address.replace(TOKEN, TOKEN[::-1]))
    tab.wait_for("document.readyState === 'complete'")
    assert tab.evaluate("document.querySelector('main, script[src], #exercise')") is None
    assert page.watching == ()


def test_a_lost_connection_is_told_and_comes_back_by_itself(new_page: NewPage) -> None:
    with served() as page:
        page.show(COUNTING)
        tab = opened(page, new_page)
        page.drop_everybody()
        tab.wait_for("document.getElementById('connection').textContent.includes('lost')")
        tab.wait_for("document.getElementById('connection').textContent.includes('again.')")
        page.show(PAUSED)
        tab.wait_for("document.body.dataset.phase === 'paused'")


def test_the_end_of_the_session_is_told(page: Served, tab: Page) -> None:
    page.end()
    tab.wait_for("document.getElementById('connection').textContent.includes('over')")
    assert tab.evaluate("[...document.querySelectorAll('#taps button')].every((b) => b.disabled)")


def test_nothing_is_asked_of_anybody_else_and_nothing_breaks_the_policy(
    page: Served, new_page: NewPage
) -> None:
    page.show(COUNTING)
    tab = opened(page, new_page)
    asked = tab.evaluate("performance.getEntriesByType('resource').map((one) => one.name)")
    assert asked
    assert all(name.startswith(page.address) for name in asked)
    assert tab.evaluate("document.cookie") == ""
    assert tab.evaluate("localStorage.length + sessionStorage.length") == 0
    refused = tab.evaluate(
        "new Promise((done) => { fetch('http://127.0.0.1:9/').catch(() => 0);"
        " document.onsecuritypolicyviolation = (event) => done(event.effectiveDirective) })"
    )
    assert refused == "connect-src"


def _luminance(color: str) -> float:
    """Relative luminance of a color as a browser writes it (WCAG 2.2)."""
    parts = [int(part) / 255 for part in color[color.index("(") + 1 : -1].split(",")[:3]]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _contrast(one: str, other: str) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)
