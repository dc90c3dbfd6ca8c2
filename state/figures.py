"""Numbers and times as people read them, in their language: lengths, waits, days, prices."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time, format_timedelta
from babel.numbers import format_currency, format_decimal, format_percent

from filmstudio.store.types import now
from state.words import translated

NEAR = timedelta(days=1)


def locale(lang: str) -> Locale:
    """The locale of a language of ours; English days are written as on set: 20 Nov."""
    return Locale.parse("en_GB" if lang == "en" else lang)


def length(seconds: float) -> str:
    """The length of a film, the same everywhere: 1:24, 1:02:05."""
    whole = round(seconds)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def wait(lang: str, seconds: float) -> str:
    """How long something takes: 25 s, 1 min 40 s, 2 h 5 min. Rounded as guesses are."""
    whole = max(1, round(seconds))
    if whole > 20:
        whole = 5 * round(whole / 5)
    minutes, rest = divmod(whole, 60)
    if not minutes:
        return translated(lang, "{n} s", n=rest)
    if minutes < 60:
        if not rest:
            return translated(lang, "{n} min", n=minutes)
        return translated(lang, "{m} min {s} s", m=minutes, s=rest)
    hours, minutes = divmod(minutes, 60)
    return translated(lang, "{h} h {m} min", h=hours, m=minutes)


def number(lang: str, value: float, digits: int = 0) -> str:
    """A number with the signs of its language: 1,204 or 1.204; at most so many digits behind the
    point."""
    pattern = "#,##0." + "#" * digits if digits else "#,##0"
    return str(format_decimal(value, format=pattern, locale=locale(lang)))


def percent(lang: str, share: float) -> str:
    """A share of a whole as its language writes it: 12.5%, 12,5 %."""
    pattern = locale(lang).percent_formats[None].pattern.replace("0", "0.#", 1)
    return str(format_percent(share, format=pattern, locale=locale(lang)))


def price(lang: str, cents: int, currency: str = "usd") -> str:
    """A price: $9.99. `cents` is in the smallest unit of the currency."""
    from filmstudio.services.billing import WHOLE

    value = cents if currency in WHOLE else cents / 100
    where = Locale("en", "US") if lang == "en" else locale(lang)
    if not cents:
        return str(format_currency(0, currency.upper(), "¤0", where, currency_digits=False))
    return str(format_currency(value, currency.upper(), locale=where))


def day(lang: str, when: date | datetime) -> str:
    """A day near now: 20 Nov; with its year where that is another one."""
    skeleton = "MMMd" if when.year == now().year else "yMMMd"
    return str(format_skeleton(skeleton, when, locale=locale(lang)))


def long_day(lang: str, when: date | datetime) -> str:
    """A day in a sentence: 3 December."""
    skeleton = "MMMMd" if when.year == now().year else "yMMMMd"
    return str(format_skeleton(skeleton, when, locale=locale(lang)))


def month(lang: str, when: date) -> str:
    """The name of a month, as it stands alone: November."""
    name = str(format_date(when, "MMMM", locale=locale(lang)))
    return name[:1].upper() + name[1:]


def clock(lang: str, when: datetime) -> str:
    """A time of a day: 11:46 (UTC)."""
    return str(format_time(when, "HH:mm", locale=locale(lang)))


def ago(lang: str, when: datetime) -> str:
    """How long ago something was: 14 minutes ago, yesterday's by the hour, older ones by their day."""
    gone = now() - when
    if gone < timedelta(minutes=1):
        return translated(lang, "now")
    if gone < NEAR:
        return str(format_timedelta(-gone, add_direction=True, locale=locale(lang)))
    return day(lang, when)
