//! What the panel at the right can show.

/// A tab of the panel at the right.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub enum Tab {
    /// The selected mark.
    #[default]
    Details,
    /// The marks of the article.
    Marks,
    /// Notes and comments.
    Notes,
    /// What an editor would ask about.
    Hints,
    /// The guide.
    Guide,
}
