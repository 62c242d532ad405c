"""pocketsphinx with the same commands, to compare with; without a filler it takes all for one."""

from collections.abc import Sequence

from scripts.model.evaluation.items import COMMANDS
from scripts.model.evaluation.listening import MOST, Understood, pcm
from voicecoach.sound.clip import Samples


class PocketsphinxEars:
    """Its own American model, which comes with the package (5.1.1)."""

    def __init__(self, commands: Sequence[str] = COMMANDS) -> None:
        """Raises ImportError where it is not installed."""
        from pocketsphinx import Decoder

        self.unknown: Sequence[str] = []
        self._decoder = Decoder(lm=None, loglevel="FATAL")
        rule = " | ".join(commands)
        self._decoder.add_jsgf_string("commands", f"#JSGF V1.0; grammar c; public <c> = {rule};")
        self._decoder.activate_search("commands")

    def understand(self, sound: Samples) -> Understood:
        """Its only hypothesis, for which it has no rival to tell of."""
        heard = self.follow(sound)[0]
        return Understood(heard, MOST if heard else 0.0)

    def follow(self, sound: Samples) -> list[str]:
        """All of it as one utterance."""
        self._decoder.start_utt()
        self._decoder.process_raw(pcm(sound), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return [found.hypstr if found else ""]
