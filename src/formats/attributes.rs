//! What a mark says beside its label, as names with values: the names of the project file, each value as `--set` takes it.

use crate::project::{Bound, Mark, Meaning, Project, Word};

/// The attributes of a mark that are set, with the verdict of its check.
pub fn attributes(project: &Project, mark: &Mark) -> Vec<(&'static str, String)> {
    let word = |word: Option<&'static str>| word.unwrap_or_default().to_owned();
    let end = |end: &Option<Bound>| end.as_ref().map(Bound::to_string).unwrap_or_default();
    let all = match &mark.meaning {
        Meaning::Claim(claim) => vec![
            ("worth", word(claim.worth.map(Word::name))),
            ("voice", word(claim.voice.map(Word::name))),
            ("kinds", claim.kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(",")),
            ("verdict", claim.check.and_then(|check| project.check(check)).map(|check| check.verdict.to_string()).unwrap_or_default()),
        ],
        Meaning::Source(source) => {
            vec![("name", source.name.to_string()), ("naming", word(source.naming.map(Word::name))), ("kind", word(source.kind.map(Word::name)))]
        }
        Meaning::Figure(figure) => vec![
            ("low", end(&figure.low)),
            ("high", end(&figure.high)),
            ("how", word(figure.how.map(Word::name))),
            ("unit", figure.unit.clone()),
            ("what", figure.what.clone()),
            ("trend", word(figure.trend.map(Word::name))),
            ("kind", word(figure.kind.map(Word::name))),
        ],
        Meaning::Own(_) => Vec::new(),
    };
    all.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}
