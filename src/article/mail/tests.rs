//! Mails of every awkward kind, damaged ones, and those that are made to harm.

use super::*;
use crate::article::{fixtures, harm};

/// The only mail of a file.
fn read(bytes: &[u8]) -> Result<Page, Refusal> {
    let mut mails = read_all(bytes)?;
    match (mails.pop(), mails.len()) {
        (Some(mail), 0) => mail,
        (_, others) => Err(Refusal::Many { count: others + 1 }),
    }
}

#[test]
fn mails_are_read_as_they_are_seen() {
    fixtures::check("mail", |_, bytes| {
        let mut mails = read_all(bytes)?;
        if mails.len() == 1 {
            return read(bytes);
        }
        let mut whole = Page::default();
        for mail in mails.drain(..) {
            let shown = mail.map_or_else(|refusal| format!("refused: {refusal}"), |page| fixtures::show(&page));
            whole.paper.put(&format!("=== mail\n{}", shown.trim_end()), None, Group::NONE);
        }
        Ok(whole)
    });
}

#[test]
fn damaged_mails_do_no_harm() {
    harm::harm("mail", |bytes| read_all(bytes).unwrap_or_default());
}

#[test]
fn mails_made_to_harm_are_read_or_refused() {
    let nested = |part: &str, close: &str| format!("Subject: s\nContent-Type: multipart/mixed; boundary=b0\n\n--b0\n{}", part.repeat(100_000) + close);
    for mail in [
        nested("Content-Type: message/rfc822\n\nSubject: x\n", "\nwords"),
        nested("Content-Type: multipart/mixed; boundary=b0\n\n--b0\n", "\nwords"),
        nested("Content-Type: text/plain\n\nwords\n--b0\n", ""),
        nested("Content-Type: multipart/alternative; boundary=b0\n\n--b0\n", "\nwords"),
        (0..100_000).map(|at| format!("Content-Type: multipart/mixed; boundary=b{at}x\n\n--b{at}x\n")).collect::<String>() + "words",
        format!("Subject: {}\n\nwords", "=?aa?q? ".repeat(500_000)),
        format!("Subject: {}\n\nwords", "=?utf-8?q?a?= ".repeat(100_000)),
        format!("From: {}\n\nwords", "(<\"".repeat(500_000)),
        format!("Subject: s\n{}\nwords", "X: y\n".repeat(500_000)),
        format!("Subject: s\n\n{}words", "> ".repeat(500_000)),
        format!("Subject: s\nContent-Type: text/plain; format=flowed\n\n{}words", "a \n".repeat(500_000)),
        format!("Subject: s\nContent-Transfer-Encoding: quoted-printable\n\n{}words", "= ".repeat(500_000)),
    ] {
        match read(mail.as_bytes()) {
            Ok(page) => assert!(page.paper.text().chars().any(is_visible)),
            // The words are deeper than anybody reads, and there is no subject.
            Err(refusal) => assert_eq!(refusal, Refusal::Empty),
        }
    }
    let many = "From a@a.example Mon Mar  2 09:12:44 2026\nSubject: s\n\nx\n\n".repeat(limits::MAILS + 1);
    assert_eq!(read_all(many.as_bytes()).err(), Some(Refusal::TooManyMails { limit: limits::MAILS }));
}
