//! The elements of HTML and what each means for the text.

/// An element as it is known here; others are [`OTHER`].
pub(in crate::article) type Name = &'static str;

/// An element that HTML does not know, or that says nothing about the text.
pub(super) const OTHER: Name = "span";
/// What is no element but words.
pub(super) const WORDS: Name = "";

/// The name of a tag, if it is known; in any case.
pub(in crate::article) fn known(written: &str) -> Option<Name> {
    let find = |name: &str| KNOWN.binary_search(&name).ok().and_then(|at| KNOWN.get(at).copied());
    find(written).or_else(|| if written.len() <= 16 && written.bytes().any(|b| b.is_ascii_uppercase()) { find(&written.to_ascii_lowercase()) } else { None })
}

/// In the order of their bytes.
const KNOWN: &[Name] = &[
    "a",
    "address",
    "annotation",
    "annotation-xml",
    "area",
    "article",
    "aside",
    "audio",
    "base",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "col",
    "colgroup",
    "datalist",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "img",
    "input",
    "label",
    "legend",
    "li",
    "link",
    "listing",
    "main",
    "menu",
    "meta",
    "nav",
    "noembed",
    "noframes",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "p",
    "param",
    "plaintext",
    "pre",
    "progress",
    "q",
    "rp",
    "rt",
    "script",
    "search",
    "section",
    "select",
    "source",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "ul",
    "video",
    "wbr",
    "xmp",
];

/// Those that have no content and no end tag.
pub(super) fn is_void(name: Name) -> bool {
    matches!(name, "area" | "base" | "br" | "col" | "embed" | "hr" | "img" | "input" | "link" | "meta" | "param" | "source" | "track" | "wbr")
}

/// Those whose content is no markup.
pub(super) fn is_raw(name: Name) -> bool {
    matches!(name, "script" | "style" | "textarea" | "title" | "iframe" | "noembed" | "noframes" | "xmp")
}

/// Those that are never seen, with all that is in them, or whose words are the page's and not the author's: names of buttons, what may be
/// chosen in a form, what stands in for a picture.
pub(super) fn is_unseen(name: Name) -> bool {
    matches!(
        name,
        "annotation"
            | "annotation-xml"
            | "audio"
            | "button"
            | "canvas"
            | "datalist"
            | "frameset"
            | "head"
            | "iframe"
            | "meter"
            | "noembed"
            | "noframes"
            | "object"
            | "option"
            | "progress"
            | "script"
            | "select"
            | "style"
            | "svg"
            | "template"
            | "textarea"
            | "title"
            | "video"
    )
}

/// Those that begin and end a paragraph.
pub(in crate::article) fn is_block(name: Name) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "caption"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "legend"
            | "li"
            | "listing"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "plaintext"
            | "pre"
            | "search"
            | "section"
            | "summary"
            | "table"
            | "tbody"
            | "td"
            | "tfoot"
            | "th"
            | "thead"
            | "tr"
            | "ul"
            | "xmp"
    )
}

/// Those whose start ends an open paragraph.
pub(super) fn ends_paragraph(name: Name) -> bool {
    is_block(name) && !matches!(name, "body" | "caption" | "html" | "legend" | "tbody" | "td" | "tfoot" | "th" | "thead" | "tr")
}

/// Headings.
pub(super) fn is_heading(name: Name) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Those that may stand in the head of a page.
pub(super) fn is_of_head(name: Name) -> bool {
    matches!(name, "base" | "head" | "html" | "link" | "meta" | "noscript" | "script" | "style" | "template" | "title")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_case() {
        assert!(KNOWN.is_sorted());
        assert_eq!(
            (known("p"), known("BlockQuote"), known("H1"), known("amp-img"), known("b"), known("")),
            (Some("p"), Some("blockquote"), Some("h1"), None, None, None)
        );
        for name in KNOWN {
            assert_eq!(known(name), Some(*name));
        }
    }
}
