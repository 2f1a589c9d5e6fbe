//! What is shown of data of other programs before it is taken, and of a project before it is written.

use super::{counted, grouped, shorten};
use crate::formats::{ALL, About, Format, Intake, Loss, Preview, Refused, Sample};
use crate::project::{Label, Project};
use crate::session::ImportOrder;
use crate::text::grapheme_floor;
use std::path::PathBuf;

/// Lines of a file that are shown.
const LINES: usize = 8;
/// Characters of each; a longer line of the file goes on in the next.
const LINE: usize = 92;
/// Characters of a title or an example.
const CHARACTERS: usize = 160;

/// A format that can be chosen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FormatShown {
    /// Its name on the command line.
    pub name: &'static str,
    /// Its name for people.
    pub title: &'static str,
    /// The ending of its file, or none where articles have files of their own and a folder is written.
    pub ending: Option<&'static str>,
}

/// The formats that are read.
pub fn read_formats() -> Vec<FormatShown> {
    formats(|about| about.reads)
}

/// The formats that are written.
pub fn written_formats() -> Vec<FormatShown> {
    formats(|about| about.writes)
}

fn formats(wanted: impl Fn(&About) -> bool) -> Vec<FormatShown> {
    let shown = |about: About| FormatShown { name: about.name, title: about.title, ending: (!about.per_article).then_some(about.ending) };
    ALL.into_iter().map(Format::about).filter(wanted).map(shown).collect()
}

/// A label of another program's files, and what it becomes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LabelRow {
    /// Its name there.
    pub theirs: String,
    /// How many marks have it.
    pub count: usize,
    /// What it becomes.
    pub ours: Label,
    /// What it can become: the three, labels of the project, and its own name where that is none of them.
    pub choices: Vec<Label>,
}

/// The labels of files, the most frequent first, at most so many.
pub fn labels(project: &Project, intake: &Intake, order: &ImportOrder, most: usize) -> Vec<LabelRow> {
    let own: Vec<Label> = project.own_labels().map(|label| Label::Own(label.name.clone())).collect();
    let row = |(theirs, count): (&String, &usize)| {
        let plain = Label::named(theirs);
        let ours = order.labels.get(&theirs.to_lowercase()).cloned().unwrap_or_else(|| plain.clone());
        let mut choices: Vec<Label> = Label::THREE.into_iter().chain(own.iter().cloned()).collect();
        for label in [&plain, &ours] {
            if !choices.contains(label) {
                choices.push(label.clone());
            }
        }
        LabelRow { theirs: theirs.clone(), count: *count, ours, choices }
    };
    let mut theirs: Vec<(&String, &usize)> = intake.theirs.iter().collect();
    theirs.sort_by(|(one, count), (other, others)| others.cmp(count).then_with(|| one.cmp(other)));
    theirs.into_iter().take(most).map(row).collect()
}

/// What files would bring, in a sentence.
pub fn intake_words(intake: &Intake) -> String {
    let Intake { articles, marks, links, known, is_whole, .. } = intake;
    if *is_whole {
        let (articles, marks) = (counted_large(*articles, "article"), counted_large(*marks, "mark"));
        return format!("The files are as they were exported: the sidecar beside them brings the whole project back, {articles} and {marks}");
    }
    let new = format!("{}, {} and {} are new", counted_large(*articles, "article"), counted_large(*marks, "mark"), counted_large(*links, "link"));
    match known {
        0 => new,
        1 => format!("{new}; one mark is there already"),
        many => format!("{new}; {} marks are there already", grouped(*many)),
    }
}

/// Whether taking files in would change anything.
pub fn brings_something(intake: &Intake) -> bool {
    !intake.change.edits.is_empty()
}

/// What was refused or put right, in words: a heading, a line for each of the first, and how many there are beside these.
pub fn trouble(intake: &Intake, most: usize) -> Vec<(String, Vec<String>, usize)> {
    let lines = |places: &[Refused]| places.iter().take(most).map(ToString::to_string).collect::<Vec<_>>();
    let heads = [
        (intake.refused.as_slice(), "not taken", "not taken"),
        (intake.repaired.as_slice(), "taken otherwise than it stands there", "taken otherwise than they stand there"),
    ];
    let part = |(places, one, many): (&[Refused], &str, &str)| {
        let head = if places.len() == 1 { format!("1 thing is {one}") } else { format!("{} things are {many}", grouped(places.len())) };
        (!places.is_empty()).then(|| (head, lines(places), places.len().saturating_sub(most)))
    };
    heads.into_iter().filter_map(part).collect()
}

/// The title of an article that something is taken into, and what is told beside it.
pub fn sample_words(sample: &Sample) -> (String, String) {
    let title = if sample.title.is_empty() { sample.article.to_string() } else { sample.title.clone() };
    let there = if sample.is_new { "new article" } else { "in the project already" };
    (shorten(&title, CHARACTERS), format!("{there}, {}", counted_large(sample.count, "mark")))
}

/// The files that are chosen, in a few words; empty before any are.
pub fn chosen(paths: &[PathBuf]) -> String {
    let name = |path: &PathBuf| path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    match paths {
        [] => String::new(),
        [only] => name(only),
        [first, ..] => format!("{} and {} more", name(first), paths.len() - 1),
    }
}

/// What would be written, in a sentence.
pub fn preview_words(preview: &Preview) -> String {
    format!("{} with {}", counted_large(preview.articles, "article"), counted_large(preview.marks, "mark"))
}

