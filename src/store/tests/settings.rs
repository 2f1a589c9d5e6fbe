//! The settings of the user.

use super::*;
use crate::project::{ArticleId, Ids};
use crate::store::{Preferences, Recent, Theme, WindowPlace};

fn path(desk: &Desk) -> PathBuf {
    desk.folders.config.join("settings.ron")
}

#[test]
fn settings_come_back_as_they_were() {
    let desk = Desk::new();
    assert_eq!(Preferences::read(&desk.folders, now()).unwrap(), (Preferences::default(), None));
    assert!((Preferences::default().zoom - 1.0).abs() < f32::EPSILON);
    let mut preferences = Preferences {
        who: "Amíra \"سلام\"\n".into(),
        theme: Theme::Dark,
        zoom: 1.25,
        window: Some(WindowPlace { x: -3.5, y: 0.0, width: 1440.0, height: 900.0, maximised: true }),
        list_width: Some(270.5),
        last_folder: Some("/some where/مقاله".into()),
        ..Preferences::default()
    };
    preferences.keys.insert("mark claim".into(), "Ctrl+1".into());
    for name in ["a.ron", "b.ron", "a.ron"] {
        preferences.opened(Recent { path: name.into(), title: "t".into(), article: Some(ArticleId::next(&mut Ids::new(1))), byte: 17 });
    }
    let recent: Vec<&Path> = preferences.recent.iter().map(|recent| recent.path.as_path()).collect();
    assert_eq!(recent, [Path::new("a.ron"), Path::new("b.ron")]);
    preferences.write(&desk.folders).unwrap();
    assert_eq!(Preferences::read(&desk.folders, now()).unwrap(), (preferences, None));
}

#[test]
fn damaged_settings_are_set_aside_and_told() {
    let desk = Desk::new();
    std::fs::create_dir(&desk.folders.config).unwrap();
    for (number, words) in ["(who: \"am", "(zoom: \"large\")", "\u{0}"].iter().enumerate() {
        std::fs::write(path(&desk), words).unwrap();
        let (preferences, aside) = Preferences::read(&desk.folders, now()).unwrap();
        let aside = aside.unwrap();
        assert_eq!(preferences, Preferences::default());
        assert_eq!(std::fs::read_to_string(&aside.kept).unwrap(), *words);
        assert!(aside.to_string().contains("settings.ron.damaged-2026-11-21"), "{aside}");
        assert!(!path(&desk).exists(), "{number}");
    }
    assert_eq!(Desk::names(&desk.folders.config).len(), 3);
}

#[test]
fn what_a_newer_program_wrote_is_passed_over() {
    let desk = Desk::new();
    std::fs::create_dir(&desk.folders.config).unwrap();
    std::fs::write(path(&desk), "\u{feff}(who: \"amira\", wings: 2, theme: \"Sepia\", zoom: -1.0, list_width: Some(inf))").unwrap();
    let (preferences, aside) = Preferences::read(&desk.folders, now()).unwrap();
    assert_eq!((preferences, aside), (Preferences { who: "amira".into(), ..Preferences::default() }, None));
}
