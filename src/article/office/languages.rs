//! In which language an article is, where its document says that of each piece: that of most letters.

use std::collections::BTreeMap;

/// A run's language for each kind of script; empty is unknown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Languages {
    pub(super) western: String,
    pub(super) complex: String,
    pub(super) eastern: String,
}

impl Languages {
    /// What is said here, and what another says where nothing is said here.
    pub(super) fn or(mut self, other: &Self) -> Self {
        for (own, other) in [(&mut self.western, &other.western), (&mut self.complex, &other.complex), (&mut self.eastern, &other.eastern)] {
            if own.is_empty() {
                own.clone_from(other);
            }
        }
        self
    }
}

/// How many letters are in each language.
#[derive(Debug, Default)]
pub(super) struct Tally(BTreeMap<String, usize>);

impl Tally {
    /// Counts words that are said to be in these languages.
    pub(super) fn count(&mut self, words: &str, languages: &Languages) {
        for language in words.chars().filter(|character| character.is_alphabetic()).filter_map(|letter| language_of(letter, languages)) {
            match self.0.get_mut(language) {
                Some(count) => *count += 1,
                None => drop(self.0.insert(language.to_owned(), 1)),
            }
        }
    }

    /// The language of most letters; empty if none is known.
    pub(super) fn most_used(&self) -> String {
        self.0.iter().max_by_key(|(_, count)| **count).map(|(language, _)| language.clone()).unwrap_or_default()
    }
}

/// The language that a letter is in, if what the run says can be true of it: every English document says that its Arabic would be Saudi,
/// and has that said of its Hebrew and Thai too.
fn language_of(letter: char, languages: &Languages) -> Option<&str> {
    let (language, known): (&str, &[&str]) = match letter {
        '\u{590}'..='\u{5ff}' | '\u{fb1d}'..='\u{fb4f}' => (&languages.complex, HEBREW),
        '\u{600}'..='\u{8ff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' => (&languages.complex, ARABIC),
        '\u{e00}'..='\u{e7f}' => (&languages.complex, &["th"]),
        '\u{900}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => (&languages.complex, &[]),
        '\u{3040}'..='\u{30ff}' => (&languages.eastern, &["ja"]),
        '\u{1100}'..='\u{11ff}' | '\u{3130}'..='\u{318f}' | '\u{ac00}'..='\u{d7ff}' => (&languages.eastern, &["ko"]),
        '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => (&languages.eastern, &["zh", "ja", "ko", "yue"]),
        _ => return Some(languages.western.as_str()).filter(|language| !language.is_empty()),
    };
    let tongue = language.split('-').next().unwrap_or_default();
    let fits = if known.is_empty() { !HEBREW.contains(&tongue) && !ARABIC.contains(&tongue) } else { known.contains(&tongue) };
    (fits && !language.is_empty()).then_some(language)
}

const HEBREW: &[&str] = &["he", "iw", "yi"];
const ARABIC: &[&str] = &["ar", "fa", "ur", "ps", "prs", "ku", "ckb", "ug", "sd", "ks", "pa"];
