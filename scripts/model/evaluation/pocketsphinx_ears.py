"""pocketsphinx with the same commands, for comparison; without a filler any sound is one."""

from collections.abc import Sequence

from scripts.model.evaluation.items import COMMANDS
from scripts.model.evaluation.listening import MOST, Understood, pcm
from voicecoach.sound.clip import Samples


class PocketsphinxEars:
    """pocketsphinx with the American model of its package (5.1.1)."""

    def __init__(self, commands: Sequence[str] = COMMANDS) -> None:
        """Load the model; raises ImportError if pocketsphinx is not installed."""
        from pocketsphinx import Decoder

        self.unknown: Sequence[str] = []
        self._decoder = Decoder(lm=None, loglevel="FATAL")
        rule = " | ".join(commands)
        self._decoder.add_jsgf_string("commands", f"#JSGF V1.0; grammar c; public <c> = {rule};")
        self._decoder.activate_search("commands")

    def understand(self, sound: Samples) -> Understood:
        """Its only hypothesis; it reports no rival."""
        heard = self.follow(sound)[0]
        return Understood(heard, MOST if heard else 0.0)

    def follow(self, sound: Samples) -> list[str]:
        """Text of the whole speech as one utterance."""
        self._decoder.start_utt()
        self._decoder.process_raw(pcm(sound), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return [found.hypstr if found else ""]
