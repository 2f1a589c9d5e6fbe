//! How a text names a source, and whom it names. English first: the words stand in tables.

use crate::project::{Article, Label, Meaning, Name, Naming, Project, Source, SourceKind};
use crate::text::Fragments;

/// Words that stand for somebody who was named before.
const PRONOUNS: &[&str] = &["he", "she", "they", "it", "we", "i", "you", "him", "her", "them", "us", "who", "himself", "herself", "themselves"];
/// Words that say that a name is kept back.
const UNNAMED: &[&str] = &["anonymous", "anonymity", "unnamed", "not to be named", "not be named", "not authorised", "not authorized", "sources", "insiders"];
/// Offices and titles that stand before a person's name.
const ROLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "president",
    "vice-president",
    "premier",
    "chancellor",
    "minister",
    "secretary",
    "senator",
    "congressman",
    "congresswoman",
    "representative",
    "governor",
    "mayor",
    "councillor",
    "councilor",
    "judge",
    "justice",
    "general",
    "gen",
    "colonel",
    "col",
    "captain",
    "capt",
    "lieutenant",
    "sergeant",
    "major",
    "admiral",
    "commander",
    "chief",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "director",
    "chairman",
    "chairwoman",
    "chair",
    "ceo",
    "leader",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "ayatollah",
    "bishop",
    "inspector",
    "engineer",
    "officer",
    "correspondent",
    "reporter",
    "analyst",
    "lawyer",
];
/// Words in the names of outlets.
const MEDIA: &[&str] =
    &["tv", "television", "media", "news", "newspaper", "times", "post", "courier", "herald", "agency", "radio", "reuters", "afp", "efe", "bbc", "cnn"];

/// Naming, name and kind as far as the words say them.
pub(super) fn source(project: &Project, article: &Article, at: &Fragments) -> Source {
    let words = at.words(&article.text);
    let words = without_signs(&words);
    let lower = words.to_lowercase();
    let tokens: Vec<&str> = words.split_whitespace().collect();
    if PRONOUNS.contains(&lower.as_str()) {
        return Source { name: name_before(project, article, at.start()), naming: Some(Naming::Pronoun), kind: None };
    }
    if UNNAMED.iter().any(|word| has_word(&lower, word)) {
        return Source { naming: Some(Naming::Unnamed), ..Source::default() };
    }
    if !has_name(&tokens) {
        return Source { naming: Some(Naming::RoleOnly), ..Source::default() };
    }
    let (name, is_person) = named(&tokens);
    let kind = if is_person { Some(SourceKind::Person) } else { MEDIA.iter().any(|word| has_word(&lower, word)).then_some(SourceKind::Media) };
    Source { name: known(project, &name), naming: Some(Naming::Named), kind }
}

/// Words without the signs around them, but with the bracket that closes one inside: “Guards Corps (IRGC)”.
fn without_signs(words: &str) -> &str {
    let words = words.trim_start_matches(|c: char| !c.is_alphanumeric());
    let inner = words.trim_end_matches(|c: char| !c.is_alphanumeric());
    let is_open = inner.matches('(').count() > inner.matches(')').count();
    let closed = words.get(..inner.len() + 1).filter(|closed| is_open && closed.ends_with(')'));
    closed.unwrap_or(inner)
}

/// A word counts as a name's where it begins with a capital, or its script has none.
fn is_name(token: &str) -> bool {
    token.chars().find(|c| c.is_alphabetic()).is_some_and(|first| !first.is_lowercase())
}

/// Whether a name is among the words. The first word may have its capital from the sentence.
fn has_name(tokens: &[&str]) -> bool {
    let begins_with_role = tokens.first().is_some_and(|first| ["a", "an", "the", "one", "some", "another"].contains(&first.to_lowercase().as_str()));
    tokens.iter().skip(usize::from(begins_with_role)).any(|token| is_name(token))
}

/// The name without the office before it, and whether there was one.
fn named(tokens: &[&str]) -> (String, bool) {
    let is_role = |token: &str| ROLES.contains(&token.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str());
    let behind_role = tokens.iter().rposition(|token| is_role(token)).map(|place| tokens.get(place + 1..).unwrap_or_default());
    if let Some(name) = behind_role.filter(|name| name.first().is_some_and(|first| is_name(first))) {
        return (name.join(" "), true);
    }
    let is_article = |token: &&&str| ["a", "an", "the"].contains(&token.to_lowercase().as_str());
    (tokens.iter().skip_while(is_article).copied().collect::<Vec<_>>().join(" "), false)
}

