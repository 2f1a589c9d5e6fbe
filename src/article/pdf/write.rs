//! The article: from the sheets of a document to what is kept of it.

use super::super::paper::{Group, Page, Paper};
use super::super::{Block, Origin, Place, Warning, title};
use super::PdfFault;
use super::join::{self, Vocabulary};
use super::paragraphs::{self, Usual};
use super::pieces::{Piece, Words, pieces};
use super::{Facts, Line, Pages, SIZES, Sheet, flow, kinds, running};

/// So many letters without a name for each that has one are too many: what is left is no article.
const MOST_NAMELESS: usize = 3;

/// Makes an article of the pages.
pub(super) fn page(pages: Pages) -> Result<Page, PdfFault> {
    let Pages { facts, mut sheets, count } = pages;
    refuse(&sheets)?;
    spaces(&mut sheets);
    let usual = usual(&sheets);
    let gone = running::take(&mut sheets, usual.size);
    let vocabulary = Vocabulary::of(sheets.iter().flat_map(|sheet| &sheet.lines).map(|line| line.text.as_str()));
    let warnings = warnings(&sheets, count, &gone);
    let mut pieces = pieces(sheets, usual);
    flow::join(&mut pieces);
    let headline = kinds::name(&mut pieces, usual);
    let paper = put(pieces, &vocabulary);
    let headline = headline.or_else(|| title::first_line(paper.text()).map(|(_, line)| line.to_owned()));
    let title = Some(facts.title.trim().to_owned()).filter(|title| is_title(title)).or(headline).unwrap_or_default();
    let origin = origin(&facts);
    let details = Some(("made".to_owned(), facts.made)).filter(|(_, made)| !made.is_empty()).into_iter().collect();
    Ok(Page { title: title::shorten(&title), origin, paper, details, warnings })
}

/// Where there are no letters, says why.
fn refuse(sheets: &[Sheet]) -> Result<(), PdfFault> {
    let is_visible = |line: &Line| line.text.chars().any(super::super::is_visible);
    let letters: usize = sheets.iter().flat_map(|sheet| &sheet.lines).filter(|line| is_visible(line)).map(|line| line.text.chars().count()).sum();
    let nameless: usize = sheets.iter().map(|sheet| sheet.nameless as usize).sum();
    if nameless > MOST_NAMELESS * letters {
        return Err(PdfFault::Nameless);
    }
    if letters > 0 {
        return Ok(());
    }
    let count = |holds: fn(&Sheet) -> bool| sheets.iter().filter(|sheet| holds(sheet)).count();
    if count(|sheet| sheet.is_unread) > 0 {
        return Err(PdfFault::Unread);
    }
    match count(|sheet| sheet.pictures > 0) {
        0 => Err(PdfFault::Blank),
        pages => Err(PdfFault::Pictures { pages: u32::try_from(pages).unwrap_or(u32::MAX) }),
    }
}

/// Some fonts call their space a space that does not break. Where a document has hardly another, it is the usual one.
fn spaces(sheets: &mut [Sheet]) {
    let count = |sign: char| sheets.iter().flat_map(|sheet| &sheet.lines).map(|line| line.text.matches(sign).count()).sum::<usize>();
    if count('\u{a0}') > count(' ') {
        for line in sheets.iter_mut().flat_map(|sheet| &mut sheet.lines) {
            line.text = line.text.replace('\u{a0}', " ");
        }
    }
}

/// The size of most letters, and how far lines of that size are apart.
fn usual(sheets: &[Sheet]) -> Usual {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for line in sheets.iter().flat_map(|sheet| &sheet.lines) {
        let size = (line.size * 4.0).round() / 4.0;
        let letters = line.text.chars().count();
        if let Some((_, known)) = sizes.iter_mut().find(|(known, _)| *known == size) {
            *known += letters;
        } else if sizes.len() < SIZES {
            sizes.push((size, letters));
        }
    }
    let size = sizes.into_iter().max_by_key(|(_, letters)| *letters).map_or(10.0, |(size, _)| size.max(0.25));
    let mut distances: Vec<f32> = Vec::new();
    // Lines beneath each other begin, or in the other direction end, at the same place.
    for edge in [|line: &Line| line.left, |line: &Line| line.right] {
        for sheet in sheets {
            let mut lines: Vec<&Line> = sheet.lines.iter().filter(|line| paragraphs::is_like(line.size, size)).collect();
            lines.sort_by(|one, other| edge(one).total_cmp(&edge(other)).then(one.base.total_cmp(&other.base)));
            let pairs = lines.windows(2).filter_map(|pair| if let [one, other] = pair { Some((edge(other) - edge(one), other.base - one.base)) } else { None });
            distances.extend(pairs.filter(|(aside, down)| aside.abs() < 1.0 && (0.8 * size..2.5 * size).contains(down)).map(|(_, down)| down));
        }
    }
    distances.sort_by(f32::total_cmp);
    let leading = distances.get(distances.len() * 3 / 10).map_or(1.25, |distance| distance / size);
    Usual { size, leading }
}

