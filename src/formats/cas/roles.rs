//! What a feature structure is to us.

use super::model::{Features, Structure, Types};
use super::types::is_string;
use crate::project::Label;

/// The type of our marks.
pub(super) const SPAN: &str = "webanno.custom.Factspan";
/// The type of our links.
pub(super) const LINK: &str = "webanno.custom.Factlink";
/// The type that says which characters of the text a spelling cannot hold.
pub(in crate::formats) const CHARACTERS: &str = "factmark.Characters";
/// Its feature: `17:1B`, the place and the code point, for each of them.
pub(in crate::formats) const CONTROLS: &str = "controls";
/// What is said of the document.
pub(super) const META: &str = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.DocumentMetaData";
/// The type of words.
pub(super) const TOKEN: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Token";
/// The type of sentences.
pub(super) const SENTENCE: &str = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.Sentence";
/// What UIMA itself says of a document.
pub(super) const DOCUMENT: &str = "uima.tcas.DocumentAnnotation";

/// The feature with a mark's own id.
pub(super) const MARK_ID: &str = "markId";
/// The feature with its note.
pub(super) const NOTE: &str = "note";
/// The feature with the label of marks and the kind of links.
pub(super) const LABEL: &str = "label";
/// The feature with the article's id.
pub(super) const DOCUMENT_ID: &str = "documentId";
/// The feature with its title.
pub(super) const DOCUMENT_TITLE: &str = "documentTitle";
/// The end where a link begins.
pub(super) const GOVERNOR: &str = "Governor";
/// The end where it leads.
pub(super) const DEPENDENT: &str = "Dependent";

/// Packages of words and grammar, and of what INCEpTION notes for itself.
const GRAMMAR: [&str; 5] = [
    "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type.",
    "de.tudarmstadt.ukp.dkpro.core.api.lexmorph.type.",
    "de.tudarmstadt.ukp.dkpro.core.api.syntax.type.",
    "de.tudarmstadt.ukp.dkpro.core.api.metadata.type.",
    "de.tudarmstadt.ukp.clarin.webanno.api.type.",
];

/// Fields of each label with the features that say them.
const CLAIM: &[(&str, &str)] = &[("worth", "worth"), ("voice", "voice"), ("kinds", "kinds"), ("verdict", "verdict")];
const SOURCE: &[(&str, &str)] = &[("name", "name"), ("naming", "naming"), ("kind", "kindOf")];
const FIGURE: &[(&str, &str)] = &[("low", "low"), ("high", "high"), ("how", "how"), ("unit", "unit"), ("what", "what"), ("trend", "trend"), ("kind", "kindOf")];

/// What a structure is to us.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Role {
    /// It speaks of the document.
    Document,
    /// It says which characters a spelling could not hold.
    Characters,
    /// A word or a sentence.
    Word,
    /// Anything else of words and grammar.
    Grammar,
    /// A link.
    Link,
    /// One filler of a link feature.
    Slot,
    /// A mark.
    Mark,
    /// Anything else.
    Other,
}

/// What a structure is to us; one that is in no index is nobody's mark.
pub(super) fn role(structure: &Structure, is_member: bool) -> Role {
    let kind = structure.kind.as_str();
    let has = |name| structure.get(name).is_some();
    match kind {
        META | DOCUMENT => Role::Document,
        CHARACTERS => Role::Characters,
        TOKEN | SENTENCE => Role::Word,
        _ if GRAMMAR.iter().any(|package| kind.starts_with(package)) => Role::Grammar,
        LINK if is_member => Role::Link,
        _ if is_member && structure.at.is_some() && (has(GOVERNOR) || has(DEPENDENT)) => Role::Link,
        _ if is_member && structure.at.is_some() => Role::Mark,
        _ if has("role") && has("target") => Role::Slot,
        _ => Role::Other,
    }
}

/// The feature that is a structure's label; none where its type is.
pub(super) fn label_feature<'s>(structure: &'s Structure, types: &Types) -> Option<&'s str> {
    let named = ["kind", LABEL, "value"].into_iter().find(|name| structure.text(name).is_some());
    let by_name = structure.features.iter().map(|(name, _)| name.as_str()).find(|name| Some(*name) == named);
    let others = || {
        let mut strings = structure.features.iter().map(|(name, _)| name.as_str()).filter(|name| may_be_label(structure, name, types));
        strings.next().filter(|_| strings.next().is_none())
    };
    by_name.or_else(others)
}

fn may_be_label(structure: &Structure, name: &str, types: &Types) -> bool {
    let is_ours = [MARK_ID, NOTE, GOVERNOR, DEPENDENT].contains(&name) || [CLAIM, SOURCE, FIGURE].into_iter().flatten().any(|(_, own)| *own == name);
    // What looks like a number or an id is none, whatever its type: where no types are known, ours say that everything is a string.
    let looks_so = |text: &str| text.parse::<f64>().is_err() && text != "true" && text != "false";
    let is_no_id = structure.get(name).is_some_and(|value| value.ids().is_none());
    !is_ours && is_no_id && structure.text(name).is_some_and(looks_so) && is_string(types, &structure.kind, name).unwrap_or(true)
}

/// A label's fields, each with the feature that says it.
pub(super) fn fields(label: &Label) -> &'static [(&'static str, &'static str)] {
    match label {
        Label::Claim => CLAIM,
        Label::Source => SOURCE,
        Label::Figure => FIGURE,
        Label::Own(_) => &[],
    }
}

/// Whether a mark is one of ours and says nothing beside what ours say: these features, of which one is its label.
pub(super) fn is_plain(kind: &str, features: &Features, label_feature: &str) -> bool {
    let label = features.iter().find(|(name, _)| name == label_feature).and_then(|(_, value)| value.text()).unwrap_or_default();
    let fields = fields(&Label::named(label));
    let is_known = |name: &str| [MARK_ID, NOTE, label_feature].contains(&name) || fields.iter().any(|(_, own)| *own == name);
    kind == SPAN && features.iter().all(|(name, value)| is_known(name) && value.text().is_some())
}

/// Every feature that says a field, once.
pub(super) fn all_fields() -> Vec<&'static str> {
    let mut all: Vec<&str> = Vec::new();
    for (_, feature) in [CLAIM, SOURCE, FIGURE].into_iter().flatten() {
        if !all.contains(feature) {
            all.push(feature);
        }
    }
    all
}
