//! A disk that fails where a test says.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// Which steps of a disk fail. Clones share it.
#[derive(Clone, Default, Debug)]
pub(crate) struct Faults(Arc<Mutex<Script>>);

#[derive(Default, Debug)]
struct Script {
    /// Steps so far.
    count: usize,
    /// The first that fails; none fails without it.
    from: Option<usize>,
    /// How many fail.
    many: usize,
    /// A file of another user, which may be read and not written, in a folder that takes nothing new.
    foreign: Option<PathBuf>,
}

impl Faults {
    /// From now on: `good` steps work, then `many` fail.
    pub(crate) fn fail(&self, good: usize, many: usize) {
        *self.0.lock().unwrap() = Script { count: 0, from: Some(good), many, foreign: None };
    }

    /// From now on a file and all that would be made beside it is another user's: nothing of it may be written.
    pub(crate) fn deny(&self, file: &Path) {
        self.0.lock().unwrap().foreign = Some(file.to_owned());
    }

    /// Whether writing to a path is refused.
    pub(crate) fn may_write(&self, path: &Path) -> io::Result<()> {
        let script = self.0.lock().unwrap();
        let is_foreign = script.foreign.as_ref().is_some_and(|foreign| path.parent() == foreign.parent());
        if is_foreign { Err(io::ErrorKind::PermissionDenied.into()) } else { Ok(()) }
    }

    /// From now on all works. Says whether any step failed.
    pub(crate) fn heal(&self) -> bool {
        let script = std::mem::take(&mut *self.0.lock().unwrap());
        script.from.is_some_and(|from| script.count > from)
    }

    /// Where the next step fails, some of what was written is gone, as with a system that forgets what it could not write.
    pub(crate) fn may_lose(&self, file: &std::fs::File) {
        if self.0.lock().unwrap().fails_next() {
            let length = file.metadata().unwrap().len();
            file.set_len(length.saturating_sub(5)).unwrap();
        }
    }

    pub(crate) fn step(&self) -> io::Result<()> {
        let mut script = self.0.lock().unwrap();
        let fails = script.fails_next();
        script.count += 1;
        if fails { Err(io::ErrorKind::StorageFull.into()) } else { Ok(()) }
    }
}

impl Script {
    fn fails_next(&self) -> bool {
        self.from.is_some_and(|from| self.count >= from && self.count - from < self.many)
    }
}
