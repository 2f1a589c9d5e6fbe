//! The signs of RTF: groups, control words, escaped bytes and text.

/// A sign of the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word and its number: `\par`, `\u8220`.
    Word(&'a str, Option<i32>),
    /// A control symbol: `\~`.
    Symbol(u8),
    /// A byte of a text: `\'e9`.
    Byte(u8),
    /// Bytes that stand for themselves, without line ends.
    Text(&'a [u8]),
}

/// Reads the signs one after the other.
pub(super) struct Tokens<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let (first, rest) = self.0.split_first()?;
            match first {
                b'{' => {
                    self.0 = rest;
                    return Some(Token::Open);
                }
                b'}' => {
                    self.0 = rest;
                    return Some(Token::Close);
                }
                b'\\' => {
                    self.0 = rest;
                    if let Some(token) = self.control() {
                        return Some(token);
                    }
                }
                // Line ends are where the program that wrote it liked them; a zero is nothing.
                b'\r' | b'\n' | 0 => self.0 = rest,
                _ => {
                    let end = self.0.iter().position(|byte| matches!(byte, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0)).unwrap_or(self.0.len());
                    return Some(Token::Text(self.take(end)));
                }
            }
        }
    }
}

impl<'a> Tokens<'a> {
    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.0.split_at_checked(count).unwrap_or((self.0, &[]));
        self.0 = rest;
        taken
    }

    /// What stands after a backslash; nothing for binary data, which is skipped.
    fn control(&mut self) -> Option<Token<'a>> {
        let letters = self.0.iter().take(LONGEST_WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
        if letters == 0 {
            return self.symbol();
        }
        let word = std::str::from_utf8(self.take(letters)).unwrap_or_default();
        let negative = self.0.first() == Some(&b'-') && self.0.get(1).is_some_and(u8::is_ascii_digit);
        if negative {
            self.take(1);
        }
        let digits = self.0.iter().take(LONGEST_NUMBER).take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(self.take(digits)).ok().and_then(|digits| digits.parse::<i64>().ok());
        let number = number.map(|number| i32::try_from(if negative { -number } else { number }).unwrap_or(i32::MAX));
        // One space after the word belongs to it.
        if self.0.first() == Some(&b' ') {
            self.take(1);
        }
        if word == "bin" {
            self.take(number.and_then(|count| usize::try_from(count).ok()).unwrap_or(0));
            return None;
        }
        Some(Token::Word(word, number))
    }

    fn symbol(&mut self) -> Option<Token<'a>> {
        let symbol = self.take(1).first().copied()?;
        match symbol {
            b'\'' => {
                let digits =
                    self.0.get(..2).and_then(|digits| std::str::from_utf8(digits).ok()).filter(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit()));
                let byte = u8::from_str_radix(digits?, 16).ok()?;
                self.take(2);
                Some(Token::Byte(byte))
            }
            b'\n' | b'\r' => Some(Token::Word("par", None)),
            other => Some(Token::Symbol(other)),
        }
    }
}

/// RTF says that words have at most 32 letters.
const LONGEST_WORD: usize = 32;
/// More digits than any number has.
const LONGEST_NUMBER: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_told_apart() {
        let tokens: Vec<Token<'_>> = Tokens(b"{\\b x\\u-4064?\\'e9\\~\\\\\r\n\\par\n y\\bin3 {}}z\\'zz\\u99999999999 \\}").collect();
        let expected = [
            Token::Open,
            Token::Word("b", None),
            Token::Text(b"x"),
            Token::Word("u", Some(-4064)),
            Token::Text(b"?"),
            Token::Byte(0xe9),
            Token::Symbol(b'~'),
            Token::Symbol(b'\\'),
            Token::Word("par", None),
            Token::Text(b" y"),
            Token::Text(b"z"),
            Token::Text(b"zz"),
            Token::Word("u", Some(i32::MAX)),
            Token::Text(b"9 "),
            Token::Symbol(b'}'),
        ];
        assert_eq!(tokens, expected);
        for end in ["\\", "\\'", "\\'e", "\\bin99999 x", "\\u-", "{"] {
            assert!(Tokens(end.as_bytes()).count() <= 3, "{end}");
        }
    }
}
