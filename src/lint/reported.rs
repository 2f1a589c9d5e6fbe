//! Whether words stand in reported speech, as far as what stands right before and behind them says so. English first, with the usual verbs
//! of other languages; a verb further away proves nothing, for a sentence can report one half and tell the other.

use crate::text::{Fragments, Text};
use std::collections::HashSet;
use std::sync::LazyLock;

type Words = LazyLock<HashSet<&'static str>>;

/// Verbs that report, in the forms in which they stand in news.
static SAID: Words = LazyLock::new(|| {
    words_in(
        "said says say saying told tells claimed claims claiming stated states announced added adding reported reports confirmed denied denies \
    argued argues insisted insists asserted asserting explained explains wrote writes tweeted admitted alleged alleges declared vowed warned warns \
    estimates estimated predicted predicts \
    sagte sagt erklärte teilte berichtete behauptete hieß déclaré affirmé dit annoncé expliqué dijo afirmó aseguró anunció declaró disse \
    сказал сказала заявил заявила сообщил сообщила אמר אמרה הודיע טען قال قالت صرح أعلن أكد گفت گفته می‌گوید افزود اعلام نوشت dedi açıkladı",
    )
});
/// Words that join what is said to who says it.
static THAT: Words = LazyLock::new(|| words_in("that whether how dass que qu’ che что כי أن إن که"));
/// Verbs of languages without spaces.
const SAID_UNSPACED: &[&str] = &["说", "說", "表示", "称", "稱", "指出", "宣布", "กล่าวว่า", "บอกว่า", "と述べ", "と話し"];
/// First words of a clause that goes on with something else.
static ONWARD: Words = LazyLock::new(|| words_in("and but while as which who whose where when after because although though so or with before since if"));
/// Whole phrases that name a source.
const ACCORDING: &[&str] = &["according to", "به گفته", "laut ", "selon ", "según ", "по словам", "وفقا ل", "לדברי"];

/// Bytes that are looked at before and behind the words.
const NEAR: usize = 240;
/// Most words between the verb and what is said, or between what is said and the verb.
const MOST_WORDS: usize = 8;

/// Whether a verb of reported speech leads to the words, or follows them at once.
pub(super) fn is_reported(text: &Text, at: &Fragments) -> bool {
    leads(text, at.start()) || follows(text, at.end())
}

/// Whether any verb of reported speech stands in a paragraph.
pub(super) fn reports(words: &str) -> bool {
    let lower = words.to_lowercase();
    ACCORDING.iter().chain(SAID_UNSPACED).any(|phrase| lower.contains(phrase)) || says_so(&lower)
}

/// Whether a verb reports; one behind “to” does not.
fn says_so(words: &str) -> bool {
    let mut before = "";
    words_of(words).any(|word| std::mem::replace(&mut before, word) != "to" && SAID.contains(word))
}

/// `X said that …`, `X told reporters on Monday that …`, `According to X, …`.
fn leads(text: &Text, start: usize) -> bool {
    let paragraph = text.paragraph(text.paragraph_at(start));
    let from = text.as_str().ceil_char_boundary(start.saturating_sub(NEAR)).max(paragraph.start);
    let before = last_sentence(text.slice(from..start)).to_lowercase();
    let words: Vec<&str> = words_of(&before).collect();
    let Some(last) = words.last() else { return false };
    let joined = THAT.contains(last) && clause_before(&before, last).any(|word| SAID.contains(word));
    let is_close = before.trim_end().ends_with(|c: char| c.is_alphanumeric() || ":“«\"„,،".contains(c));
    let named = before.trim_end().ends_with([',', '،']) && ACCORDING.iter().any(|phrase| before.trim_start().starts_with(phrase));
    is_close && (SAID.contains(last) || joined || named || SAID_UNSPACED.iter().any(|verb| last.ends_with(verb)))
}

