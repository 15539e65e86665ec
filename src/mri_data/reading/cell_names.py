"""Columns of a sheet by their letters, as Excel names them."""


def letters(column: int) -> str:
    """The letters of a column, from 0: `A`, `Z`, `AA`."""
    text = ""
    while column >= 0:
        text, column = chr(ord("A") + column % 26) + text, column // 26 - 1
    return text


def column_of(name: str) -> int:
    """The number of a column, from 0, by its letters."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
