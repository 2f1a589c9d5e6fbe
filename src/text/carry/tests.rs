//! Each rule of carrying once, with news as it is edited.

use super::*;
use crate::text::Text;

/// `⟦` and `⟧` stand around the range. The fate as a word and what it says, with the place marked in the new text.
fn fate(marked: &str, new: &str) -> String {
    let start = marked.find('⟦').unwrap();
    let end = marked.find('⟧').unwrap() - '⟦'.len_utf8();
    let (old, new) = (Text::new(marked.replace(['⟦', '⟧'], "")), Text::new(new));
    let range = TextRange::new(&old, start..end).unwrap();
    let at = |place: TextRange| format!("{}⟦{}⟧{}", new.slice(0..place.start()), place.of(&new), new.slice(place.end()..new.len()));
    match Comparison::new(&old, &new).carry(&[range]).remove(0) {
        Carried::Kept(place) => format!("kept {}", at(place)),
        Carried::Moved(place) => format!("moved {}", at(place)),
        Carried::Changed { at, signs_only } => format!("{} {}", if signs_only { "signs" } else { "changed" }, at.of(&new)),
        Carried::Doubtful(places) => format!("doubtful {}", places.into_iter().map(at).collect::<Vec<_>>().join(" / ")),
        Carried::Lost { instead } => format!("lost {}", instead.map_or("", |place| place.of(&new))),
    }
}

#[track_caller]
fn is(marked: &str, new: &str, expected: &str) {
    assert_eq!(fate(marked, new), expected);
}

#[test]
fn words_that_stayed_are_kept() {
    is("Police said ⟦forty people⟧ died.", "On Monday police said forty people died.", "kept On Monday police said ⟦forty people⟧ died.");
    is(
        "She ⟦said⟧ it rose. He said it fell on Monday.",
        "She said it rose. He said it fell on Tuesday.",
        "kept She ⟦said⟧ it rose. He said it fell on Tuesday.",
    );
    is("رئیس‌جمهور گفت ⟦چهل نفر⟧ کشته شدند.", "رئیس‌جمهور دیروز گفت چهل نفر کشته شدند.", "kept رئیس‌جمهور دیروز گفت ⟦چهل نفر⟧ کشته شدند.");
    is("北京⟦天气⟧很好。", "今天北京天气很好。", "kept 今天北京⟦天气⟧很好。");
    is("⟦She said⟧ so. ", "Then She said so. ", "kept Then ⟦She said⟧ so. ");
}

#[test]
fn touching_insertions_stay_outside_and_inner_ones_change() {
    is("It hit ⟦the bridge⟧ today.", "It hit hard the bridge twice today.", "kept It hit hard ⟦the bridge⟧ twice today.");
    is("It hit ⟦the bridge⟧ today.", "It hit the old bridge today.", "changed the old bridge");
}

#[test]
fn a_number_never_becomes_part_of_another() {
    is("In all ⟦40⟧ people died.", "In all 140 people died.", "changed 140");
    is("In all ⟦40⟧ people died.", "In all 40,000 people died.", "changed 40,000");
    is("In all ⟦40⟧ people died.", "In all 40.5 people died.", "changed 40.5");
    is("In all ⟦40⟧ people died.", "In all more than 41 people died.", "changed more than 41");
    is("In all ⟦forty⟧ people died.", "In all fifty people died.", "changed fifty");
    is("The ⟦art⟧ was new.\nNothing.", "Nothing.\nA party began.", "lost ");
    is("共⟦四十⟧人死亡。", "共五十人死亡。", "changed 五十");
    is("a cafe⟦e⟧ b", "a cafee\u{301} b", "changed e\u{301}");
}

#[test]
fn signs_are_no_other_words_but_not_the_same() {
    is("He said: ⟦“It’s a no\u{2013}go”⟧ today.", "He said: \"It's a no-go\" today.", "signs \"It's a no-go\"");
    is("In ⟦40\u{a0}days⟧ it rains.", "In 40 days it rains.", "signs 40 days");
    is("one ⟦two\r\nthree⟧ four", "one two\nthree four", "signs two\nthree");
}

const LONG: &str = "A paragraph where she said what everybody knew.";

#[test]
fn a_moved_paragraph_takes_all_its_marks_along() {
    let first = "The minister said that taxes rise.";
    let new = format!("{first}\nIt rained.\nNobody else said a word, as far as is known to us today.\n{LONG}");
    let expected = format!("moved {first}\nIt rained.\nNobody else said a word, as far as is known to us today.\n{}", LONG.replace("said", "⟦said⟧"));
    is(&format!("{first}\n{}\nIt rained.\nNobody else said a word, as far as is known to us today.", LONG.replace("said", "⟦said⟧")), &new, &expected);
    let old = format!("{first}\nEnd.\n⟦{LONG}⟧");
    is(&old, &format!("{LONG}\n{first}\nEnd."), &format!("moved ⟦{LONG}⟧\n{first}\nEnd."));
}

#[test]
fn several_of_the_same_are_in_doubt() {
    let new = format!("{LONG}\nMiddle.\n{LONG}\nEnd.");
    is(&format!("First.\n{}\nEnd of it.", LONG.replace("said", "⟦said⟧")), &new, &{
        let places =
            [format!("{}\nMiddle.\n{LONG}\nEnd.", LONG.replace("said", "⟦said⟧")), format!("{LONG}\nMiddle.\n{}\nEnd.", LONG.replace("said", "⟦said⟧"))];
        format!("doubtful {}", places.join(" / "))
    });
    is("x ⟦yes⟧. yes. z", "x yes. z", "doubtful x ⟦yes⟧. z");
}

#[test]
fn another_ones_place_is_never_taken() {
    is("A ⟦said⟧. B said.", "B said.", "lost ");
    is("A said. B ⟦said⟧.", "B said.", "kept B ⟦said⟧.");
    is(
        "Title\nThe minister ⟦said⟧ on Monday that taxes will rise.\nShe said so.",
        "Title\nPolice have arrested a man who said nothing of use.\nShe said so.",
        "lost Police have arrested a man who said nothing of use",
    );
}

#[test]
fn what_was_rewritten_or_deleted_is_lost() {
    is("One.\nThe ⟦minister⟧ knew.\nTwo.", "One.\nTwo.", "lost ");
    is("One.\n⟦Taxes will rise next year.⟧\nTwo.", "One.\nPolice arrested somebody.\nTwo.", "lost Police arrested somebody.");
    is("⟦a⟧", "", "lost ");
}
