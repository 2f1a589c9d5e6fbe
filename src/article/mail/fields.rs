//! The fields before a mail's text: subject, sender, what its parts are.

use super::decode;
use crate::article::{encoding, limits};
use encoding_rs::{Encoding, UTF_8};

/// The fields of a mail or of a part, in their order, with their names in lower case.
#[derive(Default)]
pub(super) struct Fields(Vec<(String, Vec<u8>)>);

impl Fields {
    /// Parts a mail into its fields and what follows them.
    pub(super) fn split(bytes: &[u8]) -> (Self, &[u8]) {
        let mut fields = Self::default();
        let mut rest = bytes;
        while !rest.is_empty() && bytes.len() - rest.len() < limits::MAIL_FIELDS_BYTES {
            let end = memchr::memchr(b'\n', rest).map_or(rest.len(), |at| at + 1);
            let (line, after) = rest.split_at_checked(end).unwrap_or((rest, &[]));
            let line = line.trim_ascii_end();
            if line.is_empty() {
                return (fields, after);
            }
            if !fields.take(line) {
                // The empty line is missing.
                return (fields, rest);
            }
            rest = after;
        }
        (fields, rest)
    }

    /// Takes a line, unless it is none of a field.
    fn take(&mut self, line: &[u8]) -> bool {
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            let Some((_, value)) = self.0.last_mut() else { return false };
            if value.len() < limits::MAIL_FIELD_BYTES {
                value.push(b' ');
                value.extend(line.trim_ascii());
            }
            return true;
        }
        let Some(colon) = line.iter().take(100).position(|byte| *byte == b':') else { return false };
        let (name, value) = line.split_at_checked(colon).unwrap_or((line, &[]));
        let name = name.trim_ascii_end();
        if name.is_empty() || !name.iter().all(u8::is_ascii_graphic) {
            return false;
        }
        let value = value.get(1..).unwrap_or_default().trim_ascii();
        let value = value.get(..value.len().min(limits::MAIL_FIELD_BYTES)).unwrap_or_default();
        self.0.push((String::from_utf8_lossy(name).to_ascii_lowercase(), value.to_vec()));
        true
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// A field as it stands, but for the encoding of its bytes.
    pub(super) fn raw(&self, name: &str) -> String {
        let value = self.0.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_slice()).unwrap_or_default();
        match std::str::from_utf8(value) {
            Ok(value) => value.to_owned(),
            Err(_) => encoding::decode(value, None, None).map_or_else(|_| String::from_utf8_lossy(value).into_owned(), |decoded| decoded.text),
        }
    }

    /// A field as it is meant for people.
    pub(super) fn words(&self, name: &str) -> String {
        words(&self.raw(name))
    }

    /// What a field says before its parameters, in lower case: `text/plain`.
    pub(super) fn kind(&self, name: &str) -> String {
        self.raw(name).split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }

    /// A parameter of a field, such as `charset`; empty where it has none.
    pub(super) fn parameter(&self, field: &str, wanted: &str) -> String {
        let raw = self.raw(field);
        let mut pieces: Vec<(u32, bool, String)> = Vec::new();
        for (name, value) in parameters(&raw) {
            // A long value is in pieces: `name*0`, `name*1*`; a star at the end says that it is encoded.
            let (name, encoded) = name.strip_suffix('*').map_or((name.as_str(), false), |name| (name, true));
            let (name, number) = name.split_once('*').map_or((name, 0), |(name, number)| (name, number.parse().unwrap_or(u32::MAX)));
            if name == wanted {
                pieces.push((number, encoded, value));
            }
        }
        pieces.sort_by_key(|(number, ..)| *number);
        match pieces.as_slice() {
            [(0, false, value)] => words(value),
            pieces => joined(pieces),
        }
    }

    /// The people that a field names, each with name and address; either may be empty.
    pub(super) fn people(&self, name: &str) -> Vec<(String, String)> {
        people(&self.raw(name)).into_iter().map(|(name, address)| (words(&name), address)).collect()
    }
}

