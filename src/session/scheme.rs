//! Commands about what the project marks with.

use super::{Job, SchemeCommand, Session};
use crate::edit;
use crate::project::{Moment, Name, Setting, SettingKey};

impl Session {
    pub(super) fn run_scheme(&mut self, command: SchemeCommand, now: Moment) -> Vec<Job> {
        self.change(now, |project, hand| {
            let change = match command {
                SchemeCommand::RenameSource(from, to) => edit::rename_source(project, hand, &from, to.trim()),
                SchemeCommand::RenameTag(from, to) => edit::rename_tag(project, hand, &from, &Name::from(to.trim())),
                SchemeCommand::RetireTag(tag) => edit::retire_tag(project, hand, &tag),
                SchemeCommand::Label(label) => edit::put_label(project, hand, label),
                SchemeCommand::RenameLabel(from, to) => edit::rename_label(project, hand, &from, &to),
                SchemeCommand::RetireLabel(name) => edit::retire_label(project, hand, &name),
                SchemeCommand::Scale(scale) => {
                    let is_default = scale.iter().map(|verdict| &**verdict).eq(crate::project::DEFAULT_SCALE);
                    edit::set_entry(project, hand, &SettingKey::Scale, (!is_default).then_some(Setting::Scale(scale)))
                }
                SchemeCommand::Guide(guide) => {
                    let guide = guide.trim_end();
                    edit::set_entry(project, hand, &SettingKey::Guide, (!guide.is_empty()).then(|| Setting::Guide(guide.to_owned())))
                }
            }?;
            Ok((change, ()))
        })
        .0
    }
}
