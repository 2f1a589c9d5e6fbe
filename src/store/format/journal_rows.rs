//! The mirror structs of a journal line.

use super::record::record;
use super::rows::{ArticleRow, CheckRow, CommentRow, KeptRow, LabelRow, LinkKindRow, MarkRow, MovedRow, ReviewRow, SilencedRow, TheirMarkRow, VersionRow};
use super::values::Str;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// What stands behind the number.
#[derive(Deserialize)]
pub(super) enum LineRow<'a> {
    #[serde(borrow)]
    Do(Box<DoRow<'a>>),
    Undo(u64),
    Redo(u64),
    #[serde(borrow)]
    Saved(Str<'a>),
    #[serde(borrow)]
    Base(Str<'a>),
}

record! {
    /// A change.
    DoRow {
        name: Str<'a>,
        by: Str<'a>,
        on: Str<'a>,
        edits: Vec<EditRow<'a>>,
        texts: Vec<Str<'a>>,
    }
}

/// What was before and what is after: no or one entry each.
#[derive(Deserialize)]
pub(super) enum EditRow<'a> {
    Article(#[serde(borrow)] Vec<ArticlePlace<'a>>, #[serde(borrow)] Vec<ArticlePlace<'a>>),
    Mark(#[serde(borrow)] Vec<MarkPlace<'a>>, #[serde(borrow)] Vec<MarkPlace<'a>>),
    Version(#[serde(borrow)] Vec<VersionPlace<'a>>, #[serde(borrow)] Vec<VersionPlace<'a>>),
    Check(#[serde(borrow)] Vec<CheckRow<'a>>, #[serde(borrow)] Vec<CheckRow<'a>>),
    Comment(#[serde(borrow)] Vec<CommentRow<'a>>, #[serde(borrow)] Vec<CommentRow<'a>>),
    Setting(#[serde(borrow)] Vec<SettingRow<'a>>, #[serde(borrow)] Vec<SettingRow<'a>>),
}

/// The fingerprint of an article's text, and the article without it.
#[derive(Deserialize)]
pub(super) struct ArticlePlace<'a>(#[serde(borrow)] pub(super) Str<'a>, #[serde(borrow)] pub(super) ArticleRow<'a>);

/// The id of a mark's article, and the mark.
#[derive(Deserialize)]
pub(super) struct MarkPlace<'a>(#[serde(borrow)] pub(super) Str<'a>, #[serde(borrow)] pub(super) MarkRow<'a>);

/// The id of a version's article, the fingerprint of its text, and the version without it.
#[derive(Deserialize)]
pub(super) struct VersionPlace<'a>(#[serde(borrow)] pub(super) Str<'a>, #[serde(borrow)] pub(super) Str<'a>, #[serde(borrow)] pub(super) VersionRow<'a>);

/// One entry of the settings.
#[derive(Deserialize)]
pub(super) enum SettingRow<'a> {
    #[serde(borrow)]
    Title(Str<'a>),
    #[serde(borrow)]
    Analyst(Str<'a>),
    #[serde(borrow)]
    Label(LabelRow<'a>),
    #[serde(borrow)]
    LinkKind(LinkKindRow<'a>),
    #[serde(borrow)]
    Tag(Str<'a>),
    #[serde(borrow)]
    Scale(Vec<Str<'a>>),
    #[serde(borrow)]
    Guide(Str<'a>),
    #[serde(borrow)]
    Silenced(SilencedRow<'a>),
    #[serde(borrow)]
    Review(ReviewRow<'a>),
    #[serde(borrow)]
    Moved(MovedRow<'a>),
    #[serde(borrow)]
    Theirs(Box<TheirMarkRow<'a>>),
    #[serde(borrow)]
    Order(Vec<Str<'a>>),
    #[serde(borrow)]
    Kept(Vec<KeptRow<'a>>),
}
