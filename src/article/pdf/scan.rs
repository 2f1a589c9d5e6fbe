//! The operations of a content stream. What is damaged costs itself and nothing that follows: the reader of objects stops at the first
//! byte that it does not expect, and everything behind it would be lost without a word.

use pdf_extract::content::Operation;
use pdf_extract::{Dictionary, Object, StringFormat};

/// How deep arrays may stand in each other; text has them one deep, properties a few.
const DEPTH: usize = 16;
/// The most operands that are kept before an operator; the one that has most takes six.
const OPERANDS: usize = 32;

/// The operations of a stream, in order.
pub(super) struct Operations<'a> {
    rest: &'a [u8],
    /// An operator that was read where none may stand: it ends the arrays and dictionaries that are open, and comes next.
    waiting: Option<Vec<u8>>,
}

impl<'a> Operations<'a> {
    pub(super) fn new(content: &'a [u8]) -> Self {
        Self { rest: content, waiting: None }
    }
}

enum Token {
    Value(Object),
    Word(Vec<u8>),
}

impl Iterator for Operations<'_> {
    type Item = Operation;

    fn next(&mut self) -> Option<Operation> {
        let mut operands = Vec::new();
        loop {
            match self.token(0)? {
                Token::Value(value) if operands.len() < OPERANDS => operands.push(value),
                Token::Value(_) => {}
                Token::Word(word) => {
                    if word == b"BI" {
                        self.skip_picture();
                    }
                    return Some(Operation::new(&String::from_utf8_lossy(&word), operands));
                }
            }
        }
    }
}

