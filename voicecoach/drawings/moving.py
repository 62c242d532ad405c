"""Pictures that move by style sheet alone, for pages without a script."""

from voicecoach.drawings.frames import frames
from voicecoach.drawings.picture import Picture
from voicecoach.drawings.shape import Tone
from voicecoach.drawings.svg import document, group

_SECONDS_A_POSE = 1.6
_STILL = "@media(prefers-reduced-motion:reduce){.moving path{animation:none}}"


def moving(picture: Picture, name: str, title: str, *, mirrored: bool = False) -> str:
    """The picture as an SVG document that moves from pose to pose.

    `name` tells its animations from those of others on the same page. Where a browser can't animate
    the data of a path, or where the user wants no motion, it shows the end of the movement.
    """
    data = frames(picture, mirrored=mirrored)
    steps = picture.pose_count if picture.is_cycle else picture.pose_count - 1
    rules: list[str] = []
    parts: list[str] = []
    tone = None
    for number, shape in enumerate(data["shapes"]):
        if shape["c"] != tone:
            parts.append(("</g>" if tone else "") + group(Tone(shape["c"])))
            tone = shape["c"]
        paths = shape["d"] if isinstance(shape["d"], list) else [shape["d"]]
        fill = ' fill="currentColor"' if shape.get("f") else ""
        of_rule = ""
        if len(paths) > 1:
            rule = f"{name}-{number}"
            keys = "".join(
                f'{100 * at:g}%{{d:path("{d}")}}' for at, d in zip(data["at"], paths, strict=True)
            )
            rules.append(f"@keyframes {rule}{{{keys}}}")
            of_rule = f' style="animation-name:{rule}"'
        shown = paths[0 if picture.is_cycle else -1]
        parts.append(f'<path stroke-width="{shape["w"]}"{fill}{of_rule} d="{shown}"/>')
    parts.append("</g>")
    how = "linear infinite" if picture.is_cycle else "ease-in-out infinite alternate"
    seconds = steps * _SECONDS_A_POSE
    style = f"<style>.{name} path{{animation:{seconds:g}s {how}}}{''.join(rules)}{_STILL}</style>"
    return document(style + "".join(parts), title).replace(
        "<svg ", f'<svg class="moving {name}" ', 1
    )
