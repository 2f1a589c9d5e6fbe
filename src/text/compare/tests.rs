//! What a comparison says about news that was edited.

use super::*;
use proptest::prelude::*;

/// What went in `[-…-]` and what came in `{+…+}`.
fn shown(old: &str, new: &str) -> String {
    let comparison = Comparison::new(&Text::new(old), &Text::new(new));
    let mut out = String::new();
    for stretch in comparison.stretches() {
        let (gone, come) = (comparison.old().slice(stretch.old.clone()), comparison.new_text().slice(stretch.new.clone()));
        if stretch.is_same {
            out += come;
            continue;
        }
        out += &if gone.is_empty() { String::new() } else { format!("[-{gone}-]") };
        out += &if come.is_empty() { String::new() } else { format!("{{+{come}+}}") };
    }
    out
}

fn rows(old: &str, new: &str) -> Vec<String> {
    let (old, new) = (Text::new(old), Text::new(new));
    let index = |side: Option<usize>| side.map_or("-".to_owned(), |i| i.to_string());
    let parts = |ranges: &[TextRange], text: &Text| ranges.iter().map(|range| range.of(text).to_owned()).collect::<Vec<_>>().join("|");
    let row = |pair: ParagraphPair| {
        let kind = if pair.is_same {
            "="
        } else if pair.moved {
            "~"
        } else {
            ""
        };
        format!("{} {} {kind}{} > {}", index(pair.old), index(pair.new), parts(&pair.gone, &old), parts(&pair.come, &new))
    };
    Comparison::new(&old, &new).paragraphs().into_iter().map(row).collect()
}

#[test]
fn words_are_replaced_as_wholes_and_letters_only_inside_of_long_likenesses() {
    assert_eq!(shown("more than 40 people died", "more than 140 people died"), "more than [-40-]{+140+} people died");
    assert_eq!(shown("the cat sat", "the dog sat"), "the [-cat-]{+dog+} sat");
    assert_eq!(shown("the Iranian troops", "the Iranians troops"), "the Iranian{+s+} troops");
    assert_eq!(shown("40 people", "41 persons"), "[-40-]{+41+} [-people-]{+persons+}");
    assert_eq!(shown("cafe\u{301} x", "cafe x"), "caf[-e\u{301}-]{+e+} x");
    assert_eq!(shown("“It rose,” she said", "\"It rose,\" she said"), "[-“-]{+\"+}It rose,[-”-]{+\"+} she said");
    assert_eq!(shown("a\r\nb", "a\nb"), "a[-\r\n-]{+\n+}b");
    assert_eq!(shown("北京天气很好。", "北京天气不好。"), "北京天气[-很-]{+不+}好。");
    assert_eq!(shown("این کتاب خوب است", "این کتاب‌خانه خوب است"), "این [-کتاب-]{+کتاب‌خانه+} خوب است");
}

#[test]
fn chance_likenesses_in_a_rewritten_paragraph_are_none() {
    let shown = shown("First.\nThe minister said on Monday that taxes will rise.\nLast.", "First.\nPolice have arrested a man who said nothing of use.\nLast.");
    assert_eq!(shown, "First.\n[-The minister said on Monday that taxes will rise-]{+Police have arrested a man who said nothing of use+}.\nLast.");
}

#[test]
fn paragraphs_stand_side_by_side() {
    let moved = "This paragraph is long enough to be known again.";
    let old = format!("Title\n{moved}\nTwo people died.\nNobody knew\nThe end\nx");
    let new = format!("Title\nThree people died.\nNobody knew\nThe end\n{moved}\nNew one");
    assert_eq!(rows(&old, &new), ["0 0 = > ", "1 - ~ > ", "2 1 Two > Three", "3 2 = > ", "4 3 = > ", "5 - x > ", "- 4 ~ > ", "- 5  > New one"]);
    assert_eq!(rows("a b\nc d", "a b c d"), ["0 0  >  c d", "1 - c d > "]);
    assert_eq!(rows("", ""), ["0 0 = > "]);
}

#[test]
fn empty_lines_between_paragraphs_do_not_decide_which_stand_beside_each_other() {
    let moved = "“The President is monitoring the situation closely,” she said.";
    let old = format!("One stays.\n\nIt is reported that nine rockets hit the sprawling airbase.\n\nAdvertisement\n\nTwo stays.\n\n{moved}\n\nEnd.");
    let new = format!("One stays.\n\n{moved}\n\nIt is reported that eleven rockets hit the sprawling airbase.\n\nTwo stays.\n\nEnd.");
    let changed: Vec<String> = rows(&old, &new).into_iter().filter(|row| row.contains(char::is_alphabetic)).collect();
    assert_eq!(changed, ["2 4 nine > eleven", "4 - Advertisement > "]);
}

pub(crate) fn hard() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(crate::project::generate::HARD.as_slice());
    let plain = prop::sample::select(vec!["The minister said so. ", "said", " ", "\n", "forty people", "北京", "\n\n", "He said."]);
    prop::collection::vec(prop_oneof![piece, plain], 0..12).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn stretches_cover_both_texts_and_same_ones_are_equal(old in hard(), new in hard()) {
        let comparison = Comparison::new(&Text::new(old.as_str()), &Text::new(new.as_str()));
        let (mut a, mut b, mut last) = (0, 0, None);
        for stretch in comparison.stretches() {
            prop_assert_eq!((stretch.old.start, stretch.new.start), (a, b));
            (a, b) = (stretch.old.end, stretch.new.end);
            prop_assert!(old.is_char_boundary(a) && new.is_char_boundary(b));
            prop_assert_ne!(Some(stretch.is_same), last, "by turns");
            last = Some(stretch.is_same);
            if stretch.is_same {
                prop_assert_eq!(old.get(stretch.old.clone()), new.get(stretch.new.clone()));
            }
        }
        prop_assert_eq!((a, b), (old.len(), new.len()));
    }

    #[test]
    fn every_paragraph_is_listed_once_in_order(old in hard(), new in hard()) {
        let (old, new) = (Text::new(old), Text::new(new));
        let pairs = Comparison::new(&old, &new).paragraphs();
        prop_assert!(pairs.iter().filter_map(|pair| pair.old).eq(0..old.paragraph_count()));
        prop_assert!(pairs.iter().filter_map(|pair| pair.new).eq(0..new.paragraph_count()));
        for pair in &pairs {
            let (a, b) = (pair.old.map(|i| old.paragraph_str(i)), pair.new.map(|j| new.paragraph_str(j)));
            prop_assert_eq!(pair.is_same, a == b);
            if let (Some(a), Some(b)) = (pair.old, pair.new) {
                let left = |text: &Text, paragraph: Range<usize>, out: &[TextRange]| {
                    paragraph.filter(|byte| !out.iter().any(|range| range.holds(*byte))).map(|byte| text.as_str().as_bytes()[byte]).collect::<Vec<u8>>()
                };
                prop_assert_eq!(left(&old, old.paragraph(a), &pair.gone), left(&new, new.paragraph(b), &pair.come), "what is left is the same");
            }
        }
    }
}
