//! Article files and folders.

use super::*;
use crate::article::{LIMIT_BYTES, Refusal};
use crate::store::{ReadArticle, ReadError, Reading, WhyNot, read_articles};

#[test]
fn files_and_folders_are_read_in_order_and_each_by_itself() {
    let desk = Desk::new();
    let root = desk.path.parent().unwrap().to_owned();
    for (name, words) in [("b.txt", "سلام\r\nb"), ("a.md", "# A\n\na"), ("c.ron", "no"), (".hidden.txt", "no"), ("deep/er/d.txt", "d"), (".git/e.txt", "no")]
    {
        std::fs::create_dir_all(root.join(name).parent().unwrap()).unwrap();
        std::fs::write(root.join(name), words).unwrap();
    }
    std::fs::write(root.join("empty.txt"), "").unwrap();
    std::fs::create_dir(root.join("nothing")).unwrap();
    let named = [root.join("c.ron"), root.clone(), root.join("nothing"), root.join("missing.txt"), root.join("b.txt")];
    let read = read_articles(&named, Reading::default());
    let told: Vec<String> = read
        .iter()
        .map(|ReadArticle { path, draft, .. }| {
            let what = match draft {
                Ok(draft) => draft.title.clone(),
                Err(ReadError { why: WhyNot::Refused(refusal), .. }) => format!("{refusal:?}").chars().take(11).collect(),
                Err(ReadError { why: WhyNot::Io(error), .. }) => format!("{:?}", error.kind()),
                Err(ReadError { why: WhyNot::NoneInFolder, .. }) => "none in folder".into(),
                Err(other) => other.to_string(),
            };
            format!("{}: {what}", path.strip_prefix(&root).unwrap().display())
        })
        .collect();
    let expected =
        ["c.ron: no", "a.md: A", "b.txt: سلام", "deep/er/d.txt: d", "empty.txt: Empty", "nothing: none in folder", "missing.txt: NotFound", "b.txt: سلام"];
    assert_eq!(told, expected);
}

#[cfg(unix)]
#[test]
fn links_are_followed_and_loops_end() {
    let desk = Desk::new();
    let root = desk.path.parent().unwrap().to_owned();
    let outside = desk.dir.path().join("outside");
    std::fs::create_dir(&outside).unwrap();
    std::fs::write(outside.join("o.txt"), "o").unwrap();
    std::fs::write(root.join("a.txt"), "a").unwrap();
    std::os::unix::fs::symlink(&root, root.join("loop")).unwrap();
    std::os::unix::fs::symlink("itself", root.join("itself")).unwrap();
    std::os::unix::fs::symlink(&outside, root.join("out")).unwrap();
    std::os::unix::fs::symlink(root.join("a.txt"), root.join("z.txt")).unwrap();
    let names: Vec<String> = read_articles(std::slice::from_ref(&root), Reading::default())
        .iter()
        .map(|read| format!("{} {}", read.path.strip_prefix(&root).unwrap().display(), read.draft.is_ok()))
        .collect();
    assert_eq!(names, ["a.txt true", "out/o.txt true", "z.txt true"]);
}

#[test]
fn a_file_over_the_limit_is_refused_unread() {
    let desk = Desk::new();
    let path = desk.path.with_file_name("large.txt");
    std::fs::File::create(&path).unwrap().set_len(LIMIT_BYTES as u64 + 1).unwrap();
    let read = read_articles(std::slice::from_ref(&path), Reading::default());
    assert!(matches!(&read[0].draft, Err(ReadError { why: WhyNot::Refused(Refusal::TooLarge { .. }), .. })));
}

#[cfg(unix)]
#[test]
fn what_is_no_file_is_refused_unread() {
    let read = read_articles(&["/dev/zero".into()], Reading::default());
    assert!(matches!(&read[0].draft, Err(ReadError { why: WhyNot::NoFile, .. })));
}
