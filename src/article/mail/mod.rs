//! Mails (.eml), and files of several (.mbox). The subject is the headline; the text is the plain one, or else that of the page that the
//! mail has; attachments are named and not read. Mails in the mail follow with their subjects as headings.
//!
//! The structure is read here and not by a library: mails nest without end, and a reader must say where it stops.

mod decode;
mod fields;
mod mbox;
mod parts;
mod plain;
#[cfg(test)]
mod tests;

use super::paper::{Group, Page};
use super::{Block, Origin, Refusal, Warning, is_visible, limits};
use fields::Fields;
use jiff::fmt::rfc2822::DateTimeParser;
use parts::Writer;

/// Reads all mails of a file, in its order: one, unless it is a file of several. A mail that cannot be read costs itself only.
///
/// # Errors
/// Refuses a file that is too large, and one with more mails than there may be.
pub(super) fn read_all(bytes: &[u8]) -> Result<Vec<Result<Page, Refusal>>, Refusal> {
    super::within_limit(bytes.len())?;
    match mbox::mails(bytes) {
        Some(mails) if mails.len() > limits::MAILS => Err(Refusal::TooManyMails { limit: limits::MAILS }),
        Some(mails) => Ok(mails.iter().map(|mail| one(mail)).collect()),
        None => Ok(vec![one(bytes)]),
    }
}

fn one(bytes: &[u8]) -> Result<Page, Refusal> {
    let (fields, body) = Fields::split(start(bytes));
    if !USUAL.iter().any(|name| fields.has(name)) {
        return Err(Refusal::NoMail);
    }
    let subject = fields.words("subject");
    let origin = origin(&fields);
    let mut details = details(&fields);
    let mut writer = Writer::default();
    if !subject.is_empty() {
        writer.paper.put(&subject, Some(Block::Title), Group::NONE);
    }
    writer.mail(fields, body);
    if !writer.paper.text().chars().any(is_visible) {
        return Err(if writer.is_encrypted { Refusal::EncryptedMail } else { Refusal::Empty });
    }
    details.extend(writer.forwarded.into_iter().filter(|words| !words.is_empty()).map(|words| ("Forwarded from".to_owned(), words)));
    // Without a subject the page in the mail may have a headline.
    let title = writer.paper.headline().unwrap_or_default().to_owned();
    let mut warnings = writer.warnings;
    if writer.is_encrypted {
        warnings.push(Warning::Encrypted);
    }
    if writer.is_cut {
        warnings.push(Warning::PartsLeftOut { limit: limits::MAIL_PARTS });
    }
    if !writer.attachments.is_empty() {
        warnings.push(Warning::Attachments { names: writer.attachments });
    }
    Ok(Page { title, origin, paper: writer.paper, details, warnings })
}

/// The fields of which a mail has at least one.
const USUAL: &[&str] = &["from", "subject", "date", "to", "received", "return-path", "mime-version", "message-id", "content-type", "newsgroups"];

/// A mail without what programs put before its fields: a byte order mark, empty lines, the length of the mail.
fn start(bytes: &[u8]) -> &[u8] {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    match memchr::memchr(b'\n', bytes).and_then(|end| bytes.split_at_checked(end + 1)) {
        Some((first, rest)) if first.trim_ascii().iter().all(u8::is_ascii_digit) => rest,
        Some(_) | None => bytes,
    }
}

fn origin(fields: &Fields) -> Origin {
    let authors = fields.people("from").into_iter().map(|(name, address)| if name.is_empty() { address } else { name });
    let date = fields.words("date");
    // The words of the file name the day in English; the date is what people and programs compare.
    let published = DateTimeParser::new().relaxed_weekday(true).parse_zoned(&date).map_or(date, |date| date.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string());
    let list = fields.people("list-id").into_iter().next().map(|(name, id)| if name.is_empty() { id } else { name });
    let outlet = list.unwrap_or_else(|| fields.words("organization"));
    let url = fields.raw("archived-at").trim_matches(['<', '>', ' ']).to_owned();
    let url = if url.starts_with("https://") || url.starts_with("http://") { url } else { String::new() };
    let byline = authors.collect::<Vec<_>>().join(", ");
    Origin { url, outlet, published, byline, language: fields.words("content-language"), ..Origin::default() }
}

fn details(fields: &Fields) -> Vec<(String, String)> {
    let named = [("From", "from"), ("To", "to"), ("Cc", "cc"), ("Message-ID", "message-id")];
    let shown = named.into_iter().map(|(name, field)| (name.to_owned(), fields.words(field)));
    shown.filter(|(_, value)| !value.is_empty()).collect()
}
