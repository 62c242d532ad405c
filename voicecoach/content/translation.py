"""The file to start a translation from: the default language with every entry commented out."""

from collections.abc import Iterator

from voicecoach.content.bundled import BUNDLED
from voicecoach.core.phrases import DEFAULT_LANGUAGE

_HEAD = """\
#:schema ../schemas/language.json
# A language of the coach. Remove the "#" before an entry and translate it; {names} in braces stay.
# Lines that you leave as they are stay English, sentence by sentence and command by command.
#   voicecoach check FILE                                lists every mistake, and what is left
#   voicecoach start balance --rehearse --language CODE  prints a whole session
#   voicecoach start balance --language CODE             runs it, with a voice and a Vosk model of
#                                                        the language (--model)
# A phrase with {n} may have a second form under its key with ".one", used when {n} is 1; a phrase
# about a side one for each word of a side: ".foot", ".leg", ".arm", ".hand", ".side", as in
#   "first.right.hand" = "The right hand first."
# Any phrase may have variants, as many as you like, which take turns from session to session:
#   goodbye.any = ["See you soon.", "Until next time."]
# Exercises and routines are spoken as their files have them; a file of your own with the same name
# takes the place of a bundled one.

"""


def translation_template(code: str) -> str:
    """Text of a language file that is complete as it is, and changes nothing yet."""
    bundled = (BUNDLED / "languages" / f"{DEFAULT_LANGUAGE}.toml").read_text(encoding="utf-8")
    _, _, entries = bundled.partition("\n\n")
    return _HEAD.replace("CODE", code) + "".join(_commented_out(entries))


def _commented_out(text: str) -> Iterator[str]:
    for line in text.splitlines(keepends=True):
        # Headers of tables stay: an entry that is translated needs no more than its own line.
        is_kept = not line.strip() or line.startswith(("#", "["))
        yield line if is_kept else f"#{line}"
