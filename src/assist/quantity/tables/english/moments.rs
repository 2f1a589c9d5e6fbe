//! English dates and times.

use super::super::{HalfDay, Modifier, Moments};

/// Words of dates and times.
pub(super) const MOMENTS: Moments = Moments {
    months: &[
        ("january|jan|jan .", 1),
        ("february|feb|feb .", 2),
        ("march|mar|mar .", 3),
        ("april|apr|apr .", 4),
        ("may", 5),
        ("june|jun|jun .", 6),
        ("july|jul|jul .", 7),
        ("august|aug|aug .", 8),
        ("september|sept|sep|sept .|sep .", 9),
        ("october|oct|oct .", 10),
        ("november|nov|nov .", 11),
        ("december|dec|dec .", 12),
    ],
    weekdays: "monday|tuesday|wednesday|thursday|friday|saturday|sunday|mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|mondays|fridays",
    days: &[("yesterday", -1), ("today", 0), ("tomorrow", 1)],
    open: "the weekend|weekend|tonight|christmas|easter|ramadan|new year's eve|new year's day|christmas day|recently|lately|nowadays",
    open_before: "last|next|this|the last|the previous|the following|the past|early last|late last|earlier this|later this|the coming|previous|past",
    periods: "week|month|year|decade|century|weekend|night|evening|morning|afternoon|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|\
        february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn|winter|fall|quarter|day",
    seasons: "spring|summer|autumn|winter|fall",
    parts: "early|late|mid|mid -|the beginning of|the end of|the start of|the middle of|beginning of|end of|start of|early in|late in|the turn of",
    year: "year|the year|calendar year",
    decade: "s",
    century: "century",
    year_parts: &[("quarter", 4), ("half", 2)],
    quarter: "q",
    fillers: "on|in|at|of|the|,|during|morning|afternoon|evening|night|this|that|dated|dating from|as of|as recently as|as early as|as late as|\
        as far back as|the night of|the morning of",
    before: &[
        ("about|around|roughly|circa|ca|c .|at about|at around|approximately|in about|in around|~", Modifier::About),
        ("nearly|almost|close to|just about", Modifier::Nearly),
        ("before|prior to|ahead of|earlier than|just before|shortly before|until just before", Modifier::LessThan),
        ("after|just after|shortly after|later than|soon after|well after|some time after|a little after", Modifier::MoreThan),
        ("since|ever since|from|not before|no earlier than|not earlier than|as from|starting", Modifier::AtLeast),
        ("until|till|by|no later than|not later than|up until|not after|through to|up to and including", Modifier::AtMost),
        ("exactly|precisely|exactly at|just", Modifier::Exactly),
    ],
    past: &[("half past", 30), ("quarter past|a quarter past", 15), ("quarter to|a quarter to", -15)],
    hours: &[("noon|midday|12 noon|twelve noon", 12), ("midnight|12 midnight", 0)],
    halves: &[("am|in the morning", HalfDay::Morning), ("pm|in the afternoon|in the evening|at night", HalfDay::Afternoon)],
    zones: "gmt|utc|cet|cest|bst|est|edt|pst|pdt|ist|local time|local|eastern time|central european time|sharp|z",
    military: "hours|hrs",
    oclock: "o'clock",
    other_calendar: None,
};
