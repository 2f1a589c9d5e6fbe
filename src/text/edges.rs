//! Edges of marked words that stand where no analyst would put them. They are told, never moved: what a file says stays.
//!
//! What is no proof is passed over:
//! - Scripts without spaces have no word edges but those of a dictionary, particles are glued to the words of Korean, Hindi and Tamil, and the
//!   first and last letters of Hebrew and Arabic words are often words of their own (“ל|ראש הממשלה”, “و|الجسر”).
//! - Two words that lost the space between them (“spokesman|Jonathan”) have an edge where the small letter meets the capital.
//! - An apostrophe is no half of a pair; `"` and `'` behind a digit are inches and feet, `:)` is a face, and a Greek question ends with `;`.
//! - A quotation over several paragraphs opens in each and closes in the last: a half counts only where the other half stands in the same
//!   paragraph and outside the mark.

use super::trim::{CLAUSE_ENDS, closers_of, is_closer, is_space, matched, openers_of};
use super::{Fragments, Text, TextRange, grapheme_floor, word_at};

/// What is odd about an edge.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OddEdge {
    /// It cuts a character that people see as one: a letter from its accent, an emoji in two.
    InGrapheme,
    /// It cuts this word, or number.
    InWord(String),
    /// White space lies inside it.
    Space,
    /// A comma, a semicolon or a colon lies inside it.
    Clause(char),
    /// Half of a pair of quotation marks or brackets lies inside it, the other half outside.
    Half(char),
    /// Half of a pair lies just outside it, the other half inside.
    HalfOutside(char),
}

/// Letters of a Hebrew or Arabic word that may be a word of their own.
const GLUED: usize = 3;
/// How far from an edge the other half of a pair is looked for, in bytes.
const FAR: usize = 2048;

/// What is odd about the start of a range of a mark, which has these fragments.
pub fn odd_start(text: &Text, range: TextRange, whole: &Fragments) -> Option<OddEdge> {
    let at = range.start();
    if let Some(cut) = cut(text, at) {
        return Some(cut);
    }
    let mut rest = range.of(text).chars();
    let first = rest.next()?;
    if is_space(first) {
        return Some(OddEdge::Space);
    }
    if CLAUSE_ENDS.contains(&first) && (!first.is_ascii() || rest.next().is_none_or(is_space)) {
        return Some(OddEdge::Clause(first));
    }
    let inside = || chars_of(text, whole).skip_while(move |(byte, _)| *byte < at).map(|(_, c)| c);
    if is_sign_of_pair(first) {
        let has_partner = is_opener(first) && has_partner_after(first, inside().skip(1));
        let opens = is_opener(first) && has_partner_after(first, after(text, whole.end()).chars());
        let closes = is_closer(first) && has_partner_before(first, before(text, at));
        return (!has_partner && (opens || closes)).then_some(OddEdge::Half(first));
    }
    let outside = before(text, at).chars().next_back().filter(|c| opens_only(*c))?;
    let is_alike = after(text, whole.end()).trim_start_matches(['.', ',']).chars().next().is_some_and(is_closer);
    // Where the other half is the last sign of the mark, its end tells.
    let before_last = chars_of(text, whole).take_while(|(byte, c)| byte + c.len_utf8() < whole.end()).skip_while(|(byte, _)| *byte < at);
    (!is_alike && matched(before_last.map(|(_, c)| c), outside, closers_of(outside))).then_some(OddEdge::HalfOutside(outside))
}

/// What is odd about the end of a range of a mark, which has these fragments.
pub fn odd_end(text: &Text, range: TextRange, whole: &Fragments) -> Option<OddEdge> {
    let at = range.end();
    if let Some(cut) = cut(text, at) {
        return Some(cut);
    }
    let mut rest = range.of(text).chars();
    let last = rest.next_back()?;
    if is_space(last) {
        return Some(OddEdge::Space);
    }
    let before_last = rest.next_back();
    if CLAUSE_ENDS.contains(&last) {
        let is_question = last == ';' && before_last.is_some_and(|c| Script::of(c) == Some(Script::Greek));
        return (!is_question).then_some(OddEdge::Clause(last));
    }
    let inside = |end: usize| -> Vec<char> { chars_of(text, whole).take_while(|(byte, _)| *byte < end).map(|(_, c)| c).collect() };
    if is_sign_of_pair(last) {
        let is_inch = last == '"' && before_last.is_some_and(char::is_numeric);
        let is_face = last == ')' && before_last.is_some_and(|c| matches!(c, ':' | ';' | '-'));
        let inside = inside(at - last.len_utf8());
        let has_partner = if last == '"' { inside.contains(&'"') } else { is_closer(last) && matched(inside.into_iter().rev(), last, &openers_of(last)) };
        let closes = is_closer(last) && has_partner_before(last, before(text, whole.start()));
        let opens = is_opener(last) && has_partner_after(last, after(text, at).chars());
        return (!is_inch && !is_face && !has_partner && (closes || opens)).then_some(OddEdge::Half(last));
    }
    let outside = after(text, at).trim_start_matches(['.', ',']).chars().next().filter(|c| closes_only(*c))?;
    let is_alike = before(text, whole.start()).chars().next_back().is_some_and(is_opener);
    // Where the other half is the first sign of the mark, its start tells.
    (!is_alike && matched(inside(at).into_iter().skip(1).rev(), outside, &openers_of(outside))).then_some(OddEdge::HalfOutside(outside))
}

