//! Arbitrary changes.

use super::{hard_string, project};
use crate::edit::{Change, Edit, Swap};
use crate::project::{Article, Check, Mark, Moment, Version};
use proptest::prelude::*;
use std::sync::Arc;

/// A change of anything: edits from nothing, to nothing and from one thing to another of the same id.
pub(crate) fn change() -> impl Strategy<Value = Change> {
    (project(), project(), any::<u64>(), hard_string()).prop_map(|(one, two, seed, name)| {
        let mut edits = Vec::new();
        let mut number = seed;
        let mut sides = |before: &dyn Fn() -> Edit, swap: &dyn Fn() -> Edit| {
            number = number.rotate_left(7).wrapping_add(1);
            edits.push(if number % 3 == 0 {
                before().inverse()
            } else if number % 3 == 1 {
                before()
            } else {
                swap()
            });
        };
        for article in one.articles() {
            let retitled = Article { title: format!("{}!", article.title), ..article.as_ref().clone() };
            sides(&|| Edit::article(None, Some(article.as_ref().clone())), &|| Edit::article(Some(article.clone()), Some(retitled.clone())));
        }
        for mark in one.marks() {
            let noted = Mark { note: name.clone(), ..mark.as_ref().clone() };
            sides(&|| Edit::mark(None, Some(mark.as_ref().clone())), &|| Edit::mark(Some(mark.clone()), Some(noted.clone())));
        }
        for version in one.versions() {
            let retitled = Version { title: format!("{}!", version.title), ..version.as_ref().clone() };
            sides(&|| Edit::version(None, Some(version.as_ref().clone())), &|| Edit::version(Some(version.clone()), Some(retitled.clone())));
        }
        for check in one.checks() {
            edits.push(Edit::Check(Swap { before: Some(check.clone()), after: Some(Arc::new(Check { speaker: name.clone(), ..check.as_ref().clone() })) }));
        }
        for comment in one.comments() {
            edits.push(Edit::Comment(Swap { before: None, after: Some(comment.clone()) }));
        }
        for setting in one.settings() {
            edits.push(Edit::setting(two.setting(&setting.key()), Some(setting.clone())));
        }
        Change { name: name.clone(), by: name.as_str().into(), on: Moment::from_second((seed % 4_000_000_000) as i64).ok().filter(|_| seed % 5 > 0), edits }
    })
}