/// The project's own name that is meant: the same, or the only one that ends in these words.
fn known(project: &Project, name: &str) -> Name {
    let ending = format!(" {name}");
    let mut longer = project.source_names().filter(|known| known.ends_with(&ending));
    match (longer.next(), longer.next()) {
        (Some(only), None) => only.clone(),
        _ => name.into(),
    }
}

/// The name of the last source that was named before a byte.
fn name_before(project: &Project, article: &Article, byte: usize) -> Name {
    let Some(places) = project.places(article.id) else { return Name::default() };
    let before = (0..places.starting_before(byte)).rev().take(LOOKED_AT).filter_map(|index| project.mark(places.get(index)?));
    let sources = before.filter(|mark| mark.is_accepted() && mark.label() == Label::Source);
    let mut names = sources.take(NEAR).filter_map(|mark| match &mark.meaning {
        Meaning::Source(source) if !source.name.is_empty() => Some(source.name.clone()),
        Meaning::Source(_) | Meaning::Claim(_) | Meaning::Figure(_) | Meaning::Own(_) => None,
    });
    names.next().unwrap_or_default()
}

/// How many sources back a pronoun can reach.
const NEAR: usize = 4;
/// How many marks back are looked at for them.
const LOOKED_AT: usize = 200;

/// Whether words stand in a text as whole words.
fn has_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, found)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|after| after.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::{Hand, MarkDraft, add_articles, add_marks};
    use crate::project::{Ids, Moment};
    use crate::text::{Text, TextRange};

    /// What the last of the marked words say, the others being marked before with what they say themselves.
    fn last(marked: &str) -> Source {
        let mut text = String::new();
        let mut places = Vec::new();
        for (index, part) in marked.split(['[', ']']).enumerate() {
            if index % 2 == 1 {
                places.push(text.len()..text.len() + part.len());
            }
            text.push_str(part);
        }
        let (mut project, mut ids, by) = (Project::default(), Ids::new(1), Name::from("amira"));
        let mut hand = Hand { by: &by, now: Moment::UNIX_EPOCH, ids: &mut ids };
        let text = Text::new(text);
        let draft =
            crate::article::Draft { title: "t".into(), origin: crate::article::Origin::default(), text: text.clone(), blocks: vec![], warnings: vec![] };
        let (change, made) = add_articles(&project, &mut hand, vec![draft]);
        project.apply(&change).unwrap();
        let mut said = Source::default();
        for place in places {
            let at: Fragments = TextRange::new(&text, place).unwrap().into();
            said = source(&project, &project.article(made[0]).unwrap().clone(), &at);
            let draft = MarkDraft { meaning: Meaning::Source(Box::new(said.clone())), ..MarkDraft::new(made[0], at, &Label::Source) };
            let (change, _) = add_marks(&project, &mut hand, vec![draft]).unwrap();
            project.apply(&change).unwrap();
        }
        said
    }

    #[track_caller]
    fn says(marked: &str, naming: Naming, name: &str, kind: Option<SourceKind>) {
        assert_eq!(last(marked), Source { name: name.into(), naming: Some(naming), kind }, "{marked}");
    }

    #[test]
    fn names_stand_without_offices_and_articles() {
        says("[Mayor Elin Varga] said", Naming::Named, "Elin Varga", Some(SourceKind::Person));
        says("[US Defence Department spokesman Jonathan Hoffman] said", Naming::Named, "Jonathan Hoffman", Some(SourceKind::Person));
        says("[the White House] said", Naming::Named, "White House", None);
        says("[Norrbro Engineering] said", Naming::Named, "Norrbro Engineering", None);
        says("[Iranian state TV] said", Naming::Named, "Iranian state TV", Some(SourceKind::Media));
        says("[“Revolution Guards Corps (IRGC)”,] said", Naming::Named, "Revolution Guards Corps (IRGC)", None);
        says("([Norrbro Engineering]) said", Naming::Named, "Norrbro Engineering", None);
        says("[شهردار]", Naming::Named, "شهردار", None);
    }

    #[test]
    fn roles_and_those_who_want_no_name_are_told_apart() {
        says("[A city official who asked not to be named] said", Naming::Unnamed, "", None);
        says("[sources] said", Naming::Unnamed, "", None);
        says("[The contractor] said", Naming::RoleOnly, "", None);
        says("[the transport authority’s 2023 count] said", Naming::RoleOnly, "", None);
    }

    #[test]
    fn a_pronoun_points_to_the_name_before_and_a_surname_to_the_whole_name() {
        says("[Mayor Elin Varga] said so. [She] added", Naming::Pronoun, "Elin Varga", None);
        says("[She] said", Naming::Pronoun, "", None);
        says("[Mayor Elin Varga] said so. [Varga] added", Naming::Named, "Elin Varga", None);
    }
}
