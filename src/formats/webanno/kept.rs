//! What is kept of a file, as lines, and which columns say what a mark says.

use super::cell::{number, numbers, spelt, value};
use super::layer::{Column, Layer, Sort, is_name};
use super::sheet::Says;
use super::{LINKS, NAME, SPANS};
use crate::project::{Article, Label, Mark};
use std::collections::BTreeSet;

/// The first line of the entry of an article that has the others.
const BODY: &str = "body";

const CLAIM: &[&str] = &["worth", "voice", "kinds", "verdict"];
const SOURCE: &[&str] = &["name", "naming", "kind"];
const FIGURE: &[&str] = &["low", "high", "how", "unit", "what", "trend", "kind"];

/// The feature of a mark's note.
pub(super) const NOTE: &str = "note";
/// The feature of a mark's id.
pub(super) const ID: &str = "id";
/// The feature of the attribute that is called kind.
const SORT: &str = "sort";

/// The columns of our layer in their order, but for those of other names, which follow, and the id, which is last.
pub(super) const ORDER: [&str; 15] =
    ["kind", "verdict", "worth", "voice", "kinds", "name", "naming", "low", "high", "how", "unit", "what", "trend", SORT, NOTE];

/// The column of an attribute.
pub(super) fn column_of(attribute: &str) -> &str {
    if attribute == "kind" { SORT } else { attribute }
}

/// The attribute of a column, if a mark of the label has it.
pub(super) fn attribute_of(column: &str, label: &Label) -> Option<&'static str> {
    let fields = match label {
        Label::Claim => CLAIM,
        Label::Source => SOURCE,
        Label::Figure => FIGURE,
        Label::Own(_) => &[],
    };
    fields.iter().copied().find(|field| column_of(field) == column)
}

/// The entry of a mark of another layer: its name, and the feature that is the label; none where the label is the layer's name.
pub(super) fn of_layer(layer: &str, label: Option<&str>) -> String {
    format!("layer\t{layer}\t{}", label.unwrap_or_default())
}

/// What a mark keeps.
pub(super) struct OfMark<'a> {
    /// Its layer, and the feature that is the label; empty where the label is the layer's name.
    pub(super) layer: Option<(&'a str, &'a str)>,
    /// Features, with their columns.
    pub(super) says: Vec<(&'a str, &'a str)>,
}

impl<'a> OfMark<'a> {
    /// What a mark keeps.
    pub(super) fn of(mark: &'a Mark) -> Self {
        let mut all = Self { layer: None, says: Vec::new() };
        for text in mark.kept.iter().filter(|kept| &*kept.format == NAME).map(|kept| kept.text.as_str()) {
            let layer = text.strip_prefix("layer\t").and_then(|rest| rest.split_once('\t'));
            match (layer, text.split_once('=')) {
                (Some((layer, label)), _) if is_name(layer) && (label.is_empty() || is_name(label)) => all.layer = all.layer.or(Some((layer, label))),
                (_, Some((name, value))) if is_name(name) => all.says.push((column_of(name), value)),
                _ => {}
            }
        }
        all
    }
}

/// A line that was kept on an article. Places are UTF-16 code units.
#[derive(Clone, PartialEq, Debug)]
pub(super) enum Line {
    /// An annotation that is no mark.
    Span { layer: String, at: (usize, usize), quote: String, says: Says },
    /// A relation between two of them, by their numbers among them from 0.
    Relation { layer: String, from: usize, to: usize, says: Says },
    /// An element of a chain.
    Chain { layer: String, chain: usize, number: usize, at: (usize, usize), quote: String, says: Says },
    /// The id of the sentence that begins there.
    Sentence { begin: usize, id: String },
    /// Where links of a kind are said.
    Link(Home),
}

/// Where links of a kind are said.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Home {
    /// Their kind.
    pub(super) kind: String,
    /// The layer of the relation, or of the annotation with the slot.
    pub(super) layer: String,
    /// The feature with the kind, empty where the kind is the layer's name; or the column of roles as it is declared.
    pub(super) column: String,
    /// Whether it is a slot whose role has no value: the kind is the feature's name.
    pub(super) is_bare: bool,
}

