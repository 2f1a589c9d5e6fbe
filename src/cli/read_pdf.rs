//! `factmark read-pdf`: takes the PDF on standard input apart and prints what it found as JSON. It is not for people: the program starts
//! itself so ([`store::child`](crate::store::child)), because the code that reads PDFs may crash, hang or eat memory.

use super::Status;
use super::terminal::Terminal;
use super::trouble::Trouble;
use crate::article::pdf::{self, Answer};
use crate::article::{LIMIT_BYTES, PdfFault, Refusal};

/// Take the PDF on standard input apart, for the program itself.
#[derive(clap::Args, Debug)]
pub struct ReadPdf {}

impl ReadPdf {
    pub(super) fn run(self, terminal: &mut Terminal<'_>) -> Result<Status, Trouble> {
        limit();
        // A file that the code cannot read is told by the exit status.
        std::panic::set_hook(Box::new(|_| {}));
        let bytes = terminal.read_input(LIMIT_BYTES as u64)?;
        let answer: Answer = pdf::extract(&bytes).map_err(|refusal| if let Refusal::Pdf(fault) = refusal { fault } else { PdfFault::Damaged });
        terminal.print_json(&answer)?;
        Ok(Status::Done)
    }
}

/// Limits what this process may take of the machine. Where the system has no such limits, it is the one that asked for it who ends it.
#[cfg(unix)]
fn limit() {
    use rlimit::{Resource, setrlimit};
    // A process that nobody waits for any more ends, too; one that crashes leaves no image of its memory.
    for (resource, most) in [(Resource::AS, pdf::MEMORY_BYTES), (Resource::CPU, 2 * pdf::SECONDS), (Resource::CORE, 0)] {
        // A system that does not know a limit, or has a lower one, is as good.
        setrlimit(resource, most, most).unwrap_or_default();
    }
}

#[cfg(not(unix))]
fn limit() {}