/// The pieces of a value, `utf-8''%e2%82%ac` at the first.
fn joined(pieces: &[(u32, bool, String)]) -> String {
    let mut label = String::new();
    let mut bytes = Vec::new();
    for (at, (_, encoded, value)) in pieces.iter().enumerate() {
        let mut value = value.as_str();
        if at == 0
            && *encoded
            && let Some((charset, rest)) = value.split_once('\'')
        {
            label = charset.to_owned();
            value = rest.split_once('\'').map_or(rest, |(_, rest)| rest);
        }
        if *encoded {
            bytes.extend(decode::quoted_printable(value.replace('=', "%3D").replace('%', "=").as_bytes(), false));
        } else {
            bytes.extend(value.as_bytes());
        }
    }
    let encoding = Encoding::for_label(label.as_bytes()).unwrap_or(UTF_8);
    tidy(&encoding.decode_without_bom_handling(&bytes).0)
}

/// Names and values after the first semicolon; the names in lower case, the values without quotation marks.
fn parameters(raw: &str) -> Vec<(String, String)> {
    let (mut pieces, mut quoted, mut escaped) = (vec![String::new()], false, false);
    for sign in raw.chars() {
        match sign {
            _ if escaped => escaped = false,
            '\\' if quoted => {
                escaped = true;
                continue;
            }
            '"' => {
                quoted = !quoted;
                continue;
            }
            ';' if !quoted => {
                pieces.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(piece) = pieces.last_mut() {
            piece.push(sign);
        }
    }
    pieces.iter().skip(1).filter_map(|piece| piece.split_once('=')).map(|(name, value)| (name.trim().to_ascii_lowercase(), value.trim().to_owned())).collect()
}

fn people(raw: &str) -> Vec<(String, String)> {
    let mut people = Vec::new();
    let (mut name, mut address, mut comment) = (String::new(), String::new(), String::new());
    let (mut quoted, mut escaped, mut angle, mut depth) = (false, false, false, 0_u32);
    for sign in raw.chars().chain([',']) {
        match sign {
            _ if escaped => escaped = false,
            '\\' if quoted || depth > 0 => {
                escaped = true;
                continue;
            }
            '"' if depth == 0 => {
                quoted = !quoted;
                continue;
            }
            '(' if !quoted => {
                depth += 1;
                continue;
            }
            ')' if !quoted && depth > 0 => {
                depth -= 1;
                continue;
            }
            '<' | '>' if !quoted && depth == 0 => {
                angle = sign == '<';
                continue;
            }
            // The name of a group, which is nobody.
            ':' if !quoted && depth == 0 && !angle => {
                name.clear();
                continue;
            }
            ',' | ';' if !quoted && depth == 0 => {
                people.push(person(&mut name, &mut address, &mut comment));
                angle = false;
                continue;
            }
            _ => {}
        }
        if depth > 0 {
            &mut comment
        } else if angle {
            &mut address
        } else {
            &mut name
        }
        .push(sign);
    }
    people.retain(|(name, address)| !(name.is_empty() && address.is_empty()));
    people
}

/// Without angle brackets the name is the address, and the comment the name.
fn person(name: &mut String, address: &mut String, comment: &mut String) -> (String, String) {
    let [name, address, comment] = [name, address, comment].map(|part| std::mem::take(part).trim().to_owned());
    match (name.is_empty(), address.is_empty()) {
        (_, true) if name.contains('@') && !name.contains(' ') => (comment, name),
        (true, false) => (comment, address),
        (_, true) | (false, false) => (name, address),
    }
}

/// The words of a field, with those that are encoded (`=?utf-8?q?M=C3=BCller?=`) as they are meant, on one line.
pub(super) fn words(raw: &str) -> String {
    let mut out = String::new();
    // The bytes of encoded words that follow each other: some programs cut characters in two.
    let mut waiting: Option<(&'static Encoding, Vec<u8>)> = None;
    let mut rest = raw;
    while let Some((before, at)) = rest.find("=?").and_then(|at| rest.split_at_checked(at)) {
        let Some((encoding, bytes, after)) = encoded_word(at) else {
            settle(&mut waiting, &mut out);
            let (sign, after) = at.split_at_checked(2).unwrap_or((at, ""));
            out.push_str(before);
            out.push_str(sign);
            rest = after;
            continue;
        };
        match &mut waiting {
            Some((open, all)) if *open == encoding && before.trim().is_empty() => all.extend(bytes),
            _ => {
                let follows = waiting.is_some() && before.trim().is_empty();
                settle(&mut waiting, &mut out);
                out.push_str(if follows { "" } else { before });
                waiting = Some((encoding, bytes));
            }
        }
        rest = after;
    }
    settle(&mut waiting, &mut out);
    out.push_str(rest);
    tidy(&out)
}

fn settle(waiting: &mut Option<(&'static Encoding, Vec<u8>)>, out: &mut String) {
    if let Some((encoding, bytes)) = waiting.take() {
        out.push_str(&encoding.decode_without_bom_handling(&bytes).0);
    }
}

/// The encoding and the bytes of an encoded word at the start of a text, and what follows it.
fn encoded_word(at: &str) -> Option<(&'static Encoding, Vec<u8>, &str)> {
    let inside = at.strip_prefix("=?")?;
    let window = inside.get(..inside.floor_char_boundary(limits::MAIL_WORD_BYTES))?;
    let (label, rest) = window.split_once('?')?;
    let (how, rest) = rest.split_once('?')?;
    let (data, _) = rest.split_once("?=")?;
    let bytes = match how {
        "b" | "B" => decode::base64(data.as_bytes()),
        "q" | "Q" => decode::quoted_printable(data.as_bytes(), true),
        _ => return None,
    };
    // A language may follow the name of the encoding.
    let label_alone = label.split('*').next()?;
    let (encoding, bytes) = match Encoding::for_label(label_alone.as_bytes()) {
        Some(encoding) => (encoding, bytes),
        None if label_alone.eq_ignore_ascii_case("utf-7") => (UTF_8, decode::utf7(&bytes).into_bytes()),
        None => return None,
    };
    Some((encoding, bytes, inside.get(label.len() + how.len() + data.len() + 4..)?))
}

/// One line, without control characters.
fn tidy(words: &str) -> String {
    words.split(|c: char| c.is_control() || c == ' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_words_are_words() {
        for (raw, expected) in [
            ("=?utf-8?Q?M=C3=BCller?= and =?ISO-8859-1?q?M=FCller?=", "Müller and Müller"),
            ("=?utf-8?B?5biC?=\t=?UTF-8?b?6ZW3?=", "市長"),
            ("=?utf-8?B?5bg=?= =?utf-8?B?gg==?= x", "市 x"),
            ("=?utf-8*de?q?a_b?= =?koi8-r?b?7c/T1A==?=", "a bМост"),
            ("=?iso-2022-jp?B?GyRCO1REORsoQg==?=", "市長"),
            ("=?nothing?q?a?= =?utf-8?x?a?= =?", "=?nothing?q?a?= =?utf-8?x?a?= =?"),
            ("a\t\r\n b\u{a0}c", "a b\u{a0}c"),
        ] {
            assert_eq!(words(raw), expected, "{raw}");
        }
    }

    #[test]
    fn people_have_names_and_addresses() {
        for (raw, expected) in [
            ("Elin Varga <elin@a.example>", vec![("Elin Varga", "elin@a.example")]),
            ("\"Varga, Elin \\\"E\\\"\" <elin@a.example>, b@b.example", vec![("Varga, Elin \"E\"", "elin@a.example"), ("", "b@b.example")]),
            ("elin@a.example (Elin (E.) Varga)", vec![("Elin E. Varga", "elin@a.example")]),
            ("Friends: a@a.example, B <b@b.example>;", vec![("", "a@a.example"), ("B", "b@b.example")]),
            ("undisclosed-recipients:;", vec![]),
            ("Elin Varga", vec![("Elin Varga", "")]),
            ("<a@a.example", vec![("", "a@a.example")]),
        ] {
            let found = people(raw);
            let found: Vec<(&str, &str)> = found.iter().map(|(name, address)| (name.as_str(), address.as_str())).collect();
            assert_eq!(found, expected, "{raw}");
        }
    }

    #[test]
    fn parameters_are_found() {
        let (fields, rest) = Fields::split(
            b"Content-Type: text/plain; charset=\"utf-8\" ;\r\n format=Flowed\r\nContent-Disposition: attachment; filename*0*=utf-8''%e2%82%ac%20;\r\n filename*1=\"a;b\\\"c.txt\"\r\nX: attachment; filename=\"=?utf-8?q?=C3=BC?=.pdf\"\r\n\r\nBody",
        );
        assert_eq!(rest, b"Body");
        assert_eq!(fields.kind("content-type"), "text/plain");
        assert_eq!(fields.parameter("content-type", "charset"), "utf-8");
        assert_eq!(fields.parameter("content-type", "format"), "Flowed");
        assert_eq!(fields.parameter("content-disposition", "filename"), "€ a;b\"c.txt");
        assert_eq!(fields.parameter("x", "filename"), "ü.pdf");
        assert_eq!(fields.parameter("x", "name"), "");
    }
}
