"""`voicecoach devices`: the microphones and loudspeakers."""

from typing import TYPE_CHECKING

import click

from voicecoach.cli.json_output import json_option, print_json

if TYPE_CHECKING:
    from voicecoach.devices.device_choice import AudioDevice, Direction


@click.command()
@json_option
def devices(as_json: bool) -> None:
    """List microphones and loudspeakers.

    Choose one by its number or name: --device-in for a microphone, --device-out for a loudspeaker.
    """
    from voicecoach.devices.native_messages import native_messages_silenced
    from voicecoach.devices.soundcard import list_devices

    with native_messages_silenced():
        found = list_devices()
    if as_json:
        entries = [
            {
                "number": one.index,
                "name": one.name,
                "host": one.host,
                "rate_hz": one.rate_hz,
                "microphone": bool(one.channels("input")),
                "loudspeaker": bool(one.channels("output")),
                "default_microphone": one.is_default("input"),
                "default_loudspeaker": one.is_default("output"),
            }
            for one in found
        ]
        print_json(entries)
        return
    _print_direction("Microphones", found, "input", without="sessions are controlled by keys")
    _print_direction("Loudspeakers", found, "output", without="sessions show captions")


def _print_direction(
    title: str, devices: "tuple[AudioDevice, ...]", direction: "Direction", *, without: str
) -> None:
    click.echo(f"{title}:")
    fitting = [device for device in devices if device.channels(direction)]
    for device in fitting:
        default = "  (default)" if device.is_default(direction) else ""
        rate = f"{device.rate_hz} Hz"
        click.echo(f"  {device.index:>3}  {device.name}  [{device.host}, {rate}]{default}")
    if not fitting:
        click.echo(f"  none; {without}")
