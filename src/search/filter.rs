//! Filters: one question each that is asked of an article or a mark.

use super::query::NotAQuery;
use crate::project::{
    Article, ArticleState, BaseLink, Bound, ClaimKind, FigureKind, How, Label, LinkKind, Mark, MarkState, Meaning, Naming, Project, SourceKind, Subject, Trend,
    Voice, Word, Worth,
};
use crate::text::{Manner, Sought};
use std::collections::BTreeSet;

/// Every filter: its key, and what may stand behind the colon.
pub const KEYS: [(&str, &str); 20] = [
    ("label", "the name of a label"),
    ("state", "accepted, proposed or rejected"),
    ("by", "who made the mark"),
    ("tag", "a tag"),
    ("note", "words of the note"),
    ("has", "note, comment, tag, link, check, verdict, fragments"),
    ("is", "discuss"),
    ("link", "a kind of link, from either end"),
    ("worth", "whether a claim is worth checking"),
    ("voice", "whose words a claim stands in"),
    ("verdict", "a verdict, or open"),
    ("name", "the name of a source"),
    ("naming", "how a source is named"),
    ("kind", "of what kind a claim, source or figure is"),
    ("how", "how a figure is meant"),
    ("trend", "which way a figure moves"),
    ("value", "a number, date or time that lies in a figure"),
    ("unit", "the unit of a figure"),
    ("what", "what a figure counts"),
    ("article", "todo, in-progress, done or flagged; or words of its title"),
];

/// One question.
#[derive(Clone, Debug)]
pub(super) enum Filter {
    /// Its label, as it was typed.
    Label(String),
    State(MarkState),
    By(Sought),
    Tag(Sought),
    Note(Sought),
    Has(Thing),
    Discuss,
    /// A kind of link, in plain letters.
    Link(String),
    /// A closed list's value by its name in plain letters; empty where it is not set.
    Attribute(&'static str, String),
    /// A verdict in plain letters; empty is open.
    Verdict(String),
    Name(Sought),
    Unit(Sought),
    What(Sought),
    Value(Bound),
    ArticleState(ArticleState),
    Title(Sought),
}

/// What a mark may have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Thing {
    Note,
    Comment,
    Tag,
    Link,
    Check,
    Verdict,
    Fragments,
}

impl Thing {
    const ALL: [(&'static str, Self); 7] = [
        ("note", Self::Note),
        ("comment", Self::Comment),
        ("tag", Self::Tag),
        ("link", Self::Link),
        ("check", Self::Check),
        ("verdict", Self::Verdict),
        ("fragments", Self::Fragments),
    ];
}

/// A name without case and signs, as it is compared.
pub(super) fn plain(name: &str) -> String {
    let letters: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    // A name of signs alone is compared as it is.
    if letters.is_empty() { name.to_lowercase() } else { letters }
}

/// The filter that a piece of what was typed is, with whether it must hold; none where it is words: a key with nothing behind its colon is
/// words where others follow, and a filter that is being written where it comes last.
pub(super) fn filter(piece: &str, is_last: bool, manner: Manner) -> Result<Option<(bool, Filter)>, NotAQuery> {
    let (is_wanted, rest) = piece.strip_prefix('-').map_or((true, piece), |rest| (false, rest));
    let Some((typed, value)) = rest.split_once(':') else { return Ok(None) };
    let Some((key, _)) = KEYS.iter().find(|(key, _)| key.eq_ignore_ascii_case(typed)) else { return Ok(None) };
    let value = value.trim_matches('"').trim();
    if value.is_empty() && !is_last {
        return Ok(None);
    }
    if value.is_empty() {
        return Err(NotAQuery::NoValue(key));
    }
    Ok(Some((is_wanted, of(key, value, manner)?)))
}

fn of(key: &'static str, value: &str, manner: Manner) -> Result<Filter, NotAQuery> {
    let loosely = Manner { whole_words: false, is_pattern: false, ..manner };
    let words = || Sought::new(value, loosely).map_err(NotAQuery::from);
    let wrong = |possible: String| NotAQuery::Value { key, value: value.to_owned(), possible };
    Ok(match key {
        "label" => Filter::Label(value.to_owned()),
        "state" => Filter::State(MarkState::typed(value).ok_or_else(|| wrong(MarkState::names()))?),
        "by" => Filter::By(words()?),
        "tag" => Filter::Tag(words()?),
        "note" => Filter::Note(words()?),
        "has" => {
            let found = Thing::ALL.iter().find(|(name, _)| plain(value) == *name);
            Filter::Has(found.map(|(_, thing)| *thing).ok_or_else(|| wrong(Thing::ALL.map(|(name, _)| name).join(", ")))?)
        }
        "is" => (plain(value) == "discuss").then_some(Filter::Discuss).ok_or_else(|| wrong("discuss".to_owned()))?,
        "link" => Filter::Link(plain(value)),
        "verdict" => Filter::Verdict(if plain(value) == "open" { String::new() } else { plain(value) }),
        "name" => Filter::Name(words()?),
        "unit" => Filter::Unit(words()?),
        "what" => Filter::What(words()?),
        "value" => Filter::Value(value.parse().map_err(|_| wrong("a number such as 40, a date such as 2019-03-01 or a time such as 13:20".to_owned()))?),
        "article" => match ArticleState::typed(value) {
            Some(state) => Filter::ArticleState(state),
            None => Filter::Title(words()?),
        },
        attribute => {
            let names = names_of(attribute);
            let is_unset = plain(value) == "unset";
            let known = names.iter().any(|name| plain(name) == plain(value));
            if !known && !is_unset {
                return Err(wrong(names.iter().copied().chain(["unset"]).collect::<Vec<_>>().join(", ")));
            }
            Filter::Attribute(attribute, if is_unset { String::new() } else { plain(value) })
        }
    })
}

/// The names that an attribute can have.
fn names_of(attribute: &str) -> Vec<&'static str> {
    fn all<T: Word>() -> Vec<&'static str> {
        T::ALL.iter().map(|value| value.name()).collect()
    }
    match attribute {
        "worth" => all::<Worth>(),
        "voice" => all::<Voice>(),
        "naming" => all::<Naming>(),
        "how" => all::<How>(),
        "trend" => all::<Trend>(),
        "kind" => [all::<ClaimKind>(), all::<SourceKind>(), all::<FigureKind>()].concat(),
        _ => Vec::new(),
    }
}

