mod layout;

use super::*;
use crate::article::fixtures;
use proptest::prelude::*;
use std::path::{Path, PathBuf};

/// Reads a file as the program does, but for the process of its own.
fn article(bytes: &[u8]) -> Result<Page, Refusal> {
    let answer: Answer = crate::article::guarded(|| extract(bytes))
        .unwrap_or(Err(PdfFault::BrokeOff.into()))
        .map_err(|refusal| if let Refusal::Pdf(fault) = refusal { fault } else { panic!("{refusal}") });
    let sent = serde_json::to_vec(&answer).unwrap();
    let got: Answer = serde_json::from_slice(&sent).unwrap();
    assert_eq!(got, answer);
    read(got?)
}

#[test]
fn every_kind_of_pdf_is_read() {
    fixtures::check("pdf", |_, bytes| article(bytes));
}

/// The fixtures that are small enough to be damaged often.
fn small_files() -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/articles/pdf");
    let folder = std::env::var_os("FACTMARK_FIXTURES").map_or(folder, |root| PathBuf::from(root).join("pdf"));
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths.filter(|path| path.extension().is_some_and(|extension| extension == "pdf")).collect();
    paths.sort();
    paths.into_iter().map(|path| std::fs::read(path).unwrap()).filter(|bytes| bytes.len() < 8_000).collect()
}

/// A page has text; a refusal is one sentence that says what to do.
fn holds(result: Result<Page, Refusal>) {
    match result {
        Ok(page) => assert!(page.paper.text().chars().any(crate::article::is_visible)),
        Err(refusal) => {
            let sentence = refusal.to_string();
            assert!(sentence.contains("add") || sentence.contains("choose"), "{sentence}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        holds(article(&bytes));
        holds(article(&[b"%PDF-1.4\n1 0 obj\n".as_slice(), &bytes].concat()));
    }

    #[test]
    fn damaged_files_are_read_or_refused(
        file in any::<prop::sample::Index>(),
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        cut in prop::option::of(any::<prop::sample::Index>()),
        is_doubled in prop::bool::weighted(0.1),
    ) {
        let files = small_files();
        let mut bytes = files[file.index(files.len())].clone();
        for (at, byte) in flips {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        if is_doubled {
            bytes = [bytes.clone(), bytes].concat();
        }
        holds(article(&bytes));
    }

    #[test]
    fn any_content_is_drawn(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let content = pieces.join(" ");
        let page = format!(
            "%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 400 300]>> endobj\n\
             3 0 obj <</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X1 6 0 R>>>>>> endobj\n\
             4 0 obj <</Length {}>> stream\n{content}\nendstream endobj\n5 0 obj <</Type/Font/Subtype/Type1/BaseFont/Times-Roman>> endobj\n\
             6 0 obj <</Subtype/Form/Length 40>> stream\nBT /F1 9 Tf (in a form) Tj /X1 Do q Q Q ET   \nendstream endobj\n",
            content.len()
        );
        let pages = crate::article::guarded(|| extract(page.as_bytes()));
        prop_assert!(pages.as_ref().is_some_and(|pages| pages.as_ref().is_ok_and(|pages| !pages.sheets[0].is_unread)), "{content}: {pages:?}");
    }

    #[test]
    fn any_lines_are_laid_out(lines in prop::collection::vec((prop::sample::select(TEXTS), -50.0..450.0_f32, -50.0..350.0_f32, 0.01..80.0_f32, any::<bool>(), 1..4_u32), 0..40)) {
        let line = |(text, left, base, size, is_bold, page): &(&str, f32, f32, f32, bool, u32)| {
            (*page, Line { text: (*text).to_owned(), left: *left, right: left + size * text.chars().count() as f32 / 2.0, base: *base, size: *size, is_bold: *is_bold, is_running: false })
        };
        let lines: Vec<(u32, Line)> = lines.iter().map(line).collect();
        let sheet = |page| Sheet { page, width: 400.0, height: 300.0, lines: lines.iter().filter(|(on, _)| *on == page).map(|(_, line)| line.clone()).collect(), ..Sheet::default() };
        let sheets: Vec<Sheet> = (1..4).map(sheet).collect();
        let count = |text: &str| { let mut letters: Vec<char> = text.chars().filter(|letter| letter.is_alphabetic()).collect(); letters.sort_unstable(); letters };
        let all: String = lines.iter().map(|(_, line)| line.text.as_str()).collect();
        let page = read(Pages { sheets, count: 3, ..Pages::default() });
        if let Ok(page) = &page && !page.warnings.iter().any(|warning| matches!(warning, crate::article::Warning::RunningLines { .. })) {
            prop_assert_eq!(count(page.paper.text()), count(&all), "no letter is lost, none is made");
        }
        holds(page);
    }
}

const PIECES: &[&str] = &[
    "BT",
    "ET",
    "q",
    "Q",
    "/F1 10 Tf",
    "/F9 10 Tf",
    "/F1 0 Tf",
    "/F1 (x) Tf",
    "(words) Tj",
    "[(wo) -20 (rds) 500 /N (x)] TJ",
    "(line) '",
    "1 2 (line) \"",
    "10 20 Td",
    "0 -12 TD",
    "T*",
    "1 0 0 1 50 100 Tm",
    "0 1 -1 0 90 90 Tm",
    "0 0 0 0 0 0 Tm",
    "1e9 0 0 1 0 0 cm",
    "99999999999999999999 0 0 1 0 0 cm",
    "1 0 0 -1 0 300 cm",
    "cm",
    "Td",
    "3 Ts",
    "50 Tz",
    "0 Tz",
    "-4 Tc",
    "2 Tw",
    "14 TL",
    "/X1 Do",
    "/X2 Do",
    "/Im Do",
    "[",
    "]",
    "<<",
    ">>",
    "<41",
    "(open",
    "BI /W 1 ID x EI",
    "/Span << /ActualText (said) >> BDC",
    "/Artifact BMC",
    "EMC",
    "/GS gs",
    "/P scn",
    "0 0 10 10 re S",
    "2 0 0 0 re S",
    "1 1 0 0 re f",
    "h",
    "v",
    "1 2 3 4 v",
    "null",
    "true",
    "\u{0}",
];

const TEXTS: &[&str] = &[
    "A line of words that is long enough",
    "short",
    "1.",
    "•",
    "• an entry",
    "12",
    "– 3 –",
    "hyphen-",
    "ated words",
    "שורה של מילים",
    "سطر من الكلمات",
    "一行汉字",
    "บรรทัด",
    "T",
    "Figure 3: a map",
    "soft\u{ad}",
    "\u{a0}",
    "👩\u{200d}🚒",
    "e\u{301}",
    "x",
    "The end.",
    "4.5",
    "a)",
    "  ",
];
