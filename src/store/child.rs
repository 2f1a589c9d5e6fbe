//! A PDF is taken apart in a process of its own: code that is not ours may panic, overflow its stack, hang or eat memory on a file that
//! somebody made for it, and that must cost the file and not the program. The process is this program again, with a subcommand that
//! nobody sees: the bytes go to its standard input, what it found comes from its standard output as JSON.

use crate::article::pdf::{Answer, MEMORY_BYTES, Pages, SECONDS, SUBCOMMAND};
use crate::article::{PdfFault, Refusal};
use std::io::{self, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

/// The most bytes of an answer. A text of 16 million letters with the places of its lines takes less.
const ANSWER_BYTES: u64 = 128 * 1024 * 1024;
/// How much is kept of what the process says of its end.
const LAST_WORDS_BYTES: u64 = 4096;
/// How often, and how many times, a process that has said all is asked whether it has ended: one second.
const PAUSE: Duration = Duration::from_millis(2);
const PAUSES: u32 = 500;

/// Takes a PDF apart in a process of the program that lies at `program`. It is ended when it takes too long or says too much.
///
/// # Errors
/// [`Refusal::Pdf`]: what the process refused, or how it failed: not started, too slow, too much memory, crashed.
pub(super) fn pages(program: &Path, bytes: &[u8]) -> Result<Pages, Refusal> {
    pages_within(program, bytes, Duration::from_secs(SECONDS))
}

fn pages_within(program: &Path, bytes: &[u8], time: Duration) -> Result<Pages, Refusal> {
    let mut child = command(program).spawn().map_err(not_started)?;
    let spoken = talk(&mut child, bytes, time);
    let ended = match spoken {
        Ok(_) => child.wait(),
        Err(_) => end(&mut child),
    };
    let Spoken { answer, last_words } = spoken?;
    let status = ended.map_err(not_started)?;
    if !status.success() {
        return Err(failed(&last_words).into());
    }
    let answer: Answer = serde_json::from_slice(&answer).map_err(|_| PdfFault::BrokeOff)?;
    Ok(answer?)
}

fn not_started(error: io::Error) -> PdfFault {
    PdfFault::NotStarted { reason: error.to_string() }
}

fn command(program: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg(SUBCOMMAND).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).env("RUST_BACKTRACE", "0");
    #[cfg(windows)]
    {
        use std::os::windows::process::CommandExt;
        /// A window of a program without a console must not open one for a moment.
        const CREATE_NO_WINDOW: u32 = 0x0800_0000;
        command.creation_flags(CREATE_NO_WINDOW);
    }
    command
}

/// What a process said.
struct Spoken {
    answer: Vec<u8>,
    last_words: Vec<u8>,
}

/// Gives the process its bytes and hears it to its end. All three streams are served at once: a process that waits for one of them while
/// we wait for another would wait for ever.
fn talk(child: &mut Child, bytes: &[u8], time: Duration) -> Result<Spoken, PdfFault> {
    let (Some(input), Some(output), Some(error)) = (child.stdin.take(), child.stdout.take(), child.stderr.take()) else {
        return Err(PdfFault::NotStarted { reason: "it has no streams".to_owned() });
    };
    thread::scope(|scope| {
        scope.spawn(move || {
            let mut input = input;
            // One that refuses early does not read to the end; its answer says why.
            input.write_all(bytes).unwrap_or_default();
        });
        let (answer, last_words) = (hear(output), hear_last(error));
        let spoken = hear_out(child, &answer, &last_words, time);
        if spoken.is_err() {
            // Only when it has ended do the threads come to theirs.
            child.kill().unwrap_or_default();
        }
        spoken
    })
}

fn hear_out(child: &mut Child, answer: &Receiver<Vec<u8>>, last_words: &Receiver<Vec<u8>>, time: Duration) -> Result<Spoken, PdfFault> {
    let too_long = || PdfFault::TooLong { seconds: SECONDS };
    let get = |from: &Receiver<Vec<u8>>, time| match from.recv_timeout(time) {
        Ok(bytes) => Ok(bytes),
        Err(RecvTimeoutError::Timeout) => Err(too_long()),
        Err(RecvTimeoutError::Disconnected) => Err(PdfFault::BrokeOff),
    };
    let answer = get(answer, time)?;
    if answer.len() as u64 > ANSWER_BYTES {
        return Err(PdfFault::TooMuch);
    }
    // Both streams close when it ends. It may live on behind closed streams, but not for long.
    let last_words = get(last_words, PAUSE * PAUSES)?;
    for _ in 0..PAUSES {
        if child.try_wait().map_err(not_started)?.is_some() {
            return Ok(Spoken { answer, last_words });
        }
        thread::sleep(PAUSE);
    }
    Err(too_long())
}