impl Filter {
    pub(super) fn is_about_marks(&self) -> bool {
        !matches!(self, Self::ArticleState(_) | Self::Title(_))
    }

    /// What it asks for by a name that the project has, with the names that it has; none for other filters.
    pub(super) fn named<'a>(&'a self, project: &Project) -> Option<(&'static str, &'a str, Vec<String>)> {
        let mut names: Vec<String> = match self {
            Self::Label(_) => {
                let own = project.own_labels().map(|label| label.name.to_string());
                // A label that was retired may still stand on marks.
                let used = project.marks().filter_map(|mark| if let Meaning::Own(name) = &mark.meaning { Some(name.to_string()) } else { None });
                Label::THREE.iter().map(|label| label.name().to_owned()).chain(own).chain(used.collect::<BTreeSet<_>>()).collect()
            }
            Self::Link(_) => {
                let own = project.own_link_kinds().map(|kind| kind.name.to_string());
                BaseLink::ALL.iter().map(|kind| kind.name().to_owned()).chain(own).collect()
            }
            Self::Verdict(verdict) if !verdict.is_empty() => {
                let given = project.checks().map(|check| check.verdict.to_string()).filter(|verdict| !verdict.is_empty()).collect::<BTreeSet<_>>();
                let scale = project.scale().into_iter().map(|verdict| verdict.to_string());
                std::iter::once("open".to_owned()).chain(scale).chain(given).collect()
            }
            Self::Verdict(_)
            | Self::State(_)
            | Self::By(_)
            | Self::Tag(_)
            | Self::Note(_)
            | Self::Has(_)
            | Self::Discuss
            | Self::Attribute(..)
            | Self::Name(_)
            | Self::Unit(_)
            | Self::What(_)
            | Self::Value(_)
            | Self::ArticleState(_)
            | Self::Title(_) => return None,
        };
        let mut seen = BTreeSet::new();
        names.retain(|name| seen.insert(name.clone()));
        let (key, wanted) = if let Self::Label(wanted) = self {
            ("label", wanted)
        } else if let Self::Link(wanted) = self {
            ("link", wanted)
        } else if let Self::Verdict(wanted) = self {
            ("verdict", wanted)
        } else {
            return None;
        };
        Some((key, wanted, names))
    }

    /// What it says of an article; none where it is about marks.
    pub(super) fn of_article(&self, article: &Article) -> Option<bool> {
        match self {
            Self::ArticleState(state) => Some(article.state == *state),
            Self::Title(words) => Some(words.is_in(&article.title)),
            Self::Label(_)
            | Self::State(_)
            | Self::By(_)
            | Self::Tag(_)
            | Self::Note(_)
            | Self::Has(_)
            | Self::Discuss
            | Self::Link(_)
            | Self::Attribute(..)
            | Self::Verdict(_)
            | Self::Name(_)
            | Self::Unit(_)
            | Self::What(_)
            | Self::Value(_) => None,
        }
    }

    /// What it says of a mark; none where it is about articles.
    pub(super) fn of_mark(&self, project: &Project, mark: &Mark) -> Option<bool> {
        Some(match self {
            Self::Label(name) => is_label(project, &mark.label(), name),
            Self::State(state) => mark.state == *state,
            Self::By(words) => words.is_in(&project.shown_maker(mark)),
            Self::Tag(words) => mark.tags.iter().any(|tag| words.is_in(tag)),
            Self::Note(words) => words.is_in(&mark.note),
            Self::Has(thing) => has(*thing, project, mark),
            Self::Discuss => mark.discuss,
            Self::Link(kind) => kinds(project, mark).any(|found| found == *kind),
            Self::Attribute(attribute, value) => has_word(mark, attribute, value),
            Self::Verdict(verdict) => mark.label() == Label::Claim && verdict_of(project, mark) == *verdict,
            Self::Name(words) => mark.source_name().is_some_and(|name| words.is_in(name)),
            Self::Unit(words) => matches!(&mark.meaning, Meaning::Figure(figure) if words.is_in(&figure.unit)),
            Self::What(words) => matches!(&mark.meaning, Meaning::Figure(figure) if words.is_in(&figure.what)),
            Self::Value(value) => lies_in(mark, value),
            Self::ArticleState(_) | Self::Title(_) => return None,
        })
    }
}

