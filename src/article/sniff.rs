//! Knows files that no reader is for and that are no text by their first bytes, so that the refusal can name them. It never guesses: what it does not know is left
//! to the decoder.

/// What the file is, with its article, if its first bytes are those of a kind that is not text.
pub(super) fn other_than_text(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(OLE) && memchr::memmem::find(bytes, ENCRYPTED_PACKAGE).is_some() {
        return Some("an Office document protected by a password");
    }
    KINDS.iter().find(|(at, sign, _)| bytes.get(*at..).is_some_and(|rest| rest.starts_with(sign))).map(|(_, _, what)| *what)
}

/// How old Office documents begin, and new ones that have a password.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The name of the stream in which a document with a password keeps its words, as the folder of the container has it.
const ENCRYPTED_PACKAGE: &[u8] = b"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

/// Where the sign stands, the sign, and what it means. Signs that a text could begin with, such as “BM” or “MZ”, are not here.
const KINDS: &[(usize, &[u8], &str)] = &[
    (0, b"%!PS", "a PostScript document"),
    (0, OLE, "an old Microsoft Office document"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (0, b"II*\0", "a TIFF image"),
    (0, b"MM\0*", "a TIFF image"),
    (8, b"WEBPVP8", "a WebP image"),
    (4, b"ftypavif", "an AVIF image"),
    (4, b"ftypheic", "a HEIC image"),
    (4, b"ftyp", "a film or sound recording"),
    (0, b"\x1aE\xdf\xa3", "a film or sound recording"),
    (0, b"OggS\0", "a film or sound recording"),
    (0, b"\x1f\x8b", "a compressed file (gzip)"),
    (0, b"\xfd7zXZ\0", "a compressed file (xz)"),
    (0, b"\x28\xb5\x2f\xfd", "a compressed file (zstd)"),
    (4, b"1AY&SY", "a compressed file (bzip2)"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"PK\x05\x06", "an empty ZIP archive"),
    (0, b"SQLite format 3\0", "an SQLite database"),
    (0, b"bplist00", "a binary property list"),
    (0, b"\x7fELF", "a program"),
    (0, b"\xff\xfe\0\0", "a text in UTF-32"),
    (0, b"\0\0\xfe\xff", "a text in UTF-32"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_files_are_named() {
        for (bytes, what) in [
            (b"\xff\xd8\xff\xe0\0\x10JFIF".as_slice(), "a JPEG image"),
            (b"RIFF\x24\0\0\0WEBPVP8 ", "a WebP image"),
            (b"BZh91AY&SY", "a compressed file (bzip2)"),
            (b"\xff\xfe\0\0a\0\0\0", "a text in UTF-32"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0W\0o\0r\0d\0", "an old Microsoft Office document"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", "an Office document protected by a password"),
        ] {
            assert_eq!(other_than_text(bytes), Some(what));
        }
    }

    #[test]
    fn texts_that_only_look_like_a_sign_are_left_alone() {
        for text in ["BMW recalls cars", "MZ", "PK is a name", "GIF files", "%PD", "", "II* is no image", "\u{feff}a", "1AY&SY", "RIFF"] {
            assert_eq!(other_than_text(text.as_bytes()), None, "{text}");
        }
        assert_eq!(other_than_text(b"\xff\xfea\0"), None, "UTF-16 with its mark is a text");
    }
}
