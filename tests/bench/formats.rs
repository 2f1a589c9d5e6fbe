//! Data for other programs, in and out.

use crate::{best, corpus, row};
use factmark::edit::Hand;
use factmark::formats::{ALL, Export, Files, Format, Options, Output, Taking, losses};
use factmark::project::{Ids, Moment, Name, Project};
use std::collections::BTreeMap;
use std::io::{self, BufRead};

pub(crate) fn run() {
    let project = corpus::project(1_000, 5_000, 100);
    let marks = project.mark_count();
    println!("\ndata for other programs: 1,000 articles, {marks} marks");
    for format in ALL.into_iter().filter(|format| format.about().writes) {
        let about = format.about();
        let mut files = Memory::default();
        let took = best(3, || {
            files = written(&project, format);
        });
        row(&format!("  {}: marks out a second", about.name), &thousands(marks, took), "over 200,000");
        if about.reads {
            let took = best(3, || read(format, &files));
            row(&format!("  {}: marks in a second", about.name), &thousands(marks, took), "over 200,000");
        }
    }
    let export = Export::of(&project, false);
    let took = best(3, || losses(&export, ALL[0]));
    row("  losses counted, ms", &format!("{:.0}", crate::ms(took)), "");
}

fn thousands(marks: usize, took: std::time::Duration) -> String {
    format!("{:.0} 000", marks as f64 / took.as_secs_f64() / 1000.0)
}

fn written(project: &Project, format: &dyn Format) -> Memory {
    let mut files = Memory::default();
    format.write(&Export::of(project, false), &mut files).expect("memory takes everything");
    files
}

fn read(format: &dyn Format, files: &Memory) -> usize {
    let (project, by) = (Project::default(), Name::from("amira"));
    let mut ids = Ids::new(3);
    let mut hand = Hand { by: &by, now: Moment::UNIX_EPOCH, ids: &mut ids };
    Taking::new(&project, &mut hand, Options { format: format.about().name, ..Options::default() }).read(format, files).marks
}

/// Files in memory.
#[derive(Default)]
struct Memory {
    files: BTreeMap<String, Vec<u8>>,
    last: String,
}

impl Output for Memory {
    fn begin(&mut self, path: &str) -> io::Result<()> {
        path.clone_into(&mut self.last);
        self.files.insert(path.to_owned(), Vec::new());
        Ok(())
    }

    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.files.entry(self.last.clone()).or_default().extend_from_slice(bytes);
        Ok(())
    }
}

impl Files for Memory {
    fn paths(&self) -> Vec<String> {
        self.files.keys().cloned().collect()
    }

    fn open(&self, path: &str) -> io::Result<Box<dyn BufRead + '_>> {
        Ok(Box::new(io::Cursor::new(self.files.get(path).ok_or(io::ErrorKind::NotFound)?)))
    }
}