/// Whether a label is the one that was typed: to the letter, or else without regard to case and signs where no label has just that name.
fn is_label(project: &Project, label: &Label, typed: &str) -> bool {
    let is_exact = || Label::THREE.iter().any(|three| three.name() == typed) || project.own_labels().any(|own| &*own.name == typed);
    label.name() == typed || (plain(label.name()) == plain(typed) && !is_exact())
}

fn has(thing: Thing, project: &Project, mark: &Mark) -> bool {
    match thing {
        Thing::Note => !mark.note.is_empty(),
        Thing::Comment => project.comments_about(Subject::Mark(mark.id)).next().is_some(),
        Thing::Tag => !mark.tags.is_empty(),
        Thing::Link => !mark.links.is_empty() || project.linked_from(mark.id).next().is_some(),
        Thing::Check => mark.check().is_some(),
        Thing::Verdict => mark.label() == Label::Claim && !verdict_of(project, mark).is_empty(),
        Thing::Fragments => mark.at.count() > 1,
    }
}

/// The verdict on a claim in plain letters; empty where it is open.
fn verdict_of(project: &Project, mark: &Mark) -> String {
    let check = mark.check().and_then(|check| project.check(check));
    check.filter(|check| !check.verdict.is_empty()).map(|check| plain(&check.verdict)).unwrap_or_default()
}

/// The kinds of all links of a mark, from either end, in plain letters.
fn kinds<'a>(project: &'a Project, mark: &'a Mark) -> impl Iterator<Item = String> + 'a {
    let own = mark.links.iter().map(|link| &link.kind);
    let back = project.linked_from(mark.id).flat_map(|other| other.links.iter().filter(|link| link.to == mark.id).map(|link| &link.kind));
    own.chain(back).map(|kind| match kind {
        LinkKind::Base(base) => plain(base.name()),
        LinkKind::Own(name) => plain(name),
    })
}

/// Whether an attribute of a closed list has a value; empty asks for marks that could have one and have none.
fn has_word(mark: &Mark, attribute: &str, value: &str) -> bool {
    fn names<T: Word>(values: impl IntoIterator<Item = T>) -> Option<Vec<&'static str>> {
        Some(values.into_iter().map(Word::name).collect())
    }
    let set = match (&mark.meaning, attribute) {
        (Meaning::Claim(claim), "worth") => names(claim.worth),
        (Meaning::Claim(claim), "voice") => names(claim.voice),
        (Meaning::Claim(claim), "kind") => names(claim.kinds.iter().copied()),
        (Meaning::Source(source), "naming") => names(source.naming),
        (Meaning::Source(source), "kind") => names(source.kind),
        (Meaning::Figure(figure), "how") => names(figure.how),
        (Meaning::Figure(figure), "trend") => names(figure.trend),
        (Meaning::Figure(figure), "kind") => names(figure.kind),
        _ => None,
    };
    set.is_some_and(|set| if value.is_empty() { set.is_empty() } else { set.iter().any(|name| plain(name) == value) })
}

/// Whether a value lies in a figure's interval.
fn lies_in(mark: &Mark, value: &Bound) -> bool {
    let Meaning::Figure(figure) = &mark.meaning else { return false };
    let compared = |bound: &Bound| bound.compare(value);
    let above = figure.low.as_ref().map(compared);
    let below = figure.high.as_ref().map(compared);
    let fits = |found: Option<Option<std::cmp::Ordering>>, wrong: std::cmp::Ordering| found.is_none_or(|order| order.is_some_and(|order| order != wrong));
    (above.is_some() || below.is_some()) && fits(above, std::cmp::Ordering::Greater) && fits(below, std::cmp::Ordering::Less)
}
