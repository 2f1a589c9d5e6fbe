//! The parts of a mail: which of them are its words, which are attachments.

use super::decode;
use super::fields::Fields;
use super::plain::{self, Lines};
use crate::article::paper::{Group, Paper};
use crate::article::{Block, Warning, encoding, html, is_visible, limits};
use encoding_rs::Encoding;
use std::borrow::Cow;

/// What is written of a mail.
#[derive(Default)]
pub(super) struct Writer {
    pub(super) paper: Paper,
    pub(super) warnings: Vec<Warning>,
    /// The names of what is attached.
    pub(super) attachments: Vec<String>,
    /// Mails in this mail: who wrote them, and when.
    pub(super) forwarded: Vec<String>,
    /// Whether a part is encrypted.
    pub(super) is_encrypted: bool,
    /// Whether a part was left out because there are too many, or because it is too deep.
    pub(super) is_cut: bool,
    parts: usize,
    /// Whether only attachments are looked for, in the other version of what is written.
    names_only: bool,
    /// Whether this writes only to count: then no version is counted again, or each level would double the work.
    counts: bool,
}

/// A part: its fields and what follows them.
struct Part<'a> {
    fields: Fields,
    body: &'a [u8],
}

impl<'a> Part<'a> {
    fn of(bytes: &'a [u8]) -> Self {
        let (fields, body) = Fields::split(bytes);
        Self { fields, body }
    }

    fn kind(&self) -> String {
        let kind = self.fields.kind("content-type");
        if kind.contains('/') { kind } else { "text/plain".into() }
    }

    fn is_attachment(&self) -> bool {
        self.fields.kind("content-disposition") == "attachment"
    }

    fn file_name(&self) -> String {
        let name = self.fields.parameter("content-disposition", "filename");
        if name.is_empty() { self.fields.parameter("content-type", "name") } else { name }
    }
}

impl Writer {
    /// Writes a whole mail, or one in another.
    pub(super) fn mail(&mut self, fields: Fields, body: &[u8]) {
        self.part(&Part { fields, body }, 0);
    }

    fn part(&mut self, part: &Part<'_>, depth: usize) {
        self.parts += 1;
        if self.parts > limits::MAIL_PARTS || depth > limits::MAIL_DEPTH {
            self.is_cut = true;
            return;
        }
        let kind = part.kind();
        match kind.as_str() {
            "message/rfc822" | "message/global" | "message/news" => self.forwarded(part, depth),
            _ if part.is_attachment() => self.attachment(part, &kind),
            "text/plain" => self.plain(part),
            "text/html" | "application/xhtml+xml" => self.html(part),
            _ if kind.starts_with("multipart/") => self.multipart(part, &kind, depth),
            _ => self.attachment(part, &kind),
        }
    }

    fn multipart(&mut self, part: &Part<'_>, kind: &str, depth: usize) {
        let boundary = part.fields.parameter("content-type", "boundary");
        let pieces = pieces(part.body, boundary.as_bytes());
        if pieces.is_empty() {
            // It is not in parts, whatever it says.
            return self.plain(part);
        }
        let is_digest = kind == "multipart/digest";
        let parts: Vec<Part<'_>> = pieces.into_iter().map(Part::of).collect();
        match kind {
            "multipart/alternative" => self.alternative(&parts, depth),
            // The first is the text, the others are its pictures.
            "multipart/related" => {
                let root = parts.iter().position(|part| part.kind().starts_with("text/") || part.kind().starts_with("multipart/")).unwrap_or(0);
                parts.iter().enumerate().filter(|(at, part)| *at == root || part.is_attachment()).for_each(|(_, part)| self.part(part, depth + 1));
            }
            "multipart/encrypted" => self.is_encrypted = true,
            _ => {
                for part in &parts {
                    match part.kind().as_str() {
                        "application/pgp-signature" | "application/pkcs7-signature" | "application/x-pkcs7-signature" => {}
                        "text/plain" if is_digest && !part.fields.has("content-type") => self.forwarded(part, depth),
                        _ => self.part(part, depth + 1),
                    }
                }
            }
        }
    }

