//! How lines become an article: each rule with a case that it is for, and one that it must leave alone.

use super::*;
use crate::article::{Block, Warning};

/// A line of letters that are half as wide as high, at a place.
fn line(text: &str, left: f32, base: f32, size: f32) -> Line {
    Line { text: text.to_owned(), left, right: left + text.chars().count() as f32 * size / 2.0, base, size, ..Line::default() }
}

fn sheet(page: u32, lines: Vec<Line>) -> Sheet {
    Sheet { page, width: 600.0, height: 800.0, lines, ..Sheet::default() }
}

fn read_sheets(sheets: Vec<Sheet>) -> Page {
    let count = sheets.len() as u32;
    read(Pages { sheets, count, ..Pages::default() }).unwrap()
}

fn paragraphs(sheets: Vec<Sheet>) -> Vec<String> {
    read_sheets(sheets).paper.text().split('\n').filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Lines beneath each other, from a height on.
fn column(texts: &[&str], left: f32, top: f32) -> Vec<Line> {
    texts.iter().zip(0..).map(|(text, row)| line(text, left, top + 12.0 * row as f32, 10.0)).collect()
}

/// Lines of text that fill 200 points.
const FULL: [&str; 4] = [
    "the quay was built by the towns that all",
    "used it and nobody had paid for it since",
    "so that the stones fell into the harbour",
    "one by one until the last boat was moved",
];

#[test]
fn what_repeats_at_the_edge_of_pages_is_left_out() {
    let page = |number: u32, header: &str, foot: &str| {
        let first = ["One quay", "A second and a longer one", "Nothing of the kind"][number as usize - 1];
        let mut lines = vec![line(header, 50.0, 40.0, 9.0), line(foot, 300.0, 780.0, 9.0), line(first, 50.0, 100.0, 10.0)];
        // The same on each page, but not at an edge.
        lines.extend(column(&FULL, 50.0, 112.0));
        lines.extend(column(
            &["An end that is on this page", "and that is not what it was", "on the other pages, by far"].map(|text| text),
            50.0,
            400.0 + 7.0 * number as f32,
        ));
        sheet(number, lines)
    };
    let kept = |sheets: Vec<Sheet>| paragraphs(sheets).join("\n");
    let text = kept((1..4).map(|number| page(number, "The Quay Gazette", &format!("– {number} –"))).collect());
    assert!(!text.contains("Gazette") && !text.contains('–'), "{text}");
    assert_eq!(text.matches("the quay was built").count(), 3);
    let text = kept((1..4).map(|number| page(number, &"quay ".repeat(number as usize), &format!("{}", number * number))).collect());
    assert!(text.contains("quay quay quay") && text.contains('9'), "these do not repeat: {text}");
    let text = kept(vec![page(1, "The Quay Gazette", "1")]);
    assert!(text.contains("Gazette"), "one page repeats nothing: {text}");
    let large = |number| {
        sheet(number, vec![line("The same headline", 50.0, 40.0, 24.0), line("A line of text on this page", 50.0, 100.0 + number as f32 * 20.0, 10.0)])
    };
    assert_eq!(kept(vec![large(1), large(2)]).matches("The same headline").count(), 2, "what is larger than the text is no header");
    let only = |number| sheet(number, vec![line("Nothing but this", 50.0, 40.0, 10.0)]);
    assert!(kept(vec![only(1), only(2)]).contains("Nothing but this"), "nothing else would be left");
}

#[test]
fn columns_are_read_one_after_the_other_and_tables_row_by_row() {
    let mut lines = vec![line("A headline that runs over both of the columns", 50.0, 60.0, 18.0)];
    lines.extend(column(&[FULL[0], FULL[1], FULL[2], "one by one until the last boat was gone."], 50.0, 100.0));
    lines.extend(column(
        &[
            "Another story begins in the next column,",
            "whose lines stand beside those of the first",
            "one, and whose words are not to be mixed",
            "with them at all.",
        ],
        280.0,
        100.0,
    ));
    let text = paragraphs(vec![sheet(1, lines)]);
    assert_eq!(text.len(), 3, "{text:?}");
    assert!(text[1].starts_with("the quay") && text[1].ends_with("was gone."), "{text:?}");
    let rows = [("Town", "Paid"), ("Elmstad", "12.5"), ("Norrvik", "3.25"), ("Amber", "4.0")];
    let lines = rows
        .iter()
        .zip(0..)
        .flat_map(|((town, paid), row)| [line(town, 50.0, 100.0 + 14.0 * row as f32, 10.0), line(paid, 200.0, 100.0 + 14.0 * row as f32, 10.0)]);
    assert_eq!(paragraphs(vec![sheet(1, lines.collect())]), ["Town\tPaid", "Elmstad\t12.5", "Norrvik\t3.25", "Amber\t4.0"]);
}

#[test]
fn columns_from_right_to_left_begin_at_the_right() {
    let words = [
        "شورى الميناء بناه أهل المدن التي استعملته",
        "ولم يدفع أحد ثمنه منذ ذلك الحين كما يقال",
        "حتى سقطت الحجارة في الماء واحدة بعد أخرى",
        "إلى أن رحل آخر قارب عن المدينة القديمة",
    ];
    let mut lines = column(&words, 330.0, 100.0);
    let others = ["وهنا تبدأ قصة أخرى في العمود الثاني منها", "لا علاقة لها بالأولى ولا تختلط كلماتها", "بكلمات تلك القصة التي على يمينها أبداً", "مهما كان."];
    lines.extend(column(&others, 50.0, 100.0).into_iter().map(|mut line| {
        line.left += 230.0 - (line.right - line.left).min(230.0);
        line.right = line.left + line.text.chars().count() as f32 * 5.0;
        line
    }));
    let text = paragraphs(vec![sheet(1, lines)]).join(" ");
    assert!(text.find("شورى") < text.find("وهنا"), "{text}");
}

#[test]
fn paragraphs_begin_by_indent_by_gap_and_behind_a_short_line() {
    let indented = |second: f32| {
        let mut lines = column(&FULL, 50.0, 100.0);
        lines.extend(column(&FULL, 50.0, 148.0));
        lines[4].left += second;
        lines[4].right += second;
        lines[4].text = "Nobody would say who had to mend it now".to_owned();
        paragraphs(vec![sheet(1, lines)]).len()
    };
    assert_eq!((indented(12.0), indented(0.0)), (2, 1));
    let gap = |points: f32| {
        let mut lines = column(&FULL, 50.0, 100.0);
        lines.extend(column(&["Nobody would say who had to mend it now", "and nobody had asked them so far at all"], 50.0, 136.0 + points));
        paragraphs(vec![sheet(1, lines)]).len()
    };
    assert_eq!((gap(24.0), gap(12.0)), (2, 1));
    let short = |end: &str| {
        let mut lines = column(&FULL, 50.0, 100.0);
        lines.push(line(end, 50.0, 148.0, 10.0));
        lines.extend(column(&["Nobody would say who had to mend it now", "and nobody had asked them so far at all"], 50.0, 160.0));
        paragraphs(vec![sheet(1, lines)]).len()
    };
    assert_eq!((short("to the river."), short("to the river where it had been in March.")), (2, 1));
}

#[test]
fn a_paragraph_goes_on_over_the_end_of_a_page() {
    let page = |number, texts: &[&str]| sheet(number, column(texts, 50.0, 100.0));
    let text = paragraphs(vec![page(1, &FULL), page(2, &["to the river, where it lies to this day", "and nobody asks for it."])]);
    assert_eq!(text.len(), 1, "{text:?}");
    let text = paragraphs(vec![page(1, &["the quay was built by the towns that all", "used it."]), page(2, &["Nobody would say who had to mend it."])]);
    assert_eq!(text.len(), 2, "{text:?}");
}

#[test]
fn headings_lists_and_captions_are_told() {
    let mut lines = vec![line("The headline of it all", 50.0, 60.0, 20.0)];
    lines.extend(column(&FULL, 50.0, 100.0));
    lines.push(line("A heading", 50.0, 180.0, 13.0));
    lines.extend(column(&FULL, 50.0, 200.0));
    lines.push(Line { is_bold: true, ..line("Bold words are one too", 50.0, 270.0, 10.0) });
    lines.extend(column(&["Nobody would say who had to mend it now", "and nobody had asked them so far at all."], 50.0, 282.0));
    lines.extend([line("• first of two", 60.0, 350.0, 10.0), line("• second of two", 60.0, 362.0, 10.0)]);
    lines.extend([line("1. one", 60.0, 400.0, 10.0), line("2. two", 60.0, 412.0, 10.0)]);
    lines.push(line("Figure 3: The quay, seen from the river", 50.0, 450.0, 8.0));
    lines.push(line("1974 was a year like any other one here.", 50.0, 490.0, 10.0));
    let page = read_sheets(vec![sheet(1, lines)]);
    assert_eq!(page.title, "The headline of it all");
    let (text, blocks, _) = page.paper.into_parts();
    let named: Vec<(&str, Block)> = blocks.iter().map(|(number, block)| (text.split('\n').nth(*number as usize).unwrap(), *block)).collect();
    assert_eq!(
        named,
        [
            ("The headline of it all", Block::Title),
            ("A heading", Block::Heading),
            ("Bold words are one too", Block::Heading),
            ("first of two", Block::ListItem),
            ("second of two", Block::ListItem),
            ("1. one", Block::ListItem),
            ("2. two", Block::ListItem),
            ("Figure 3: The quay, seen from the river", Block::Caption),
        ]
    );
}

#[test]
fn a_title_of_the_file_counts_where_it_is_one() {
    let title = |title: &str| {
        let facts = Facts { title: title.to_owned(), ..Facts::default() };
        let lines = [vec![line("What stands on the page", 50.0, 60.0, 20.0)], column(&FULL, 50.0, 100.0)].concat();
        read(Pages { facts, sheets: vec![sheet(1, lines)], count: 1 }).unwrap().title
    };
    for sensible in ["Bridge closed after 40 cracks", "大桥关闭", "Document of a failure", "Untitled lives of the quay"] {
        assert_eq!(title(sensible), sensible);
    }
    for odd in
        ["", "  ", "Microsoft Word - draft3.docx", "untitled", "Untitled-1", "report_final_2", "C:\\texts\\a.doc", "Slide 1", "1234", "https://example.org/a?b"]
    {
        assert_eq!(title(odd), "What stands on the page", "{odd:?}");
    }
}

#[test]
fn pages_without_text_are_told() {
    let picture = |page| Sheet { pictures: 1, ..sheet(page, Vec::new()) };
    let page = read_sheets(vec![sheet(1, column(&FULL, 50.0, 100.0)), picture(2), sheet(3, Vec::new())]);
    assert_eq!(page.warnings, [Warning::PagesWithoutText { without: 2, of: 3, pictures: true }]);
    let read = |sheets: Vec<Sheet>| read(Pages { sheets, count: 1, ..Pages::default() }).unwrap_err();
    assert_eq!(read(vec![picture(1), picture(2)]), PdfFault::Pictures { pages: 2 }.into());
    assert_eq!(read(vec![sheet(1, Vec::new())]), PdfFault::Blank.into());
    assert_eq!(read(vec![sheet(1, vec![line("\u{200b}", 50.0, 50.0, 10.0)])]), PdfFault::Blank.into());
    assert_eq!(read(vec![Sheet { is_unread: true, ..sheet(1, Vec::new()) }]), PdfFault::Unread.into());
    assert_eq!(read(vec![Sheet { nameless: 9, ..sheet(1, Vec::new()) }]), PdfFault::Nameless.into());
}
