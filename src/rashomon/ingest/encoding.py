"""From bytes to text: which encoding, and what is no text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from rashomon.ingest.draft import Refusal, Remark
from rashomon.ingest.language import detect_language
from rashomon.model import Level

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "ZIP or Office"),
    (b"\x89PNG\r\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"\x1f\x8b\x08", "gzip"),
    (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"),
    (b"7z\xbc\xaf\x27\x1c", "7-Zip"),
    (b"\x28\xb5\x2f\xfd", "zstd"),
    (b"\x7fELF", "ELF"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old Office"),
    (b"SQLite format 3\x00", "SQLite"),
)
_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages may declare. Python knows more encodings, some of which are transformations (punycode, unicode_escape).
_DECLARABLE = re.compile(
    r"utf-?8|utf-?16(?:le|be|-le|-be)?|windows-(?:874|125[0-8])|cp(?:874|125[0-8]|866)|iso-?8859-\d{1,2}|latin-?1|koi8-[ru]"
    r"|gb2312|gbk|gb18030|big5|euc-(?:jp|kr)|shift[_-]jis|iso-2022-jp|us-ascii|ascii|tis-620|mac-?cyrillic",
    re.IGNORECASE,
)
# WHATWG: pages that say these mean the Windows code page, which only adds letters to it.
_MEANT = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "us-ascii": "cp1252"}
# Encodings that text is still found in, the commonest first; the guess is made among these.
_GUESSABLE = """
    cp1252 cp1256 cp1251 cp1250 cp1254 cp1253 cp1255 cp1257 cp1258 cp874 koi8_r koi8_u iso8859_2 iso8859_5 iso8859_6
    gb18030 big5 shift_jis euc_jp euc_kr cp866
"""
_LATIN = frozenset({"cp1252", "cp1250", "cp1254", "cp1257", "cp1258", "iso8859_2"})
_LATIN_BY_LANGUAGE = {
    **dict.fromkeys(("bs", "cs", "hr", "hu", "pl", "ro", "sk", "sl", "sq"), "cp1250"),
    **dict.fromkeys(("az", "tr"), "cp1254"),
    **dict.fromkeys(("et", "lt", "lv"), "cp1257"),
    "vi": "cp1258",
}
_SAMPLE_BYTES = 1 << 16
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_MAX_CONTROL_SHARE = 0.02
_MAX_DAMAGE_SHARE = 0.1
_ALWAYS_BORNE = 4  # stray bytes that even a short text may hold


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as the bytes spell it (line ends untouched, byte order mark removed); ``remarks`` if that was a guess."""

    text: str
    encoding: str
    remarks: tuple[Remark, ...] = ()


def decode(raw: bytes, declared: str | None = None) -> Decoded | Refusal:
    """Decode by byte order mark, else as UTF-8, else as ``declared``, else by a guess that is remarked on.

    UTF-8 goes before the declaration: text in another encoding is practically never valid UTF-8, and pages that were
    converted when they were saved still declare their old encoding.
    """
    for signature, name in _SIGNATURES:
        if raw.startswith(signature):
            return Refusal("binary_content", f"this is binary content ({name}), not text")
    for decoded in (_by_mark(raw), _strictly(raw, "utf-8"), _strictly(raw, _declarable(declared))):
        if decoded is not None:
            return _checked(decoded, raw)
    guessed = _nearly_utf8(raw) or _guess(raw)
    if guessed is None:
        return Refusal("binary_content", "no known text encoding fits these bytes")
    return _checked(guessed, raw)


def clean(text: str) -> str:
    """Control characters become spaces and lone surrogates U+FFFD, one for one: every offset stays where it was."""
    return _SURROGATE.sub("\ufffd", _CONTROL.sub(" ", text))


def normalise(text: str) -> str:
    """``clean`` with every kind of line end as one line feed."""
    return clean(text.replace("\r\n", "\n").replace("\r", "\n"))


def has_words(text: str) -> bool:
    """Whether there is any letter or digit to read."""
    return re.search(r"[^\W_]", text) is not None


def _by_mark(raw: bytes) -> Decoded | None:
    for mark, name in _BOMS:
        if raw.startswith(mark):
            return _strictly(raw[len(mark) :], name)
    return None


def _declarable(name: str | None) -> str | None:
    if name is None or not _DECLARABLE.fullmatch(name.strip()):
        return None
    plain = name.strip().lower()
    return _MEANT.get(plain, plain)


def _strictly(raw: bytes, encoding: str | None) -> Decoded | None:
    if encoding is None:
        return None
    try:
        return Decoded(raw.decode(encoding), encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _nearly_utf8(raw: bytes) -> Decoded | None:
    """UTF-8 with a few broken bytes (a file cut in the middle of a letter): the rest must not become mojibake."""
    text = raw.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = len(re.findall(r"[^\x00-\x7f\ufffd]", text))
    if whole == 0 or broken > whole * _MAX_DAMAGE_SHARE:
        return None
    return Decoded(
        text, "utf-8", (_remark(f"not valid UTF-8: {broken} broken bytes or groups of bytes were replaced"),)
    )


def _guess(raw: bytes) -> Decoded | None:
    """The likeliest encoding by charset-normalizer, judged on the part around the first letter that is not ASCII."""
    from charset_normalizer import from_bytes

    first = next((match.start() for match in re.finditer(rb"[\x80-\xff]", raw)), 0)
    begin = max(0, first - _SAMPLE_BYTES // 4)
    sample = raw[begin : begin + _SAMPLE_BYTES]
    best = from_bytes(sample, cp_isolation=_GUESSABLE.split(), preemptive_behaviour=False).best()
    if best is None:
        return None
    encoding = _latin_page(sample) if best.encoding in _LATIN else best.encoding
    text = raw.decode(encoding, "replace")
    return Decoded(text, encoding, (_remark(f"the encoding is not stated and not UTF-8; read as {encoding}"),))


def _latin_page(sample: bytes) -> str:
    """The Latin code page of the text's language, which its plain letters tell: by noise alone these can't be told apart."""
    language = detect_language(sample.decode("cp1252", "replace"))
    return _LATIN_BY_LANGUAGE.get(language or "", "cp1252")


def _checked(decoded: Decoded, raw: bytes) -> Decoded | Refusal:
    """Refuse what decodes without being text; recognise UTF-16 without a mark, which looks like text full of NULs."""
    text = decoded.text
    if not text:
        return decoded
    if text.count("\x00") > len(text) * _MAX_DAMAGE_SHARE:
        wide = _wide(raw)
        if wide is not None:
            return wide
    noise = len(_CONTROL.findall(text))
    if noise > max(_ALWAYS_BORNE, len(text) * _MAX_CONTROL_SHARE) or text.count("\ufffd") > max(
        _ALWAYS_BORNE, len(text) * _MAX_DAMAGE_SHARE
    ):
        return Refusal("binary_content", "too many control characters or broken bytes: this is no text")
    return Decoded(text.removeprefix("\ufeff"), decoded.encoding, decoded.remarks)


def _wide(raw: bytes) -> Decoded | None:
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    encoding = "utf-16-le" if odd > even else "utf-16-be"
    decoded = _strictly(raw, encoding)
    if decoded is None or len(_CONTROL.findall(decoded.text)) > len(decoded.text) * _MAX_CONTROL_SHARE:
        return None
    return Decoded(decoded.text, encoding, (_remark(f"the encoding is not stated; read as {encoding}"),))


def _remark(message: str) -> Remark:
    return Remark("encoding_guessed", Level.ERROR, message)
