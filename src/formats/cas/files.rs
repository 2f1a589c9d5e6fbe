//! Files of one document each.

use crate::article::LIMIT_BYTES;
use crate::formats::Files;
use crate::formats::record::Reading;
use std::io::Read;

/// Most bytes of one file.
const MOST_BYTES: usize = 4 * LIMIT_BYTES;

/// Whether a path has an ending, in small letters or capitals.
pub(in crate::formats) fn ends(path: &str, ending: &str) -> bool {
    path.to_ascii_lowercase().ends_with(ending)
}

/// Refuses a file that has another ending; what is hidden is passed over.
pub(in crate::formats) fn refuse_other(path: &str, what: &str, reading: &mut Reading<'_>) {
    let name = path.rsplit('/').next().unwrap_or_default();
    if !name.starts_with('.') {
        let ending = what.rsplit(' ').next().unwrap_or_default().to_ascii_lowercase();
        reading.refuse(path, 0, format!("it is no {what}: the name of such a file ends in .{ending}"));
    }
}

/// A whole file, without its byte order mark.
///
/// # Errors
/// Why it cannot be read.
pub(in crate::formats) fn whole(files: &dyn Files, path: &str) -> Result<String, String> {
    let mut bytes = Vec::new();
    let read = files.open(path).and_then(|file| file.take(MOST_BYTES as u64 + 1).read_to_end(&mut bytes));
    read.map_err(|error| format!("it cannot be read: {error}"))?;
    if bytes.len() > MOST_BYTES {
        return Err(format!("it has more than {} MiB", MOST_BYTES >> 20));
    }
    let text = String::from_utf8(bytes).map_err(|error| format!("it is not UTF-8: see byte {}", error.utf8_error().valid_up_to()))?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
