//! What must hold of every article that is read: from bytes to draft, hard cases by table, any bytes by chance.

use super::*;
use proptest::prelude::*;

fn draft(name: &str, text: &str) -> Draft {
    read(name, text.as_bytes()).unwrap()
}

/// Each paragraph that is not plain as `Kind: words`.
fn shown(draft: &Draft) -> Vec<String> {
    let lines: Vec<&str> = draft.text.as_str().split('\n').collect();
    draft.blocks.iter().map(|(number, block)| format!("{block:?}: {}", lines[*number as usize])).collect()
}

#[test]
fn plain_text_is_the_file_to_the_character() {
    for text in [
        "one line",
        "Headline\n\nText.\n",
        "\n\n  indented\t\n\n\n",
        "cr\rnbsp\u{a0}ls\u{2028}ff\x0cps\u{2029}nel\u{85}end",
        "e\u{301} é \u{1f469}\u{200d}\u{1f692} \u{1f1f3}\u{1f1f4} شلام שלום नमस्ते ไทย 中文 \u{202e}x\u{202c}",
        "# not *Markdown* in a text file & <b>",
    ] {
        let draft = draft("a.txt", text);
        assert_eq!(draft.text.as_str(), text);
        assert_eq!(draft.origin, Origin { file: "a.txt".into(), ..Origin::default() });
        assert_eq!(draft.warnings, []);
    }
}

#[test]
fn an_article_in_the_shape_of_a_scraped_page_keeps_its_boilerplate_and_finds_its_headline() {
    let text = "Logo\n\nLogo\n\nInspectors found 40 cracks in bridge, mayor says\n\nThe mayor said on Monday that the bridge would close.\n\n\
        Inspectors found 40 cracks in bridge, mayor says\n\n“We do not know yet,” she said.\n\nAdvertisement\n\nMore than 9,000 cars use it.\n\nAdvertisement";
    let draft = draft("/news/000_bridge.txt", text);
    assert_eq!(draft.text.as_str(), text);
    assert_eq!(draft.title, "Inspectors found 40 cracks in bridge, mayor says");
    assert_eq!(draft.blocks, [(4, Block::Title)]);
    assert_eq!(draft.warnings, [Warning::Boilerplate { first: "Logo".into(), paragraphs: vec![0, 2, 8, 12, 16] }], "the title stands twice");
}

#[test]
fn an_article_that_begins_with_its_headline_has_it_and_credits_stay_plain() {
    let text = "City Shuts ‘Unsafe’ Bridge\n\nThe bridge is\u{a0}shut, the city says.\n\nCredit: PA\n\nThousands walk over it. Credit: PA\n\n\nPlease enter your comment!\nPlease enter your name here";
    let draft = draft("003.txt", text);
    assert_eq!(draft.title, "City Shuts ‘Unsafe’ Bridge");
    assert_eq!(draft.blocks, [(0, Block::Title)]);
    assert_eq!(draft.warnings, [Warning::Boilerplate { first: "Credit: PA".into(), paragraphs: vec![4, 9, 10] }]);
}

#[test]
fn a_text_without_a_headline_is_named_by_its_first_line_or_its_file() {
    for (name, text, title) in [
        ("a.txt", "The bridge is shut, the mayor said.\n\nMore.", "The bridge is shut, the mayor said."),
        ("folder/bridge report.txt", "Advertisement\n\nShare\n", "bridge report"),
        ("-", "Advertisement", "Untitled"),
        ("a.txt", "\u{feff}\u{feff}\nHeadline", "Headline"),
    ] {
        let draft = draft(name, text);
        assert_eq!(draft.title, title, "{text:?}");
        assert_eq!(draft.blocks, []);
    }
}

#[test]
fn marks_and_line_ends_are_noted_in_the_origin() {
    let draft = draft("a.md", "\u{feff}# One\r\n\r\ntwo\r\nthree\r\n");
    assert_eq!((draft.origin.bom, draft.origin.crlf), (true, true));
    assert_eq!(draft.text.as_str(), "One\n\ntwo three");
}

