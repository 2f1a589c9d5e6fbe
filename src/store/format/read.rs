//! Reads a project file: text → mirror structs → parts, every quote checked against its place → mended → project.

use super::anchor::{Anchored, Search, stands};
use super::convert::{Converter, Outcome, or, outside, parsed, required, wrong};
use super::error::{FormatError, Misfit, Problem, Repair};
use super::locate::{self, Lines, Place};
use super::record::PerRange;
use super::rows::{ArticleRow, MarkRow, MovedRow, ProjectRow, ReviewRow, TheirMarkRow, VersionRow};
use super::values::Str;
use super::{FORMAT, Read, mend};
use crate::project::{Article, ArticleId, ArticleState, Mark, MarkId, Parts, Project, Setting, Version};
use crate::text::{Text, TextRange};
use ron::error::SpannedError;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Reads a project file; see the module's doc.
pub(super) fn read(source: &str) -> Result<Read, FormatError> {
    let source = source.strip_prefix('\u{feff}').unwrap_or(source);
    read_source(source).map_err(|error| match locate::conflict_marker(source) {
        Some(line) => FormatError::Conflict { line },
        None => error,
    })
}

fn read_source(source: &str) -> Result<Read, FormatError> {
    if !locate::opens(source) {
        return Err(FormatError::NotAProject);
    }
    let format = format_of(source)?;
    match format {
        Some(0) => Err(FormatError::Older(0)),
        Some(number) if number > FORMAT => read_rows(source, format).map_err(|error| FormatError::Newer { format: number, error: Box::new(error) }),
        Some(_) | None => read_rows(source, format),
    }
}

fn read_rows(source: &str, format: Option<u32>) -> Result<Read, FormatError> {
    let newer = format.filter(|number| *number > FORMAT);
    let (parts, repairs) = read_parts(source, format)?;
    let assembled = Project::assemble(parts);
    if let Ok(project) = assembled {
        return Ok(Read { project, repairs, newer });
    }
    // What plain merges leave is rare: to read such a file twice costs less than to look for it in every file.
    let (mut parts, mut repairs) = read_parts(source, format)?;
    mend::mend(&mut parts, &mut repairs);
    let project = Project::assemble(parts).map_err(FormatError::Faults)?;
    Ok(Read { project, repairs, newer })
}

/// What the file holds, every mark at the place of its words.
fn read_parts(source: &str, format: Option<u32>) -> Result<(Parts, Vec<Repair>), FormatError> {
    let row: ProjectRow<'_> = ron::from_str(source).map_err(|error| damaged(source, &error))?;
    let Some(format) = format else { return Err(FormatError::NoFormat) };
    let mut reader = Reader {
        source,
        converter: Converter::new(format > FORMAT),
        parts: Parts::default(),
        repairs: Vec::new(),
        misfits: Vec::new(),
        lines: Lines::default(),
        places: BTreeMap::new(),
    };
    reader.project(row).map_err(|wrong| FormatError::At { place: Place::of_slice(source, wrong.near), problem: wrong.problem })?;
    if !reader.misfits.is_empty() {
        return Err(FormatError::Quotes(reader.misfits));
    }
    Ok((reader.parts, reader.repairs))
}

fn format_of(source: &str) -> Result<Option<u32>, FormatError> {
    let Some(word) = locate::format_number(source) else { return Ok(None) };
    match word.parse() {
        Ok(number) => Ok(Some(number)),
        Err(_) => {
            let problem = Problem::Value { field: "format", why: format!("`{word}` is no format number: write {FORMAT}") };
            Err(FormatError::At { place: Place::of_slice(source, word), problem })
        }
    }
}

/// The sentence for what the RON crate refused.
fn damaged(source: &str, error: &SpannedError) -> FormatError {
    let place = Place { line: error.span.end.line, column: error.span.end.col };
    let field = locate::field_at(source, place.byte(source)).map(str::to_owned);
    FormatError::At { place, problem: Problem::Damaged { field, expected: expectation(&error.code) } }
}

