//! The tokens of a line that is read: what they say of the places of its spans.

use crate::formats::record::Span;
use crate::text::{Unit, Units};
use serde::Deserialize;
use serde_json::value::RawValue;
use std::collections::HashMap;

/// A token as a line has it.
#[derive(Deserialize)]
struct Row {
    text: Option<String>,
    start: usize,
    end: usize,
    id: Option<usize>,
}

/// The tokens of a line.
#[derive(Default)]
pub(super) struct Known {
    /// The place of each, and whether its words stand there in the unit of all.
    all: Vec<(usize, usize, bool)>,
    /// Which one has which number, where they are not numbered in their order.
    numbers: Option<HashMap<usize, usize>>,
    unit: Option<Unit>,
}

impl Known {
    /// Those of a text. What is no list of tokens says nothing.
    pub(super) fn of(tokens: Option<&RawValue>, text: &str) -> Self {
        let rows: Vec<Row> = tokens.and_then(|tokens| serde_json::from_str(tokens.get()).ok()).unwrap_or_default();
        if rows.is_empty() {
            return Self::default();
        }
        let stand = |unit: Unit| -> Vec<bool> {
            let units = Units::of(text, unit);
            let words = |row: &Row| text.get(units.bytes(row.start..row.end)?);
            rows.iter().map(|row| words(row).is_some_and(|words| row.text.as_deref().is_none_or(|own| own == words))).collect()
        };
        let (mut unit, mut are_there) = (Unit::CodePoints, stand(Unit::CodePoints));
        if are_there.contains(&false) {
            let others = stand(Unit::Utf16);
            if !others.contains(&false) {
                (unit, are_there) = (Unit::Utf16, others);
            }
        }
        // Tokens without words say nothing of the unit.
        let unit = Some(unit).filter(|_| rows.iter().all(|row| row.text.is_some()) && !are_there.contains(&false));
        let is_in_order = rows.iter().enumerate().all(|(place, row)| row.id.is_none_or(|id| id == place));
        let numbers = (!is_in_order).then(|| rows.iter().enumerate().filter_map(|(place, row)| Some((row.id?, place))).collect());
        Self { all: rows.iter().zip(are_there).map(|(row, is_there)| (row.start, row.end, is_there)).collect(), numbers, unit }
    }

    /// In what places are counted, if the words of the tokens say so.
    pub(super) fn unit(&self) -> Option<Unit> {
        self.unit
    }

    /// A span with the number of its last token, if its tokens are where it says. One with words is taken where it is not: they are looked for there.
    pub(super) fn agreed(
        &self,
        span: Span,
        [first, last]: [Option<usize>; 2],
        number: usize,
        repaired: &mut Vec<String>,
    ) -> Result<(Span, Option<usize>), String> {
        match self.contradiction(&span, first.zip(last)) {
            Some(why) if span.quote.is_empty() => Err(why),
            Some(why) => {
                repaired.push(format!("span {number}: {why}; its place and its words were taken"));
                Ok((span, last))
            }
            None => Ok((span, last)),
        }
    }

    fn contradiction(&self, span: &Span, tokens: Option<(usize, usize)>) -> Option<String> {
        let ((first, last), (start, end)) = (tokens?, *span.at.first()?);
        if self.all.is_empty() {
            return None;
        }
        let (Some((token_start, _, starts)), Some((_, token_end, ends))) = (self.token(first), self.token(last)) else {
            return Some(format!("not all of its tokens {first} to {last} are among the tokens"));
        };
        if (token_start, token_end) != (start, end) {
            return Some(format!("its place {start}..{end} is not that of its tokens {first} to {last}, which is {token_start}..{token_end}"));
        }
        (!starts || !ends).then(|| format!("the words of its tokens {first} to {last} are not at {start}..{end}"))
    }

    fn token(&self, number: usize) -> Option<(usize, usize, bool)> {
        let place = match &self.numbers {
            Some(numbers) => *numbers.get(&number)?,
            None => number,
        };
        self.all.get(place).copied()
    }
}