#[test]
fn refusals_say_what_it_is_and_what_to_do() {
    let over = vec![b'a'; LIMIT_BYTES + 1];
    let lines = vec![b'\n'; limits::PARAGRAPHS].into_iter().chain(*b"a").collect::<Vec<u8>>();
    let signs = vec![b'['; limits::MARKDOWN_BYTES + 1];
    for (name, bytes, sentence) in [
        ("a.txt", lines.as_slice(), "it has more than 5000000 lines: cut it into several files"),
        ("a.md", &signs, "it has 13 MB, more than the 12 MB that an article may have: cut it into several files"),
        ("a.txt", b"".as_slice(), "there is no text in it: choose a file with the article's words"),
        ("a.txt", b" \r\n\t\xc2\xa0\n", "there is no text in it: choose a file with the article's words"),
        ("a.txt", b"\xef\xbb\xbf\xe2\x80\x8b", "there is no text in it: choose a file with the article's words"),
        ("a.md", b"<!-- -->\n\n[a]: http://x.example\n", "there is no text in it: choose a file with the article's words"),
        (
            "a.txt",
            b"PK\x03\x04\x14\0\0\0xl/",
            "this is an Excel workbook (XLSX), which is not read: save its text as plain text (.txt, UTF-8) and add that file",
        ),
        ("a.ron", b"// factmark project\n(\n", "this is a Factmark project and no article: open it as a project"),
        ("a.jsonl", b"{\"text\":\"a\"}\n{\"text\":\"b\"}", "it holds 2 articles, and one is wanted: add it, or save the one as a file of its own"),
        ("a", b"ab\0cd, ef", "this is a binary file, which is not read: save its text as plain text (.txt, UTF-8) and add that file"),
        ("a.txt", &over, "it has 65 MB, more than the 64 MB that an article may have: cut it into several files"),
    ] {
        assert_eq!(read(name, bytes).unwrap_err().to_string(), sentence);
    }
    assert_eq!(within_limit(LIMIT_BYTES), Ok(()), "the limit itself is read");
}

#[test]
fn warnings_are_sentences_with_a_way_out() {
    for (warning, sentence) in [
        (
            Warning::GuessedEncoding { encoding: "windows-1252" },
            "it does not say its encoding, windows-1252 was guessed: if letters or quotation marks look wrong, read it again in another encoding",
        ),
        (
            Warning::ReplacedCharacters { count: 1, encoding: "UTF-8" },
            "one character could not be read as UTF-8 and stands as “\u{fffd}”: compare that place with the original",
        ),
        (
            Warning::Boilerplate { first: "Logo".into(), paragraphs: vec![0, 2] },
            "2 lines look like boilerplate (the first is “Logo”): make them zones to skip if they are no part of the article",
        ),
    ] {
        assert_eq!(warning.to_string(), sentence);
    }
}

#[test]
fn a_folder_gives_the_files_that_are_articles() {
    for name in ["a.txt", "A.TXT", "dir/a.text", "a.md", "a.Markdown", "README", "report.2024", "Letter to Mr. Smith", "a.html", "a.PDF", "a.docx"] {
        assert!(is_readable_name(name), "{name}");
    }
    for name in ["a.json", "a.csv", "a.js", ".gitignore", ".DS_Store", "a.txt~", "a.ron", "folder/", ""] {
        assert!(!is_readable_name(name), "{name}");
    }
}

#[test]
fn a_panic_of_a_reader_costs_only_its_file() {
    assert_eq!(guarded(|| 1), Some(1));
    assert_eq!(guarded(|| -> u8 { panic!("a reader gave up") }), None);
}

#[test]
fn markdown_is_the_text_that_a_reader_sees() {
    for (source, text) in [
        ("A *b* **c** ~~d~~ `e` [f](http://x.example \"t\") <http://y.example>", "A b c d e f http://y.example"),
        ("one\ntwo  \nthree\\\nfour", "one two\nthree\nfour"),
        ("市长星期一\n告诉记者 a\nb", "市长星期一告诉记者 a b"),
        ("한국어\n문장", "한국어 문장"),
        ("a &amp; b &eacute; &#8220;c&#8221; \\*d\\*", "a & b é “c” *d*"),
        ("a\u{a0}b\u{2028}c", "a\u{a0}b\u{2028}c"),
        ("He <b>said</b> it<br>twice <name withheld> <!-- x -->", "He said it\ntwice <name withheld>"),
        ("<div>\n\ninside\n\n</div>\n\n<p>one &lt; two</p>", "inside\n\none < two"),
        ("a\n\n---\n\nb", "a\n\nb"),
        ("```rust\nfn a() {\n\n    b\n}\n```", "fn a() {\n\n    b\n}"),
        ("Said so.[^n] Not[^x].\n\n[^n]: The *note*.", "Said so.[n] Not[^x].\n\n[n] The note."),
        ("- [x] done\n- [ ] open", "[x] done\n[ ] open"),
        ("“Quotes” -- stay... 'as' they are", "“Quotes” -- stay... 'as' they are"),
        ("5 < 6 and 2 * 3 * 4", "5 < 6 and 2 * 3 * 4"),
    ] {
        assert_eq!(draft("a.md", source).text.as_str(), text, "{source:?}");
    }
}