    /// The same text in several versions: the plain one, unless it only says that there is another. Attachments of the others are told.
    fn alternative(&mut self, parts: &[Part<'_>], depth: usize) {
        let place = |is: &dyn Fn(&str) -> bool| parts.iter().position(|part| !part.is_attachment() && is(&part.kind()));
        let plain = place(&|kind| kind == "text/plain");
        let rich = place(&|kind| kind == "text/html").or_else(|| place(&|kind| kind.starts_with("multipart/")));
        let letters = |at: Option<usize>| at.and_then(|at| parts.get(at)).map_or(0, |part| letters(part, depth));
        let is_settled = self.counts || self.names_only || plain.is_none() || rich.is_none();
        let (in_plain, in_rich) = if is_settled { (usize::from(plain.is_some()), 0) } else { (letters(plain), letters(rich)) };
        let is_stub = in_plain == 0 || (in_plain < STUB && in_rich >= 5 * in_plain);
        let chosen = if is_stub { rich.or(plain) } else { plain }.unwrap_or(0);
        for (at, part) in parts.iter().enumerate() {
            let before = self.names_only;
            self.names_only |= at != chosen;
            self.part(part, depth + 1);
            self.names_only = before;
        }
    }

    /// A mail in this one follows with its subject as a heading.
    fn forwarded(&mut self, part: &Part<'_>, depth: usize) {
        if self.names_only {
            return;
        }
        let bytes = content(part);
        let (fields, body) = Fields::split(&bytes);
        let subject = fields.words("subject");
        if !subject.is_empty() {
            self.paper.put(&subject, Some(Block::Heading), Group::NONE);
        }
        let from = fields.words("from");
        let date = fields.words("date");
        self.forwarded.push([from, date].into_iter().filter(|words| !words.is_empty()).collect::<Vec<_>>().join(", "));
        self.part(&Part { fields, body }, depth + 1);
    }

    fn attachment(&mut self, part: &Part<'_>, kind: &str) {
        let name = part.file_name();
        // Versions without a name are the same text for other programs.
        if name.is_empty() && self.names_only && kind.starts_with("text/") {
            return;
        }
        if self.attachments.len() < limits::MAIL_PARTS {
            self.attachments.push(if name.is_empty() { kind.to_owned() } else { name });
        }
    }

    fn plain(&mut self, part: &Part<'_>) {
        if self.names_only {
            return;
        }
        let Some(text) = self.text(part) else { return self.attachment(part, "text/plain") };
        let is = |name: &str, value: &str| part.fields.parameter("content-type", name).eq_ignore_ascii_case(value);
        let lines = if is("format", "flowed") { Lines::Flowed { drop_space: is("delsp", "yes") } } else { Lines::Fixed };
        plain::put(&text, lines, &mut self.paper);
    }

    fn html(&mut self, part: &Part<'_>) {
        if self.names_only {
            return;
        }
        let Some(text) = self.text(part) else { return self.attachment(part, "text/html") };
        let first = if self.paper.text().is_empty() { Block::Title } else { Block::Heading };
        html::put(&text, &mut self.paper, first);
    }

    /// The words of a part; nothing where its bytes are no text.
    fn text(&mut self, part: &Part<'_>) -> Option<String> {
        let decoded = decoded(part)?;
        for warning in decoded.warnings {
            if !self.warnings.contains(&warning) {
                self.warnings.push(warning);
            }
        }
        Some(decoded.text)
    }
}

/// A plain version with fewer letters may only say that there is another.
const STUB: usize = 200;

fn letters(part: &Part<'_>, depth: usize) -> usize {
    let mut writer = Writer { counts: true, ..Writer::default() };
    writer.part(part, depth + 1);
    writer.paper.text().chars().filter(|c| is_visible(*c)).count()
}

fn decoded(part: &Part<'_>) -> Option<encoding::Decoded> {
    let bytes = content(part);
    let label = part.fields.parameter("content-type", "charset");
    let bytes = if label.eq_ignore_ascii_case("utf-7") { Cow::Owned(decode::utf7(&bytes).into_bytes()) } else { bytes };
    // Who says ASCII and writes more has not thought about it.
    let declared = Encoding::for_label(label.as_bytes()).filter(|_| !label.eq_ignore_ascii_case("us-ascii"));
    let is_html = part.kind().contains("html");
    let declared = declared.or_else(|| if is_html { html::declared_encoding(&bytes) } else { None });
    // The mail says that it is text: zeros in it are damage.
    let without_zeros = || bytes.iter().copied().filter(|byte| *byte != 0).collect::<Vec<_>>();
    encoding::decode(&bytes, declared, None).or_else(|_| encoding::decode(&without_zeros(), declared, None)).ok()
}

/// The bytes that a part means.
fn content<'a>(part: &Part<'a>) -> Cow<'a, [u8]> {
    match part.fields.kind("content-transfer-encoding").as_str() {
        "base64" => Cow::Owned(decode::base64(part.body)),
        "quoted-printable" => Cow::Owned(decode::quoted_printable(part.body, false)),
        _ => Cow::Borrowed(part.body),
    }
}

/// What stands between the lines that part a mail. The end of the last line before such a line belongs to it.
fn pieces<'a>(body: &'a [u8], boundary: &[u8]) -> Vec<&'a [u8]> {
    let mut pieces = Vec::new();
    if boundary.is_empty() {
        return pieces;
    }
    let (mut start, mut at) = (None, 0);
    while let Some(rest) = body.get(at..).filter(|rest| !rest.is_empty() && pieces.len() <= limits::MAIL_PARTS) {
        let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
        let line = rest.get(..end).unwrap_or_default().trim_ascii_end();
        let after = line.strip_prefix(b"--").and_then(|line| line.strip_prefix(boundary)).filter(|after| after.is_empty() || *after == b"--");
        if let Some(after) = after {
            if let Some(piece) = start.and_then(|start| body.get(start..at)) {
                let piece = piece.strip_suffix(b"\n").unwrap_or(piece);
                pieces.push(piece.strip_suffix(b"\r").unwrap_or(piece));
            }
            start = Some(at + end);
            if !after.is_empty() {
                return pieces;
            }
        }
        at += end;
    }
    // The last line is missing.
    pieces.extend(start.and_then(|start| body.get(start..)).filter(|piece| !piece.trim_ascii().is_empty()));
    pieces
}
