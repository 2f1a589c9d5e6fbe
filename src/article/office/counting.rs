//! Numbers as lists and notes show them: letters, Roman numbers, the digits of a script.

/// A number as a list shows it; what is not known is shown in digits.
pub(super) fn written(number: u32, format: &str) -> String {
    match format {
        "none" => String::new(),
        "lowerLetter" => letters(number, 'a'),
        "upperLetter" => letters(number, 'A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        "hindiNumbers" => in_digits(number, '०'),
        "thaiNumbers" => in_digits(number, '๐'),
        "decimalFullWidth" => in_digits(number, '０'),
        _ => number.to_string(),
    }
}

fn in_digits(number: u32, zero: char) -> String {
    let digit = |c: char| c.to_digit(10).and_then(|digit| char::from_u32(u32::from(zero) + digit)).unwrap_or(c);
    number.to_string().chars().map(digit).collect()
}

/// a to z, then aa, bb, as word processors count.
fn letters(number: u32, first: char) -> String {
    let Some(number) = number.checked_sub(1) else { return "0".to_owned() };
    let letter = char::from_u32(u32::from(first) + number % 26).unwrap_or(first);
    // A list of a thousand entries would have letters forty times; digits are read more easily.
    if number >= 26 * 8 { (number + 1).to_string() } else { letter.to_string().repeat(number as usize / 26 + 1) }
}

fn roman(number: u32) -> String {
    if number == 0 || number > 3999 {
        return number.to_string();
    }
    let signs =
        [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut rest = number;
    let mut written = String::new();
    for (worth, sign) in signs {
        while rest >= worth {
            written.push_str(sign);
            rest -= worth;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_lists_show_them() {
        for (number, format, expected) in [
            (1, "decimal", "1"),
            (7, "decimalZero", "07"),
            (0, "lowerLetter", "0"),
            (26, "lowerLetter", "z"),
            (27, "upperLetter", "AA"),
            (u32::MAX, "upperLetter", "4294967295"),
            (1994, "upperRoman", "MCMXCIV"),
            (4, "lowerRoman", "iv"),
            (4000, "lowerRoman", "4000"),
            (40, "hindiNumbers", "४०"),
            (40, "thaiNumbers", "๔๐"),
            (40, "decimalFullWidth", "４０"),
            (3, "none", ""),
            (3, "chineseCounting", "3"),
        ] {
            assert_eq!(written(number, format), expected, "{number} {format}");
        }
    }
}
