//! The lines of a file's header: layers and their columns.

use super::super::jsonl_lines::short;
use super::{KIND, LINKS, ROLE, SPANS};
use std::collections::BTreeSet;

/// Columns of a layer that are taken.
const MOST_COLUMNS: usize = 200;

/// What a layer's annotations are.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Sort {
    /// Words.
    Span,
    /// Words that form chains.
    Chain,
    /// What ties words of another layer.
    Relation,
}

impl Sort {
    const ALL: [Self; 3] = [Self::Span, Self::Chain, Self::Relation];

    fn prefix(self) -> &'static str {
        match self {
            Self::Span => "#T_SP=",
            Self::Chain => "#T_CH=",
            Self::Relation => "#T_RL=",
        }
    }
}

/// What a column has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Column {
    /// A feature of this name.
    Feature(String),
    /// Only that there is an annotation, of a layer without features.
    Bare,
    /// The roles of slots, as it is declared: `ROLE_webanno.custom.Frame:Roles_webanno.custom.FrameRolesLink`.
    Role(String),
    /// Where the slots of the column before lead to: the layer's name.
    Target(String),
    /// Where a relation begins: the name of the layer that it ties.
    Base(String),
    /// Nothing that can be taken.
    Unread,
}

/// The element of a chain says by this feature what it is; the number of the chain stands behind.
pub(super) const CHAIN_TYPE: &str = "referenceType";
/// The element of a chain says by this feature how it leads to the next; its number stands behind.
pub(super) const CHAIN_RELATION: &str = "referenceRelation";

/// A layer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Layer {
    /// What it has.
    pub(super) sort: Sort,
    /// Its whole name.
    pub(super) name: String,
    /// Its columns; one at least.
    pub(super) columns: Vec<Column>,
}

impl Layer {
    /// Our layer of marks, without columns yet.
    pub(super) fn of_marks() -> Self {
        Self { sort: Sort::Span, name: SPANS.to_owned(), columns: Vec::new() }
    }

    /// Our layer of links.
    pub(super) fn of_links() -> Self {
        Self { sort: Sort::Relation, name: LINKS.to_owned(), columns: vec![Column::Feature(ROLE.to_owned()), Column::Base(SPANS.to_owned())] }
    }

    /// The layer of a line of the header, and what of it cannot be taken; none where it is no such line.
    pub(super) fn read(line: &str) -> Option<(Self, Vec<String>)> {
        let (sort, rest) = Sort::ALL.into_iter().find_map(|sort| Some((sort, line.strip_prefix(sort.prefix())?)))?;
        let mut fields = rest.split('|').filter(|field| !field.is_empty());
        let name = fields.next().unwrap_or_default().to_owned();
        let mut refused = Vec::new();
        if !is_name(&name) {
            refused.push(format!("“{}” is no name of a layer", short(&name)));
        }
        let mut names = BTreeSet::new();
        let mut columns: Vec<Column> = Vec::new();
        for field in fields {
            let column = if is_name(field) { column(sort, field, columns.last()) } else { Column::Unread };
            let is_new = !matches!(&column, Column::Feature(_) | Column::Role(_)) || names.insert(field);
            let column = if is_new && columns.len() < MOST_COLUMNS { column } else { Column::Unread };
            if columns.len() == MOST_COLUMNS {
                refused.push(format!("it has more than {MOST_COLUMNS} columns: those behind are not taken"));
            } else if column == Column::Unread && columns.len() < MOST_COLUMNS {
                refused.push(format!("“{}” is no name of a feature, or there twice: the column is not taken", short(field)));
            }
            columns.push(column);
        }
        if columns.is_empty() {
            columns.push(Column::Bare);
        }
        if !is_name(&name) {
            columns.iter_mut().for_each(|column| *column = Column::Unread);
        }
        if sort == Sort::Relation && !columns.iter().any(|column| matches!(column, Column::Base(_))) {
            refused.push("it has no column BT_ that says where its relations begin: they are not taken".to_owned());
        }
        Some((Self { sort, name, columns }, refused))
    }