#[test]
fn markdown_blocks_are_told() {
    for (source, text, blocks) in [
        ("# Bridge *shut*\n\nText\n\n## Why\n\n# Again", "Bridge shut\n\nText\n\nWhy\n\nAgain", vec!["Title: Bridge shut", "Heading: Why", "Heading: Again"]),
        ("Bridge shut\n===\nText", "Bridge shut\n\nText", vec!["Title: Bridge shut"]),
        ("> He said\n> so.\n>\n> - twice\n\nText", "He said so.\n\ntwice\n\nText", vec!["Quote: He said so.", "Quote: twice"]),
        ("> # Not the title\n\n# The title", "Not the title\n\nThe title", vec!["Quote: Not the title", "Title: The title"]),
        ("- one\n- two\n\nText", "one\ntwo\n\nText", vec!["ListItem: one", "ListItem: two"]),
        (
            "3. three\n3. four\n   - inner\n\n     more\n5. > said",
            "3. three\n4. four\ninner\nmore\n5. said",
            vec!["ListItem: 3. three", "ListItem: 4. four", "ListItem: inner", "ListItem: more", "Quote: 5. said"],
        ),
        ("1. - a\n2.\n3. c", "1. a\n3. c", vec!["ListItem: 1. a", "ListItem: 3. c"]),
        ("- a\n\ntext\n\n- b", "a\n\ntext\n\nb", vec!["ListItem: a", "ListItem: b"]),
        ("|Year|Cracks|\n|--|--|\n|2024|*40*|\n||12|", "Year\tCracks\n2024\t40\n\t12", vec!["TableRow: Year\tCracks", "TableRow: 2024\t40", "TableRow: \t12"]),
        ("![The bridge](b.jpg)\n\nText", "The bridge\n\nText", vec!["Caption: The bridge"]),
        (
            "See ![the *bridge*](b.jpg \"Photo: Ana\") now ![](x.png).",
            "See now.\n\nthe bridge\n\nPhoto: Ana",
            vec!["Caption: the bridge", "Caption: Photo: Ana"],
        ),
        ("> a  \n> b", "a\nb", vec!["Quote: a", "Quote: b"]),
    ] {
        let draft = draft("a.markdown", source);
        assert_eq!(draft.text.as_str(), text, "{source:?}");
        assert_eq!(shown(&draft), blocks, "{source:?}");
    }
}

#[test]
fn the_title_of_markdown_is_its_field_its_heading_or_its_first_line() {
    for (source, title) in [
        ("---\ntitle: Field\n---\n# Heading\n", "Field"),
        ("Intro\n\n# Heading\n", "Heading"),
        ("Advertisement\n\nFirst line.\n\n## Section", "First line."),
        ("Share", "name"),
    ] {
        assert_eq!(draft("name.md", source).title, title, "{source:?}");
    }
    let draft = draft("a.md", "---\ntitle: Bridge\nauthor: Ana\nsource: The Post\nurl: https://x.example/a\ndate: 2026-03-02\n---\n\nText.");
    assert_eq!(draft.text.as_str(), "Text.");
    assert_eq!(draft.blocks, []);
    assert_eq!((draft.origin.outlet.as_str(), draft.origin.url.as_str(), draft.origin.published.as_str()), ("The Post", "https://x.example/a", "2026-03-02"));
    assert_eq!((draft.origin.byline.as_str(), draft.warnings), ("Ana", vec![]));
}

/// What must hold of whatever was read.
fn assert_whole(draft: &Draft) {
    assert!(draft.text.as_str().chars().any(is_visible));
    assert!(draft.title.chars().any(is_visible));
    assert!(draft.title.chars().count() <= 200 && !draft.title.contains('\n'));
    assert!(!draft.origin.crlf || !draft.text.as_str().contains("\r\n"));
    let lines: Vec<&str> = draft.text.as_str().split('\n').collect();
    assert!(draft.blocks.is_sorted_by(|a, b| a.0 < b.0), "{:?}", draft.blocks);
    assert!(draft.blocks.iter().all(|(number, _)| lines.get(*number as usize).is_some_and(|line| !line.trim().is_empty())), "{:?}", draft.blocks);
    assert!(draft.blocks.iter().filter(|(_, block)| *block == Block::Title).count() <= 1);
}

