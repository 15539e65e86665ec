"""Read coordinates in the notations people paste, to suggest what to write."""

import re

NUMBER = r"[-+−–]?\d{1,3}(?:\.\d+)?"
PAIR = re.compile(
    rf"\(?\s*(?P<lat>{NUMBER})\s*°?\s*(?P<north>[NS]?)\s*[,;/\s]\s*(?P<lon>{NUMBER})\s*°?\s*(?P<east>[EWO]?)\s*\)?",
    re.IGNORECASE,
)
MARKED = re.compile(
    rf"(?P<before>[NSEWO]?)\s*(?P<degrees>{NUMBER})\s*[°º˚]?\s*"
    r"(?:(?P<minutes>\d{1,2}(?:\.\d+)?)\s*['′’´]\s*)?"
    r"(?:(?P<seconds>\d{1,2}(?:\.\d+)?)\s*(?:[\"″”]|['′’´]{2})\s*)?(?P<behind>[NSEWO]?)",
    re.IGNORECASE,
)
# Decimal places of converted degrees; finer than a second of arc.
PLACES = 4


def pair_meant(text: str) -> tuple[str, str] | None:
    """Latitude and longitude in a text that holds both, such as `37.9794, 23.7162`; else `None`."""
    found = PAIR.fullmatch(text)
    if not found:
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
        plain = abs(float(degrees.translate(SIGNS)))
        exact = plain + float(found["minutes"] or 0) / 60 + float(found["seconds"] or 0) / 3600
        degrees = f"{'-' if degrees[0] in '-−–' else ''}{exact:.{PLACES}f}"
    return _signed(degrees, found["before"] or found["behind"])


SIGNS = str.maketrans("−–", "--", "+")


def _signed(number: str, direction: str) -> str:
    """A number with an ASCII minus if it is negative or its direction is south or west."""
    number = number.translate(SIGNS)
    return f"-{number}" if direction.upper() in {"S", "W"} and not number.startswith("-") else number