/// Whether an edge lies inside a grapheme, a word or a number.
fn cut(text: &Text, at: usize) -> Option<OddEdge> {
    let string = text.as_str();
    let (Some(left), Some(right)) = (text.slice(0..at).chars().next_back(), text.slice(at..text.len()).chars().next()) else { return None };
    if left.is_ascii_whitespace() && right != '\n' || right == ' ' {
        return None;
    }
    // What is not seen cuts nothing that is seen: Persian words end before it.
    let is_unseen = right == '\u{200c}';
    if !is_unseen && grapheme_floor(string, at) != at {
        return Some(OddEdge::InGrapheme);
    }
    let both = |is: fn(char) -> bool| is(left) && is(right);
    if !both(char::is_alphabetic) && !both(char::is_numeric) {
        return None;
    }
    let script = Script::of(left)?;
    if Script::of(right) != Some(script) || left.is_lowercase() && right.is_uppercase() {
        return None;
    }
    let word = word_at(text, at);
    if word.start >= at || word.end <= at {
        return None;
    }
    let is_glued = script == Script::Semitic && letters(text.slice(word.start..at)).min(letters(text.slice(at..word.end))) <= GLUED;
    (!is_glued).then(|| OddEdge::InWord(text.slice(word).to_owned()))
}

/// Writing systems in which a space stands between words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Script {
    Digits,
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Georgian,
    /// Hebrew and Arabic, whose words take short ones in front and behind.
    Semitic,
}

impl Script {
    fn of(c: char) -> Option<Self> {
        match c {
            '0'..='9' | '\u{660}'..='\u{669}' | '\u{6f0}'..='\u{6f9}' => Some(Self::Digits),
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => Some(Self::Latin),
            '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Some(Self::Greek),
            '\u{400}'..='\u{52f}' => Some(Self::Cyrillic),
            '\u{531}'..='\u{587}' => Some(Self::Armenian),
            '\u{10a0}'..='\u{10ff}' => Some(Self::Georgian),
            '\u{5d0}'..='\u{5f2}' | '\u{620}'..='\u{6d3}' | '\u{6d5}' | '\u{750}'..='\u{77f}' => Some(Self::Semitic),
            _ => None,
        }
    }
}

fn letters(words: &str) -> usize {
    words.chars().filter(|c| c.is_alphabetic()).count()
}

fn is_apostrophe(c: char) -> bool {
    matches!(c, '’' | '\'' | '‘' | '‚')
}

/// Whether a sign opens a pair.
fn is_opener(c: char) -> bool {
    !closers_of(c).is_empty()
}

/// Whether a sign is half of a pair; single quotation marks are apostrophes too often.
fn is_sign_of_pair(c: char) -> bool {
    (is_opener(c) || is_closer(c)) && !is_apostrophe(c)
}

fn opens_only(c: char) -> bool {
    matches!(c, '“' | '„') || is_sign_of_pair(c) && !is_closer(c)
}

fn closes_only(c: char) -> bool {
    c == '”' || is_sign_of_pair(c) && !is_opener(c)
}

fn has_partner_after(open: char, mut rest: impl Iterator<Item = char>) -> bool {
    if open == '"' { rest.any(|c| c == '"') } else { matched(rest, open, closers_of(open)) }
}

fn has_partner_before(close: char, before: &str) -> bool {
    if close == '"' { before.matches('"').count() % 2 == 1 } else { matched(before.chars().rev(), close, &openers_of(close)) }
}

/// What stands before a byte in its paragraph, not too far away.
fn before(text: &Text, at: usize) -> &str {
    let start = text.paragraph(text.paragraph_at(at)).start.max(text.as_str().ceil_char_boundary(at.saturating_sub(FAR)));
    text.slice(start.min(at)..at)
}

/// What stands behind a byte in its paragraph, not too far away.
fn after(text: &Text, at: usize) -> &str {
    let end = text.paragraph(text.paragraph_at(at)).end.min(text.as_str().floor_char_boundary(at + FAR));
    text.slice(at..end.max(at))
}

