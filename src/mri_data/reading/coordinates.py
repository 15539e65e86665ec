"""Read coordinates in the notations people paste, with a decimal point or comma, to suggest what to write."""

import re

NUMBER = r"[-+−–]?\d{1,3}(?:[.,]\d+)?"
PAIR = re.compile(
    rf"\(?\s*(?P<lat>{NUMBER})\s*°?\s*(?P<north>[NS]?)\s*[,;/\s]\s*(?P<lon>{NUMBER})\s*°?\s*(?P<east>[EWO]?)\s*\)?",
    re.IGNORECASE,
)
MARKED = re.compile(
    rf"(?P<before>[NSEWO]?)\s*(?P<degrees>{NUMBER})\s*[°º˚]?\s*"
    r"(?:(?P<minutes>\d{1,2}(?:[.,]\d+)?)\s*['′’´]\s*)?"
    r"(?:(?P<seconds>\d{1,2}(?:[.,]\d+)?)\s*(?:[\"″”]|['′’´]{2})\s*)?(?P<behind>[NSEWO]?)",
    re.IGNORECASE,
)
# Two commas without a space: either may be the decimal comma.
UNCLEAR = re.compile(r"[^\s;/]*,[^\s;/,]*,[^\s;/]*")
# O is west in French, Spanish and Italian.
NEGATIVE = {"S", "W", "O"}
# Decimal places of converted degrees; finer than a second of arc.
PLACES = 4


def pair_meant(text: str) -> tuple[str, str] | None:
    """Latitude and longitude in a text that holds both, such as `37.9794, 23.7162`; else `None`."""
    found = PAIR.fullmatch(text)
    if not found or (text.count(",") == 2 and UNCLEAR.fullmatch(text)):
        return None
    lat, lon = _signed(found["lat"], found["north"]), _signed(found["lon"], found["east"])
    return (lat, lon) if abs(float(lat)) <= 90 and abs(float(lon)) <= 180 else None


def degrees_meant(text: str) -> str:
    """Decimal degrees of a text such as `37°58′46″N` or `37.9794° N`; empty for other texts."""
    found = MARKED.fullmatch(text)
    if not found or (found["before"] and found["behind"]):
        return ""
    degrees = found["degrees"]
    if found["minutes"] or found["seconds"]:
        whole, minutes, seconds = (float((one or "0").translate(SIGNS)) for one in found.group(2, 3, 4))
        exact = abs(whole) + minutes / 60 + seconds / 3600
        degrees = f"{'-' if degrees[0] in '-−–' else ''}{exact:.{PLACES}f}"
    return _signed(degrees, found["before"] or found["behind"])


SIGNS = str.maketrans("−–,", "--.", "+")


def _signed(number: str, direction: str) -> str:
    """A number with an ASCII minus if it is negative or its direction is south or west."""
    number = number.translate(SIGNS)
    return f"-{number}" if direction.upper() in NEGATIVE and not number.startswith("-") else number
