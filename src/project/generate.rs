//! Arbitrary projects and changes for the tests of other modules: every attribute, every kind of link, hard text.

mod change;
mod hard;
mod plain;
mod review;

pub(crate) use change::change;
pub(crate) use hard::HARD;
pub(crate) use plain::plain_mark;

use super::{
    Article, ArticleId, ArticleState, BaseLink, Bound, Check, CheckId, Claim, ClaimKind, Colour, Comment, CommentId, Decided, Evidence, Figure, FigureKind,
    How, Ids, Kept, Label, Link, LinkKind, Mark, MarkId, MarkState, Meaning, Moment, Naming, OwnLabel, OwnLinkKind, Parts, Project, Setting, Silenced, Source,
    SourceKind, Subject, Trend, Version, VersionId, Voice, Word, Worth,
};
use crate::article::{Block, Origin, Place};
use crate::text::{Fragments, Text, TextRange};
use proptest::prelude::*;
use std::sync::Arc;

/// A string of hard pieces.
pub(crate) fn hard_string() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(HARD.as_slice()), 0..4).prop_map(|pieces| pieces.concat())
}

/// An article's text of hard pieces; never empty.
fn hard_text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(HARD.as_slice()), 1..30).prop_map(|pieces| format!("x{}", pieces.concat()))
}

/// A valid project with up to three articles.
pub(crate) fn project() -> impl Strategy<Value = Project> {
    let texts = prop::collection::vec(hard_text(), 0..4);
    (texts, any::<u64>(), prop::collection::vec(hard_string(), 12))
        .prop_map(|(texts, seed, strings)| Dice { seed, strings, ids: Ids::new(seed) }.project(texts))
}

/// Three projects whose things have the same ids and mostly other content.
pub(crate) fn same_ids() -> impl Strategy<Value = [Project; 3]> {
    let texts = || prop::collection::vec(hard_text(), 1..4);
    let strings = || prop::collection::vec(hard_string(), 12);
    (texts(), [texts(), texts(), texts()], any::<u64>(), [any::<u64>(), any::<u64>(), any::<u64>()], [strings(), strings(), strings()]).prop_map(
        |(shared, own, ids, seeds, strings)| {
            let mut number = 0;
            strings.map(|strings| {
                let (texts, seed) = if ids % 2 == 0 { (shared.clone(), seeds[number]) } else { (own[number].clone(), seeds[number]) };
                number += 1;
                Dice { seed, strings, ids: Ids::new(ids) }.project(texts)
            })
        },
    )
}

/// Everything that is drawn, from one seed: small numbers, words, strings.
struct Dice {
    seed: u64,
    strings: Vec<String>,
    ids: Ids,
}

