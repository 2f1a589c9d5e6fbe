//! Data of other programs on a thread: looked at, and written.

use super::reading::Progress;
use super::{Back, Work};
use crate::edit::Hand;
use crate::exchange::{self, Failure, Source};
use crate::formats::{self, Export, Format, Intake, Options, Preview, losses};
use crate::project::{Ids, Moment, Name, Project};
use crate::session::{ExchangeJob, Exchanged, ExportOrder, ImportOrder, Notice};
use crate::store;
use crate::text::counted;
use std::cell::Cell;
use std::path::Path;
use std::sync::Arc;

/// In how many parts progress is told.
const PARTS: u64 = 200;

/// Does what is asked about data of other programs.
pub(super) fn exchange(job: ExchangeJob, number: u64, progress: &Progress, back: &Back) -> Exchanged {
    let watched = |work: Work| Watched { progress, back, number, work, done: Cell::new(0), of: Cell::new(1) };
    match job {
        ExchangeJob::Read { into, asked, project, order, who, seed, now } => {
            let format = if order.guesses { exchange::guess(&order.paths).unwrap_or(order.format) } else { order.format };
            let read = read_data(&project, ImportOrder { format, ..order }, &Taker { who, seed, now }, &watched(Work::Import));
            Exchanged::Read { into, asked, format, read }
        }
        ExchangeJob::Preview { into, asked, project, order } => Exchanged::Previewed { into, asked, preview: Arc::new(preview_data(&project, &order)) },
        ExchangeJob::Write { project, order, path } => Exchanged::Written(write_data(&project, &order, &path, &watched(Work::Export))),
    }
}

/// Whose hand takes data in, with which ids, and when.
struct Taker {
    who: Name,
    seed: u64,
    now: Moment,
}

/// What would come of files.
///
/// # Errors
/// A sentence, where they cannot be opened or reading was stopped.
fn read_data(project: &Project, order: ImportOrder, taker: &Taker, watched: &Watched<'_>) -> Result<Arc<Intake>, String> {
    let format = format(order.format)?;
    let source = Source::of(format, &order.paths).map_err(|error| error.to_string())?;
    let order_is_plain = !order.as_proposals && order.unit.is_none();
    let mut ids = Ids::new(taker.seed);
    let mut hand = Hand { by: &taker.who, now: taker.now, ids: &mut ids };
    let options = Options { format: format.about().name, as_proposals: order.as_proposals, labels: order.labels, unit: order.unit };
    if project.article_count() == 0
        && order_is_plain
        && let Some(sidecar) = source.untouched(format)
    {
        let whole = store::format::read(&sidecar.project).map_err(|error| format!("the sidecar beside the files cannot be read: {error}"))?;
        return Ok(Arc::new(Intake::whole(project, &whole.project, &hand)));
    }
    watched.begin(source.bytes());
    let intake = source.read(format, project, &mut hand, options, &|bytes| watched.went_by(bytes));
    if watched.is_stopped() { Err("Reading was stopped".to_owned()) } else { Ok(Arc::new(intake)) }
}

/// What would be written.
fn preview_data(project: &Project, order: &ExportOrder) -> Preview {
    match format(order.format) {
        Ok(format) => formats::preview(&Export::of(project, order.all_states), format),
        Err(_) => Preview::default(),
    }
}

/// Writes a project for another program, reads it back, and puts beside it what the format cannot hold; what was written, in words.
///
/// # Errors
/// Where the disk refuses, something is there that may not be replaced, it was stopped, or what was written reads otherwise.
fn write_data(project: &Project, order: &ExportOrder, path: &Path, watched: &Watched<'_>) -> Result<String, Notice> {
    let format = format(order.format).map_err(Notice::error)?;
    let about = format.about();
    let export = Export::of(project, order.all_states);
    let place = exchange::place(about, path).map_err(Notice::error)?;
    let texts = export.articles.iter().map(|(article, _)| article.text.as_str().len() as u64).sum();
    watched.begin(texts);
    // The dialog asked already whether a file that is there may go; a folder with something in it is never written into.
    let may_replace = !about.per_article && path.extension().is_some();
    let written = exchange::write(&export, format, &place, may_replace, &|bytes| watched.went_by(bytes)).map_err(|failure| not_written(&failure, watched))?;
    let mut files = written.len();
    if !losses(&export, format).is_empty() {
        exchange::sidecar(project, about, &place, &written).map_err(|error| Notice::error(error.to_string()))?;
        files += 1;
    }
    exchange::read_back(&export, format, &place, &written).map_err(Notice::error)?;
    Ok(format!("{} with {} written to {}, and read back the same", counted(files, "file"), counted(export.articles.len(), "article"), path.display()))
}

