"""Personal data that must not be published: identity numbers, mobile numbers, bank cards, home addresses (R-85).

Looks at the whole of a file: front matter, comments and code are published with the repository, if not on a page.
What is found is never repeated: messages and exceptions show it masked, and reports leave its line out.
Telephones of offices have area codes, hotlines three to six digits, codes of items 32: none of them matches.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from ssg.check.prose import Prose
from ssg.model.diagnostic import Diagnostic, Severity
from ssg.model.finding import Finding
from ssg.model.pupils import find_pupil

CHECK = "personal-data"

_URL = re.compile(r"https?://[^\s\"'<>）)，。]+", re.IGNORECASE)
_TO_ASCII = {code: code - 0xFEE0 for code in (*range(0xFF10, 0xFF1A), 0xFF38, 0xFF58)}
_ALONE = r"(?<![0-9A-Za-z_])(?<![0-9][. -])"
_IDENTITY = re.compile(rf"{_ALONE}[1-9]\d{{5}}[ -]?(?:19|20)\d{{6}}[ -]?\d{{3}}[\dXx](?![0-9A-Za-z_])(?![ -]\d)")
_CARD = re.compile(
    rf"{_ALONE}(?:62\d\d|60\d\d|9558|4\d{{3}}|5[1-5]\d\d|35\d\d)(?:[ -]?\d{{4}}){{3}}(?:[ -]?\d{{1,3}})?"
    r"(?![0-9A-Za-z_])(?![ -]\d)"
)
_MOBILE = re.compile(r"(?<![0-9A-Za-z_])(?<![0-9][.])1[3-9]\d{9}(?![0-9A-Za-z_])(?![.]\d)")
_SPACED_MOBILE = re.compile(rf"{_ALONE}1[3-9]\d[ -]\d{{4}}[ -]\d{{4}}(?![0-9A-Za-z_])(?![ -]\d)")
_PREFIXED_MOBILE = re.compile(r"(?<![0-9A-Za-z_+])(?:\+|00)?86[ -]?(1[3-9]\d{9})(?![0-9A-Za-z_])")
_HOME = re.compile(
    r"(?:小区|家属院|家属楼|宿舍|花园|家园|公寓|新村|佳苑|嘉苑|雅苑|花苑)[^，。；：\s\d路街道巷]{0,2}"
    r"\d{1,3}(?:号楼|栋|幢|座|号)[^，。；：\s\d]{0,4}(?:\d{1,2}单元)?\d{2,4}(?:室|户)"
    r"|\d{1,3}(?:号楼|栋|幢)\d{1,2}单元\d{2,4}(?:室|户|号)?"
    r"|\d{1,2}单元\d{3,4}(?:室|户)"
)
_MAYBE = re.compile(r"\d(?:[ -]?\d){10}|[室户]|\d单元|[号栋幢]\d")
"""What every pattern above needs some of; most files hold none of it."""
_CAPTIONS = (
    re.compile(r"!\[([^\[\]\n]{1,200})\]"),
    re.compile(r"!\[[^\[\]\n]{0,200}\]\([^()\n\"]{0,300}\"([^\"\n]{1,200})\""),
    re.compile(r"\b(?:alt|title)=\"([^\"\n]{1,200})\"", re.IGNORECASE),
    re.compile(r"<figcaption[^<>]{0,200}>([^<>]{1,200})", re.IGNORECASE),
)
"""What is written about a picture in a text: its description, its title, in HTML too, and its caption."""
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"


def check_personal(prose: Prose) -> Iterator[Finding]:
    """Yield every piece of personal data in a text, at its place and masked."""
    for code, start, end, shown in find_personal(prose.text):
        diagnostic = Diagnostic(Severity.ERROR, code, prose.span(start, end), (("found", shown),), is_private=True)
        yield Finding(CHECK, diagnostic, shown)
    captions = (caption for pattern in _CAPTIONS for caption in pattern.finditer(prose.text))
    for image in sorted(captions, key=lambda each: each.start(1)):
        place = find_pupil(image[1])
        if place is not None:
            start, end = (image.start(1) + offset for offset in place)
            shown = prose.text[start] + "*" * (end - start - 1)
            fault = Diagnostic(
                Severity.ERROR, "pupil-named-in-alt", prose.span(start, end), (("found", shown),), (), True
            )
            yield Finding(CHECK, fault, shown)


def check_names(paths: tuple[str, ...]) -> Iterator[Finding]:
    """Yield every path of a source file that holds personal data; the finding has no span, which would repeat it."""
    for path in paths:
        for _, start, end, shown in find_personal(path):
            args = (("found", shown), ("file", f"{path[:start]}{shown}{path[end:]}"))
            yield Finding(CHECK, Diagnostic(Severity.ERROR, "personal-data-in-name", None, args), shown)


def find_personal(text: str) -> list[tuple[str, int, int, str]]:
    """Return (code, start, end, masked) of every piece of personal data, in order, none overlapping."""
    if not _MAYBE.search(text):
        return []
    plain = _URL.sub(lambda match: " " * len(match[0]), text.translate(_TO_ASCII))
    found: list[tuple[str, int, int, str]] = []
    taken: set[int] = set()
    for code, pattern, is_real, mask in _KINDS:
        for match in pattern.finditer(plain):
            if is_real(match[0]) and taken.isdisjoint(range(*match.span())):
                taken.update(range(*match.span()))
                found.append((code, *match.span(), mask(match[0])))
    return sorted(found, key=lambda each: each[1])


def masked(text: str) -> str:
    """Return a text with stars in what must not be repeated."""
    for _, start, end, shown in reversed(find_personal(text)):
        text = f"{text[:start]}{shown}{text[end:]}"
    return text


def is_identity_number(written: str) -> bool:
    """Return whether 18 digits, the last maybe X, hold a real day of birth and the check digit of mod 11-2."""
    number = re.sub(r"[ -]", "", written).upper()
    try:
        date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECK_DIGITS[total % 11] == number[17]


def is_card_number(written: str) -> bool:
    """Return whether 16 to 19 digits pass the check of Luhn."""
    digits = [int(digit) for digit in reversed(re.sub(r"[ -]", "", written))]
    doubled = (digit * 2 - 9 * (digit > 4) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def _any(written: str) -> bool:
    return True


def _mask_number(written: str) -> str:
    """Return ``138****1234``: the first three and, of long numbers too, no more than the last four digits."""
    number = re.sub(r"[ +-]", "", written)
    number = number[-11:] if re.fullmatch(r"(?:00)?861[3-9]\d{9}", number) else number
    return f"{number[:3]}{'*' * (len(number) - 7)}{number[-4:]}"


def _mask_identity(written: str) -> str:
    """Return three digits and stars: the end of an identity number says more than that of a telephone number."""
    return f"{written[:3]}{'*' * 15}"


def _mask_digits(written: str) -> str:
    return re.sub(r"\d", "*", written)


_KINDS: tuple[tuple[str, re.Pattern[str], Callable[[str], bool], Callable[[str], str]], ...] = (
    ("personal-identity-number", _IDENTITY, is_identity_number, _mask_identity),
    ("personal-bank-card", _CARD, is_card_number, _mask_number),
    ("personal-mobile-number", _PREFIXED_MOBILE, _any, _mask_number),
    ("personal-mobile-number", _MOBILE, _any, _mask_number),
    ("personal-mobile-number", _SPACED_MOBILE, _any, _mask_number),
    ("personal-home-address", _HOME, _any, _mask_digits),
)
