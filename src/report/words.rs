//! What things of a project say in words.

use crate::project::{BaseLink, Figure, How, Label, LinkKind, Mark, Meaning, Moment, Project, Word};
use crate::text::{Fragments, Text, grapheme_floor};

/// Most bytes of a quote that only reminds of a mark.
const SHORT: usize = 120;

/// A label inside a sentence.
pub(super) fn label_word(label: &Label) -> String {
    match label {
        Label::Claim | Label::Source | Label::Figure => label.name().to_lowercase(),
        Label::Own(name) => name.to_string(),
    }
}

/// A title, or what stands for one.
pub(super) fn titled(title: &str) -> String {
    let title = title.trim();
    if title.chars().all(|c| c.is_whitespace() || c.is_control()) { "Untitled".to_owned() } else { title.to_owned() }
}

/// The words of a mark.
pub(super) fn quote(project: &Project, mark: &Mark) -> String {
    project.text_of(mark).map(|text| mark.at.words(text)).unwrap_or_default()
}

/// As much of the words of a mark as reminds of it.
pub(super) fn short_quote(project: &Project, mark: &Mark) -> String {
    let words = quote(project, mark);
    if words.len() <= SHORT {
        return words;
    }
    format!("{}…", words.get(..grapheme_floor(&words, SHORT)).unwrap_or_default())
}

/// A place in code points, half open: `10..24`, `10..24, 30..41`.
pub(super) fn place(text: &Text, at: &Fragments) -> String {
    let points = text.code_points();
    let parts: Vec<String> = at.iter().map(|range| points.of(range)).map(|range| format!("{}..{}", range.start, range.end)).collect();
    parts.join(", ")
}

/// The date of a moment, in UTC.
pub(super) fn date(moment: Moment) -> String {
    let whole = moment.to_string();
    whole.split_once('T').map_or(whole.clone(), |(date, _)| date.to_owned())
}

/// `NotEnoughEvidence` as “not enough evidence”; words with spaces stay as they are.
pub(super) fn spaced(name: &str) -> String {
    if name.contains(char::is_whitespace) {
        return name.to_owned();
    }
    let mut words = String::new();
    let mut after_small = false;
    for c in name.chars() {
        if c.is_uppercase() && after_small {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
        after_small = c.is_lowercase();
    }
    words
}

/// The verdict of a check.
pub(super) fn verdict(verdict: &str) -> String {
    if verdict.trim().is_empty() { "open".to_owned() } else { spaced(verdict) }
}

/// A kind of link as it stands between its ends.
pub(super) fn link_word(kind: &LinkKind) -> String {
    let word = match kind {
        LinkKind::Base(BaseLink::SaidBy) => "said by",
        LinkKind::Base(BaseLink::RelayedBy) => "relayed by",
        LinkKind::Base(BaseLink::Quantifies) => "quantifies",
        LinkKind::Base(BaseLink::SameAs) => "same as",
        LinkKind::Base(BaseLink::Continues) => "continues",
        LinkKind::Base(BaseLink::Contradicts) => "contradicts",
        LinkKind::Base(BaseLink::Supports) => "supports",
        LinkKind::Own(name) => name,
    };
    word.to_owned()
}

/// The attributes of a mark, each as a phrase.
pub(super) fn attributes(meaning: &Meaning) -> Vec<String> {
    fn phrase<W: Word>(name: &str, word: Option<W>) -> Option<String> {
        word.map(|word| format!("{name}{}", spaced(word.name())))
    }
    match meaning {
        Meaning::Claim(claim) => {
            let kinds: Vec<String> = claim.kinds.iter().map(|kind| spaced(kind.name())).collect();
            let kinds = (!kinds.is_empty()).then(|| format!("kind: {}", kinds.join(", ")));
            [phrase("", claim.worth), phrase("voice: ", claim.voice), kinds].into_iter().flatten().collect()
        }
        Meaning::Source(source) => {
            let name = (!source.name.is_empty()).then(|| format!("name: {}", source.name));
            [name, phrase("naming: ", source.naming), phrase("kind: ", source.kind)].into_iter().flatten().collect()
        }
        Meaning::Figure(figure) => {
            let what = (!figure.what.is_empty()).then(|| format!("of {}", figure.what));
            [quantity(figure), what, phrase("kind: ", figure.kind), phrase("trend: ", figure.trend)].into_iter().flatten().collect()
        }
        Meaning::Own(_) => Vec::new(),
    }
}

/// What a figure says: `more than 40 %`, `about 17 to 19 EUR`.
fn quantity(figure: &Figure) -> Option<String> {
    let is_one_sided = matches!(figure.how, Some(How::MoreThan | How::AtLeast | How::LessThan | How::AtMost));
    let ends = match (figure.low.as_ref(), figure.high.as_ref()) {
        (None, None) => String::new(),
        (Some(only), None) | (None, Some(only)) if is_one_sided => only.to_string(),
        (Some(low), Some(high)) if low == high => low.to_string(),
        (Some(low), Some(high)) => format!("{low} to {high}"),
        (Some(low), None) => format!("from {low}"),
        (None, Some(high)) => format!("up to {high}"),
    };
    let how = figure.how.filter(|how| *how != How::Exact).map(|how| spaced(how.name())).unwrap_or_default();
    let parts: Vec<&str> = [how.as_str(), &ends, &figure.unit].into_iter().filter(|part| !part.trim().is_empty()).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}