fn warnings(sheets: &[Sheet], count: u32, gone: &[String]) -> Vec<Warning> {
    let mut warnings = Vec::new();
    let pages = || sheets.iter().filter(|sheet| !sheet.is_across);
    let read = sheets.iter().map(|sheet| sheet.page).max().unwrap_or(0);
    if read < count {
        warnings.push(Warning::PagesCut { read, of: count });
    }
    let unread: Vec<u32> = pages().filter(|sheet| sheet.is_unread).map(|sheet| sheet.page).collect();
    // A page whose every line was left out has text.
    let is_empty = |sheet: &&Sheet| sheet.lines.is_empty() && !sheet.is_unread;
    let across = |sheet: &Sheet| sheets.iter().any(|other| other.page == sheet.page && !other.lines.is_empty());
    let empty: Vec<&Sheet> = pages().filter(is_empty).filter(|sheet| !across(sheet)).collect();
    if !empty.is_empty() {
        let pictures = empty.iter().any(|sheet| sheet.pictures > 0);
        warnings.push(Warning::PagesWithoutText { without: u32::try_from(empty.len()).unwrap_or(u32::MAX), of: read, pictures });
    }
    if !unread.is_empty() {
        warnings.push(Warning::PagesUnread { pages: unread });
    }
    if let Some(first) = gone.first() {
        warnings.push(Warning::RunningLines { first: title::shorten(first), count: gone.len() });
    }
    let nameless = sheets.iter().map(|sheet| sheet.nameless as usize).sum();
    if nameless > 0 {
        warnings.push(Warning::NamelessCharacters { count: nameless });
    }
    if let Some(sheet) = sheets.iter().find(|sheet| sheet.slanted.chars().any(super::super::is_visible)) {
        warnings.push(Warning::Slanted { first: title::shorten(&sheet.slanted) });
    }
    warnings
}

fn put(pieces: Vec<Piece>, vocabulary: &Vocabulary) -> Paper {
    let mut paper = Paper::default();
    let mut group = Group::NONE;
    let mut before = None;
    for Piece { page, words, kind, .. } in pieces {
        paper.turn_to(Place::Page(page));
        // A list with numbers behind one with bullets is another list.
        let is_numbered = matches!(&words, Words::Paragraph(paragraph) if paragraph.lines.first().is_some_and(|line| paragraphs::is_marker_line(line)));
        let is_new = before != Some((kind, is_numbered)) || kind == Some(Block::TableRow);
        match kind {
            Some(Block::ListItem | Block::TableRow) if is_new => group = paper.open_group(),
            Some(Block::ListItem | Block::TableRow) => {}
            Some(Block::Title | Block::Heading | Block::Quote | Block::Caption) | None => group = Group::NONE,
        }
        before = Some((kind, is_numbered));
        match words {
            Words::Paragraph(paragraph) => paper.put(&join::paragraph(paragraph.lines.iter().map(String::as_str), vocabulary), kind, group),
            Words::Table(rows) => rows.iter().for_each(|row| paper.put(row, kind, group)),
        }
    }
    paper
}

fn origin(facts: &Facts) -> Origin {
    let author = facts.author.trim();
    let is_machine = ["admin", "administrator", "user", "owner", "author", "unknown", "anonymous", "default", "root"].contains(&author.to_lowercase().as_str());
    let byline = if author.contains('@') || is_machine || !author.chars().any(char::is_alphabetic) { String::new() } else { author.to_owned() };
    Origin {
        url: facts.url.trim().to_owned(),
        outlet: facts.outlet.trim().to_owned(),
        published: facts.published.clone(),
        byline,
        language: facts.language.trim().to_owned(),
        ..Origin::default()
    }
}

/// Whether a title is one for people, and not what a program wrote there.
fn is_title(title: &str) -> bool {
    let low = title.to_lowercase();
    let is_file = [
        ".doc", ".docx", ".pdf", ".indd", ".tex", ".dvi", ".odt", ".qxd", ".qxp", ".rtf", ".htm", ".html", ".txt", ".ppt", ".pptx", ".xls", ".xlsx", ".pages",
        ".ai", ".eps", ".ps",
    ]
    .iter()
    .any(|ending| low.ends_with(ending));
    let is_usual = [
        "untitled",
        "microsoft word",
        "microsoft powerpoint",
        "powerpoint presentation",
        "slide 1",
        "title",
        "document",
        "print",
        "layout 1",
        "no title",
        "無題",
        "about:blank",
        "http://",
        "https://",
        "file:",
    ]
    .iter()
    .any(|usual| low.starts_with(usual) && (low.len() < usual.len() + 4 || usual.contains(' ') || usual.contains(':')));
    let letters = title.chars().filter(|letter| letter.is_alphabetic()).count();
    let is_code = !title.contains(' ') && (title.contains('_') || title.chars().any(|letter| letter.is_ascii_digit())) && title.is_ascii();
    letters >= 2 && !is_file && !is_usual && !is_code
}
