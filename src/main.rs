//! The program: no subcommand opens the window, a subcommand does its work. The only place that reads the clock, the
//! environment and random numbers; everything else is told.

#[cfg(not(feature = "gui"))]
use clap::CommandFactory;
use clap::Parser;
use etcetera::BaseStrategy;
use factmark::cli::{self, Arguments, Status, Streams, World};
#[cfg(feature = "gui")]
use factmark::gui;
use factmark::project::{Moment, Name};
use factmark::store::Folders;
use std::hash::{BuildHasher, Hasher};
use std::io::{IsTerminal, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    #[cfg(feature = "gui")]
    let started = std::time::Instant::now();
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // Help and version go to standard output; where nobody reads them any more, nothing is lost.
            error.print().unwrap_or_default();
            return code(if error.use_stderr() { Status::Failed } else { Status::Done });
        }
    };
    let world = match world() {
        Ok(world) => world,
        Err(sentence) => return failed(&sentence),
    };
    let Some(subcommand) = arguments.subcommand else {
        #[cfg(feature = "gui")]
        return window(arguments, world, started);
        #[cfg(not(feature = "gui"))]
        return without_subcommand(&arguments);
    };
    let mut input = std::io::stdin().lock();
    let mut output = std::io::stdout().lock();
    // Not locked: what shows progress writes there too.
    let mut error = std::io::stderr();
    code(cli::run(subcommand, &world, Streams { input: &mut input, output: &mut output, error: &mut error }))
}

/// Opens the window and waits until it is closed.
#[cfg(feature = "gui")]
fn window(arguments: Arguments, world: World, started: std::time::Instant) -> ExitCode {
    let options = gui::Options { paths: arguments.paths, trace: arguments.trace, sample: sample(), started };
    let World { now, seed, user, folders, .. } = world;
    match gui::run(options, gui::World { now, seed, user, folders }) {
        Ok(()) => code(Status::Done),
        Err(sentence) => failed(&sentence),
    }
}

/// The sample project, where the program was built or unpacked with it.
#[cfg(feature = "gui")]
fn sample() -> Option<std::path::PathBuf> {
    let beside = std::env::current_exe().ok();
    let folders = std::env::current_dir().ok().into_iter().chain(beside.iter().flat_map(|program| program.ancestors().skip(1).take(4)).map(Into::into));
    folders.map(|folder| folder.join("projects").join("harbour-bridge.ron")).find(|path| path.is_file())
}

/// A build that has no window says what it can do instead.
#[cfg(not(feature = "gui"))]
fn without_subcommand(arguments: &Arguments) -> ExitCode {
    if arguments.paths.is_empty() && arguments.trace.is_none() {
        let help = Arguments::command().render_help();
        write!(std::io::stderr(), "{help}").unwrap_or_default();
        return code(Status::Failed);
    }
    failed("this factmark has no window: use a subcommand, `factmark --help` lists them")
}

fn failed(sentence: &str) -> ExitCode {
    // Where standard error is closed there is nobody left to tell.
    writeln!(std::io::stderr(), "error: {sentence}").unwrap_or_default();
    code(Status::Failed)
}

fn code(status: Status) -> ExitCode {
    ExitCode::from(status.code())
}

/// What the system says about this run.
fn world() -> Result<World, String> {
    let folders =
        etcetera::choose_base_strategy().map_err(|error| format!("the home folder is not known ({error}): set HOME to a folder that may be written to"))?;
    let named = |variable| std::env::var(variable).ok().filter(|name| !name.trim().is_empty());
    let user: Name = named("USER").or_else(|| named("USERNAME")).unwrap_or_default().into();
    let asks_for_none = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    Ok(World {
        now,
        seed: std::hash::RandomState::new().build_hasher().finish(),
        user,
        folders: Folders {
            state: folders.state_dir().unwrap_or_else(|| folders.data_dir()).join("factmark"),
            config: folders.config_dir().join("factmark"),
            program: std::env::current_exe().ok(),
        },
        has_colour: std::io::stdout().is_terminal() && !asks_for_none && !is_dumb,
        has_progress: std::io::stderr().is_terminal() && !is_dumb,
    })
}

/// The clock in whole seconds: nobody needs to know more of when a mark was made.
fn now() -> Moment {
    let now = Moment::now();
    Moment::from_second(now.as_second()).unwrap_or(now)
}
