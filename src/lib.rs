//! Factmark: fact-checkers mark claims, sources and figures in articles, offline, in any script. This page is the map of the
//! program; read the modules in its order.
//!
//! # The map
//! Each module with the only modules of this crate that it may import. A test compares this table with the sources.
//!
//! ```text
//! text: imports nothing
//! article: imports text
//! project: imports article, text
//! edit: imports article, project, text
//! assist: imports project, text
//! review: imports article, edit, project, text
//! search: imports project, text
//! lint: imports article, assist, edit, project, text
//! formats: imports article, edit, project, text
//! report: imports article, project, review, text
//! session: imports article, assist, edit, formats, lint, project, review, search, text
//! store: imports article, edit, project, text
//! exchange: imports edit, formats, project, store
//! view: imports article, formats, lint, project, review, search, session, text
//! jobs: imports article, edit, exchange, formats, lint, project, report, review, search, session, store, text
//! cli: imports article, edit, exchange, formats, lint, project, report, review, search, session, store, text
//! gui: imports article, formats, jobs, project, review, search, session, store, text, view
//! ```
//!
//! - [`text`]: strings and places in them. Bytes inside; code points only in `text::offsets`.
//! - [`article`]: how bytes become an article. No disk.
//! - [`project`]: the model, its invariants and the questions that can be asked of it. No file format, no disk, no undo.
//! - [`edit`]: the only way to change a project.
//! - [`assist`]: pure functions that propose: what a figure says, whom a source names, whose words a claim stands in.
//! - [`review`]: the work of several analysts side by side: findings, agreement, a review, one project made of two changes of it.
//! - [`search`]: what an analyst looks for, and every place that it means.
//! - [`lint`]: the analyst's own check: what an editor would ask about, found by rules.
//! - [`formats`]: what other programs read and write, one file each; what they cannot hold.
//! - [`report`]: a project, or a review with its agreement and decisions, as a page to read or print.
//! - [`session`]: the program without a window: commands in, jobs out.
//! - [`store`]: the only part that touches the disk: the project file, the journal, the lock.
//! - [`exchange`]: data between the disk and the formats.
//! - [`view`]: what each screen shows, as plain data.
//! - [`jobs`]: threads that do what the session asks of the world.
//! - [`cli`]: the command line.
//! - `gui`: the window (feature `gui`), the only part that names the toolkit.
//!
//! # What holds everywhere
//! Each of these is a test, of this map or in `tests/`.
//!
//! - Nothing outside `gui` names egui or what comes with it; without the feature the command line is complete.
//! - Only `store` and `main` open files. Nothing below `main` reads the clock, the environment or random numbers: time, names and
//!   seeds are passed in.
//! - A [`Project`](project::Project) changes only through [`edit`].
//! - A range is never empty and lies on code point boundaries of its text.
//! - Colours are made in the window's theme and nowhere else.
//! - No file is longer than 420 lines, nothing outside tests calls `unwrap` or `expect`, and nothing is `unsafe`.

pub mod article;
pub mod assist;
pub mod cli;
pub mod edit;
pub mod exchange;
pub mod formats;
#[cfg(feature = "gui")]
pub mod gui;
pub mod jobs;
pub mod lint;
pub mod project;
pub mod report;
pub mod review;
pub mod search;
pub mod session;
pub mod store;
pub mod text;
pub mod view;