/// What the RON crate says, in the words of people who did not write it.
#[expect(clippy::wildcard_enum_match_arm, reason = "the RON crate's errors are not ours and may grow")]
fn expectation(code: &ron::Error) -> String {
    match code {
        ron::Error::Eof => "the file ends in the middle".to_owned(),
        ron::Error::ExpectedString => "a string in quotation marks is expected".to_owned(),
        ron::Error::ExpectedStringEnd => "a string has no closing quotation mark".to_owned(),
        ron::Error::ExpectedIdentifier | ron::Error::InvalidIdentifier(_) => "a word without quotation marks is expected".to_owned(),
        ron::Error::ExpectedInteger | ron::Error::IntegerOutOfBounds => "a whole number from 0 to 4294967295 is expected".to_owned(),
        ron::Error::ExpectedFloat => "a number is expected".to_owned(),
        ron::Error::ExpectedBoolean => "true or false is expected".to_owned(),
        ron::Error::ExpectedComma => "a comma is expected".to_owned(),
        ron::Error::ExpectedMapColon => "a colon is expected".to_owned(),
        ron::Error::ExpectedArray => "a list that begins with [ is expected".to_owned(),
        ron::Error::ExpectedArrayEnd => "the ] that ends a list is expected".to_owned(),
        ron::Error::ExpectedStructLike | ron::Error::ExpectedNamedStructLike(_) => "an opening parenthesis is expected".to_owned(),
        ron::Error::ExpectedStructLikeEnd => "a closing parenthesis is expected".to_owned(),
        ron::Error::TrailingCharacters => "nothing is expected behind the last parenthesis".to_owned(),
        ron::Error::UnclosedBlockComment => "a comment has no closing */".to_owned(),
        ron::Error::ExceededRecursionLimit => "parentheses and brackets are nested too deeply".to_owned(),
        ron::Error::UnexpectedChar(found) => format!("{found:?} is not expected here"),
        ron::Error::InvalidValueForType { expected, .. } => format!("{expected} is expected"),
        ron::Error::InvalidEscape(_) => "a string holds an escape that does not exist; write \\\\ for a backslash".to_owned(),
        other => format!("the RON reader says “{other}”"),
    }
}

struct Reader<'s> {
    source: &'s str,
    converter: Converter,
    parts: Parts,
    repairs: Vec<Repair>,
    misfits: Vec<Misfit>,
    lines: Lines,
    /// Where each mark stands in the list, once it was asked for.
    places: BTreeMap<MarkId, usize>,
}