/// All characters of a mark with the bytes where they start.
fn chars_of<'a>(text: &'a Text, whole: &'a Fragments) -> impl Iterator<Item = (usize, char)> + 'a {
    whole.iter().flat_map(|range| range.of(text).char_indices().map(move |(at, c)| (range.start() + at, c)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `⟦` and `⟧` stand around the fragments of a mark; what is odd about its first and its last edge.
    fn edges(marked: &str) -> [Option<OddEdge>; 2] {
        let mut plain = String::new();
        let mut ranges = Vec::new();
        for part in marked.split_inclusive(['⟦', '⟧']) {
            let start = plain.len();
            plain.push_str(part.trim_end_matches(['⟦', '⟧']));
            if part.ends_with('⟧') {
                ranges.push(start..plain.len());
            }
        }
        let text = Text::new(plain);
        let whole = Fragments::new(ranges.into_iter().map(|range| TextRange::new(&text, range).unwrap()).collect()).unwrap();
        [odd_start(&text, whole.first(), &whole), odd_end(&text, whole.last(), &whole)]
    }

    #[track_caller]
    fn starts(marked: &str, odd: OddEdge) {
        assert_eq!(edges(marked), [Some(odd), None], "{marked}");
    }

    #[track_caller]
    fn ends(marked: &str, odd: OddEdge) {
        assert_eq!(edges(marked), [None, Some(odd)], "{marked}");
    }

    #[track_caller]
    fn good(marked: &str) {
        assert_eq!(edges(marked), [None, None], "{marked}");
    }

    #[test]
    fn characters_and_words_are_whole() {
        ends("⟦cafe⟧\u{301} x", OddEdge::InGrapheme);
        starts("👩⟦\u{200d}👧 here⟧", OddEdge::InGrapheme);
        ends("⟦a\r⟧\nb", OddEdge::InGrapheme);
        ends("found ⟦40 crac⟧ks in", OddEdge::InWord("cracks".into()));
        starts("found 1⟦40 cracks⟧", OddEdge::InWord("140".into()));
        starts("Мин⟦истр сказал⟧", OddEdge::InWord("Министр".into()));
        starts("الإسرا⟦ئيليون⟧ قالوا", OddEdge::InWord("الإسرائيليون".into()));
        for marked in ["⟦👩‍👩‍👧‍👦⟧", "a⟦👍🏽⟧b", "北⟦京天⟧气很好", "ประเ⟦ทศไ⟧ทย", "서울⟦시장⟧은", "नम⟦स्ते⟧जी", "ל⟦ראש הממשלה⟧", "و⟦الجسر⟧ مغلق", "कि⟦ताब⟧ें"]
        {
            assert!(edges(marked).iter().all(|edge| !matches!(edge, Some(OddEdge::InWord(_)))), "{marked}");
        }
        good("spokesman⟦Jonathan Hoffman⟧ said");
        good("⟦Soleimani⟧’s killing, ⟦US⟧-led, a ⟦40⟧km road, pro⟦-Tehran⟧");
        good("این ⟦کتاب⟧‌خانه است");
    }

    #[test]
    fn white_space_and_clause_ends_stay_outside() {
        starts("a⟦\u{a0}bridge⟧", OddEdge::Space);
        ends("the ⟦bridge\n⟧and", OddEdge::Space);
        ends("the ⟦bridge,⟧ and", OddEdge::Clause(','));
        ends("⟦جسر،⟧ و", OddEdge::Clause('،'));
        ends("⟦大桥，⟧他", OddEdge::Clause('，'));
        starts("the bridge⟦, closed⟧", OddEdge::Clause(','));
        good("⟦Πού είναι η γέφυρα;⟧ ρώτησε");
        good("⟦The bridge is closed.⟧ It");
        good("⟦at 19:58 :)⟧ x (a");
    }

    #[test]
    fn pairs_are_whole_or_outside() {
        starts("⟦“It rose⟧” she said", OddEdge::Half('“'));
        ends("found (⟦more than 40)⟧ x", OddEdge::Half(')'));
        ends("„⟦Alles“⟧ sagte", OddEdge::Half('“'));
        ends("«⟦پل بسته است»⟧ گفت", OddEdge::Half('»'));
        ends("\"⟦It rose\"⟧ and", OddEdge::Half('"'));
        starts("he said “no⟦” and left⟧", OddEdge::Half('”'));
        ends("⟦the so-called “godfather⟧” of", OddEdge::HalfOutside('”'));
        starts("the “⟦godfather” of Tehran⟧", OddEdge::HalfOutside('“'));
        good("“⟦It rose,” she said, “by 3 mm⟧.” Then");
        good("⟦“It rose,”⟧ she said, ⟦“by 3 mm”⟧");
        good("⟦“It rose,⟧ she said, ⟦by 3 mm”⟧");
        good("⟦“The first paragraph of many.⟧");
        good("⟦the workers’⟧ union and a 6⟦\"⟧ pipe");
        good("a board of ⟦5\"⟧ and a \" more");
        good("“⟦It rose⟧” and (⟦40⟧) and 「⟦桥⟧」");
        good("1⟦) the bridge⟧");
    }
}
