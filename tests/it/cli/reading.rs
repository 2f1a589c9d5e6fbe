//! What only reads: `list`, `show`, `completions`, help, and how results are printed.

use super::{HARD, Place};
use std::process::Stdio;

/// Output with ids replaced by what they stand for, so that it can be compared.
fn plain(place: &Place, out: &str, ids: &[(&str, &str)]) -> String {
    let article = place.article(0);
    ids.iter().fold(out.replace(&article, "ARTICLE"), |out, (id, name)| out.replace(id, name))
}

#[test]
fn marks_are_shown_in_reading_order_in_context() {
    let place = Place::with_project();
    let claim = place.mark("claim", "40 cracks were found");
    let source = place.good(&["mark", "p.ron", "--article", &place.article(0), "--label", "source", "--quote", "The mayor", "--set", "naming=RoleOnly"]);
    let figure =
        place.good(&["mark", "p.ron", "--article", &place.article(0), "--label", "figure", "--at", "45..54", "--set", "low=40", "--set", "unit=cracks"]);
    let (source, figure) = (source.trim(), figure.trim());
    place.good(&["link", "p.ron", &claim, "SaidBy", source]);
    let shown = plain(&place, &place.good(&["show", "p.ron"]), &[(&claim, "CLAIM"), (source, "SOURCE"), (figure, "FIGURE")]);
    insta::assert_snapshot!(shown, @r"
    Inspectors found cracks
    ARTICLE  in-progress  3 marks
      source  [25..34]  “The mayor” said that 40 cracks were…
                        SOURCE  RoleOnly
      claim   [45..65]  The mayor said that “40 cracks were found”. “40 cracks are many,” she…
                        CLAIM  said by The mayor, Indirect
      figure  [45..54]  The mayor said that “40 cracks” were found. “40 cracks are…
                        FIGURE  quantifies “40 cracks were found”, Count, Exact, 40 cracks, of cracks
    ");
    let only = plain(&place, &place.good(&["show", "p.ron", "--label", "SOURCE"]), &[(source, "SOURCE")]);
    insta::assert_snapshot!(only, @r"
    Inspectors found cracks
    ARTICLE  in-progress  1 mark shown
      source  [25..34]  “The mayor” said that 40 cracks were…
                        SOURCE  RoleOnly
    ");
    let ran = place.run(&["show", "p.ron", "--query", "CRACKS WERE"]);
    assert!(ran.out.contains(&claim) && !ran.out.contains(source) && !ran.out.contains(figure), "{}", ran.out);
    let ran = place.run(&["show", "p.ron", "--query", "no such words"]);
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", "note: no mark fits\n"));
    let ran = place.run(&["show", "p.ron", "--query", "label:figure value:40"]);
    assert!(ran.out.contains(figure) && !ran.out.contains(&claim), "{}", ran.out);
    let ran = place.run(&["show", "p.ron", "--query", "-label:figure"]);
    assert!(!ran.out.contains(figure) && ran.out.contains(&claim), "{}", ran.out);
    assert!(place.bad(&["show", "p.ron", "--query", "label:rumour"]).contains("write label: and one of Claim, Source, Figure"));
    assert!(place.bad(&["show", "p.ron", "--query", "tag:"]).contains("write what tag is to be"));
    assert!(place.bad(&["show", "p.ron", "--label", "Rumour"]).contains("is no label of this project"));
    assert!(place.bad(&["show", "p.ron", "--article", "a00000000000"]).contains("there is no article a00000000000"));
}

#[test]
fn the_json_of_a_project_has_every_key_in_its_place() {
    let place = Place::with_project();
    let claim = place.mark("claim", "many");
    let out = place.good(&["show", "p.ron", "--json"]);
    let value: serde_json::Value = serde_json::from_str(&out).unwrap();
    let on = value["articles"][0]["marks"][0]["on"].as_str().unwrap();
    assert!(on.len() == 20 && on.ends_with('Z'), "whole seconds: {on}");
    let shown = plain(&place, &out, &[(&claim, "MARK"), (on, "MOMENT")]);
    assert_eq!(
        shown,
        concat!(
            r#"{"format":1,"title":"Inspectors found cracks","analyst":"amira","articles":[{"id":"ARTICLE","title":"Inspectors found cracks","#,
            r#""origin":{"file":"a.txt"},"state":"InProgress","text":"Inspectors found cracks\n\nThe mayor said that 40 cracks were found. "#,
            r#"“40 cracks are many,” she said.\n","skip":[],"marks":[{"id":"MARK","label":"Claim","state":"Accepted","at":[[82,86]],"quote":["many"],"#,
            r#""attributes":{"voice":"Direct"},"links":[],"note":"","tags":[],"discuss":false,"by":"amira","on":"MOMENT"}]}],"checks":[],"comments":[]}"#,
            "\n"
        )
    );
    let listed = plain(&place, &place.good(&["list", "p.ron", "--json"]), &[]);
    assert_eq!(
        listed,
        concat!(
            r#"{"format":1,"title":"Inspectors found cracks","analyst":"amira","articles":[{"id":"ARTICLE","title":"Inspectors found cracks","#,
            r#""origin":{"file":"a.txt"},"state":"InProgress","skip":[],"counts":{"Claim":1,"Source":0,"Figure":0}}],"checks":[],"comments":[]}"#,
            "\n"
        )
    );
}

#[test]
fn articles_are_listed_with_state_and_counts() {
    let place = Place::with_project();
    place.mark("claim", "many");
    insta::assert_snapshot!(plain(&place, &place.good(&["list", "p.ron"]), &[]), @r"
    id            state        claim  source  figure  title
    ARTICLE  in-progress      1       0       0  Inspectors found cracks
    ");
    place.good(&["new", "empty.ron"]);
    let ran = place.run(&["list", "empty.ron"]);
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert!(ran.err.contains("factmark add"), "{}", ran.err);
    let listed = place.good(&["list", "empty.ron", "--json"]);
    assert_eq!(listed, "{\"format\":1,\"title\":\"\",\"analyst\":\"tester\",\"articles\":[],\"checks\":[],\"comments\":[]}\n");
}

#[test]
fn nothing_that_a_terminal_obeys_and_no_colour_is_printed_into_a_pipe() {
    let place = Place::new();
    place.write("e.txt", format!("Title \u{1b}[31mred\u{7}\u{202e}\n\n{HARD}"));
    place.good(&["new", "p.ron", "e.txt"]);
    place.mark("claim", "red\u{7}\u{202e}");
    for arguments in [&["show", "p.ron"][..], &["list", "p.ron"]] {
        let out = place.good(arguments);
        assert!(!out.contains(['\u{1b}', '\u{7}', '\u{202e}', '\r']), "{out:?}");
    }
    assert!(place.good(&["show", "p.ron", "--json"]).contains("\\u001b[31mred\\u0007"), "JSON holds the text as it is");
}

#[test]
fn a_reader_that_goes_away_ends_the_run_quietly() {
    let place = Place::new();
    place.write("long.txt", "Title\n\n".to_owned() + &"Many words of a long article. ".repeat(20_000));
    place.good(&["new", "p.ron", "long.txt"]);
    for arguments in [&["show", "p.ron", "--json"][..], &["new", "-", "long.txt"], &["completions", "bash"]] {
        let mut child = place.command(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""), "{arguments:?}");
    }
}

#[test]
fn completions_know_every_subcommand() {
    let place = Place::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = place.good(&["completions", shell]);
        for subcommand in ["new", "add", "list", "show", "mark", "link", "state", "remove", "check", "recover", "completions"] {
            assert!(script.contains(subcommand), "{shell}: {subcommand}");
        }
    }
    assert_eq!(place.run(&["completions", "cmd"]).code, 2);
}

#[test]
fn help_says_what_each_subcommand_does_and_wrong_use_is_told() {
    let place = Place::new();
    let help = place.good(&["--help"]);
    for line in ["new          Make a project", "mark         Make a mark and print its id", "Exit status: 0 done"] {
        assert!(help.contains(line), "{help}");
    }
    assert!(place.good(&["mark", "--help"]).contains("--quote <TEXT>"));
    assert!(place.good(&["--version"]).starts_with("factmark "));
    for wrong in [&["mark", "p.ron"][..], &["list"], &["list", "p.ron", "--jsn"], &["mark", "p.ron", "--article", "x", "--label", "claim", "--at", "0..1"]] {
        let ran = place.run(wrong);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{wrong:?}");
        assert!(ran.err.starts_with("error: "), "{wrong:?}: {}", ran.err);
    }
    let both = ["mark", "p.ron", "--article", "a00000000000", "--label", "claim", "--at", "0..1", "--quote", "x"];
    assert_eq!(place.run(&both).code, 2, "a place is given in one way");
    assert_eq!(place.run(&["mark", "p.ron", "--article", "a00000000000", "--label", "claim", "--at", "0..1", "--all"]).code, 2, "--all goes with --quote");
}

#[test]
fn settings_say_who_works_here() {
    let place = Place::with_project();
    std::fs::create_dir_all(place.folders().config).unwrap();
    std::fs::write(place.folders().config.join("settings.ron"), "(who: \"jonas\")").unwrap();
    place.mark("claim", "many");
    assert_eq!(place.json(&["show", "p.ron", "--json"])["articles"][0]["marks"][0]["by"], "jonas");
    place.good(&["new", "q.ron"]);
    assert_eq!(place.json(&["list", "q.ron", "--json"])["analyst"], "jonas");
}