impl Line {
    /// The line.
    pub(super) fn spelt(&self) -> String {
        let with = |mut line: String, says: &Says| {
            for (name, value) in says {
                line.extend(["\t", name, "=", &spelt(value)]);
            }
            line
        };
        match self {
            Self::Span { layer, at, quote, says } => with(format!("span\t{layer}\t{}-{}\t{}", at.0, at.1, spelt(quote)), says),
            Self::Relation { layer, from, to, says } => with(format!("relation\t{layer}\t{from}-{to}"), says),
            Self::Chain { layer, chain, number, at, quote, says } => {
                with(format!("chain\t{layer}\t{chain}-{number}\t{}-{}\t{}", at.0, at.1, spelt(quote)), says)
            }
            Self::Sentence { begin, id } => format!("sentence\t{begin}\t{}", spelt(id)),
            Self::Link(Home { kind, layer, column, is_bare }) => {
                format!("link\t{layer}\t{column}\t{}\t{}", if *is_bare { "bare" } else { "" }, spelt(kind))
            }
        }
    }

    /// The line that is spelt; none where it is none.
    fn read(line: &str) -> Option<Self> {
        let mut fields = line.split('\t');
        let (sort, second) = (fields.next()?, fields.next()?);
        let layer = second.to_owned();
        Some(match sort {
            "span" => Self::Span { layer, at: numbers(fields.next()?)?, quote: value(fields.next()?), says: says(fields)? },
            "relation" => {
                let (from, to) = numbers(fields.next()?)?;
                Self::Relation { layer, from, to, says: says(fields)? }
            }
            "chain" => {
                let (chain, number) = numbers(fields.next()?)?;
                Self::Chain { layer, chain, number, at: numbers(fields.next()?)?, quote: value(fields.next()?), says: says(fields)? }
            }
            "sentence" => Self::Sentence { begin: number(second)?, id: value(fields.next()?) },
            "link" => {
                let (column, is_bare, kind) = (fields.next()?.to_owned(), fields.next()? == "bare", value(fields.next()?));
                Self::Link(Home { kind, layer, column, is_bare })
            }
            _ => return None,
        })
    }
}

fn says<'f>(fields: impl Iterator<Item = &'f str>) -> Option<Says> {
    fields.map(|field| field.split_once('=').filter(|(name, _)| is_name(name)).map(|(name, raw)| (name.to_owned(), value(raw)))).collect()
}

/// The entry of an article that has lines.
pub(super) fn of_lines(lines: &[Line]) -> String {
    let mut all = BODY.to_owned();
    for line in lines {
        all.push('\n');
        all.push_str(&line.spelt());
    }
    all
}

/// What an article keeps.
#[derive(Default)]
pub(super) struct OfArticle {
    /// Layers, none twice and none of ours.
    pub(super) layers: Vec<Layer>,
    /// Lines.
    pub(super) lines: Vec<Line>,
}

impl OfArticle {
    /// What an article keeps.
    pub(super) fn of(article: &Article) -> Self {
        let mut all = Self::default();
        let mut names = BTreeSet::from([SPANS.to_owned(), LINKS.to_owned()]);
        for text in article.kept.iter().filter(|kept| &*kept.format == NAME).map(|kept| kept.text.as_str()) {
            if let Some(lines) = text.strip_prefix(BODY).and_then(|rest| rest.strip_prefix('\n')) {
                all.lines.extend(lines.split('\n').filter_map(Line::read));
            } else if let Some((mut layer, _)) = Layer::read(text)
                && is_name(&layer.name)
            {
                layer.columns.retain(|column| *column != Column::Unread);
                // One that does not say where its relations begin was refused.
                let is_whole = layer.sort != Sort::Relation || layer.columns.iter().any(|column| matches!(column, Column::Base(_)));
                if is_whole && !layer.columns.is_empty() && names.insert(layer.name.clone()) {
                    all.layers.push(layer);
                }
            }
        }
        all
    }
}