impl<'s> Reader<'s> {
    fn project(&mut self, mut row: ProjectRow<'s>) -> Outcome<'s, ()> {
        self.converter.no_stray(row.stray, ProjectRow::FIELDS)?;
        self.settings(&mut row)?;
        let articles = row.articles.unwrap_or_default();
        let mut ids: Vec<ArticleId> = articles.iter().map(|article| article_id(article, row.start)).collect::<Outcome<'_, _>>()?;
        // Before the marks are read, so that those of the second article stay with it.
        mend::rename_doubles(ids.iter_mut().collect(), ArticleId::next, &mut self.repairs);
        for (id, article) in ids.into_iter().zip(articles) {
            self.article(id, article, row.start)?;
        }
        if let Some(review) = row.review {
            self.review(review)?;
        }
        for moved in row.moved.unwrap_or_default() {
            self.moved(moved)?;
        }
        for theirs in row.theirs.unwrap_or_default() {
            self.theirs(theirs)?;
        }
        for check in row.checks.unwrap_or_default() {
            self.parts.checks.push(self.converter.check(check)?);
        }
        for comment in row.comments.unwrap_or_default() {
            self.parts.comments.push(self.converter.comment(comment)?);
        }
        Ok(())
    }

    fn settings(&mut self, row: &mut ProjectRow<'s>) -> Outcome<'s, ()> {
        let converter = &mut self.converter;
        let settings = &mut self.parts.settings;
        settings.extend(row.title.take().map(|title| Setting::Title(title.into_string())));
        settings.extend(row.analyst.take().map(|analyst| Setting::Analyst(converter.name(&analyst))));
        for label in row.labels.take().unwrap_or_default() {
            settings.push(converter.own_label(label)?);
        }
        for kind in row.link_kinds.take().unwrap_or_default() {
            settings.push(converter.own_link_kind(kind)?);
        }
        settings.extend(converter.names(row.tags.take()).into_iter().map(Setting::Tag));
        if row.scale.is_some() {
            settings.push(Setting::Scale(converter.names(row.scale.take())));
        }
        settings.extend(row.guide.take().map(|guide| Setting::Guide(guide.0)));
        for silenced in row.silenced.take().unwrap_or_default() {
            settings.push(converter.silenced(silenced)?);
        }
        if row.kept.is_some() {
            settings.push(Setting::Kept(converter.kept(row.kept.take(), row.start)?));
        }
        Ok(())
    }

    fn review(&mut self, row: ReviewRow<'s>) -> Outcome<'s, ()> {
        let texts: BTreeMap<ArticleId, &Text> = self.parts.articles.iter().map(|article| (article.id, &article.text)).collect();
        let zone = |article: ArticleId, place: (u32, u32)| texts.get(&article).and_then(|text| code_points(text, place));
        let review = self.converter.review(row, &zone)?;
        self.parts.settings.push(review);
        Ok(())
    }

    /// A moved link, whose cue is counted in the text of its mark. One whose mark is gone says nothing any more.
    fn moved(&mut self, row: MovedRow<'s>) -> Outcome<'s, ()> {
        let text = self.text_of(row.from.as_deref());
        let moved = self.converter.moved(row, &cue_of(text.as_ref()))?;
        self.parts.settings.extend(text.map(|_| moved));
        Ok(())
    }

    /// What an analyst's mark has beside its copy. Where the copy is gone it says nothing any more.
    fn theirs(&mut self, row: TheirMarkRow<'s>) -> Outcome<'s, ()> {
        let text = self.text_of(row.copy.as_deref());
        let theirs = self.converter.theirs(row, &cue_of(text.as_ref()))?;
        self.parts.settings.extend(text.map(|_| theirs));
        Ok(())
    }

    /// The text in which a mark stands that was read before.
    fn text_of(&mut self, mark: Option<&str>) -> Option<Text> {
        let id: MarkId = mark?.parse().ok()?;
        if self.places.len() != self.parts.marks.len() {
            self.places = self.parts.marks.iter().enumerate().map(|(place, mark)| (mark.id, place)).collect();
        }
        let mark = self.parts.marks.get(*self.places.get(&id)?)?;
        match mark.version {
            Some(version) => self.parts.versions.iter().find(|known| known.id == version).map(|version| version.text.clone()),
            None => self.parts.articles.iter().find(|article| article.id == mark.article).map(|article| article.text.clone()),
        }
    }

    fn article(&mut self, id: ArticleId, row: ArticleRow<'s>, parent: &'s str) -> Outcome<'s, ()> {
        let key = or(row.start, parent);
        self.converter.no_stray(row.stray, ArticleRow::FIELDS)?;
        let text = Text::new(joined(&required(row.text, key, "text", "article")?));
        let skip = zones(&text, row.skip, key)?;
        let mut rows = row.marks.unwrap_or_default();
        let mut marks = rows.all();
        let first = self.parts.versions.len();
        for version in row.earlier.unwrap_or_default() {
            self.version(id, version, key)?;
        }
        // Marks that wait in an earlier version stand behind the others; a file that was sorted by hand is read too.
        if marks.iter().any(|mark| mark.version.is_some()) {
            marks.sort_by_key(|mark| mark.version.is_some());
        }
        let here = marks.iter().position(|mark| mark.version.is_some()).unwrap_or(marks.len());
        let (here, waiting) = marks.split_at_mut_checked(here).unwrap_or_default();
        let read = self.marks(here, id, &text, key)?;
        self.parts.marks.extend(read);
        for row in waiting {
            let version = self.parts.versions.iter().skip(first).find(|version| row.version.as_deref() == Some(&version.id.to_string()));
            let Some(text) = version.map(|version| version.text.clone()) else {
                let near = row.version.as_ref().map_or(key, |version| version.near(or(row.start, key)));
                return wrong(near, Problem::Value { field: "version", why: "the article has no such earlier version; write the id of one".to_owned() });
            };
            let read = self.marks(std::slice::from_mut(row), id, &text, key)?;
            self.parts.marks.extend(read);
        }
        self.parts.articles.push(Article {
            id,
            title: row.title.map(Str::into_string).unwrap_or_default(),
            origin: self.converter.origin(row.origin)?,
            state: self.converter.word(row.state, "state")?.unwrap_or(ArticleState::Todo),
            blocks: self.converter.blocks(row.blocks)?,
            text,
            skip,
            kept: self.converter.kept(row.kept, key)?,
        });
        Ok(())
    }

    fn version(&mut self, article: ArticleId, row: VersionRow<'s>, parent: &'s str) -> Outcome<'s, ()> {
        let key = or(row.start, parent);
        self.converter.no_stray(row.stray, VersionRow::FIELDS)?;
        let text = Text::new(joined(&required(row.text, key, "text", "version")?));
        let mut rows = row.marks.unwrap_or_default();
        let mut marks = rows.all();
        if let Some(version) = marks.iter().find_map(|mark| mark.version.as_ref()) {
            let why = "a mark in the list of an earlier version stands in that version: remove the field".to_owned();
            return wrong(version.near(key), Problem::Value { field: "version", why });
        }
        let version = Version {
            id: parsed(&required(row.id, key, "id", "version")?, key, "id")?,
            article,
            title: row.title.map(Str::into_string).unwrap_or_default(),
            origin: self.converter.origin(row.origin)?,
            blocks: self.converter.blocks(row.blocks)?,
            skip: zones(&text, row.skip, key)?,
            marks: self.marks(&mut marks, article, &text, key)?,
            text,
            by: self.converter.name(row.by.as_deref().unwrap_or_default()),
            on: self.converter.moment(&row.on, key)?,
        };
        self.parts.versions.push(version);
        Ok(())
    }

    /// The marks of one text, each at the place of its words.
    fn marks(&mut self, rows: &mut [&mut MarkRow<'s>], article: ArticleId, text: &Text, key: &'s str) -> Outcome<'s, Vec<Arc<Mark>>> {
        let mut read = Vec::with_capacity(rows.len());
        let mut search = None;
        let mut rest = rows;
        while let Some((mark, after)) = rest.split_first_mut() {
            mark.start = or(mark.start, key);
            let place = match place_of(mark, text) {
                Some(place) => place,
                None => {
                    // The first mark that is not at its place: the others that follow are looked for together with it.
                    let lost = || std::iter::once(&**mark).chain(after.iter().map(|mark| &**mark).filter(|mark| place_of(mark, text).is_none()));
                    let search = search.get_or_insert_with(|| Search::new(text, lost().flat_map(|mark| slice(&mark.quote)).map(|quote| &**quote)));
                    search.again(slice(&mark.at), slice(&mark.quote))
                }
            };
            read.extend(self.mark(mark, place, article, text)?);
            rest = after;
        }
        Ok(read)
    }

    /// A mark; none where its words are not in the text, which is noted.
    fn mark(&mut self, row: &mut MarkRow<'s>, place: Anchored, article: ArticleId, text: &Text) -> Outcome<'s, Option<Arc<Mark>>> {
        let key = row.start;
        // Before what is missing: an unknown name is often a misspelt one.
        self.converter.no_stray(row.stray, MarkRow::FIELDS)?;
        let at = required(row.at.take(), key, "at", "mark")?;
        let quotes = required(row.quote.take(), key, "quote", "mark")?;
        let value = |field, why: &str| wrong(key, Problem::Value { field, why: why.to_owned() });
        if at.is_empty() {
            return value("at", "a mark needs at least one range, such as [(40, 56)]");
        }
        if at.len() != quotes.len() {
            return value("quote", &format!("there are {} strings for {} ranges: write one for each", quotes.len(), at.len()));
        }
        let (at, shift) = match place {
            Anchored::There(at) => (at, 0),
            Anchored::Sorted(at) => {
                self.repairs.push(Repair::MarkOrder(mark_id(row)?));
                (at, 0)
            }
            Anchored::Moved { at, shift } => {
                self.repairs.push(Repair::Anchored(mark_id(row)?));
                (at, shift)
            }
            Anchored::Overlapping => return value("at", "the ranges of the mark overlap: join them or correct them"),
            Anchored::Lost { found } => {
                let expected = quotes.iter().map(|quote| &**quote).collect::<Vec<&str>>().join(" … ");
                self.misfits.push(Misfit { mark: mark_id(row)?, line: self.lines.of_slice(self.source, key), expected, found });
                return Ok(None);
            }
        };
        // What a link quotes moves as far as the mark did; if that is no place, it stays.
        let cue = |place: (u32, u32)| shifted(place, shift).and_then(|place| code_points(text, place)).or_else(|| code_points(text, place));
        Ok(Some(Arc::new(self.converter.mark(row, article, at, &cue)?)))
    }
}

/// Reads a cue of a text; without the text nobody can count, and only its form is looked at.
fn cue_of(text: Option<&Text>) -> impl Fn((u32, u32)) -> Option<TextRange> {
    move |(start, end)| match text {
        Some(text) => code_points(text, (start, end)),
        None => TextRange::unchecked(start, end),
    }
}

fn zones<'s>(text: &Text, places: Option<Vec<(u32, u32)>>, key: &'s str) -> Outcome<'s, Vec<TextRange>> {
    let mut zones = Vec::new();
    for place in places.unwrap_or_default() {
        match code_points(text, place) {
            Some(zone) => zones.push(zone),
            None => return wrong(key, Problem::Value { field: "skip", why: outside(place) }),
        }
    }
    Ok(zones)
}

fn article_id<'s>(row: &ArticleRow<'s>, parent: &'s str) -> Outcome<'s, ArticleId> {
    let key = or(row.start, parent);
    parsed(required(row.id.as_ref(), key, "id", "article")?, key, "id")
}

fn mark_id<'s>(row: &MarkRow<'s>) -> Outcome<'s, MarkId> {
    parsed(required(row.id.as_ref(), row.start, "id", "mark")?, row.start, "id")
}

fn place_of(row: &MarkRow<'_>, text: &Text) -> Option<Anchored> {
    stands(text, slice(&row.at), slice(&row.quote))
}

fn slice<T>(list: &Option<PerRange<T>>) -> &[T] {
    list.as_deref().unwrap_or_default()
}

fn code_points(text: &Text, (start, end): (u32, u32)) -> Option<TextRange> {
    TextRange::from_code_points(text, start as usize..end as usize)
}

fn shifted((start, end): (u32, u32), by: i64) -> Option<(u32, u32)> {
    Some(((i64::from(start) + by).try_into().ok()?, (i64::from(end) + by).try_into().ok()?))
}

/// The paragraphs with line feeds between them.
fn joined(lines: &[Str<'_>]) -> String {
    let length = lines.iter().map(|line| line.len() + 1).sum();
    let mut whole = String::with_capacity(length);
    for (number, line) in lines.iter().enumerate() {
        if number > 0 {
            whole.push('\n');
        }
        whole.push_str(line);
    }
    whole
}
