//! The attributes of the selected mark as its label has them: closed lists of words, and fields to type in.

use crate::project::{Bound, Claim, Decimal, Figure, How, Mark, Meaning, Name, Project, Source, Word};

/// Which key brings the analyst to an attribute: the same three for every label, and one for verdicts.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Slot {
    /// What matters most: a claim's worth, a source's name, a figure's quantity.
    Main,
    /// In which way: a claim's voice, a source's naming, how a figure is meant.
    Manner,
    /// Of what kind it is.
    Sort,
    /// A claim's verdict.
    Verdict,
}

/// One attribute.
#[derive(Clone, PartialEq, Debug)]
pub enum Attribute {
    /// A closed list of words.
    Choice(Choice),
    /// A field.
    Field(Field),
}

/// An attribute that is chosen.
#[derive(Clone, PartialEq, Debug)]
pub struct Choice {
    /// As [`set_field`](crate::session::set_field) names it; none is the verdict, which is not the mark's own.
    pub field: Option<&'static str>,
    /// As the window names it.
    pub name: &'static str,
    /// The key that brings here.
    pub slot: Option<Slot>,
    /// What can be chosen.
    pub options: Vec<Choosable>,
    /// Whether several can be chosen at once.
    pub is_set: bool,
}

/// A word that can be chosen.
#[derive(Clone, PartialEq, Debug)]
pub struct Choosable {
    /// As the file has it; empty is unset.
    pub value: String,
    /// As the window shows it.
    pub words: String,
    /// Whether it is chosen.
    pub is_on: bool,
}

/// An attribute that is typed.
#[derive(Clone, PartialEq, Debug)]
pub struct Field {
    /// As [`set_field`](crate::session::set_field) names it.
    pub field: &'static str,
    /// As the window names it.
    pub name: &'static str,
    /// The key that brings here.
    pub slot: Option<Slot>,
    /// What it says now.
    pub value: String,
    /// What stands in it while it is empty.
    pub hint: &'static str,
    /// What is offered while it is typed.
    pub offers: Vec<Name>,
    /// Whether half of it means nothing: it becomes a change when it is left, not while it is typed.
    pub is_whole: bool,
}

impl Choice {
    /// The value of the field when an option is pressed: what is chosen is let go of by pressing it again.
    pub fn pressed(&self, option: &Choosable) -> String {
        if !self.is_set {
            return if option.is_on { String::new() } else { option.value.clone() };
        }
        let stays = self.options.iter().filter(|other| other.is_on != (other.value == option.value));
        stays.map(|other| other.value.as_str()).collect::<Vec<_>>().join(",")
    }
}

/// The attributes of a mark, in the order in which they are shown.
pub fn attributes(project: &Project, mark: &Mark) -> Vec<Attribute> {
    match &mark.meaning {
        Meaning::Claim(claim) => claim_attributes(project, claim),
        Meaning::Source(source) => source_attributes(project, source),
        Meaning::Figure(figure) => figure_attributes(figure),
        Meaning::Own(_) => Vec::new(),
    }
}

fn claim_attributes(project: &Project, claim: &Claim) -> Vec<Attribute> {
    let worth = choice("worth", "Check-worthy", Slot::Main, |worth| claim.worth == Some(worth));
    let kinds = Choice { is_set: true, ..choice("kinds", "Kind", Slot::Sort, |kind| claim.kinds.contains(&kind)) };
    let voice = choice("voice", "Voice", Slot::Manner, |voice| claim.voice == Some(voice));
    [worth, verdict(project, claim), voice, kinds].into_iter().map(Attribute::Choice).collect()
}

fn source_attributes(project: &Project, source: &Source) -> Vec<Attribute> {
    let offers = project.source_names().filter(|name| **name != source.name).cloned().collect();
    let name = Field {
        field: "name",
        name: "Name",
        slot: Some(Slot::Main),
        value: source.name.to_string(),
        hint: "Who is meant, as the whole project names them",
        offers,
        is_whole: true,
    };
    let naming = choice("naming", "Naming", Slot::Manner, |naming| source.naming == Some(naming));
    let kind = choice("kind", "Kind", Slot::Sort, |kind| source.kind == Some(kind));
    vec![Attribute::Field(name), Attribute::Choice(naming), Attribute::Choice(kind)]
}

fn figure_attributes(figure: &Figure) -> Vec<Attribute> {
    let field = |field, name, value: String, hint| Field { field, name, slot: None, value, hint, offers: Vec::new(), is_whole: true };
    let end = |end: &Option<Bound>| end.as_ref().map(Bound::to_string).unwrap_or_default();
    let quantity = Field { slot: Some(Slot::Main), ..field("quantity", "Quantity", String::new(), "more than 40, 10–20 km, March 2019") };
    let how = choice("how", "How", Slot::Manner, |how| figure.how == Some(how));
    let kind = choice("kind", "Kind", Slot::Sort, |kind| figure.kind == Some(kind));
    let trend = Choice { slot: None, ..choice("trend", "Trend", Slot::Sort, |trend| figure.trend == Some(trend)) };
    vec![
        Attribute::Field(quantity),
        Attribute::Field(field("low", "From", end(&figure.low), "open")),
        Attribute::Field(field("high", "To", end(&figure.high), "open")),
        Attribute::Field(field("unit", "Unit", figure.unit.clone(), "none")),
        Attribute::Field(Field { is_whole: false, ..field("what", "Of what", figure.what.clone(), "what is counted or measured") }),
        Attribute::Choice(how),
        Attribute::Choice(kind),
        Attribute::Choice(trend),
    ]
}

