//! A formula as one line of text: `(a+b)/2`, `x^2`, `√(n)`.

use super::super::xml::Element;

/// The words of a formula.
pub(super) fn text(element: Element<'_>) -> String {
    let mut words = String::new();
    for child in element.elements() {
        words.push_str(&part(child));
    }
    words
}

fn part(element: Element<'_>) -> String {
    let inside = |name: &str| element.child("m", name).map(text).unwrap_or_default();
    let bound = |name: &str| grouped(&inside(name));
    match element.name() {
        ("m", "t") => element.text(),
        ("m", "r") => element.elements().filter(|child| child.is("m", "t")).map(Element::text).collect(),
        ("m", "f") => format!("{}/{}", bound("num"), bound("den")),
        ("m", "sSup") => format!("{}^{}", bound("e"), bound("sup")),
        ("m", "sSub") => format!("{}_{}", bound("e"), bound("sub")),
        ("m", "sSubSup") => format!("{}_{}^{}", bound("e"), bound("sub"), bound("sup")),
        ("m", "rad") => format!("{}√{}", inside("deg"), bound("e")),
        ("m", "nary") => {
            let sign = property(element, "naryPr", "chr").unwrap_or("∫");
            let (from, to) = (inside("sub"), inside("sup"));
            let from = if from.is_empty() { from } else { format!("_{}", grouped(&from)) };
            let to = if to.is_empty() { to } else { format!("^{}", grouped(&to)) };
            format!("{sign}{from}{to} {}", inside("e"))
        }
        ("m", "d") => {
            let sign = |name: &str, usual: &'static str| property(element, "dPr", name).map_or_else(|| usual.to_owned(), str::to_owned);
            let parts: Vec<String> = element.elements().filter(|child| child.is("m", "e")).map(text).collect();
            format!("{}{}{}", sign("begChr", "("), parts.join(&sign("sepChr", "|")), sign("endChr", ")"))
        }
        ("m", "mr") => {
            let cells: Vec<String> = element.elements().map(text).collect();
            format!("{};", cells.join(" "))
        }
        ("w", "del" | "moveFrom" | "rPr") | ("m", "rPr" | "ctrlPr") => String::new(),
        ("m", name) if name.ends_with("Pr") => String::new(),
        _ => text(element),
    }
}

fn property<'t>(element: Element<'t>, properties: &str, name: &str) -> Option<&'t str> {
    element.child("m", properties)?.child("m", name)?.attribute("m", "val")
}

/// In brackets if it has more than one letter or number.
fn grouped(words: &str) -> String {
    let is_one = words.chars().all(char::is_alphanumeric) || words.chars().count() == 1;
    if is_one { words.to_owned() } else { format!("({words})") }
}
