//! Where lines and pieces end.

use super::super::cut::{PIECE, is_rtl, pieces};
use super::super::typeset::Measure;
use super::laid::{check, check_lines, check_steps};
use super::{NARROW, lay, typesetter};

#[test]
fn space_at_a_wrapped_end_stays_in_the_column() {
    let mut setter = typesetter();
    let text = "aaa ".repeat(60) + &" ".repeat(50) + "end";
    let laid = &lay(&mut setter, &text, NARROW)[0];
    assert!(laid.lines_count() > 3);
    assert!(laid.rects(0..text.len()).iter().all(|rect| rect.x0 >= 0.0 && rect.x1 <= 240.0));
}

#[test]
fn lines_of_vocalised_text_break_between_words() {
    let mut setter = typesetter();
    for text in ["بِسْمِ اللَّهِ الرَّحْمَٰنِ الرَّحِيمِ لِلَّهِ رَبِّ لِلْعَالَمِينَ لَا إِلَٰهَ", "בְּרֵאשִׁית בָּרָא אֱלֹהִים אֵת הַשָּׁמַיִם וְאֵת הָאָרֶץ", "لا لا لا لا لا لا لا لا لا لا لا لا لا لا لا لا"]
    {
        let laid = &lay(&mut setter, text, Measure { width: 120.0, scale: 1.0 })[0];
        assert!(laid.lines_count() > 1, "{text}");
        for line in 1..laid.lines_count() {
            assert!(text.get(..laid.line_range(line).start).is_some_and(|before| before.ends_with(' ')), "line {line} of {text}");
        }
    }
}

#[test]
fn lines_break_where_each_script_allows_and_fill_the_width() {
    let mut setter = typesetter();
    let starts = |setter: &mut _, text: &str, width: f32| {
        let laid = lay(setter, text, Measure { width, scale: 1.0 }).remove(0);
        (0..laid.lines_count()).map(|line| laid.line_range(line).start).collect::<Vec<_>>()
    };
    let thai = "ประเทศไทยมีวัฒนธรรมที่สวยงาม";
    let words = [thai.find("ไทย"), thai.find("มี"), thai.find("วัฒน"), thai.find("ที่"), thai.find("สวย"), thai.find("งาม")];
    assert!(
        starts(&mut setter, thai, 150.0).iter().skip(1).all(|start| words.contains(&Some(*start))),
        "Thai breaks between words: {:?}",
        starts(&mut setter, thai, 150.0)
    );
    let chinese = "北京市长周一表示，检查人员发现了裂缝。";
    assert!(starts(&mut setter, chinese, 60.0).iter().skip(1).all(|start| !chinese.get(*start..).is_some_and(|rest| rest.starts_with(['，', '。']))));
    assert_eq!(starts(&mut setter, "aa\u{a0}bb cc", 50.0), [0, 7], "a no-break space holds");
    let long = "x".repeat(100);
    let breaks = starts(&mut setter, &long, 100.0);
    assert!(breaks.len() > 5 && breaks.windows(2).all(|pair| pair[1] - pair[0] == breaks[1]), "a word without end fills each line: {breaks:?}");
    assert_eq!(starts(&mut setter, "abc", 0.5), [0, 1, 2], "a column narrower than a letter has one letter in each line");
}

#[test]
fn a_long_paragraph_is_cut_at_sentences_and_loses_nothing() {
    let sentence = "The inspectors, she said, had found more than 40 cracks. ";
    let text = sentence.repeat(1000);
    let cut = pieces(&text);
    assert!(cut.len() > 6 && cut.iter().all(|piece| piece.len() <= PIECE));
    assert!(cut.iter().all(|piece| piece.start % sentence.len() == 0), "{cut:?}");
    let chinese = "检查人员发现了40多条裂缝。".repeat(2000);
    assert!(pieces(&chinese).iter().skip(1).all(|piece| chinese.get(..piece.start).is_some_and(|before| before.ends_with('。'))));
    let words = "word ".repeat(5000);
    assert!(pieces(&words).iter().all(|piece| words.get(piece.clone()).is_some_and(|piece| piece.ends_with(' '))));
}

#[test]
fn a_long_paragraph_is_the_sum_of_its_pieces() {
    let mut setter = typesetter();
    let text = "گفت که پل بسته است. The bridge is closed, she said. ".repeat(400);
    let laids = lay(&mut setter, &text, Measure { width: 600.0, scale: 1.0 });
    assert!(laids.len() > 1);
    assert!(laids.iter().all(|laid| laid.is_rtl() && laid.is_rtl() == is_rtl(&text)), "all pieces read as the paragraph does");
    let mut end = 0;
    for laid in &laids {
        assert_eq!(laid.bytes().start, end);
        end = laid.bytes().end;
        check_lines(&text, laid);
        check_steps(&text, laid);
    }
    assert_eq!(end, text.len());
}

#[test]
fn a_grapheme_that_never_ends_is_one_cell_and_no_panic() {
    let mut setter = typesetter();
    let zalgo = format!("Z{}a", "\u{301}\u{327}".repeat(3000));
    let laids = lay(&mut setter, &zalgo, NARROW);
    check(&zalgo, &laids);
    let (flags, joined) = ("🇮🇷".repeat(700), "👨\u{200d}".repeat(900));
    for text in [flags, joined, "\u{200f}".repeat(3000), " \u{301}".repeat(500), "ا \u{301}".repeat(500), "क्".repeat(800)] {
        for laid in lay(&mut setter, &text, NARROW) {
            check_lines(&text, &laid);
            check_steps(&text, &laid);
        }
    }
}