/// Bytes that decoders and readers trip over, more often than chance gives them.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop_oneof![
        any::<Vec<u8>>(),
        any::<String>().prop_map(String::into_bytes),
        "[a-z \\r\\n\u{a0}—é中م]{0,30}".prop_map(String::into_bytes),
        "[a-z \\r\\n]{1,30}".prop_map(|text: String| text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
        prop::sample::select(vec![
            b"\xef\xbb\xbf".to_vec(),
            b"\xff\xfe".to_vec(),
            b"\r\r\n".to_vec(),
            b"\0".to_vec(),
            b"\xe2\x80".to_vec(),
            b"\x1b$B".to_vec()
        ]),
    ];
    prop::collection::vec(pieces, 0..6).prop_map(|pieces| pieces.concat())
}

/// Sources made of what Markdown is made of.
fn markdown_source() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(vec![
        "a",
        "中",
        " ",
        "  \n",
        "\n",
        "\n\n",
        "# ",
        "===\n",
        "---\n",
        "> ",
        "- ",
        "1. ",
        "    ",
        "*",
        "**",
        "_",
        "`",
        "```\n",
        "|",
        "|--|\n",
        "![",
        "](x)",
        "[",
        "]: ",
        "[^1]",
        "<!--",
        "-->",
        "<b>",
        "</div>",
        "<div>",
        "<script>",
        "<br>",
        "<",
        "&amp;",
        "&#0;",
        "\\",
        "title: x\n",
        "~~",
        "\u{a0}",
        "\r",
        "\u{301}",
        "\t",
        "- [x] ",
        "Logo\n",
    ]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn any_bytes_are_read_whole_or_refused(bytes in bytes(), name in prop::sample::select(vec!["a.txt", "a.md", "", "x.pdf", "\\/."])) {
        if let Ok(draft) = read(name, &bytes) {
            assert_whole(&draft);
        }
    }

    #[test]
    fn any_markdown_is_read_whole_or_empty(source in markdown_source()) {
        match read("a.md", source.as_bytes()) {
            Ok(draft) => assert_whole(&draft),
            Err(refusal) => prop_assert_eq!(refusal, Refusal::Empty),
        }
    }

    #[test]
    fn utf8_without_mark_and_crlf_is_kept_to_the_character(text in "[^\\x00-\\x08\\x0b-\\x1f\\x7f-\u{9f}\u{feff}]{1,200}") {
        match read("a.txt", text.as_bytes()) {
            Ok(draft) => prop_assert_eq!(draft.text.as_str(), text),
            Err(refusal) => {
                prop_assert_eq!(refusal, Refusal::Empty);
                prop_assert!(!text.chars().any(is_visible));
            }
        }
    }

    #[test]
    fn utf16_with_its_mark_is_kept_to_the_character(text in "[a-z\\n\u{a0}-\u{fff0}\u{1f300}-\u{1f5ff}]{1,60}x", little in any::<bool>()) {
        let mark = std::iter::once(0xfeff).chain(text.encode_utf16());
        let bytes: Vec<u8> = mark.flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect();
        let draft = read("a.txt", &bytes).unwrap();
        prop_assert_eq!(draft.text.as_str(), text);
        prop_assert!(draft.origin.bom);
    }
}

#[test]
fn the_encoding_that_a_file_had_before_is_better_than_a_guess_and_never_against_the_file() {
    let pages = |_: &[u8]| Err(Refusal::Empty);
    let read_before = |bytes: &[u8], before: &str| {
        let means = Means { encoding: None, before: encoding_named(before).ok(), pages: &pages };
        match read_all("a.txt", bytes, &means).unwrap() {
            Found::One(draft) => (draft.text.as_str().to_owned(), draft.origin.encoding, draft.warnings),
            Found::Rows(_) => unreachable!(),
        }
    };
    // “да” in KOI8-R, which by itself could be anything.
    let (text, encoding, warnings) = read_before(b"\xc4\xc1", "koi8-r");
    assert_eq!((text.as_str(), encoding.as_str(), warnings.as_slice()), ("да", "KOI8-R", [].as_slice()));
    // Saved as UTF-8 meanwhile, with and without its mark.
    for bytes in ["да".as_bytes(), "\u{feff}да".as_bytes()] {
        let (text, encoding, warnings) = read_before(bytes, "windows-1252");
        assert_eq!((text.as_str(), encoding.as_str(), warnings.as_slice()), ("да", "", [].as_slice()));
    }
}
