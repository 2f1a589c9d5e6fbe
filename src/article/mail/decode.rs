//! The two ways in which mails write bytes as letters. What is damaged costs its place only.

use encoding_rs::UTF_16BE;

/// Base64; what is none of its signs is left out.
pub(super) fn base64(written: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(written.len() / 4 * 3);
    let (mut bits, mut count) = (0_u32, 0_u32);
    for sign in written {
        let value = match sign {
            b'A'..=b'Z' => sign - b'A',
            b'a'..=b'z' => sign - b'a' + 26,
            b'0'..=b'9' => sign - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            // What follows begins anew, as where two pieces were put one after the other.
            b'=' => {
                count = 0;
                continue;
            }
            _ => continue,
        };
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 0xff) as u8);
        }
    }
    bytes
}

/// UTF-7, which is no encoding of the web and in old mails only: `+APw-` is “ü”.
pub(super) fn utf7(written: &[u8]) -> String {
    let written = String::from_utf8_lossy(written);
    let mut pieces = written.split('+');
    let mut out = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let length = piece.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/')).count();
        let (encoded, rest) = piece.split_at_checked(length).unwrap_or((piece, ""));
        if encoded.is_empty() {
            // A plus sign by itself.
            out.push('+');
        } else {
            out.push_str(&UTF_16BE.decode_without_bom_handling(&whole_units(base64(encoded.as_bytes()))).0);
        }
        out.push_str(rest.strip_prefix('-').unwrap_or(rest));
    }
    out
}

fn whole_units(mut bytes: Vec<u8>) -> Vec<u8> {
    bytes.truncate(bytes.len() / 2 * 2);
    bytes
}

/// Quoted-printable; in the words of a field an underscore is a space, and a line has no end.
pub(super) fn quoted_printable(written: &[u8], in_field: bool) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(written.len());
    let mut rest = written;
    while let Some((first, after)) = rest.split_first() {
        rest = after;
        match first {
            b'=' => match escaped(after) {
                Some((byte, after)) => {
                    bytes.extend(byte);
                    rest = after;
                }
                None => bytes.push(b'='),
            },
            b'_' if in_field => bytes.push(b' '),
            b' ' | b'\t' if !in_field => {
                // White space at the end of a line was added on the way.
                let blank = after.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
                let behind = after.get(blank..).unwrap_or_default();
                if !(behind.is_empty() || behind.starts_with(b"\n") || behind.starts_with(b"\r\n")) {
                    bytes.push(*first);
                    bytes.extend(after.get(..blank).unwrap_or_default());
                }
                rest = behind;
            }
            other => bytes.push(*other),
        }
    }
    bytes
}

/// What stands after a `=`: a byte in two digits, or the end of a line, which is none.
fn escaped(after: &[u8]) -> Option<(Option<u8>, &[u8])> {
    if let [first, second, rest @ ..] = after
        && let (Some(high), Some(low)) = (char::from(*first).to_digit(16), char::from(*second).to_digit(16))
    {
        return Some((u8::try_from(high * 16 + low).ok(), rest));
    }
    let blank = after.iter().take(80).take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
    match after.get(blank..)? {
        [b'\n', rest @ ..] => Some((None, rest)),
        [] => Some((None, &[])),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back() {
        for (written, bytes) in [("TcO8bGxlcg==", "Müller"), ("TcO8\r\nbGxl cg", "Müller"), ("YQ==Yg==", "ab"), ("?", ""), ("", "")] {
            assert_eq!(base64(written.as_bytes()), bytes.as_bytes(), "{written}");
        }
        for (written, bytes) in [("M=C3=BCller  \n", "Müller\n"), ("a=\r\nb= \nc=", "abc"), ("5 =3D 5, a=b, 100%=", "5 = 5, a=b, 100%"), ("a_b", "a_b")] {
            assert_eq!(quoted_printable(written.as_bytes(), false), bytes.as_bytes(), "{written}");
        }
        assert_eq!(quoted_printable(b"a_b=5F", true), b"a b_");
        assert_eq!(utf7(b"Fr+APY-sche +- 1+ADs x+2D3eAg-"), "Frösche + 1; x\u{1f602}");
    }
}