/// The last words of the clause that a joining word ends, the nearest first; some languages set a comma before that word.
fn clause_before<'a>(before: &'a str, joining: &str) -> impl Iterator<Item = &'a str> {
    let clause = before.rsplit_once(joining).map_or(before, |(clause, _)| clause).trim_end_matches([',', '،', ' ', '\u{a0}']);
    let words: Vec<&str> = words_of(clause.rsplit([',', '،']).next().unwrap_or_default()).collect();
    words.into_iter().rev().take(MOST_WORDS)
}

/// `…, X said`, `…,” said X`, `… according to X`.
fn follows(text: &Text, end: usize) -> bool {
    let paragraph = text.paragraph(text.paragraph_at(end));
    let to = text.as_str().floor_char_boundary((end + NEAR).min(paragraph.end));
    let after = first_sentence(text.slice(end..to.max(end))).to_lowercase();
    if ACCORDING.iter().any(|phrase| after.trim_start_matches([',', ' ']).starts_with(phrase)) {
        return true;
    }
    let rest = after.trim_start_matches([',', '”', '"', '»', '“', '?', '!', ' ', '\u{a0}', '–', '—']);
    if rest.len() == after.len() || after.trim_start().len() == rest.len() {
        return false;
    }
    let mut words = words_of(rest).take(MOST_WORDS).peekable();
    words.peek().is_some_and(|first| !ONWARD.contains(first)) && words.any(|word| SAID.contains(word))
}

fn words_in(list: &'static str) -> HashSet<&'static str> {
    list.split_ascii_whitespace().collect()
}

fn last_sentence(words: &str) -> &str {
    let mut ends =
        words.char_indices().rev().filter(|(at, c)| is_stop(*c) && words.get(at + c.len_utf8()..).is_some_and(|rest| rest.starts_with(char::is_whitespace)));
    ends.next().and_then(|(at, c)| words.get(at + c.len_utf8()..)).unwrap_or(words)
}

fn first_sentence(words: &str) -> &str {
    let begins =
        words.char_indices().skip(1).find(|(at, c)| is_stop(*c) && words.get(at + c.len_utf8()..).is_none_or(|rest| !rest.starts_with(['”', '"', '»', '“'])));
    begins.and_then(|(at, _)| words.get(..at)).unwrap_or(words)
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '؟' | '。' | '।' | '…')
}

fn words_of(words: &str) -> impl Iterator<Item = &str> {
    words.split(|c: char| !c.is_alphanumeric() && c != '\u{200c}' && c != '’').filter(|word| !word.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::TextRange;

    fn reported(marked: &str) -> bool {
        let (before, rest) = marked.split_once('[').unwrap();
        let (inside, after) = rest.split_once(']').unwrap();
        let text = Text::new(format!("{before}{inside}{after}"));
        is_reported(&text, &TextRange::new(&text, before.len()..before.len() + inside.len()).unwrap().into())
    }

    #[test]
    fn what_stands_next_to_the_words_tells() {
        for marked in [
            "The mayor said [40 cracks were found].",
            "She told reporters on Monday that [40 cracks were found].",
            "[40 cracks were found], the mayor said.",
            "“[40 cracks were found],” said Elin Varga.",
            "[40 cracks were found], according to the mayor.",
            "According to the city, [40 cracks were found].",
            "It opened. The U.S. said that [it closed].",
            "Der Bürgermeister sagte, dass [40 Risse gefunden wurden].",
            "شهردار گفت که [۴۰ ترک پیدا شده است].",
            "市长表示[发现四十处裂缝]。",
        ] {
            assert!(reported(marked), "{marked}");
        }
        for marked in [
            "[40 cracks were found].",
            "[The bridge opened in 1966], and the mayor said it was safe.",
            "The mayor said so. [40 cracks were found].",
            "The mayor, who said no, knows that [40 cracks were found]",
            "[The bridge is closed]. The mayor said so.",
            "The claims office is closed while [40 cracks are welded].",
        ] {
            assert!(!reported(marked), "{marked}");
        }
    }
}