fn choice<W: Word>(field: &'static str, name: &'static str, slot: Slot, is_on: impl Fn(W) -> bool) -> Choice {
    let option = |word: &W| Choosable { value: word.name().to_owned(), words: shown(word.name()), is_on: is_on(*word) };
    Choice { field: Some(field), name, slot: Some(slot), options: W::ALL.iter().map(option).collect(), is_set: false }
}

/// The verdicts of the project's scale, with open; a verdict that the scale does not have is shown as retired.
fn verdict(project: &Project, claim: &Claim) -> Choice {
    let now = claim.check.and_then(|check| project.check(check)).map(|check| check.verdict.clone()).unwrap_or_default();
    let mut options = vec![Choosable { value: String::new(), words: "Open".into(), is_on: now.is_empty() }];
    let scale = project.scale();
    options.extend(scale.iter().map(|verdict| Choosable { value: verdict.to_string(), words: spaced(verdict), is_on: *verdict == now }));
    if !now.is_empty() && !scale.contains(&now) {
        options.push(Choosable { value: now.to_string(), words: format!("{} (retired)", spaced(&now)), is_on: true });
    }
    Choice { field: None, name: "Verdict", slot: Some(Slot::Verdict), options, is_set: false }
}

/// A word of a closed list as people read it; that of a claim's worth is the answer to “check-worthy?”.
pub fn shown(name: &str) -> String {
    match name {
        "NotFactual" => "No".to_owned(),
        "CheckWorthy" => "Yes".to_owned(),
        other => spaced(other),
    }
}

/// `NotEnoughEvidence` as “Not enough evidence”.
pub fn spaced(name: &str) -> String {
    let mut words = String::new();
    let mut after_small = false;
    for c in name.chars() {
        if c.is_uppercase() && after_small {
            words.push(' ');
            words.extend(c.to_lowercase());
        } else {
            words.push(c);
        }
        after_small = c.is_lowercase();
    }
    words
}

/// What a figure says, in words: “more than 40”, “about 17,100,000–18,900,000 EUR”; none where nothing is known.
pub fn quantity_words(figure: &Figure) -> Option<String> {
    let (low, high) = (figure.low.as_ref(), figure.high.as_ref());
    let numbers = match (low, high) {
        (Some(low), Some(high)) if low == high => end_words(low),
        (Some(low), Some(high)) => format!("{}–{}", end_words(low), end_words(high)),
        (Some(low), None) => end_words(low),
        (None, Some(high)) => end_words(high),
        (None, None) => return None,
    };
    let before = match (figure.how, low.is_some() && high.is_some()) {
        (Some(How::About), _) => "about ",
        (Some(How::MoreThan), false) => "more than ",
        (Some(How::AtLeast), false) => "at least ",
        (Some(How::LessThan), false) => "less than ",
        (Some(How::AtMost), false) => "at most ",
        (Some(How::Vague), _) => "vaguely ",
        (None | Some(How::Exact), false) if low.is_some() => "from ",
        (None | Some(How::Exact), false) => "up to ",
        (Some(How::MoreThan | How::AtLeast | How::LessThan | How::AtMost | How::Exact) | None, _) => "",
    };
    let unit = if figure.unit.is_empty() { String::new() } else { format!(" {}", figure.unit) };
    Some(format!("{before}{numbers}{unit}"))
}

fn end_words(end: &Bound) -> String {
    match end {
        Bound::Number(number) => grouped(*number),
        Bound::Moment(moment) => moment.to_string(),
    }
}

/// A number with a comma at every third digit before the point.
fn grouped(number: Decimal) -> String {
    let digits = number.to_string();
    let unsigned = digits.trim_start_matches('-');
    let (whole, rest) = unsigned.split_once('.').map_or((unsigned, None), |(whole, rest)| (whole, Some(rest)));
    let mut out = if unsigned.len() < digits.len() { "−".to_owned() } else { String::new() };
    out.push_str(&super::grouped_digits(whole));
    if let Some(rest) = rest {
        out.push('.');
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Option<String> {
        quantity_words(&crate::assist::quantity(text, None).unwrap_or_default())
    }

    #[test]
    fn a_quantity_reads_as_people_say_it() {
        for (text, shown) in [
            ("more than 40 cracks", "more than 40"),
            ("at least nine months", "at least 9 month"),
            ("nearly €18 million", "about 17,100,000–18,000,000 EUR"),
            ("12 hairline fractures", "12"),
            ("dozens of cracks", "vaguely 12–120"),
            ("March 2019", "2019-03-01–2019-03-31"),
            ("−5.25 °C", "−5.25 °C"),
        ] {
            assert_eq!(words(text).as_deref(), Some(shown), "{text}");
        }
        assert_eq!(words("nobody knows"), None);
    }

    #[test]
    fn names_of_words_are_read_with_spaces() {
        assert_eq!(
            (spaced("NotEnoughEvidence").as_str(), spaced("MoreThan").as_str(), spaced("Half true").as_str()),
            ("Not enough evidence", "More than", "Half true")
        );
    }

    #[test]
    fn what_is_chosen_is_let_go_of_by_pressing_it_again() {
        let option = |value: &str, is_on| Choosable { value: value.into(), words: value.into(), is_on };
        let one = Choice { field: Some("voice"), name: "Voice", slot: None, options: vec![option("A", true), option("B", false)], is_set: false };
        assert_eq!((one.pressed(&one.options[0]).as_str(), one.pressed(&one.options[1]).as_str()), ("", "B"));
        let many = Choice { is_set: true, ..one };
        assert_eq!((many.pressed(&many.options[0]).as_str(), many.pressed(&many.options[1]).as_str()), ("", "A,B"));
    }
}