impl Operations<'_> {
    fn token(&mut self, depth: usize) -> Option<Token> {
        if let Some(word) = self.waiting.take() {
            return Some(Token::Word(word));
        }
        loop {
            let (first, rest) = self.rest.split_first()?;
            match first {
                b'%' => self.rest = memchr::memchr2(b'\n', b'\r', rest).and_then(|end| rest.get(end..)).unwrap_or_default(),
                b'(' => {
                    self.rest = rest;
                    return Some(Token::Value(Object::String(self.string(), StringFormat::Literal)));
                }
                b'<' if rest.first() == Some(&b'<') => {
                    self.rest = rest.get(1..)?;
                    if depth < DEPTH {
                        return Some(Token::Value(Object::Dictionary(self.dictionary(depth + 1))));
                    }
                }
                b'<' => {
                    let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
                    let (digits, after) = rest.split_at(end);
                    self.rest = after.get(1..).unwrap_or_default();
                    return Some(Token::Value(Object::String(hexadecimal(digits), StringFormat::Hexadecimal)));
                }
                b'[' => {
                    self.rest = rest;
                    if depth < DEPTH {
                        return Some(Token::Value(Object::Array(self.array(depth + 1))));
                    }
                }
                b'/' => {
                    self.rest = rest;
                    return Some(Token::Value(Object::Name(name(self.regular()))));
                }
                byte if is_regular(*byte) => {
                    let word = self.regular().to_vec();
                    return Some(value(&word).map_or(Token::Word(word), Token::Value));
                }
                // White space, and brackets that close nothing.
                _ => self.rest = rest,
            }
        }
    }

    /// The bytes up to the next delimiter.
    fn regular(&mut self) -> &[u8] {
        let end = self.rest.iter().position(|byte| !is_regular(*byte)).unwrap_or(self.rest.len());
        let (word, rest) = self.rest.split_at(end);
        self.rest = rest;
        word
    }

    fn skip_space(&mut self) {
        let end = self.rest.iter().position(|byte| !is_space(*byte)).unwrap_or(self.rest.len());
        self.rest = self.rest.get(end..).unwrap_or_default();
    }

    /// The elements of an array, up to its bracket, or to an operator, before which the bracket is missing.
    fn array(&mut self, depth: usize) -> Vec<Object> {
        let mut elements = Vec::new();
        loop {
            self.skip_space();
            if self.waiting.is_some() {
                return elements;
            }
            if let Some(rest) = self.rest.strip_prefix(b"]") {
                self.rest = rest;
                return elements;
            }
            match self.token(depth) {
                Some(Token::Value(value)) => elements.push(value),
                Some(Token::Word(word)) => {
                    self.waiting = Some(word);
                    return elements;
                }
                None => return elements,
            }
        }
    }

    fn dictionary(&mut self, depth: usize) -> Dictionary {
        let mut entries = Dictionary::new();
        let mut key: Option<Vec<u8>> = None;
        loop {
            self.skip_space();
            if self.waiting.is_some() {
                return entries;
            }
            if let Some(rest) = self.rest.strip_prefix(b">>") {
                self.rest = rest;
                return entries;
            }
            match (key.take(), self.token(depth)) {
                (None, Some(Token::Value(Object::Name(name)))) => key = Some(name),
                (Some(key), Some(Token::Value(value))) => entries.set(key, value),
                (None, Some(Token::Value(_))) => {}
                (_, Some(Token::Word(word))) => {
                    self.waiting = Some(word);
                    return entries;
                }
                (_, None) => return entries,
            }
        }
    }

    /// A string behind its first bracket.
    fn string(&mut self) -> Vec<u8> {
        let mut string = Vec::new();
        let mut open = 0_usize;
        while let Some((byte, rest)) = self.rest.split_first() {
            self.rest = rest;
            match byte {
                b'\\' => self.escape(&mut string),
                b')' if open == 0 => break,
                byte => {
                    open = match byte {
                        b'(' => open + 1,
                        b')' => open - 1,
                        _ => open,
                    };
                    string.push(*byte);
                }
            }
        }
        string
    }

    fn escape(&mut self, string: &mut Vec<u8>) {
        let Some((byte, rest)) = self.rest.split_first() else { return };
        self.rest = rest;
        match byte {
            b'n' => string.push(b'\n'),
            b'r' => string.push(b'\r'),
            b't' => string.push(b'\t'),
            b'b' => string.push(8),
            b'f' => string.push(12),
            b'\r' => self.rest = rest.strip_prefix(b"\n").unwrap_or(rest),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut code = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some((digit @ b'0'..=b'7', rest)) = self.rest.split_first() else { break };
                    code = code * 8 + u32::from(digit - b'0');
                    self.rest = rest;
                }
                string.push((code & 0xff) as u8);
            }
            byte => string.push(*byte),
        }
    }

    /// A picture in the stream: its properties, `ID`, its bytes, which may be any, and `EI` between white space, behind which text follows.
    fn skip_picture(&mut self) {
        let start = memchr::memmem::find(self.rest, b"ID").map_or(0, |start| start + 2);
        for end in memchr::memmem::find_iter(self.rest.get(start..).unwrap_or_default(), b"EI") {
            let at = start + end;
            let before = at.checked_sub(1).and_then(|at| self.rest.get(at)).is_none_or(|byte| is_space(*byte));
            let after = self.rest.get(at + 2..).unwrap_or_default();
            let is_text = after.iter().take(12).all(|byte| is_space(*byte) || (0x20..0x7f).contains(byte));
            if before && is_text && after.first().is_none_or(|byte| is_space(*byte)) {
                self.rest = after;
                return;
            }
        }
        // Without an end the rest may as well be text.
        self.rest = self.rest.get(start..).unwrap_or_default();
    }
}

fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 12 | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_space(byte) && !b"()<>[]{}/%".contains(&byte)
}