/// What a format cannot hold: how many, what, and one of them.
pub fn loss_words(loss: &Loss) -> [String; 3] {
    [grouped(loss.count), loss.what.to_owned(), shorten(&loss.example, CHARACTERS)]
}

/// The first lines of a file, long ones broken.
pub fn first_lines(words: &str) -> Vec<String> {
    words.lines().flat_map(|line| pieces(&shown(line))).take(LINES).collect()
}

fn pieces(line: &str) -> Vec<String> {
    let mut rest = line;
    let mut pieces = Vec::new();
    while let Some((byte, _)) = rest.char_indices().nth(LINE).filter(|_| pieces.len() < LINES) {
        let at = match grapheme_floor(rest, byte) {
            0 => byte,
            floor => floor,
        };
        // At a blank where there is one, so that no word is cut.
        let blank = rest.get(..at).and_then(|line| line.rfind(' ')).map(|blank| blank + 1).filter(|blank| 2 * blank > at);
        let (piece, behind) = rest.split_at(blank.unwrap_or(at));
        pieces.push(piece.to_owned());
        rest = behind;
    }
    pieces.push(rest.to_owned());
    pieces
}

/// Controls as signs that can be seen.
fn shown(line: &str) -> String {
    line.chars()
        .map(|c| {
            if c == '\t' {
                '→'
            } else if c.is_control() {
                '·'
            } else {
                c
            }
        })
        .collect()
}

/// How many there are of something, with a comma at every third digit.
pub fn counted_large(count: usize, one: &str) -> String {
    if count < 1000 { counted(count, one) } else { format!("{} {one}s", grouped(count)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edit::Hand;
    use crate::formats::{Options, Taking, named};
    use crate::project::{Ids, Moment, Name};
    use std::collections::BTreeMap;
    use std::io::{self, BufRead};

    /// One file of rows.
    struct Rows(&'static str);

    impl crate::formats::Files for Rows {
        fn paths(&self) -> Vec<String> {
            vec!["rows.jsonl".to_owned()]
        }

        fn open(&self, _: &str) -> io::Result<Box<dyn BufRead + '_>> {
            Ok(Box::new(self.0.as_bytes()))
        }
    }

    fn intake(rows: &'static str, labels: &BTreeMap<String, Label>) -> Intake {
        let (by, mut ids) = (Name::from("amira"), Ids::new(1));
        let mut hand = Hand { by: &by, now: Moment::UNIX_EPOCH, ids: &mut ids };
        let options = Options { format: "jsonl", labels: labels.clone(), ..Options::default() };
        Taking::new(&Project::default(), &mut hand, options).read(named("jsonl").unwrap(), &Rows(rows))
    }

    fn order(labels: BTreeMap<String, Label>) -> ImportOrder {
        ImportOrder { paths: Vec::new(), format: "jsonl", guesses: false, labels, as_proposals: false, unit: None }
    }

    const ROWS: &str = "{\"text\":\"מים 👩‍🚒 two\",\"spans\":[{\"label\":\"Zitat\",\"start\":0,\"end\":3,\"text\":\"מים\"},{\"label\":\"CLAIM\",\"start\":0,\"end\":3},{\"label\":\"Zitat\",\"start\":4,\"end\":7},{\"label\":\"x\",\"start\":90,\"end\":97}]}\n";

    #[test]
    fn labels_are_listed_by_how_often_they_are_there_with_what_they_can_become() {
        let labels: BTreeMap<String, Label> = [("zitat".to_owned(), Label::Source)].into();
        let intake = intake(ROWS, &labels);
        let rows = super::labels(&Project::default(), &intake, &order(labels), 9);
        let own = Label::Own("Zitat".into());
        let three = || Label::THREE.to_vec();
        assert_eq!(
            rows,
            [
                LabelRow { theirs: "Zitat".into(), count: 2, ours: Label::Source, choices: [three(), vec![own]].concat() },
                LabelRow { theirs: "CLAIM".into(), count: 1, ours: Label::Claim, choices: three() },
            ]
        );
        assert_eq!(intake_words(&intake), "1 article, 3 marks and 0 links are new");
        let [(head, lines, more)] = trouble(&intake, 9).try_into().unwrap();
        assert_eq!((head.as_str(), more), ("1 thing is not taken", 0));
        assert_eq!(trouble(&intake, 0), [(head, Vec::new(), 1)]);
        assert!(lines[0].starts_with("rows.jsonl:1: x: 90..97 is no place of the text"), "{lines:?}");
        let (title, about) = sample_words(&intake.samples[0]);
        assert_eq!((title.as_str(), about.as_str()), ("מים 👩‍🚒 two", "new article, 3 marks"));
    }

    #[test]
    fn long_lines_of_files_go_on_in_the_next_without_cutting_a_grapheme() {
        let line = "👩‍🚒".repeat(60);
        let pieces = first_lines(&format!("a\tb\u{7}\n{line}\n"));
        assert_eq!(pieces.first().map(String::as_str), Some("a→b·"));
        assert_eq!(pieces.get(1..).unwrap().concat(), line);
        assert!(pieces.iter().skip(1).all(|piece| piece.starts_with('👩')), "{pieces:?}");
        assert_eq!(first_lines(&"x".repeat(100_000)).len(), LINES);
        assert!(first_lines(&"word ".repeat(60)).iter().all(|line| line.ends_with(' ') || line.is_empty()), "no word is cut");
    }
}
