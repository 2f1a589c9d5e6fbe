//! What a project marks with: own labels, own kinds of links, silenced rules.

use super::{Converter, Outcome, maybe, owned, parsed, required, value_error};
use crate::project::{OwnLabel, OwnLinkKind, Setting, Silenced};
use crate::store::format::locate::bare;
use crate::store::format::rows::{LabelRow, LinkKindRow, SilencedRow};
use ron::value::RawValue;

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
