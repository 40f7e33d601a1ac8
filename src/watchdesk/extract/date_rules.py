"""Which function gives the days of each kind of expression; the kinds are those of the codebook of dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from watchdesk.extract import date_days, date_feasts, date_periods
from watchdesk.extract.date_setting import Found, Hit, Setting

Resolver = Callable[[Hit, Mapping[str, str], Setting], Found | None]
RESOLVERS: Mapping[str, Resolver] = MappingProxyType(
    {
        "iso": date_days.resolve_iso,
        "numeric": date_days.resolve_numeric,
        "day": date_days.resolve_day,
        "day_range": date_days.resolve_day_range,
        "weekday_range": date_days.resolve_weekday_range,
        "weekday": date_days.resolve_weekday,
        "weekday_day": date_days.resolve_weekday_day,
        "weekend": date_days.resolve_weekend,
        "day_word": date_days.resolve_day_word,
        "night": date_days.resolve_night,
        "deictic": date_days.resolve_deictic,
        "ago": date_days.resolve_ago,
        "day_of_month": date_days.resolve_day_of_month,
        "month": date_periods.resolve_month,
        "month_week": date_periods.resolve_month_week,
        "year_piece": date_periods.resolve_year_piece,
        "month_range": date_periods.resolve_month_range,
        "season": date_periods.resolve_season,
        "year": date_periods.resolve_year,
        "year_range": date_periods.resolve_year_range,
        "decade": date_periods.resolve_decade,
        "recent": date_periods.resolve_recent,
        "coming": date_periods.resolve_coming,
        "for_since": date_periods.resolve_for_since,
        "unit": date_periods.resolve_unit,
        "feast": date_feasts.resolve_feast,
    }
)
"""By kind; None from a resolver means that the words are no date after all."""
