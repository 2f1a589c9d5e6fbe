//! What a project marks with: own labels, own kinds of links, silenced rules.

use super::{Converter, Outcome, maybe, owned, parsed, required, value_error};
use crate::project::{ArticleId, ArticleState, MovedLink, OwnLabel, OwnLinkKind, Review, Reviewed, Setting, Silenced, TheirArticle, TheirMark};
use crate::store::format::locate::bare;
use crate::store::format::rows::{LabelRow, LinkKindRow, MovedRow, ReviewRow, ReviewedRow, SilencedRow, TheirArticleRow, TheirMarkRow};
use crate::text::TextRange;
use ron::value::RawValue;

/// Reads a range of the text of an article.
pub(in crate::store::format) type Zone<'z> = &'z dyn Fn(ArticleId, (u32, u32)) -> Option<TextRange>;

impl Converter {
    pub(in crate::store::format) fn own_label<'a>(&mut self, row: LabelRow<'a>) -> Outcome<'a, Setting> {
        self.no_stray(row.stray, LabelRow::FIELDS)?;
        let name = self.name(&required(row.name, row.start, "name", "label")?);
        let key = row.key.map(letter).transpose()?;
        Ok(Setting::Label(OwnLabel { name, key, colour: maybe(&row.colour, row.start, "colour")?, definition: owned(row.definition) }))
    }

    pub(in crate::store::format) fn own_link_kind<'a>(&mut self, row: LinkKindRow<'a>) -> Outcome<'a, Setting> {
        self.no_stray(row.stray, LinkKindRow::FIELDS)?;
        let name = self.name(&required(row.name, row.start, "name", "kind of link")?);
        Ok(Setting::LinkKind(OwnLinkKind { name, definition: owned(row.definition) }))
    }

    /// The review; `zone` reads a range of the text of an article.
    pub(in crate::store::format) fn review<'a>(&mut self, row: ReviewRow<'a>, zone: Zone<'_>) -> Outcome<'a, Setting> {
        self.no_stray(row.stray, ReviewRow::FIELDS)?;
        let mut analysts = Vec::new();
        for analyst in row.analysts.unwrap_or_default() {
            self.no_stray(analyst.stray, ReviewedRow::FIELDS)?;
            let name = self.name(&required(analyst.name, analyst.start, "name", "analyst of the review")?);
            let articles = analyst.articles.unwrap_or_default().into_iter().map(|article| self.their_article(article, zone)).collect::<Outcome<'_, _>>()?;
            let mut comments = Vec::new();
            for (here, there) in analyst.comments.unwrap_or_default() {
                comments.push((parsed(&here, analyst.start, "comments")?, parsed(&there, analyst.start, "comments")?));
            }
            analysts.push(Reviewed { name, articles, comments });
        }
        Ok(Setting::Review(Review { analysts, is_blind: row.blind.unwrap_or(false) }))
    }

    fn their_article<'a>(&mut self, row: TheirArticleRow<'a>, zone: Zone<'_>) -> Outcome<'a, TheirArticle> {
        self.no_stray(row.stray, TheirArticleRow::FIELDS)?;
        let here = parsed(&required(row.here, row.start, "here", "article of the review")?, row.start, "here")?;
        let there = row.there.map(|there| parsed(&there, row.start, "there")).transpose()?.unwrap_or(here);
        // A zone that the text has no more is none.
        let skip = row.skip.unwrap_or_default().into_iter().filter_map(|place| zone(here, place)).collect();
        Ok(TheirArticle {
            here,
            there,
            state: self.word(row.state, "state")?.unwrap_or(ArticleState::Todo),
            title: owned(row.title),
            origin: self.origin(row.origin)?,
            skip,
            kept: self.kept(row.kept, row.start)?,
        })
    }

    pub(in crate::store::format) fn moved<'a>(&mut self, row: MovedRow<'a>, cue: &dyn Fn((u32, u32)) -> Option<TextRange>) -> Outcome<'a, Setting> {
        self.no_stray(row.stray, MovedRow::FIELDS)?;
        let from = parsed(&required(row.from, row.start, "from", "moved link")?, row.start, "from")?;
        let link = self.link(required(row.link, row.start, "link", "moved link")?, row.start, cue)?;
        let now = row.now.map(|now| parsed(&now, row.start, "now")).transpose()?;
        Ok(Setting::Moved(MovedLink { from, link, now }))
    }

    /// What an analyst's mark has beside its copy; `cue` reads a range of the copy's text.
    pub(in crate::store::format) fn theirs<'a>(&mut self, row: TheirMarkRow<'a>, cue: &dyn Fn((u32, u32)) -> Option<TextRange>) -> Outcome<'a, Setting> {
        let key = row.start;
        self.no_stray(row.stray, TheirMarkRow::FIELDS)?;
        let links = row.links.map(|links| links.into_iter().map(|link| self.link(link, key, cue)).collect::<Outcome<'_, _>>()).transpose()?;
        Ok(Setting::Theirs(Box::new(TheirMark {
            copy: parsed(&required(row.copy, key, "copy", "mark of an analyst")?, key, "copy")?,
            whose: self.name(&required(row.whose, key, "whose", "mark of an analyst")?),
            by: self.maybe_name(row.by),
            on: self.moment(&row.on, key)?,
            note: owned(row.note),
            discuss: row.discuss.unwrap_or(false),
            tags: self.names(row.tags),
            links,
            decided: row.decided.map(|decided| self.decided(*decided)).transpose()?,
            kept: self.kept(row.kept, key)?,
            check: row.check.map(|check| self.check(check)).transpose()?.map(Box::new),
        })))
    }

    pub(in crate::store::format) fn silenced<'a>(&mut self, row: SilencedRow<'a>) -> Outcome<'a, Setting> {
        self.no_stray(row.stray, SilencedRow::FIELDS)?;
        let rule = self.name(&required(row.rule, row.start, "rule", "silenced rule")?);
        let about = required(row.about, row.start, "about", "silenced rule")?;
        Ok(Setting::Silenced(Silenced { rule, about: parsed(&about, row.start, "about")?, why: owned(row.why) }))
    }
}

/// A label's key: a digit, or one character in quotation marks.
fn letter(raw: &RawValue) -> Outcome<'_, char> {
    let shown = bare(raw.get_ron());
    let unquoted = raw.into_rust::<String>().ok();
    let mut letters = unquoted.as_deref().unwrap_or(shown).chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) if unquoted.is_some() || letter.is_ascii_digit() => Ok(letter),
        (Some(_) | None, Some(_) | None) => value_error(shown, "key", format!("`{shown}` is no key: write a digit from 4 to 9")),
    }
}
