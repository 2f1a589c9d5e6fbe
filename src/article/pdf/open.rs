//! The objects of a file.

use super::PdfFault;
use super::{mend, tree};
use pdf_extract::{Document, Object};

/// Reads the objects of a file. One that needs a password is tried with the empty one, which is how files are protected against change
/// only. Where the file's own table of its objects is damaged, they are looked for.
pub(super) fn open(bytes: &[u8]) -> Result<Document, PdfFault> {
    let plain = load(bytes);
    if matches!(plain, Err(PdfFault::Password)) {
        return plain;
    }
    if plain.as_ref().is_ok_and(is_whole) {
        return plain;
    }
    match load_mended(bytes) {
        Ok(mended) => match plain {
            Ok(document) if worth(&document) >= worth(&mended) => Ok(document),
            Ok(_) | Err(_) => Ok(mended),
        },
        Err(PdfFault::Password) => Err(PdfFault::Password),
        Err(_) => plain,
    }
}

fn load(bytes: &[u8]) -> Result<Document, PdfFault> {
    let document = guarded(|| Document::load_mem(bytes))?;
    // The reader takes this away when it has decrypted the file.
    if document.trailer.get(b"Encrypt").is_ok() { Err(PdfFault::Password) } else { Ok(document) }
}

fn load_mended(bytes: &[u8]) -> Result<Document, PdfFault> {
    let mended = mend::mend(bytes).ok_or(PdfFault::Damaged)?;
    let mut document = load(&mended)?;
    mend::fill_streams(&mut document, &mended);
    Ok(document)
}

fn guarded(load: impl FnOnce() -> Result<Document, pdf_extract::Error>) -> Result<Document, PdfFault> {
    // That a password is needed is also an error of some kinds of encryption.
    let loaded = super::super::guarded(load).ok_or(PdfFault::Damaged)?;
    loaded.map_err(|error| {
        if matches!(error, pdf_extract::Error::InvalidPassword | pdf_extract::Error::Decryption(_)) { PdfFault::Password } else { PdfFault::Damaged }
    })
}

/// Whether it has pages, and what they show is there.
fn is_whole(document: &Document) -> bool {
    let (whole, pages) = worth(document);
    pages > 0 && whole == pages
}

/// How many pages are whole, and how many there are.
fn worth(document: &Document) -> (usize, usize) {
    let is_there = |object: &Object| document.dereference(object).is_ok_and(|(_, found)| found.as_stream().is_ok());
    let leaves = tree::leaves(document);
    (leaves.iter().filter(|leaf| leaf.contents.iter().all(is_there)).count(), leaves.len())
}
