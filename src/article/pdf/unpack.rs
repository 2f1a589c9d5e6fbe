//! What a stream unpacks to, as far as it may.

use super::limits::PDF_STREAM_BYTES;
use pdf_extract::{Object, Stream};
use std::io::Read;

/// The bytes of a stream. Those packed by Flate alone, which nearly all are, are unpacked up to a limit and to where they are damaged; none
/// where the stream wants more.
pub(super) fn unpack(stream: &Stream) -> Option<Vec<u8>> {
    let Ok(filters) = stream.filters() else { return Some(stream.content.clone()) };
    let is_plain_flate = filters.iter().all(|filter| matches!(*filter, b"FlateDecode" | b"Fl")) && !has_predictor(stream);
    if !is_plain_flate {
        // Other packings do not swell a thousandfold, unless they are stacked; the memory of the process is limited for those.
        return stream.decompressed_content().ok().filter(|bytes| bytes.len() <= PDF_STREAM_BYTES);
    }
    filters.iter().try_fold(stream.content.clone(), |bytes, _| inflate(&bytes))
}

fn has_predictor(stream: &Stream) -> bool {
    let predicts = |parameters: &Object| parameters.as_dict().is_ok_and(|parameters| parameters.has(b"Predictor"));
    match stream.dict.get(b"DecodeParms").or_else(|_| stream.dict.get(b"DP")) {
        Ok(Object::Array(all)) => all.iter().any(predicts),
        Ok(parameters) => predicts(parameters),
        Err(_) => false,
    }
}

/// Unpacks to the end or to the damage; what could be read before that counts.
fn inflate(packed: &[u8]) -> Option<Vec<u8>> {
    let unpacked = read_up_to(flate2::read::ZlibDecoder::new(packed))?;
    if !unpacked.is_empty() || packed.len() <= 2 {
        return Some(unpacked);
    }
    // The two bytes before the packed ones may be wrong.
    read_up_to(flate2::read::DeflateDecoder::new(packed.get(2..)?))
}

fn read_up_to(source: impl Read) -> Option<Vec<u8>> {
    let mut source = source.take(PDF_STREAM_BYTES as u64 + 1);
    let mut unpacked = Vec::new();
    let mut chunk = [0; 8192];
    while let Ok(read @ 1..) = source.read(&mut chunk) {
        unpacked.extend_from_slice(chunk.get(..read)?);
    }
    (unpacked.len() <= PDF_STREAM_BYTES).then_some(unpacked)
}
