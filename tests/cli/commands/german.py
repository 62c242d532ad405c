"""A German language file, an exercise in German, and a user's folder with them."""

from pathlib import Path

SENTENCES = """\
[phrases.greeting]
welcome = "Willkommen. Das ist {routine}."
coming = "{n} Übungen: {names}."
needs = "Du brauchst {things}."
needs-nothing = "Du brauchst nichts."
not-medical = "Dies ist Training und kein ärztlicher Rat."
see-first = "Frag vorher, wenn du krank warst."
help = "Sag Hilfe, wenn du nicht weiter weißt."
[phrases.announce]
name = "Übung {number} von {total}. {name}."
[phrases.ready]
ask-within = "Sag bereit, wenn du so weit bist; sonst geht es in {n} Sekunden los."
warning = "In {n} Sekunden geht es los."
[phrases.side-word]
foot = "Fuß"
[phrases.side-words]
foot = "Füße"
[phrases.side]
right = "Rechter {side}"
left = "Linker {side}"
"right.hand" = "Rechte Hand"
first.right = "Zuerst der rechte {side}."
[phrases.dose]
letters.each = "Von {first} bis {last}, mit jedem {side}."
hold.each = "{n} Sekunden auf jedem {side}."
open-hold.each = "So lange du kannst, bis zu {n} Sekunden."
hold.sets-each = "{sets} mal {n} Sekunden auf jedem {side}."
open-hold.sets-each = "{sets} mal auf jedem {side}, so lange du kannst, bis zu {n} Sekunden."
letters.sets-each = "Von {first} bis {last}, mit jedem {side}, {sets} mal."
say-down = "Sag unten, wenn du nicht mehr kannst."
[phrases.work]
hold = "Halten."
half-way = "Die Hälfte."
seconds = "{n} Sekunden."
seconds-left = "Noch {n} Sekunden."
[phrases.set]
full = "Die ganzen {n} Sekunden."
done = "Gut."
[phrases.cue]
breath = "Ruhig atmen."
nearly.any = ["Gleich geschafft."]
encouragement.any = ["Stark bis zum Ende.", "Gut so.", "Bleib dran.", "Genau so."]
[phrases.switch]
left = "{sides} wechseln. Linker {side}."
right = "{sides} wechseln. Rechter {side}."
[phrases.rest]
begin = "Pause, {n} Sekunden."
next-set.right = "Dann Satz {number} von {total}, rechter {side}."
last-set.right = "Dann der letzte Satz, rechter {side}."
seconds-left = "Noch {n} Sekunden."
[phrases.pause]
paused = "Angehalten."
[phrases.summary]
well-done = "Das war alles. Gut gemacht."
totals = "{n} Übungen in {time}."
"totals.one" = "Eine Übung in {time}."
minutes = "{n} Minuten"
"minutes.one" = "einer Minute"
longest.right = "Am längsten rechts: {n} Sekunden."
longest.left = "Am längsten links: {n} Sekunden."
goodbye = "Bis bald."
[phrases.rating]
ask = "War das zu leicht, richtig oder zu schwer?"
[phrases.plan]
new = "So viel wie üblich zum Anfang."
[phrases.screen]
place = "Übung {number} von {total}"
set = "Satz {number} von {total}"
of = "von {total}"
heard = "verstanden"
say = "sag"
key = "Taste"
microphone = "Mikrofon"
[phrases.screen.phase]
paused = "angehalten"
resting = "ausruhen"
[phrases.pain]
ask = "Wie stark ist der Schmerz, von null bis zehn?"
severe = "Diese Übung ist für heute vorbei."
level.8 = "Acht ist zu viel."
"""
WORDS = """\
[words]
ready = ["bereit", "los"]
pause = ["anhalten", "pause"]
resume = ["weiter"]
next = ["nächste übung"]
stop = ["ende"]
yes = ["ja"]
no = ["nein"]
done = ["unten"]
ouch = ["aua"]
zero = ["null"]
number = ["eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn"]
"""
GERMAN = SENTENCES + WORDS
EXERCISE = """\
name = "Einbeinstand"
position = "Stell dich hin."
sides = "each"
sets = 2
rest_seconds = 20
cues = ["Ruhig atmen.", "Schultern tief."]
muscles = [{ name = "die Waden" }]
benefits = ["Es hilft beim Laufen."]
cautions = [{ when = "before", text = "Halte dich fest, wenn du musst." }]
stop_sign = "Hör auf, wenn etwas weh tut."
[instructions]
long = ["Hebe ein Bein."]
short = ["Hebe ein Bein."]
minimal = ["Ein Bein."]
[counting]
kind = "open-hold"
cap_seconds = 30
"""


def written(home: Path, text: str = GERMAN) -> Path:
    """The user's configuration directory with German in it."""
    folder = home / "config" / "voicecoach"
    for kind, name, content in (
        ("languages", "de", text),
        ("exercises", "einbeinstand", EXERCISE),
    ):
        (folder / kind).mkdir(parents=True)
        (folder / kind / f"{name}.toml").write_text(content, encoding="utf-8")
    return folder
