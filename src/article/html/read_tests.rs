//! The article in a page: pages made up for what goes wrong, files that were damaged, files made to harm.

use super::read;
use crate::article::fixtures;
use proptest::prelude::*;

#[test]
fn fixtures_are_read_as_an_editor_would() {
    fixtures::check("html", |_, bytes| {
        let encoding = super::declared_encoding(bytes).unwrap_or(encoding_rs::UTF_8);
        read(&encoding.decode(bytes).0)
    });
}

/// A page is read or refused, and what is read can be seen.
fn holds(source: &str) {
    if let Ok(page) = read(source) {
        let text = page.paper.text();
        assert!(text.chars().any(crate::article::is_visible), "{source:?}");
        assert!(text.len() <= 8 * source.len() + 64, "{source:?}");
    }
}

fn files() -> Vec<Vec<u8>> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles/html");
    let folder = std::env::var_os("FACTMARK_FIXTURES").map_or(folder, |root| std::path::PathBuf::from(root).join("html"));
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "html" || extension == "xhtml"));
    paths.sort();
    paths.iter().map(|path| std::fs::read(path).unwrap()).collect()
}

#[test]
fn a_quotation_around_a_box_of_links_is_read_or_refused() {
    holds("<q><div class='share'>");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        holds(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn any_tags_are_read_or_refused(pieces in prop::collection::vec(prop::sample::select(PIECES.as_slice()), 0..60)) {
        holds(&pieces.concat());
    }

    #[test]
    fn damaged_pages_are_read_or_refused(file in any::<prop::sample::Index>(), at in any::<prop::sample::Index>(), byte in any::<u8>(), how in 0..3) {
        let files = files();
        let mut bytes = files[file.index(files.len())].clone();
        let at = at.index(bytes.len());
        match how {
            0 => bytes[at] = byte,
            1 => bytes.truncate(at),
            _ => bytes.extend_from_within(at..),
        }
        holds(&String::from_utf8_lossy(&bytes));
    }
}

const PIECES: [&str; 40] = [
    "<p>",
    "</p>",
    "<div class='share'>",
    "<div>",
    "</div>",
    "<article>",
    "</article>",
    "<table>",
    "<tr>",
    "<td>",
    "</table>",
    "<ul>",
    "<li>",
    "</ul>",
    "<ol start=9>",
    "<a href=x>",
    "</a>",
    "<h1>",
    "</h1>",
    "<h2>",
    "<title>",
    "</title>",
    "<script type='application/ld+json'>",
    "{\"@type\":\"NewsArticle\",\"articleBody\":\"",
    "\"}",
    "</script>",
    "<br>",
    "<blockquote>",
    "</blockquote>",
    "<pre>",
    "<q>",
    "<rt>",
    "&nbsp;",
    "&#0;",
    "\u{202e}",
    "Words of a sentence that is long enough to be prose, as they say in print. ",
    "水道管が壊れた。",
    "\u{301}",
    "<!--",
    "<",
];

#[test]
fn pages_made_to_harm_are_read_in_a_stack_of_two_megabytes() {
    let prose = "<p>The bridge over the harbour has been closed since Monday, and nobody knows for how long it will stay so.</p>";
    let all = move || {
        for page in [
            "<div>".repeat(60_000) + prose,
            "<div class='share article-body'>".repeat(20_000) + prose,
            format!("<div {}>{prose}", "a=b ".repeat(30_000)),
            format!("<div {}>{prose}", "class=article ".repeat(200_000)),
            "word ".repeat(1_000_000),
            "&lt;&amp;".repeat(30_000),
            format!("<script>{}</script>{prose}", "x<y ".repeat(500_000)),
            format!("<script type=application/ld+json>{}</script>{prose}", "[".repeat(1_000_000)),
            format!(
                "<script type=application/ld+json>{{\"@type\":\"NewsArticle\",\"articleBody\":\"{}\"}}</script>{}",
                "long words ".repeat(300_000),
                prose.repeat(3_000)
            ),
            prose.repeat(5_000),
            format!("<ul>{}", "<li><a href=x>Another headline</a>".repeat(10_000)),
            "<article><p>Short.</article>".repeat(8_000),
            "<article>".repeat(8_000) + prose,
            "<h1>One</h1>".repeat(8_000) + prose,
            "<blockquote>Words that are said by someone else here</blockquote>".repeat(10_000) + prose,
            "\u{202e}\u{1}\u{200b}".repeat(30_000),
            "<svg><title>".repeat(30_000),
            "<meta name=author content=x>".repeat(30_000) + prose,
            "<title>words and words</title>".to_owned() + &"<h2>words and other words</h2>".repeat(8_000),
            "<time>".repeat(30_000) + prose,
        ] {
            let begun = page.get(..page.len().min(40)).unwrap_or_default();
            match read(&page) {
                Ok(found) => assert!(found.paper.text().len() <= 2 * page.len() && !found.paper.text().trim().is_empty(), "{begun}"),
                Err(refusal) => assert!(!page.contains("bridge") && !page.contains("word"), "{begun}: {refusal}"),
            }
        }
    };
    std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(all).unwrap().join().unwrap();
}