fn not_written(failure: &Failure, watched: &Watched<'_>) -> Notice {
    if watched.is_stopped() {
        return Notice::info("the export was stopped; files that were written before are there");
    }
    match failure {
        Failure::Exists(path) => Notice::error(format!("{} is there already and has something in it: choose another name", path.display())),
        Failure::Io(_) | Failure::Store(_) => Notice::error(failure.to_string()),
    }
}

fn format(name: &str) -> Result<&'static dyn Format, String> {
    formats::named(name).ok_or_else(|| format!("there is no format {name}"))
}

/// How much of the data went by, told to others, and their wish that it stops.
struct Watched<'w> {
    progress: &'w Progress,
    back: &'w Back,
    /// Which stop is meant for it: one that came later.
    number: u64,
    work: Work,
    done: Cell<u64>,
    of: Cell<u64>,
}

impl Watched<'_> {
    fn begin(&self, of: u64) {
        self.of.set(of.max(1));
        self.tell(0);
    }

    fn went_by(&self, bytes: u64) -> bool {
        let (before, of) = (self.done.get(), self.of.get());
        let now = before.saturating_add(bytes);
        self.done.set(now);
        let part = |done: u64| done.min(of).saturating_mul(PARTS) / of;
        if part(before) != part(now) {
            self.tell(part(now));
        }
        !self.is_stopped()
    }

    fn tell(&self, part: u64) {
        self.progress.set(self.work, usize::try_from(part).unwrap_or_default(), PARTS as usize);
        self.back.wake();
    }

    fn is_stopped(&self) -> bool {
        self.progress.number() != self.number
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::Loaded;
    use std::collections::BTreeMap;
    use std::sync::mpsc::channel;
    use std::task::Waker;

    /// Does something under a watch that was stopped, or not.
    fn watched<T>(is_stopped: bool, work: Work, act: impl FnOnce(&Watched<'_>) -> T) -> T {
        let (results, _outcomes) = channel();
        let (progress, back) = (Progress::default(), Back { results, waker: Waker::noop().clone() });
        let number = progress.number();
        if is_stopped {
            progress.stop();
        }
        act(&Watched { progress: &progress, back: &back, number, work, done: Cell::new(0), of: Cell::new(1) })
    }

    fn order(path: &Path) -> ImportOrder {
        ImportOrder { paths: vec![path.to_owned()], format: "jsonl", labels: BTreeMap::new(), as_proposals: false, unit: None, guesses: false }
    }

    fn taker() -> Taker {
        Taker { who: "amira".into(), seed: 1, now: Moment::UNIX_EPOCH }
    }

    #[test]
    fn nothing_comes_of_reading_or_writing_that_was_stopped() {
        let dir = tempfile::TempDir::new().unwrap();
        let rows = dir.path().join("rows.jsonl");
        std::fs::write(&rows, "{\"text\":\"جاء ثلاثة 👩‍🚒\",\"spans\":[{\"label\":\"claim\",\"start\":0,\"end\":3,\"text\":\"جاء\"}]}\n").unwrap();
        let mut project = Loaded::blank("Test", &"amira".into());
        let stopped = watched(true, Work::Import, |watched| read_data(&project, order(&rows), &taker(), watched));
        assert_eq!(stopped.map(|intake| intake.marks), Err("Reading was stopped".to_owned()));
        let read = watched(false, Work::Import, |watched| read_data(&project, order(&rows), &taker(), watched)).unwrap();
        assert_eq!((read.articles, read.marks, read.refused.len()), (1, 1, 0));
        project.apply(&read.change).unwrap();
        let (out, export) = (dir.path().join("out.jsonl"), ExportOrder { format: "jsonl", all_states: false });
        let stopped = watched(true, Work::Export, |watched| write_data(&project, &export, &out, watched));
        assert!(stopped.is_err_and(|notice| notice.what.contains("was stopped")));
        assert!(!out.exists(), "no file is begun under its name");
        assert!(watched(false, Work::Export, |watched| write_data(&project, &export, &out, watched)).is_ok());
        assert!(out.exists());
    }
}
