"""`voicecoach test`: published tests as sessions, with norms for the user's age."""

from typing import TYPE_CHECKING, Any

import click

from voicecoach.cli.clock import given_at
from voicecoach.cli.options import person_options, rehearsed_script, session_options
from voicecoach.cli.settings_option import settings_option

if TYPE_CHECKING:
    from voicecoach.app.session.preparation import Preparation
    from voicecoach.ports import History

NAMES = ("balance", "calves")


@click.command()
@click.argument("name", metavar="TEST", type=click.Choice(NAMES))
@session_options
@person_options
@settings_option
def test(
    name: str,
    rehearse: bool,
    script: tuple[tuple[int, str], ...],
    birth_year: int | None,
    sex: str | None,
    **options: Any,
) -> None:
    """Test your balance or your calves by a published protocol.

    \b
    balance  three tries on each foot, at most 45 seconds each; say down when
             your foot touches the floor
    calves   heel raises on one leg, to a beat of 60 per minute; say done when
             you lose form or the beat
    """
    from voicecoach.app.session.running import run, settings_of
    from voicecoach.app.session.sets_done import SetsDone

    now = given_at()
    settings = settings_of(**options, is_rehearsal=rehearse)
    done = SetsDone()

    def prepared(history: "History", now_s: float) -> "Preparation":
        # Late: while all that this needs is imported, the voice loads.
        from voicecoach.app.session.preparing import prepare_test
        from voicecoach.app.session.user_content import user_content
        from voicecoach.app.user_person import person_of

        person = person_of(birth_year, sex, now.date())
        content = user_content(settings.language)
        return prepare_test(name, settings, content, history, person=person, now_s=now_s)

    run(
        prepared,
        settings,
        now_s=now.timestamp(),
        script=rehearsed_script(script, rehearse=rehearse),
        watchers=(done,),
    )
    from voicecoach.app.user_person import person_of
    from voicecoach.cli.pages.test_result import print_result

    print_result(name, done.sets, person_of(birth_year, sex, now.date()))
