"""What a session wants done, in order: what sounds, what is known of it, and what is kept."""

from voicecoach.core.effects import Earcon, Effect, Hush, Note, Play, Say
from voicecoach.core.facts import Fact
from voicecoach.core.phrases import Phrase, PhraseBook, verbatim
from voicecoach.core.playback.echo_guard import EchoGuard
from voicecoach.core.playback.speech_timing import SpeechTiming
from voicecoach.core.timeline.steps import Cue


class Outbox:
    """Collects effects, and knows what was said last and what of it the microphone may hear."""

    def __init__(self, book: PhraseBook, timing: SpeechTiming) -> None:
        self.effects: list[Effect] = []
        self.caption = ""
        """What was said last."""
        self.guard = EchoGuard()
        self._book = book
        self._timing = timing

    def take(self) -> list[Effect]:
        """All effects since it was last asked."""
        effects, self.effects = self.effects, []
        return effects

    def add(self, *effects: Effect) -> None:
        """Want these done, too."""
        self.effects += effects

    def note(self, *facts: Fact) -> None:
        """Keep these."""
        self.effects += map(Note, facts)

    def sound(self, cue: Cue) -> None:
        """Sound it, a sentence or an earcon."""
        if isinstance(cue.sound, Earcon):
            self.add(Play(cue.sound, cue.at_ms))
            return
        self.show(cue.sound)
        self.guard.spoke(
            self.caption,
            began_ms=self._timing.heard_ms(cue.begins_ms),
            length_ms=cue.within_ms or self._timing.length_ms(cue.sound),
        )
        self.add(Say(cue.sound, cue.at_ms, cue.rank, cue.within_ms))

    def show(self, words: Phrase) -> None:
        """Have it on the screen, whether or not there is time to say it."""
        self.caption = self._book.sentence(words)

    def hush(self, now_ms: int) -> None:
        """Fall silent at once."""
        self.guard.hushed(self._timing.heard_ms(now_ms))
        self.add(Hush())

    def joined(self, *phrases: Phrase) -> Phrase:
        """Several sentences as one answer."""
        return verbatim(" ".join(self._book.sentence(each) for each in phrases))
