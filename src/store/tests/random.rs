//! Changes at random, the same for the same seed, on texts that are hard.

use crate::article::{Draft, Origin};
use crate::edit::{self, Change, Hand, MarkDraft};
use crate::project::{ArticleId, ArticleState, BaseLink, Label, LinkKind, MarkId, Meaning, Name, Project, Setting, SettingKey, Word};
use crate::text::{Text, TextRange};

const TEXTS: [&str; 4] = [
    "Inspectors found 40 cracks, mayor says\n\nMayor Elin Varga told\u{a0}reporters.\n",
    "سلام دنیا\nשלום עולם\r\nनमस्ते दुनिया ไทย 中文",
    "🏳️‍🌈👩‍👩‍👧 e\u{301}e\u{301} \u{2028}x\u{85}\u{c}y\n\n\n\u{feff}\"quoted\" \\ back",
    "\rlone\rcarriage returns\r\n\u{200f}right\u{200e}left\u{202e}over\u{202c}",
];

/// SplitMix64.
#[derive(Clone)]
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % sides.max(1) as u64) as usize
    }

    fn pick<T: Clone>(&mut self, all: &[T]) -> Option<T> {
        if all.is_empty() { None } else { Some(all[self.roll(all.len())].clone()) }
    }
}

/// Some change that can be made to this project; none where this throw gives none.
pub(super) fn change(project: &Project, dice: &mut Dice, hand: &mut Hand<'_>) -> Option<Change> {
    let article = dice.pick(project.order());
    let marks: Vec<MarkId> = project.marks().map(|mark| mark.id).collect();
    let mark = dice.pick(&marks);
    match dice.roll(16) {
        0 if project.article_count() < 5 => Some(edit::add_articles(project, hand, vec![draft(dice)]).0),
        1 if project.article_count() > 2 => edit::remove_articles(project, hand, &[article?]).ok(),
        2 => edit::rename_article(project, hand, article?, &format!("title {}\n\"\\\u{202e}", dice.roll(9))).ok(),
        3 => edit::set_state(project, hand, &[article?], ArticleState::ALL[dice.roll(4)]).ok(),
        4 => edit::toggle_zone(project, hand, article?, range(project, article?, dice), 0).ok(),
        5 => edit::move_article(project, hand, article?, dice.roll(4)).ok(),
        6 => edit::remove_marks(project, hand, &[mark?]).ok(),
        7 => edit::relabel(project, hand, mark?, Meaning::of(&label(dice)), &Meaning::of(&Label::Claim)).ok().map(|relabelled| relabelled.change),
        8 => edit::change_mark(project, hand, mark?, "note", |mark| mark.note = format!("سلام {}\r\n\t\u{1}", dice.roll(99))).ok(),
        9 => edit::add_link(project, hand, mark?, LinkKind::Base(dice.pick(BaseLink::ALL)?), dice.pick(&marks)?, Vec::new()).ok(),
        10 => edit::set_entry(project, hand, &SettingKey::Title, Some(Setting::Title(format!("project {}", dice.roll(9))))).ok(),
        11 => {
            let tag = Name::from(format!("tag-{}", dice.roll(5)));
            let after = project.setting(&SettingKey::Tag(tag.clone())).is_none().then(|| Setting::Tag(tag.clone()));
            edit::set_entry(project, hand, &SettingKey::Tag(tag), after).ok()
        }
        _ if project.mark_count() < 60 => {
            let draft = MarkDraft::new(article?, range(project, article?, dice)?, &label(dice));
            edit::add_marks(project, hand, vec![draft]).ok().map(|(change, _)| change)
        }
        _ => None,
    }
}

fn draft(dice: &mut Dice) -> Draft {
    let text = format!("{}{}", TEXTS[dice.roll(4)], dice.roll(1000));
    Draft { title: "a title".into(), origin: Origin::default(), text: Text::new(text), blocks: Vec::new(), warnings: Vec::new() }
}

fn label(dice: &mut Dice) -> Label {
    [Label::Claim, Label::Source, Label::Figure, Label::Own("Name_Calling,\"Labeling\"".into())][dice.roll(4)].clone()
}

fn range(project: &Project, article: ArticleId, dice: &mut Dice) -> Option<TextRange> {
    let text: &Text = &project.article(article)?.text;
    let start = dice.roll(text.code_points().len());
    TextRange::from_code_points(text, start..start + 1 + dice.roll(12))
}