impl Dice {
    /// From 0 up to, but not, `limit`.
    fn below(&mut self, limit: usize) -> usize {
        self.seed = self.seed.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.seed;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % limit.max(1) as u64) as usize
    }

    fn chance(&mut self) -> bool {
        self.below(2) == 0
    }

    fn string(&mut self) -> String {
        let index = self.below(self.strings.len());
        self.strings[index].clone()
    }

    fn word<W: Word>(&mut self) -> Option<W> {
        let index = self.below(W::ALL.len() + 1);
        W::ALL.get(index).copied()
    }

    fn moment(&mut self) -> Option<Moment> {
        let (seconds, nanos) = (self.below(4_000_000_000), self.below(3));
        self.chance().then(|| Moment::new(seconds as i64, [0, 120_000_000, 999_999_999][nanos]).unwrap())
    }

    fn kept(&mut self) -> Vec<Kept> {
        (0..self.below(5).saturating_sub(2)).map(|_| Kept { format: "brat".into(), text: self.string() }).collect()
    }

    fn range(&mut self, text: &Text) -> TextRange {
        let length = text.code_points().len();
        let start = self.below(length);
        let end = start + 1 + self.below((length - start).min(12));
        TextRange::from_code_points(text, start..end.min(length)).unwrap()
    }

    fn ranges(&mut self, text: &Text, most: usize) -> Vec<TextRange> {
        let mut ranges: Vec<TextRange> = (0..self.below(most + 1)).map(|_| self.range(text)).collect();
        ranges.sort_unstable();
        let mut kept: Vec<TextRange> = Vec::new();
        for range in ranges {
            if kept.last().is_none_or(|last| last.end() <= range.start()) {
                kept.push(range);
            }
        }
        kept
    }

    fn bound(&mut self) -> Option<Bound> {
        const BOUNDS: [&str; 9] = ["0", "40", "-3", "0.10", "1.50", "123456789012345678901234567890", "2019-03-01", "2019-03-01T13:20", "13:20"];
        let index = self.below(BOUNDS.len() + 1);
        BOUNDS.get(index).map(|word| word.parse().unwrap())
    }

    fn project(mut self, texts: Vec<String>) -> Project {
        let mut parts = Parts::default();
        for _ in 0..self.below(4) {
            let check = self.check();
            parts.checks.push(check);
        }
        for text in texts {
            let article = self.article(Text::new(text));
            for _ in 0..self.below(8) {
                let mark = self.mark(&article, &parts.checks);
                parts.marks.push(Arc::new(mark));
            }
            for _ in 0..self.below(4).saturating_sub(1) {
                self.version(&article, &mut parts);
            }
            parts.articles.push(article);
        }
        self.links(&mut parts);
        for _ in 0..self.below(5) {
            let comment = self.comment(&parts);
            parts.comments.push(comment);
        }
        parts.settings = self.settings(&parts);
        Project::assemble(parts).unwrap()
    }

    fn article(&mut self, text: Text) -> Article {
        const BLOCKS: [Block; 6] = [Block::Title, Block::Heading, Block::Quote, Block::ListItem, Block::Caption, Block::TableRow];
        let mut blocks = Vec::new();
        for number in 0..text.paragraph_count() {
            if self.chance() {
                blocks.push((number as u32, BLOCKS[self.below(6)]));
            }
        }
        let origin = match self.below(3) {
            0 => Origin::default(),
            _ => self.origin(text.paragraph_count()),
        };
        Article {
            id: ArticleId::next(&mut self.ids),
            title: self.string(),
            origin,
            state: self.word().unwrap_or(ArticleState::Todo),
            blocks,
            skip: self.ranges(&text, 2),
            text,
            kept: self.kept(),
        }
    }

    fn origin(&mut self, paragraphs: usize) -> Origin {
        let details = (0..self.below(3)).map(|_| (self.string(), self.string())).collect();
        let mut places = Vec::new();
        for number in 0..paragraphs as u32 {
            if self.chance() {
                places.push((number, if self.chance() { Place::Page(number + 1) } else { Place::Time(self.seed % 10_000_000) }));
            }
        }
        let (bom, crlf) = (self.chance(), self.chance());
        Origin { details, places, bom, crlf, ..Origin::of_words(|_| self.string()) }
    }

    /// An earlier version of an article, with its record of marks and perhaps some that wait in it.
    fn version(&mut self, article: &Article, parts: &mut Parts) {
        let (one, two) = (self.string(), self.string());
        let Article { title, origin, blocks, text, skip, .. } = self.article(Text::new(format!("x{one}\n{two}")));
        let before = Article { text: text.clone(), ..article.clone() };
        let mut version = Version {
            id: VersionId::next(&mut self.ids),
            article: article.id,
            title,
            origin,
            blocks,
            text,
            skip,
            marks: Vec::new(),
            by: ["amira", ""][self.below(2)].into(),
            on: self.moment(),
        };
        for _ in 0..self.below(4) {
            version.marks.push(Arc::new(self.mark(&before, &parts.checks)));
        }
        version.marks.sort_by_key(|mark| (mark.at.start(), std::cmp::Reverse(mark.at.end()), mark.id));
        for _ in 0..self.below(3) {
            let mark = self.mark(&before, &parts.checks);
            parts.marks.push(Arc::new(Mark { version: Some(version.id), ..mark }));
        }
        parts.versions.push(version);
    }

    fn mark(&mut self, article: &Article, checks: &[Check]) -> Mark {
        let at = Fragments::new(self.ranges(&article.text, 3)).unwrap_or_else(|| self.range(&article.text).into());
        let decided = Decided { by: self.string().into(), on: self.moment(), why: self.string() };
        let tags = (0..self.below(3)).map(|_| self.string().into()).collect();
        let score = [0.0, 1.0, 0.1, 1e-9, 123_456_789.125][self.below(5)];
        Mark {
            id: MarkId::next(&mut self.ids),
            article: article.id,
            version: None,
            at,
            meaning: self.meaning(checks),
            links: Vec::new(),
            note: self.string(),
            discuss: self.chance(),
            tags,
            state: self.word().unwrap_or(MarkState::Accepted),
            decided: self.chance().then(|| Box::new(decided)),
            score: self.chance().then_some(score),
            by: ["amira", "jonas", "", "quote"][self.below(4)].into(),
            on: self.moment(),
            of: (0..self.below(4).saturating_sub(2)).map(|_| (self.string().into(), MarkId::next(&mut self.ids))).collect(),
            kept: self.kept(),
        }
    }

    fn meaning(&mut self, checks: &[Check]) -> Meaning {
        match self.below(4) {
            0 => Meaning::Claim(Claim {
                worth: self.word::<Worth>(),
                voice: self.word::<Voice>(),
                kinds: ClaimKind::ALL.iter().copied().filter(|_| self.chance()).collect(),
                check: checks.get(self.below(checks.len() + 1)).map(|check| check.id),
            }),
            1 => Meaning::Source(Box::new(Source { name: self.string().into(), naming: self.word::<Naming>(), kind: self.word::<SourceKind>() })),
            2 => Meaning::Figure(Box::new(Figure {
                low: self.bound(),
                high: self.bound(),
                how: self.word::<How>(),
                unit: self.string(),
                what: self.string(),
                trend: self.word::<Trend>(),
                kind: self.word::<FigureKind>(),
            })),
            _ => Meaning::Own(["Prediction", "Name_Calling,Labeling", "claim", "\u{202e}“\"\\\n"][self.below(4)].into()),
        }
    }

    /// Links between marks whose labels allow it, none twice.
    fn links(&mut self, parts: &mut Parts) {
        let ends: Vec<(MarkId, Label)> = parts.marks.iter().map(|mark| (mark.id, mark.label())).collect();
        let mut there: Vec<(MarkId, MarkId, LinkKind)> = Vec::new();
        for mark in parts.marks.iter_mut().map(Arc::make_mut) {
            let version = parts.versions.iter().find(|version| mark.version == Some(version.id)).map(|version| version.text.clone());
            let text = version.or_else(|| parts.articles.iter().find(|article| article.id == mark.article).map(|article| article.text.clone())).unwrap();
            for _ in 0..self.below(4) {
                let (to, to_label) = ends[self.below(ends.len())].clone();
                let kind = self.word::<BaseLink>().map_or_else(|| LinkKind::Own("“Answers”\n".into()), LinkKind::Base);
                let is_there = |a: MarkId, b: MarkId| there.contains(&(a, b, kind.clone()));
                if to == mark.id || !kind.allows(&mark.label(), &to_label) || is_there(mark.id, to) || (kind.is_mutual() && is_there(to, mark.id)) {
                    continue;
                }
                there.push((mark.id, to, kind.clone()));
                mark.links.push(Link { kind, to, cue: self.ranges(&text, 2), auto: self.chance() });
            }
        }
    }

    fn check(&mut self) -> Check {
        let evidence = (0..self.below(3)).map(|_| Evidence {
            question: self.string(),
            answer: self.string(),
            title: self.string(),
            url: self.string(),
            archived: self.string(),
            quote: self.string(),
            medium: self.string(),
            retrieved: self.string(),
        });
        let evidence = evidence.collect();
        Check {
            id: CheckId::next(&mut self.ids),
            statement: self.string(),
            verdict: ["", "Supported", "Pants on fire"][self.below(3)].into(),
            justification: self.string(),
            evidence,
            speaker: self.string(),
            claimed_on: self.string(),
            by: self.string().into(),
            on: self.moment(),
        }
    }

    fn subject(&mut self, parts: &Parts) -> Option<Subject> {
        match self.below(4) {
            0 => parts.articles.first().map(|article| Subject::Article(article.id)),
            1 => parts.marks.last().map(|mark| Subject::Mark(mark.id)),
            2 => parts.checks.first().map(|check| Subject::Check(check.id)),
            _ => None,
        }
    }

    fn comment(&mut self, parts: &Parts) -> Comment {
        let reply_to = parts.comments.get(self.below(parts.comments.len() + 1)).map(|comment| comment.id);
        Comment {
            id: CommentId::next(&mut self.ids),
            about: self.subject(parts),
            reply_to,
            text: self.string(),
            by: self.string().into(),
            on: self.moment(),
            resolved: self.chance(),
        }
    }

    fn settings(&mut self, parts: &Parts) -> Vec<Setting> {
        let mut settings = vec![
            Setting::Title(self.string()),
            Setting::Analyst(self.string().into()),
            Setting::Scale((0..self.below(3)).map(|_| self.string().into()).collect()),
            Setting::Guide(self.string()),
            Setting::Kept(self.kept()),
            Setting::Tag("cost".into()),
            Setting::Tag(format!("tag {}", self.string()).into()),
        ];
        let key = ['4', '9', 'ß'].get(self.below(4)).copied();
        let colour = self.chance().then_some(Colour([0, 17, 255]));
        settings.push(Setting::Label(OwnLabel { name: format!("Own {}", self.string()).into(), key, colour, definition: self.string() }));
        settings.push(Setting::LinkKind(OwnLinkKind { name: format!("Own {}", self.string()).into(), definition: self.string() }));
        settings.extend(self.review(parts));
        settings.extend(self.subject(parts).map(|about| Setting::Silenced(Silenced { rule: self.string().into(), about, why: self.string() })));
        settings.retain(|_| self.below(4) > 0);
        settings
    }
}

mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn it_makes_everything_there_is() {
        let mut seen = BTreeSet::new();
        for seed in 0..400_u64 {
            let strings = HARD.iter().map(|piece| (*piece).to_owned()).collect();
            let project = Dice { seed, strings, ids: Ids::new(seed) }.project(vec!["x سلام\r\n\u{2028}👩‍👩‍👧‍👦 and more words".to_owned(), "y".repeat(40)]);
            for mark in project.marks() {
                seen.insert(format!("label {}", mark.label()));
                seen.insert(format!("fragments {}", mark.at.count().min(2)));
                seen.extend(mark.links.iter().map(|link| format!("link {} {} {}", link.kind.name(), link.auto, link.cue.is_empty())));
                seen.insert(format!("waits {}", mark.waits()));
                seen.extend(mark.check().map(|_| "check".to_owned()));
            }
            seen.extend(project.versions().map(|version| format!("version {}", version.marks.is_empty())));
            seen.extend(project.comments().map(|comment| format!("comment {} {}", comment.about.is_some(), comment.reply_to.is_some())));
            seen.extend(project.settings().map(|setting| format!("{setting:?}").chars().take_while(|c| c.is_alphabetic()).collect()));
        }
        let links = 4 * (BaseLink::ALL.len() + 1);
        assert_eq!(seen.len(), 7 + 2 + links + 2 + 1 + 2 + 4 + 13, "labels, fragments, links, waits, check, versions, comments, settings: {seen:#?}");
    }
}
