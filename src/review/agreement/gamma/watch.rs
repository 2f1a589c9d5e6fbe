//! Progress, cancelling, and why a result may be missing.

/// Told how much is done of how much; answers whether to go on. Called often, up to some hundred thousand times a second, so it must be cheap:
/// load a flag, store a number. The total may grow while a wanted precision is not reached. One step is the best alignment of one continuum.
pub type Watch<'a> = dyn FnMut(usize, usize) -> bool + 'a;

/// Why there is no result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Error {
    /// The watch said to stop.
    Stopped,
    /// More groups of units are worth considering than fit into memory: the number found before giving up.
    TooLarge {
        /// How many there were by then.
        candidates: usize,
    },
    /// A unit ends where it starts, or before.
    EmptyUnit {
        /// Whose unit, as an index into the annotators given.
        annotator: usize,
        /// Which unit, as an index into the annotator's units.
        unit: usize,
    },
    /// A weight is negative or not finite, or that of the empty unit is not above 0.
    BadWeights,
}

impl std::fmt::Display for Error {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Error::Stopped => write!(out, "stopped"),
            Error::TooLarge { candidates } => write!(out, "too many possible groups of units: more than {candidates}"),
            Error::EmptyUnit { annotator, unit } => write!(out, "unit {unit} of annotator {annotator} is empty"),
            Error::BadWeights => write!(out, "weights must be finite and not negative, and that of the empty unit above 0"),
        }
    }
}

impl std::error::Error for Error {}

/// A watch with the step that is being done.
pub(super) struct Beat<'a, 'b> {
    watch: &'a mut Watch<'b>,
    /// Steps done.
    pub(super) done: usize,
    /// Steps in all.
    pub(super) total: usize,
}

impl<'a, 'b> Beat<'a, 'b> {
    pub(super) fn new(watch: &'a mut Watch<'b>, total: usize) -> Self {
        Beat { watch, done: 0, total }
    }

    /// Says that work goes on; an error when it should not.
    pub(super) fn tick(&mut self) -> Result<(), Error> {
        if (self.watch)(self.done, self.total) { Ok(()) } else { Err(Error::Stopped) }
    }
}
