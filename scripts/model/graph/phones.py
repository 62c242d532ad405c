"""The sounds that the network tells apart: 39 phones of English, as in CMUdict, and silence."""

_NAMES = """
AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH
"""
PHONES = tuple(_NAMES.split())
SILENCE = 0
"""The network's output for silence; phone number n of the list has output n + 1."""
OUTPUTS = len(PHONES) + 1

_OUTPUT_OF = {phone: index + 1 for index, phone in enumerate(PHONES)}


def output_of(phone: str) -> int:
    """The network's output for a phone without stress."""
    return _OUTPUT_OF[phone]


def outputs_of(phones: str) -> tuple[int, ...]:
    """The outputs for phones separated by spaces."""
    return tuple(_OUTPUT_OF[phone] for phone in phones.split())
