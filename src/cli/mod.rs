//! The command line: the same program for scripts, for servers without a display and for people who live in a terminal.
//! One file per subcommand; every change goes through a [`Session`](crate::session::Session), every file through
//! [`store`](crate::store). It never reads the clock, the environment or random numbers: the [`World`] is passed in.

mod add;
mod agree;
mod check;
mod completions;
mod desk;
mod diff;
mod export;
mod formats;
mod import;
mod json;
mod link;
mod lint;
mod list;
mod mark;
mod merge;
mod new;
mod read_pdf;
mod recover;
mod remove;
mod review;
mod scheme;
mod show;
mod state;
mod style;
mod terminal;
mod trouble;
mod update;

pub use terminal::Streams;

use crate::project::{Moment, Name};
use crate::store::Folders;
use std::path::PathBuf;
use terminal::Terminal;
use trouble::Trouble;

/// Mark claims, sources and figures in articles.
///
/// Without a subcommand the window opens: with a project, with a new project that holds the given articles, or with the start page.
///
/// Exit status: 0 done; 1 done, but something is to be looked at; 2 wrong use, or it could not be done.
#[derive(clap::Parser, Debug)]
#[command(name = "factmark", version, args_conflicts_with_subcommands = true, max_term_width = 100)]
pub struct Arguments {
    /// What to do; none opens the window.
    #[command(subcommand)]
    pub subcommand: Option<Subcommand>,
    /// A project to open, or articles to begin a new project with.
    #[arg(value_name = "PROJECT.ron | ARTICLE")]
    pub paths: Vec<PathBuf>,
    /// Write one JSON line for each frame of the window to this file.
    #[arg(long, value_name = "FILE")]
    pub trace: Option<PathBuf>,
}

/// What the command line can do.
#[derive(clap::Subcommand, Debug)]
#[expect(missing_docs, reason = "the help of a subcommand is the doc of its type")]
pub enum Subcommand {
    New(new::New),
    Add(add::Add),
    List(list::List),
    Show(show::Show),
    Mark(mark::Mark),
    Link(link::Link),
    State(state::State),
    Remove(remove::Remove),
    Update(update::Update),
    Agree(agree::Agree),
    Diff(diff::Diff),
    Review(review::Review),
    Merge(merge::Merge),
    Import(import::Import),
    Export(export::Export),
    Formats(formats::Formats),
    Check(check::Check),
    Lint(lint::Lint),
    Recover(recover::Recover),
    #[command(hide = true)]
    ReadPdf(read_pdf::ReadPdf),
    Completions(completions::Completions),
}

/// What only `main` may ask the system for.
#[derive(Clone, Debug)]
pub struct World {
    /// The clock.
    pub now: fn() -> Moment,
    /// A random number that the ids of this run come from.
    pub seed: u64,
    /// The name of the system's user; empty where it has none.
    pub user: Name,
    /// Where settings and state are kept.
    pub folders: Folders,
    /// Whether results may have colour: a terminal is there, and nobody asked for none.
    pub has_colour: bool,
    /// Whether work that takes a while may show that it goes on: standard error is a terminal.
    pub has_progress: bool,
}

/// How a subcommand ended.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Status {
    /// Done.
    Done,
    /// Done, but something is to be looked at.
    LookAt,
    /// Wrong use, or it could not be done.
    Failed,
}

impl Status {
    /// The exit status of the process.
    pub fn code(self) -> u8 {
        self as u8
    }
}

/// What every subcommand that prints something can be asked for.
#[derive(clap::Args, Clone, Copy, Debug)]
struct Output {
    /// Print one JSON value; offsets are Unicode code points, half open.
    #[arg(long)]
    json: bool,
}

/// Does what a subcommand asks. What went wrong is on standard error already when this returns.
pub fn run<'a>(subcommand: Subcommand, world: &'a World, streams: Streams<'a>) -> Status {
    let mut terminal = Terminal::new(world, streams);
    let done = match subcommand {
        Subcommand::New(asked) => asked.run(&mut terminal),
        Subcommand::Add(asked) => asked.run(&mut terminal),
        Subcommand::List(asked) => asked.run(&mut terminal),
        Subcommand::Show(asked) => asked.run(&mut terminal),
        Subcommand::Mark(asked) => asked.run(&mut terminal),
        Subcommand::Link(asked) => asked.run(&mut terminal),
        Subcommand::State(asked) => asked.run(&mut terminal),
        Subcommand::Remove(asked) => asked.run(&mut terminal),
        Subcommand::Update(asked) => asked.run(&mut terminal),
        Subcommand::Agree(asked) => asked.run(&mut terminal),
        Subcommand::Diff(asked) => asked.run(&mut terminal),
        Subcommand::Review(asked) => asked.run(&mut terminal),
        Subcommand::Merge(asked) => asked.run(&mut terminal),
        Subcommand::Import(asked) => asked.run(&mut terminal),
        Subcommand::Export(asked) => asked.run(&mut terminal),
        Subcommand::Formats(asked) => asked.run(&mut terminal),
        Subcommand::Check(asked) => asked.run(&mut terminal),
        Subcommand::Lint(asked) => asked.run(&mut terminal),
        Subcommand::Recover(asked) => asked.run(&mut terminal),
        Subcommand::ReadPdf(asked) => asked.run(&mut terminal),
        Subcommand::Completions(asked) => asked.run(&mut terminal),
    };
    done.unwrap_or_else(|trouble: Trouble| {
        terminal.fail(&trouble);
        Status::Failed
    })
}