    /// The layer as a line of the header.
    pub(super) fn spelt(&self) -> String {
        let mut line = format!("{}{}", self.sort.prefix(), self.name);
        for column in &self.columns {
            line.push('|');
            match column {
                Column::Feature(name) | Column::Role(name) | Column::Target(name) => line.push_str(name),
                Column::Base(name) => line.extend(["BT_", name]),
                Column::Bare | Column::Unread => {}
            }
        }
        line
    }

    /// The last part of its name.
    pub(super) fn short(&self) -> &str {
        self.name.rsplit('.').next().unwrap_or(&self.name)
    }

    /// The names of its features.
    pub(super) fn features(&self) -> impl Iterator<Item = &str> {
        self.columns.iter().filter_map(|column| match column {
            Column::Feature(name) => Some(name.as_str()),
            Column::Bare | Column::Role(_) | Column::Target(_) | Column::Base(_) | Column::Unread => None,
        })
    }

    /// The feature that says the label of a mark or the kind of a link.
    pub(super) fn label(&self) -> Option<&str> {
        let known: &[&str] = if self.sort == Sort::Relation { &[ROLE, KIND, "label", "value"] } else { &[KIND, "label", "value"] };
        let named = known.iter().find_map(|name| self.features().find(|feature| feature == name));
        let mut all = self.features();
        let only = all.next().filter(|_| all.next().is_none());
        named.or(only)
    }

    /// The layer that its relations tie.
    pub(super) fn base(&self) -> Option<&str> {
        self.columns.iter().find_map(|column| match column {
            Column::Base(name) => Some(name.as_str()),
            Column::Feature(_) | Column::Bare | Column::Role(_) | Column::Target(_) | Column::Unread => None,
        })
    }

    /// Where the slots of a column lead to.
    pub(super) fn target(&self, role: &str) -> Option<&str> {
        let at = self.columns.iter().position(|column| matches!(column, Column::Role(name) if name == role))?;
        match self.columns.get(at + 1)? {
            Column::Target(name) => Some(name),
            Column::Feature(_) | Column::Bare | Column::Role(_) | Column::Base(_) | Column::Unread => None,
        }
    }

    /// Whether what it says are marks: it is none of DKPro's layers of tokens, word forms and syntax.
    pub(super) fn has_marks(&self) -> bool {
        const OTHERS: [&str; 3] = ["segmentation.type.", "lexmorph.type.", "syntax.type."];
        let of_dkpro = self.name.strip_prefix("de.tudarmstadt.ukp.dkpro.core.api.");
        self.sort == Sort::Span && !of_dkpro.is_some_and(|name| OTHERS.iter().any(|other| name.starts_with(other)))
    }
}

fn column(sort: Sort, field: &str, before: Option<&Column>) -> Column {
    let base = field.strip_prefix("BT_").filter(|_| sort == Sort::Relation);
    match (base, before) {
        (Some(base), _) => Column::Base(base.to_owned()),
        (None, Some(Column::Role(_))) => Column::Target(field.to_owned()),
        (None, _) if sort == Sort::Span && field.starts_with("ROLE_") => Column::Role(field.to_owned()),
        (None, _) => Column::Feature(field.to_owned()),
    }
}

/// The name of the feature in the declaration of a column of roles.
pub(super) fn slot_name(role: &str) -> &str {
    let from = role.split_once(':').map_or(role, |(_, name)| name);
    from.split('_').next().unwrap_or(from)
}

/// Whether a word can be the name of a layer or a feature: it would not be taken for something else in a header or where it is kept.
pub(super) fn is_name(word: &str) -> bool {
    !word.is_empty() && !word.contains(|c: char| c.is_whitespace() || c.is_control() || "=|".contains(c))
}
