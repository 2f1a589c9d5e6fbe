//! Where words go: results to standard output, everything else to standard error. A reader that went away ends the run
//! quietly. Nothing here knows what the words mean.

use super::style::Style;
use super::{Trouble, World};
use indicatif::ProgressBar;
use std::io::{self, Read, Write};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::Duration;

/// Work that takes longer than this shows that it goes on.
const LONG: Duration = Duration::from_secs(1);
/// How often it shows it.
const TICK: Duration = Duration::from_millis(100);

/// The three streams of the process.
pub struct Streams<'a> {
    /// Standard input.
    pub input: &'a mut dyn Read,
    /// Standard output.
    pub output: &'a mut dyn Write,
    /// Standard error.
    pub error: &'a mut dyn Write,
}

/// The streams with what was told on them.
pub(super) struct Terminal<'a> {
    pub(super) world: &'a World,
    streams: Streams<'a>,
    /// Every warning so far, for the JSON value.
    pub(super) warnings: Vec<String>,
    /// Every refusal so far, for the JSON value.
    pub(super) refused: Vec<String>,
}

impl<'a> Terminal<'a> {
    pub(super) fn new(world: &'a World, streams: Streams<'a>) -> Self {
        Self { world, streams, warnings: Vec::new(), refused: Vec::new() }
    }

    pub(super) fn style(&self) -> Style {
        Style { has_colour: self.world.has_colour }
    }

    /// Prints a result.
    pub(super) fn print(&mut self, text: &str) -> Result<(), Trouble> {
        let written = self.streams.output.write_all(text.as_bytes()).and_then(|()| self.streams.output.flush());
        match written {
            // Whoever read the result has seen enough of it.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            Err(error) => Err(Trouble::Output(error)),
            Ok(()) => Ok(()),
        }
    }

    /// Prints one JSON value.
    pub(super) fn print_json(&mut self, value: &impl serde::Serialize) -> Result<(), Trouble> {
        let mut text = serde_json::to_string(value).map_err(|error| Trouble::Output(error.into()))?;
        text.push('\n');
        self.print(&text)
    }

    /// Something to know.
    pub(super) fn note(&mut self, words: &str) {
        self.say("note", words);
    }

    /// Something that is to be looked at, but was done.
    pub(super) fn warn(&mut self, words: impl Into<String>) {
        let words = words.into();
        self.say("warning", &words);
        self.warnings.push(words);
    }

    /// One of several things that could not be done.
    pub(super) fn refuse(&mut self, words: impl Into<String>) {
        let words = words.into();
        self.say("error", &words);
        self.refused.push(words);
    }

    /// Why the whole could not be done.
    pub(super) fn fail(&mut self, trouble: &Trouble) {
        self.say("error", &trouble.to_string());
    }

    /// All bytes of standard input, but no more than one above a limit.
    pub(super) fn read_input(&mut self, limit: u64) -> Result<Vec<u8>, Trouble> {
        let mut bytes = Vec::new();
        let mut input: &mut dyn Read = &mut *self.streams.input;
        Read::take(&mut input, limit + 1).read_to_end(&mut bytes).map_err(Trouble::Input)?;
        Ok(bytes)
    }

    /// Does work that may take a while; what it is about shows on a terminal until it is done.
    pub(super) fn during<T>(&self, about: &str, work: impl FnOnce() -> T) -> T {
        if !self.world.has_progress {
            return work();
        }
        std::thread::scope(|scope| {
            let (until_done, done) = channel::<()>();
            scope.spawn(move || {
                if done.recv_timeout(LONG) == Err(RecvTimeoutError::Timeout) {
                    let bar = ProgressBar::new_spinner().with_message(super::style::one_line(about));
                    bar.enable_steady_tick(TICK);
                    // An error is what is waited for: the work is done and its end of the channel gone.
                    done.recv().unwrap_or_default();
                    bar.finish_and_clear();
                }
            });
            let result = work();
            drop(until_done);
            result
        })
    }

    fn say(&mut self, level: &str, words: &str) {
        // Where standard error is closed there is nobody left to tell.
        writeln!(self.streams.error, "{level}: {}", super::style::printable(words)).unwrap_or_default();
    }
}
