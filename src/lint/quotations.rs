//! Reported speech that is called a quotation.

use super::sheet::Sheet;
use super::{Hint, Rule, shown};
use crate::article::Block;
use crate::project::{Mark, Voice};
use crate::text::Text;

/// Every sign that quotes, double or of East Asia; single ones are apostrophes too often and are looked at by where they stand.
const QUOTES: &[char] = &['"', '“', '”', '„', '‟', '«', '»', '‹', '›', '「', '」', '『', '』', '《', '》', '＂', '〝', '〟'];

/// Longer paragraphs are not looked through, in bytes.
const FAR: usize = 16_384;

/// A claim whose voice is direct where nothing quotes.
///
/// Quiet wherever the words may be quoted in another way: a quotation mark of any kind stands in the paragraph; the paragraph is set off as a
/// quotation, a heading or an entry of a list; it begins with the dash of a dialogue; a colon stands before the words or ends the paragraph before,
/// as in interviews; a sign of Markdown stands before them; the paragraph before has more opening marks than closing ones, for a quotation
/// over several paragraphs.
pub(super) fn without_marks(sheet: &Sheet<'_>) -> Vec<Hint> {
    let direct = sheet.claims().filter(|(_, claim)| claim.voice == Some(Voice::Direct)).map(|(mark, _)| mark);
    let told = direct.filter(|mark| !may_be_quoted(sheet, mark));
    told.map(|mark| {
        let words = format!("{} is called a direct quotation, and no quotation mark stands there", shown::mark(&sheet.article.text, mark));
        Hint::at_mark(Rule::QuotationWithoutMarks, mark, words)
    })
    .collect()
}

fn may_be_quoted(sheet: &Sheet<'_>, mark: &Mark) -> bool {
    let text = &sheet.article.text;
    let number = text.paragraph_at(mark.at.start());
    let is_set_off = match sheet.article.block(number) {
        Some(Block::Quote | Block::Title | Block::Heading | Block::ListItem) => true,
        Some(Block::Caption | Block::TableRow) | None => false,
    };
    if is_set_off {
        return true;
    }
    let paragraph = text.paragraph(number);
    let before = text.slice(paragraph.start..mark.at.start());
    let last = text.paragraph(text.paragraph_at(mark.at.last().start()));
    let whole = text.slice(paragraph.start..last.end);
    if whole.len() > FAR {
        return true;
    }
    let is_dialogue = whole.trim_start().starts_with(['–', '—', '―', '-', '•', '>', '*', '_']);
    is_dialogue || before.contains([':', '：', '*', '_', '>']) || whole.contains(QUOTES) || has_single_quotes(whole) || goes_on(text, number)
}

/// Whether a single quotation mark opens before a word.
fn has_single_quotes(words: &str) -> bool {
    let mut before = ' ';
    words.chars().any(|c| {
        let opens = matches!(c, '‘' | '‚') || c == '\'' && !before.is_alphanumeric();
        before = c;
        opens
    })
}

/// Whether the paragraph before, empty ones passed over, leads to this one.
fn goes_on(text: &Text, number: usize) -> bool {
    let Some(before) = (0..number).rev().map(|number| text.paragraph_str(number)).find(|words| !words.trim().is_empty()) else { return false };
    let count = |signs: &[char]| before.matches(signs).count();
    before.trim_end().ends_with([':', '：']) || count(&['“', '„', '«', '「']) > count(&['”', '»', '」']) || count(&['"']) % 2 == 1
}
