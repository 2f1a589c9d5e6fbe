//! What analysts are called where their projects stand side by side.

use crate::project::Name;
use std::collections::BTreeSet;

/// Names for projects with the names of their analysts and of their files: the analyst's; the file's where there is none; and for who has the
/// name of somebody before both, as in `amira (b.ron)`.
pub fn told_apart(projects: &[(Name, String)]) -> Vec<Name> {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    let mut names = Vec::with_capacity(projects.len());
    for (analyst, file) in projects {
        let plain = if analyst.is_empty() { file.clone() } else { analyst.to_string() };
        let numbered = (2..).map(|number| format!("{plain} ({file}, {number})"));
        let mut choices = [plain.clone(), format!("{plain} ({file})")].into_iter().chain(numbered);
        let name = choices.find(|name| !taken.contains(name)).unwrap_or(plain);
        taken.insert(name.clone());
        names.push(Name::from(name));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_of_one_name_are_told_apart_by_their_files() {
        let told = |projects: &[(&str, &str)]| {
            let projects: Vec<(Name, String)> = projects.iter().map(|(name, file)| (Name::from(*name), (*file).to_owned())).collect();
            told_apart(&projects).iter().map(|name| name.to_string()).collect::<Vec<_>>()
        };
        assert_eq!(told(&[("amira", "a.ron"), ("jonas", "b.ron")]), ["amira", "jonas"]);
        assert_eq!(told(&[("amira", "a.ron"), ("amira", "b.ron")]), ["amira", "amira (b.ron)"]);
        assert_eq!(told(&[("amira", "a.ron"), ("amira", "a.ron"), ("amira", "a.ron")]), ["amira", "amira (a.ron)", "amira (a.ron, 2)"]);
        assert_eq!(told(&[("", "a.ron"), ("", "b.ron")]), ["a.ron", "b.ron"]);
    }
}