/// A number or another word that is a value; none where it is an operator.
fn value(word: &[u8]) -> Option<Object> {
    match word {
        b"true" => return Some(Object::Boolean(true)),
        b"false" => return Some(Object::Boolean(false)),
        b"null" => return Some(Object::Null),
        _ => {}
    }
    if !word.iter().all(|byte| byte.is_ascii_digit() || b"+-.".contains(byte)) {
        return None;
    }
    // Some programs write two signs, or a sign within; what stands before it counts.
    let sign = if word.starts_with(b"-") { -1.0 } else { 1.0 };
    let digits = str::from_utf8(word).ok()?.trim_start_matches(['+', '-']);
    let digits = digits.split(['+', '-']).next()?;
    let number = digits.parse::<f32>().unwrap_or(0.0) * sign;
    Some(if digits.contains('.') {
        Object::Real(number)
    } else {
        digits.parse::<i64>().map_or(Object::Real(number), |whole| Object::Integer(whole * sign as i64))
    })
}

fn name(word: &[u8]) -> Vec<u8> {
    let mut name = Vec::new();
    let mut rest = word;
    while let Some((byte, after)) = rest.split_first() {
        let code = after.get(..2).filter(|_| *byte == b'#').and_then(|digits| u8::from_str_radix(str::from_utf8(digits).ok()?, 16).ok());
        name.push(code.unwrap_or(*byte));
        rest = if code.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    name
}

fn hexadecimal(digits: &[u8]) -> Vec<u8> {
    let values: Vec<u8> = digits.iter().filter_map(|digit| char::from(*digit).to_digit(16)).map(|value| value as u8).collect();
    // A last digit without its partner has a nought behind it.
    values.chunks(2).map(|pair| pair.first().copied().unwrap_or(0) * 16 + pair.get(1).copied().unwrap_or(0)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &[u8]) -> Vec<String> {
        Operations::new(source).map(|operation| format!("{} {:?}", operation.operator, operation.operands)).collect()
    }

    #[test]
    fn operations_are_read() {
        let source = b"q 1 -2.5 +.5 cm%comment )\n/F#31 12 Tf(a\\(b\\051(c)\\n\\\r\nd\\7)Tj<48 656>Tj[(A)-120 .5(B)]TJ true null BX\0\x0cET";
        let operators: Vec<String> = Operations::new(source).map(|operation| operation.operator).collect();
        assert_eq!(operators, ["q", "cm", "Tf", "Tj", "Tj", "TJ", "BX", "ET"]);
        let strings: Vec<Vec<u8>> = Operations::new(source).filter_map(|operation| Some(operation.operands.first()?.as_str().ok()?.to_vec())).collect();
        assert_eq!(strings, [b"a(b)(c)\nd\x07".to_vec(), vec![0x48, 0x65, 0x60]]);
    }

    #[test]
    fn damage_costs_itself_only() {
        for (source, operators) in [
            (b"] > ) } Tj ET".as_slice(), vec!["Tj", "ET"]),
            (b"[(a) (b) Tj ET", vec!["Tj", "ET"]),
            (b"<< /A [ 1 2 /B BDC ET", vec!["BDC", "ET"]),
            (b"1.2.3 --4 5-6 Td ET", vec!["Td", "ET"]),
            (b"BI /W 1 ID \xff EI\xfe EI \nET", vec!["BI", "ET"]),
            (b"BI /W 1 ID \xff\xff", vec!["BI"]),
            (b"(never closed ET", vec![]),
        ] {
            let found: Vec<String> = Operations::new(source).map(|operation| operation.operator).filter(|operator| operator.is_ascii()).collect();
            let found: Vec<&str> = found.iter().map(String::as_str).collect();
            assert_eq!(found, operators, "{}", String::from_utf8_lossy(source));
        }
        let deep = [b"[".repeat(100_000), b"<< /A ".repeat(100_000), b" Tj".to_vec()].concat();
        assert_eq!(shown(&deep).len(), 1);
        let page = [b"BT (Before) Tj ET ".to_vec(), b"[".repeat(20_000), b" BT 40 100 Td (behind) Tj ET".to_vec()].concat();
        assert_eq!(shown(&page).len(), 7);
    }
}
