//! From a number and its modifier to the ends of an interval.
//!
//! `about` is 5 % to either side, `nearly` and `just under` the 5 % below, `just over` the 5 % above: all three About, the ends are a
//! convention and not in the words. `more than` and its kind leave one end open.

use super::numbers::{Form, Number};
use super::tables::Modifier;
use crate::project::{Decimal, How};

/// The ends of an interval and how they are meant.
pub(super) type Ends = (Option<Decimal>, Option<Decimal>, How);

/// The interval of a number, or of a range of two, with its modifier.
pub(super) fn ends(first: &Number, last: &Number, modifier: Option<Modifier>) -> Option<Ends> {
    let (low, high) = (first.low, last.high);
    let modifier = modifier.unwrap_or(Modifier::Exactly);
    if first.form == Form::Vague || last.form == Form::Vague {
        // Nobody can say what 5 % of dozens are; an open end is open all the same.
        return Some(match modifier {
            Modifier::MoreThan | Modifier::AtLeast => (low, None, How::Vague),
            Modifier::LessThan | Modifier::AtMost => (None, high, How::Vague),
            Modifier::Exactly | Modifier::About | Modifier::Nearly | Modifier::JustOver => (low, high, How::Vague),
        });
    }
    let near = |end: Option<Decimal>, form: Form, sign: i64| end.map_or(Some(None), |end| beside(end, form, sign).map(Some));
    let below = || near(low, first.form, -1);
    let above = || near(high, last.form, 1);
    Some(match modifier {
        Modifier::Exactly => (low, high, How::Exact),
        Modifier::About => (below()?, above()?, How::About),
        Modifier::Nearly => (below()?, high, How::About),
        Modifier::JustOver => (low, above()?, How::About),
        Modifier::MoreThan => (low, None, How::MoreThan),
        Modifier::AtLeast => (low, None, How::AtLeast),
        Modifier::LessThan => (None, high, How::LessThan),
        Modifier::AtMost => (None, high, How::AtMost),
    })
}

/// The number 5 % of its size below or above; a share that is rounded stays so.
fn beside(number: Decimal, form: Form, sign: i64) -> Option<Decimal> {
    let is_negative = number.compare(Decimal::from(0)).is_lt();
    let hundredths = 100 + if is_negative { -5 * sign } else { 5 * sign };
    let exact = number.times(Decimal::from(hundredths))?.shifted(2)?;
    let kept = if form == (Form::Share { rounded: true }) { exact.rounded(1) } else { exact };
    Some(kept.shortened())
}

/// Two modifiers of one number: the one that leaves an end open wins, `exactly` yields to any.
pub(super) fn both(first: Option<Modifier>, second: Modifier) -> Modifier {
    let rank = |modifier: Modifier| match modifier {
        Modifier::Exactly => 0,
        Modifier::About => 1,
        Modifier::Nearly | Modifier::JustOver => 2,
        Modifier::MoreThan | Modifier::AtLeast | Modifier::LessThan | Modifier::AtMost => 3,
    };
    first.map_or(second, |first| if rank(second) > rank(first) { second } else { first })
}
