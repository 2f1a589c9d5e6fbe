//! The numbers of lists, as a browser counts them. Bullets are no words.

use super::names::Name;
use super::tree::Tree;

/// The lists that are open, and the number that stands before the next paragraph.
#[derive(Default)]
pub(super) struct Lists {
    open: Vec<List>,
    marker: String,
}

struct List {
    /// The number of the next entry; none for bullets.
    next: Option<i64>,
    step: i64,
    style: Style,
}

#[derive(Clone, Copy)]
enum Style {
    Digits,
    /// The letter that stands for 1.
    Letters(u8),
    Roman {
        small: bool,
    },
}

impl Lists {
    pub(super) fn open(&mut self, tree: &Tree<'_>, at: usize) {
        let Some(node) = tree.get(at).filter(|node| node.name == "ol") else {
            self.open.push(List { next: None, step: 1, style: Style::Digits });
            return;
        };
        let reversed = node.attribute_if_there("reversed").is_some();
        let entries = || i64::try_from(tree.all(at, "li").filter(|entry| tree.get(*entry).is_some_and(|entry| entry.parent == at)).count()).unwrap_or(1);
        let first = node.attribute("start").trim().parse().ok().unwrap_or_else(|| if reversed { entries() } else { 1 });
        let style = match node.attribute("type").trim() {
            "a" => Style::Letters(b'a'),
            "A" => Style::Letters(b'A'),
            "i" => Style::Roman { small: true },
            "I" => Style::Roman { small: false },
            _ => Style::Digits,
        };
        let bare = node.attribute("style").replace(' ', "").contains("list-style:none") || node.attribute("style").contains("list-style-type:none");
        self.open.push(List { next: (!bare).then_some(first), step: if reversed { -1 } else { 1 }, style });
    }

    pub(super) fn close(&mut self) {
        self.open.pop();
        self.marker.clear();
    }

    /// An entry begins; a number that still waits, of an entry that is itself a list, goes before its own.
    pub(super) fn entry(&mut self, tree: &Tree<'_>, at: usize) {
        let Some(List { next: Some(next), step, style }) = self.open.last_mut() else { return };
        if let Some(value) = tree.get(at).and_then(|node| node.attribute("value").trim().parse().ok()) {
            *next = value;
        }
        self.marker.push_str(&format!("{}. ", style.written(*next)));
        *next = next.saturating_add(*step);
    }

    pub(super) fn end_entry(&mut self) {
        self.marker.clear();
    }

    pub(super) fn take_marker(&mut self) -> String {
        std::mem::take(&mut self.marker)
    }
}

impl Style {
    fn written(self, number: i64) -> String {
        match (self, u8::try_from(number)) {
            (Self::Letters(first), Ok(letter @ 1..=26)) => char::from(first + letter - 1).to_string(),
            (Self::Roman { small }, Ok(1..)) => {
                let numeral = roman(number);
                if small { numeral.to_lowercase() } else { numeral }
            }
            (Self::Digits | Self::Letters(_) | Self::Roman { .. }, _) => number.to_string(),
        }
    }
}

fn roman(mut number: i64) -> String {
    const NUMERALS: [(i64, Name); 9] = [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut numeral = String::new();
    for (value, letters) in NUMERALS {
        while number >= value {
            numeral.push_str(letters);
            number -= value;
        }
    }
    numeral
}
