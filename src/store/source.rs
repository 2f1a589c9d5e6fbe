//! The words of a project file as they lie there, for whoever says where in them something stands. It understands none of them.

use super::disk::Disk;
use super::error::{PROJECT_LIMIT_BYTES, StoreError, io_error};
use std::path::Path;

/// The words of a project file; bytes that are no UTF-8 are replaced.
///
/// # Errors
/// Where the file is not there or is too large.
pub fn source(path: &Path) -> Result<String, StoreError> {
    let bytes = Disk::default().read(path, PROJECT_LIMIT_BYTES).map_err(io_error("read", path))?;
    let bytes = bytes.ok_or_else(|| StoreError::TooLarge { path: path.to_owned() })?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
