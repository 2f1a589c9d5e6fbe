//! How bytes become an article.

/// What kind of block a paragraph is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Block {
    /// x
    Title,
    /// x
    Heading,
    /// x
    Quote,
    /// x
    ListItem,
    /// x
    Caption,
    /// x
    TableRow,
}
/// Where an article came from.
#[derive(Clone, PartialEq, Eq, Default, Debug)]
pub struct Origin {
    /// x
    pub file: String,
    /// x
    pub url: String,
    /// x
    pub outlet: String,
    /// x
    pub published: String,
    /// x
    pub bom: bool,
    /// x
    pub crlf: bool,
}
/// A read article.
#[derive(Clone, Debug)]
pub struct Draft {
    /// x
    pub title: String,
    /// x
    pub origin: Origin,
    /// x
    pub text: String,
    /// x
    pub blocks: Vec<(u32, Block)>,
}
