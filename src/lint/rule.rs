//! The rules of the lint by name.

/// One thing that the lint looks for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Rule {
    /// Somebody's words without whose they are.
    ClaimWithoutSource,
    /// A source of nothing.
    SourceNeverUsed,
    /// A number that no claim says.
    FigureOutsideClaim,
    /// Two numbers of one thing.
    FiguresDiffer,
    /// A headline that says another number than its article.
    HeadlineDiffers,
    /// Edges where nobody would put them.
    OddEdges,
    /// A contradiction that nobody settled.
    ContradictionOpen,
    /// A verdict that says nothing of why.
    VerdictWithoutReason,
    /// Reported speech that is called a quotation.
    QuotationWithoutMarks,
    /// Paragraphs of a finished article that nobody marked.
    UntouchedParagraphs,
    /// The same mark twice.
    Twins,
    /// A mark that counts for nothing.
    MarkInZone,
    /// Sources that have it from each other.
    CircularSources,
    /// One name in two spellings.
    SameNameTwice,
    /// What a page puts around and into an article.
    Boilerplate,
}

impl Rule {
    /// Every rule, in the order in which they are listed.
    pub const ALL: [Self; 15] = [
        Self::ClaimWithoutSource,
        Self::SourceNeverUsed,
        Self::FigureOutsideClaim,
        Self::FiguresDiffer,
        Self::HeadlineDiffers,
        Self::OddEdges,
        Self::ContradictionOpen,
        Self::VerdictWithoutReason,
        Self::QuotationWithoutMarks,
        Self::UntouchedParagraphs,
        Self::Twins,
        Self::MarkInZone,
        Self::CircularSources,
        Self::SameNameTwice,
        Self::Boilerplate,
    ];

    /// Its name on the command line, in JSON and in the project file.
    pub fn name(self) -> &'static str {
        match self {
            Self::ClaimWithoutSource => "claim-without-source",
            Self::SourceNeverUsed => "source-never-used",
            Self::FigureOutsideClaim => "figure-outside-claim",
            Self::FiguresDiffer => "figures-differ",
            Self::HeadlineDiffers => "headline-differs",
            Self::OddEdges => "odd-edges",
            Self::ContradictionOpen => "contradiction-open",
            Self::VerdictWithoutReason => "verdict-without-reason",
            Self::QuotationWithoutMarks => "quotation-without-marks",
            Self::UntouchedParagraphs => "untouched-paragraphs",
            Self::Twins => "twins",
            Self::MarkInZone => "mark-in-zone",
            Self::CircularSources => "circular-sources",
            Self::SameNameTwice => "same-name-twice",
            Self::Boilerplate => "boilerplate",
        }
    }

    /// The rule of a name, as [`Self::name`] gives it.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.name() == name)
    }

    /// What it finds and why that matters, in one sentence.
    pub fn about(self) -> &'static str {
        match self {
            Self::ClaimWithoutSource => "A claim in somebody's words that no source is linked to: a reader will ask who says so",
            Self::SourceNeverUsed => "A source that no link leads to and that nothing else of that name is used for: either a link is missing or the mark is",
            Self::FigureOutsideClaim => "A figure that stands in no claim: nobody will check a number that no claim says",
            Self::FiguresDiffer => "Two figures of one article that count the same thing and cannot both be right",
            Self::HeadlineDiffers => "A number in the headline that no figure of the article bears out: most people read only the headline",
            Self::OddEdges => "A mark that begins or ends inside a character or word, on a space or comma, or with half of a pair of signs: most likely a slip",
            Self::ContradictionOpen => "Two claims that contradict each other while one has no verdict or both are said to hold: the article cannot stand so",
            Self::VerdictWithoutReason => "A verdict in a finished article with neither justification nor evidence: nobody can follow it",
            Self::QuotationWithoutMarks => "A claim that is called a direct quotation where no quotation mark stands: a paraphrase is nobody's own words",
            Self::UntouchedParagraphs => {
                "Paragraphs of a finished article with numbers, quotations or reported speech and not one mark: perhaps they were skipped"
            }
            Self::Twins => "Two marks with the same label on the same words: one of them is too much, and counts are wrong",
            Self::MarkInZone => "A mark in a zone to skip: it counts for nothing",
            Self::CircularSources => "Sources that have it from each other in a circle: nobody is left who knew",
            Self::SameNameTwice => "Two names of sources that differ only in capitals, spaces or signs: they are counted as two people",
            Self::Boilerplate => "Paragraphs that look like advertisements, credits or a page's furniture and stand in no zone to skip: they count as text",
        }
    }
}

impl std::fmt::Display for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
