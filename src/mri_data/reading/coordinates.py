"""Coordinates as people paste them: what they may mean, for a suggestion."""

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
# As many figures as a second of arc needs, and more.
PLACES = 4


def pair_meant(text: str) -> tuple[str, str] | None:
    """The latitude and longitude of a text that holds both, such as `37.9794, 23.7162`."""
    found = PAIR.fullmatch(text)
    if not found:
        return None
    lat, lon = _signed(found["lat"], found["north"]), _signed(found["lon"], found["east"])
    return (lat, lon) if abs(float(lat)) <= 90 and abs(float(lon)) <= 180 else None


def degrees_meant(text: str) -> str:
    """The plain number of degrees that a text such as `37°58′46″N` or `37.9794° N` means; else nothing."""
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
    """A number with the sign that its direction gives it."""
    number = number.translate(SIGNS)
    return f"-{number}" if direction.upper() in {"S", "W"} and not number.startswith("-") else number
