"""A user's own SVG is shown as shapes alone: nothing in it runs, and nothing is fetched."""

from pathlib import Path

import pytest

from voicecoach.content.checking import check_file
from voicecoach.content.own_picture import MOST_BYTES, read_own_picture
from voicecoach.errors import ContentError

SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'
PATH = '<path d="M1 1h8" stroke="currentColor" style="fill:none;stroke-width:2"/>'


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.svg"
    path.write_text(text, encoding="utf-8")
    return path


def test_shapes_are_taken_over_with_their_styles(tmp_path: Path) -> None:
    picture = read_own_picture(written(tmp_path, SQUARE.format(f"<g opacity='.5'>{PATH}</g>")))
    assert picture.view_box == "0 0 10 10"
    assert picture.content == (
        '<g opacity=".5"><path d="M1 1h8" stroke="currentColor" fill="none" stroke-width="2" /></g>'
    )
    assert picture.left_out == ()


@pytest.mark.parametrize(
    ("inside", "left_out"),
    [
        ("<script>alert(1)</script>", "script"),
        ("<image href='http://example.org/a.png'/>", "image"),
        ("<use href='http://example.org/a.svg#a'/>", "use"),
        ("<foreignObject><body/></foreignObject>", "foreignObject"),
        ("<style>@import 'http://example.org'</style>", "style"),
        ("<animate attributeName='href' to='javascript:1'/>", "animate"),
        ("<path d='M0 0' onclick='alert(1)'/>", "onclick"),
    ],
)
def test_scripts_and_links_are_left_out_and_named(
    tmp_path: Path, inside: str, left_out: str
) -> None:
    path = written(tmp_path, SQUARE.format(PATH + inside))
    picture = read_own_picture(path)
    assert picture.left_out == (left_out,)
    for word in ("alert", "example.org", "javascript", left_out):
        assert word not in picture.content
    (warning,) = check_file(path).warnings
    assert warning.endswith(f"left out, as not safe to show: {left_out}")


@pytest.mark.parametrize(
    "attribute", ["fill='url(http://example.org/a)'", "style='fill:url(#a)'", "href='x'", "id='a'"]
)
def test_attributes_that_could_refer_to_something_are_dropped(
    tmp_path: Path, attribute: str
) -> None:
    picture = read_own_picture(written(tmp_path, SQUARE.format(f"<path d='M0 0' {attribute}/>")))
    assert picture.content == '<path d="M0 0" />'


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<svg", "not valid XML"),
        ("<html/>", "expected an SVG picture"),
        (SQUARE.format("<script/>"), "no shapes"),
        (SQUARE.format(PATH).replace("viewBox", "view"), "expected a viewBox"),
        ("<!DOCTYPE svg [<!ENTITY a 'b'>]>" + SQUARE.format(PATH), "without a document type"),
        (SQUARE.format(PATH * (MOST_BYTES // len(PATH))), "at most 100 kB"),
    ],
)
def test_a_file_that_is_not_a_picture_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ContentError, match=reason):
        read_own_picture(path)


def test_width_and_height_stand_in_for_a_view_box(tmp_path: Path) -> None:
    text = SQUARE.format(PATH).replace('viewBox="0 0 10 10"', 'width="20px" height="30"')
    assert read_own_picture(written(tmp_path, text)).view_box == "0 0 20 30"