/// All that the process says, up to one byte more than it may.
fn hear(output: ChildStdout) -> Receiver<Vec<u8>> {
    let (done, heard) = channel();
    thread::spawn(move || {
        let mut answer = Vec::new();
        // What was said before a stream broke is judged like the rest. The other end may have given up waiting.
        output.take(ANSWER_BYTES + 1).read_to_end(&mut answer).unwrap_or_default();
        done.send(answer).unwrap_or_default();
    });
    heard
}

/// The first words on standard error. The rest is read, too, and forgotten, because a full stream would stop the process.
fn hear_last(error: ChildStderr) -> Receiver<Vec<u8>> {
    let (done, heard) = channel();
    thread::spawn(move || {
        let mut error = error;
        let mut words = Vec::new();
        error.by_ref().take(LAST_WORDS_BYTES).read_to_end(&mut words).unwrap_or_default();
        io::copy(&mut error, &mut io::sink()).unwrap_or_default();
        done.send(words).unwrap_or_default();
    });
    heard
}

fn end(child: &mut Child) -> io::Result<ExitStatus> {
    // It may have ended by itself in the meantime.
    child.kill().unwrap_or_default();
    child.wait()
}

/// Why a process ended that should not have.
fn failed(last_words: &[u8]) -> PdfFault {
    let has = |sign: &[u8]| memchr::memmem::find(last_words, sign).is_some();
    // The words of Rust's runtime where the system gives no more memory.
    if has(b"memory allocation of") || has(b"capacity overflow") {
        PdfFault::TooMuchMemory { megabytes: MEMORY_BYTES / 1024 / 1024 }
    } else {
        PdfFault::BrokeOff
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    /// A program that does with its input what these lines say.
    fn program(folder: &Path, lines: &str) -> std::path::PathBuf {
        let path = folder.join("program");
        std::fs::write(&path, format!("#!/bin/sh\n{lines}\n")).unwrap();
        std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    fn answer(lines: &str) -> Result<Pages, Refusal> {
        let folder = tempfile::tempdir().unwrap();
        // Far longer than a pipe holds, so that both ends must be served at once.
        within(&program(folder.path(), lines), &vec![b'x'; 1_000_000], Duration::from_secs(60))
    }

    /// A process that another test starts at the same moment may hold the new file open until it has become its program.
    fn within(program: &Path, bytes: &[u8], time: Duration) -> Result<Pages, Refusal> {
        let is_busy = |error: &Refusal| matches!(error, Refusal::Pdf(PdfFault::NotStarted { reason }) if reason.contains("busy"));
        let mut tries = std::iter::repeat_with(|| pages_within(program, bytes, time)).take(1000);
        tries.find(|result| !result.as_ref().is_err_and(is_busy)).unwrap()
    }

    #[test]
    fn an_answer_is_what_the_program_found_or_refused() {
        let empty = r#"{"Ok":{"facts":{"title":"","author":"","made":"","published":"","outlet":"","url":"","language":""},"sheets":[],"count":3}}"#;
        assert_eq!(answer(&format!("cat > /dev/null; echo '{empty}'")).unwrap().count, 3);
        assert_eq!(answer(&format!("echo '{empty}'; cat >&2")).unwrap().count, 3, "it says much on its way");
        assert_eq!(answer("echo '{\"Err\":\"Password\"}'"), Err(PdfFault::Password.into()), "it refuses before it has read all");
    }

    #[test]
    fn a_program_that_fails_is_told_by_a_sentence() {
        for (lines, fault) in [
            ("exit 101", PdfFault::BrokeOff),
            ("kill -SEGV $$", PdfFault::BrokeOff),
            ("echo '{'", PdfFault::BrokeOff),
            ("cat > /dev/null; echo 'memory allocation of 99 bytes failed' >&2; exit 1", PdfFault::TooMuchMemory { megabytes: 1024 }),
            ("exec cat /dev/zero", PdfFault::TooMuch),
        ] {
            assert_eq!(answer(lines), Err(fault.into()), "{lines}");
        }
        let missing = pages(Path::new("no/such/program"), b"");
        assert!(matches!(missing, Err(Refusal::Pdf(PdfFault::NotStarted { .. }))), "{missing:?}");
    }

    #[test]
    fn a_program_that_hangs_is_ended() {
        let folder = tempfile::tempdir().unwrap();
        for lines in ["exec sleep 1000", "cat > /dev/null; exec sleep 1000"] {
            let ended = within(&program(folder.path(), lines), b"x", Duration::from_millis(50));
            assert_eq!(ended, Err(PdfFault::TooLong { seconds: SECONDS }.into()), "{lines}");
        }
    }
}
