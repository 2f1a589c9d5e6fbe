//! What a mark says more than its label: attributes, links, checks and the scheme, through the session.

use crate::marked::{check, now, run, session, show};
use factmark::project::{BaseLink, Figure, How, Label, LinkKind, Mark, MarkId, Meaning, Name, Naming, OwnLabel, Setting, SettingKey, Source, Voice, Worth};
use factmark::session::{CheckChange, CheckCommand, Command, EvidencePart, LinkCommand, MarkCommand, SchemeCommand, SelectCommand, Session};

fn tag(label: Label) -> Command {
    Command::Mark(MarkCommand::Tag { label, trim: true })
}

fn set(mark: MarkId, field: &str, value: &str) -> Command {
    Command::Mark(MarkCommand::Set { mark, field: field.into(), value: value.into() })
}

fn link(command: LinkCommand) -> Command {
    Command::Link(command)
}

/// The marks in reading order.
fn marks(session: &Session) -> Vec<Mark> {
    let article = session.article().unwrap().id;
    session.project().unwrap().marks_in(article).map(|mark| mark.as_ref().clone()).collect()
}

fn id(session: &Session, number: usize) -> MarkId {
    marks(session)[number].id
}

fn figure(session: &Session, number: usize) -> Figure {
    match marks(session)[number].meaning.clone() {
        Meaning::Figure(figure) => *figure,
        other => panic!("{other:?} is no figure"),
    }
}

fn source(session: &Session, number: usize) -> Source {
    match marks(session)[number].meaning.clone() {
        Meaning::Source(source) => *source,
        other => panic!("{other:?} is no source"),
    }
}

fn voice(session: &Session, number: usize) -> Option<Voice> {
    match &marks(session)[number].meaning {
        Meaning::Claim(claim) => claim.voice,
        other => panic!("{other:?} is no claim"),
    }
}

fn select(session: &mut Session, number: usize) {
    let mark = id(session, number);
    run(session, Command::Select(SelectCommand::Mark(mark)));
}

fn links(session: &Session, number: usize) -> Vec<(String, MarkId)> {
    marks(session)[number].links.iter().map(|link| (link.kind.to_string(), link.to)).collect()
}

/// Everything undone and redone gives the same file.
#[track_caller]
fn goes_back_and_forth(session: &mut Session) {
    let file = |session: &Session| factmark::store::format::write(session.project().unwrap());
    let last = file(session);
    while session.to_undo().is_some() {
        run(session, Command::Undo);
    }
    while session.to_redo().is_some() {
        run(session, Command::Redo);
    }
    assert_eq!(file(session), last);
    let read = factmark::store::format::read(&last).unwrap();
    assert_eq!((&read.project, read.repairs), (session.project().unwrap(), vec![]));
}

#[test]
fn a_figure_says_its_quantity_when_it_is_marked_and_when_its_edges_move() {
    let mut session = check("They found ⟦more than 40 cracks⟧ there", [tag(Label::Figure)], "They found ¦[figure: more than 40 cracks] there");
    let said = figure(&session, 0);
    assert_eq!((said.low.map(|low| low.to_string()), said.high, said.how, said.what.as_str()), (Some("40".into()), None, Some(How::MoreThan), "cracks"));
    let mark = id(&session, 0);
    let start = "They found more than ".len();
    run(&mut session, Command::Mark(MarkCommand::PutEdge { mark, edge: factmark::session::Edge::Start, byte: start }));
    assert_eq!(figure(&session, 0).how, Some(How::Exact), "{}", show(&session));
    run(&mut session, set(mark, "what", "hairline cracks"));
    run(&mut session, Command::Mark(MarkCommand::PutEdge { mark, edge: factmark::session::Edge::Start, byte: "They found ".len() }));
    assert_eq!(figure(&session, 0).how, Some(How::Exact), "what an analyst set is kept");
    goes_back_and_forth(&mut session);
}

#[test]
fn a_quantity_can_be_corrected_in_words_and_unset() {
    let mut session = session("[figure: several] cracks");
    let mark = id(&session, 0);
    run(&mut session, set(mark, "quantity", "between 10 and 20"));
    let said = figure(&session, 0);
    assert_eq!([said.low, said.high].map(|end| end.unwrap().to_string()), ["10", "20"]);
    run(&mut session, set(mark, "quantity", "no idea at all"));
    assert!(session.notices().last().unwrap().what.contains("is not understood as a quantity"));
    assert_eq!(figure(&session, 0).how, said.how, "nothing was changed");
    run(&mut session, set(mark, "quantity", ""));
    assert_eq!(figure(&session, 0), Figure::default());
    goes_back_and_forth(&mut session);
}

#[test]
fn sources_are_named_as_the_words_name_them_and_renamed_everywhere_at_once() {
    let text = "⟦Mayor Elin Varga⟧ said so. She added. Varga left.";
    let mut session = check(text, [tag(Label::Source)], "[source: Mayor Elin Varga] said so. She added. Varga left.");
    for (words, naming) in [("She", Naming::Pronoun), ("Varga left", Naming::Named)] {
        let at = session.article().unwrap().text.as_str().find(words).unwrap();
        let end = at + words.split(' ').next().unwrap().len();
        run(&mut session, Command::Select(SelectCommand::Text { anchor: at, focus: end }));
        run(&mut session, tag(Label::Source));
        let said = marks(&session).into_iter().find(|mark| mark.at.start() == at).unwrap();
        assert!(matches!(&said.meaning, Meaning::Source(source) if &*source.name == "Elin Varga" && source.naming == Some(naming)), "{words}: {said:?}");
    }
    assert_eq!(session.project().unwrap().source_count("Elin Varga"), 3);
    let steps = session.history_lengths().0;
    run(&mut session, Command::Scheme(SchemeCommand::RenameSource("Elin Varga".into(), "Elin B. Varga".into())));
    assert_eq!(session.history_lengths().0, steps + 1, "one step");
    assert_eq!(session.project().unwrap().source_names().map(|name| name.to_string()).collect::<Vec<_>>(), ["Elin B. Varga"]);
    goes_back_and_forth(&mut session);
}

#[test]
fn quotation_marks_and_links_say_whose_words_a_claim_stands_in() {
    let session = check("“⟦It rose⟧,” she said", [tag(Label::Claim)], "“¦[claim: It rose],” she said");
    assert_eq!(voice(&session, 0), Some(Voice::Direct));
    let mut session = self::session("[claim: The sea rose], [source: Varga] said");
    assert_eq!(voice(&session, 0), None);
    select(&mut session, 0);
    run(&mut session, link(LinkCommand::Begin));
    run(&mut session, link(LinkCommand::Accept));
    assert_eq!(voice(&session, 0), Some(Voice::Indirect), "somebody else said it");
    goes_back_and_forth(&mut session);
}

#[test]
fn attributes_are_set_by_their_words_and_refused_with_a_sentence() {
    let mut session = session("[claim: It rose] [source: Varga]");
    let (claim, other) = (id(&session, 0), id(&session, 1));
    run(&mut session, set(claim, "worth", "CheckWorthy"));
    run(&mut session, set(claim, "kinds", "Numerical,Causal"));
    assert!(matches!(&marks(&session)[0].meaning, Meaning::Claim(claim) if claim.worth == Some(Worth::CheckWorthy) && claim.kinds.len() == 2));
    assert_eq!(session.to_undo(), Some("set kinds"));
    run(&mut session, set(other, "worth", "CheckWorthy"));
    assert!(
        session.notices().last().unwrap().what.contains("a source has no field `worth`")
            || session.notices().last().unwrap().what.contains("A source has no field `worth`")
    );
    goes_back_and_forth(&mut session);
}

#[test]
fn a_link_begins_with_the_nearest_source_and_two_keys_make_it() {
    let mut session = session("[source: The mayor] spoke.\n[source: Norrbro] said [claim: it rose] on [source: Monday].");
    select(&mut session, 2);
    run(&mut session, link(LinkCommand::Begin));
    assert_eq!(session.linking().unwrap().to, Some(id(&session, 3)), "the nearest in the paragraph");
    run(&mut session, link(LinkCommand::Step { forward: false }));
    assert_eq!(session.linking().unwrap().to, Some(id(&session, 1)));
    assert_eq!(session.selection().mark, Some(id(&session, 2)), "the details stay those of the claim");
    run(&mut session, link(LinkCommand::Accept));
    assert_eq!(links(&session, 2), [("SaidBy".to_owned(), id(&session, 1))]);
    assert!(session.linking().is_none());
    goes_back_and_forth(&mut session);
}

#[test]
fn from_a_source_the_link_goes_from_the_claim() {
    let mut session = session("[claim: It rose], [source: Varga] said");
    select(&mut session, 1);
    run(&mut session, link(LinkCommand::Begin));
    run(&mut session, link(LinkCommand::Accept));
    assert_eq!(links(&session, 0), [("SaidBy".to_owned(), id(&session, 1))]);
}

#[test]
fn the_other_end_is_found_by_its_words_by_a_click_and_in_another_article() {
    let mut session = session("[claim: It rose]. [claim: It fell]. [source: Varga] and [source: Lind]");
    select(&mut session, 0);
    run(&mut session, link(LinkCommand::Begin));
    run(&mut session, link(LinkCommand::Look("lin".into())));
    assert_eq!(session.linking().unwrap().to, Some(id(&session, 3)));
    run(&mut session, link(LinkCommand::Look("nowhere".into())));
    assert_eq!(session.linking().unwrap().to, None);
    run(&mut session, link(LinkCommand::Accept));
    assert!(session.linking().is_some(), "there is nothing to accept");
    let at = session.article().unwrap().text.as_str().find("fell").unwrap();
    run(&mut session, Command::Select(SelectCommand::Text { anchor: at, focus: at }));
    assert_eq!(session.linking().unwrap().to, Some(id(&session, 1)));
    let kinds = |session: &Session| session.linking().unwrap().way().map(|way| (way.kind.to_string(), way.is_reversed)).unwrap();
    assert_eq!(kinds(&session), ("Contradicts".to_owned(), false));
    run(&mut session, link(LinkCommand::Begin));
    assert_eq!(kinds(&session), ("Supports".to_owned(), false), "the same key again takes the next kind");
    run(&mut session, link(LinkCommand::TurnRound));
    assert_eq!(kinds(&session), ("Supports".to_owned(), true));
    run(&mut session, link(LinkCommand::Accept));
    assert_eq!(links(&session, 1), [("Supports".to_owned(), id(&session, 0))]);
    goes_back_and_forth(&mut session);
}

#[test]
fn ends_that_no_kind_joins_are_refused_with_a_sentence_and_esc_goes_back() {
    let mut session = session("[figure: 40] of [source: Varga] [claim: rose]");
    select(&mut session, 0);
    run(&mut session, link(LinkCommand::Begin));
    let source = id(&session, 1);
    run(&mut session, link(LinkCommand::Propose(source)));
    assert_eq!(session.notices().last().unwrap().what, "No link goes from a figure to a source");
    run(&mut session, Command::Select(SelectCommand::Out));
    assert!(session.linking().is_none());
    assert_eq!(session.selection().mark, Some(id(&session, 0)));
    assert_eq!(session.history_lengths(), (0, 0));
}

#[test]
fn a_link_is_turned_round_where_its_kind_goes_both_ways() {
    let mut session = session("[claim: It rose]. [claim: It fell]. [source: Varga]");
    let (first, second, source) = (id(&session, 0), id(&session, 1), id(&session, 2));
    let supports = LinkKind::Base(BaseLink::Supports);
    run(&mut session, link(LinkCommand::Add { from: first, kind: supports.clone(), to: second, cue: vec![] }));
    run(&mut session, link(LinkCommand::Reverse { from: first, kind: supports, to: second }));
    assert_eq!((links(&session, 0), links(&session, 1)), (vec![], vec![("Supports".to_owned(), first)]));
    let said_by = LinkKind::Base(BaseLink::SaidBy);
    run(&mut session, link(LinkCommand::Add { from: first, kind: said_by.clone(), to: source, cue: vec![] }));
    run(&mut session, link(LinkCommand::Reverse { from: first, kind: said_by, to: source }));
    assert_eq!(session.notices().last().unwrap().what, "A link SaidBy goes from a claim to a source");
    goes_back_and_forth(&mut session);
}

#[test]
fn a_verdict_makes_a_check_that_other_claims_can_share() {
    let mut session = session("[claim: It rose]. [claim: The sea rose].");
    let (first, second) = (id(&session, 0), id(&session, 1));
    run(&mut session, Command::Check(CheckCommand::Verdict(first, "Refuted".into())));
    let check = marks(&session)[0].check().unwrap();
    let found = |session: &Session| session.project().unwrap().check(check).unwrap().as_ref().clone();
    assert_eq!((found(&session).statement.as_str(), &*found(&session).verdict), ("It rose", "Refuted"));
    run(&mut session, Command::Check(CheckCommand::Mention(second, Some(check))));
    run(&mut session, Command::Check(CheckCommand::Verdict(second, "Supported".into())));
    assert_eq!(&*found(&session).verdict, "Supported", "one check, one verdict");
    run(&mut session, Command::Check(CheckCommand::Change(check, CheckChange::Justification("It did.".into()))));
    for (part, words) in [(EvidencePart::Title, "Report 2024-117"), (EvidencePart::Quote, "p. 12")] {
        run(&mut session, Command::Check(CheckCommand::Change(check, CheckChange::Evidence(0, part, words.into()))));
    }
    let evidence = found(&session).evidence;
    assert_eq!((evidence.len(), evidence[0].title.as_str(), evidence[0].quote.as_str()), (1, "Report 2024-117", "p. 12"));
    run(&mut session, Command::Check(CheckCommand::Mention(first, None)));
    assert_eq!(session.project().unwrap().claims_of(check).count(), 1);
    run(&mut session, Command::Check(CheckCommand::Verdict(second, Name::default())));
    assert!(found(&session).verdict.is_empty(), "open is no verdict");
    goes_back_and_forth(&mut session);
}

#[test]
fn only_claims_have_checks() {
    let mut session = session("[source: Varga]");
    let source = id(&session, 0);
    run(&mut session, Command::Check(CheckCommand::Verdict(source, "Refuted".into())));
    assert!(session.notices().last().unwrap().what.contains("only claims have checks"), "{:?}", session.notices());
    assert_eq!(session.project().unwrap().checks().count(), 0);
}

#[test]
fn tags_are_renamed_merged_and_retired_over_all_marks() {
    let mut session = session("[claim: It rose]. [claim: It fell].");
    let (first, second) = (id(&session, 0), id(&session, 1));
    run(&mut session, Command::Mark(MarkCommand::Tags(first, vec!["cost".into(), "costs".into()])));
    run(&mut session, Command::Mark(MarkCommand::Tags(second, vec!["costs".into()])));
    run(&mut session, Command::Scheme(SchemeCommand::RenameTag("costs".into(), "cost".into())));
    let tags = |session: &Session| marks(session).iter().map(|mark| mark.tags.join("+")).collect::<Vec<_>>();
    assert_eq!(tags(&session), ["cost", "cost"]);
    assert_eq!(session.project().unwrap().tags().map(|tag| tag.to_string()).collect::<Vec<_>>(), ["cost"]);
    run(&mut session, Command::Scheme(SchemeCommand::RenameTag("cost".into(), "money".into())));
    assert_eq!(tags(&session), ["money", "money"]);
    run(&mut session, Command::Scheme(SchemeCommand::RetireTag("money".into())));
    assert_eq!((tags(&session), session.project().unwrap().tags().count()), (vec![String::new(), String::new()], 0));
    goes_back_and_forth(&mut session);
}

#[test]
fn own_labels_are_added_renamed_merged_and_retired() {
    let mut session = session("It ⟦will rise⟧. It fell.");
    let label = |name: &str, key| OwnLabel { name: name.into(), key, colour: None, definition: "What will be".into() };
    run(&mut session, Command::Scheme(SchemeCommand::Label(label("Prediction", Some('4')))));
    run(&mut session, tag(Label::Own("Prediction".into())));
    run(&mut session, Command::Scheme(SchemeCommand::Label(label("Forecast", Some('4')))));
    assert_eq!(session.notices().last().unwrap().what, "The key 4 belongs to the label Prediction: choose another");
    run(&mut session, Command::Scheme(SchemeCommand::Label(label("claim", None))));
    assert!(session.notices().last().unwrap().what.contains("cannot be the name of an own label"));
    run(&mut session, Command::Scheme(SchemeCommand::RenameLabel("Prediction".into(), Label::Own("Forecast".into()))));
    assert_eq!(show(&session), "It ¦[forecast: will rise]. It fell.");
    assert!(matches!(session.project().unwrap().setting(&SettingKey::Label("Forecast".into())), Some(Setting::Label(label)) if label.key == Some('4')));
    run(&mut session, Command::Scheme(SchemeCommand::RenameLabel("Forecast".into(), Label::Claim)));
    assert_eq!(show(&session), "It ¦[claim: will rise]. It fell.");
    assert_eq!(session.project().unwrap().own_labels().count(), 0);
    goes_back_and_forth(&mut session);
}

#[test]
fn marks_alike_are_made_in_one_step_and_what_is_marked_is_passed_over() {
    let mut session = session("[source: Varga] said. Varga left. Varga came.");
    let article = session.article().unwrap().clone();
    let places = factmark::text::occurrences(&article.text, "Varga").map(|range| (article.id, range)).collect();
    let like = id(&session, 0);
    run(&mut session, set(like, "name", "Elin Varga"));
    run(&mut session, Command::Mark(MarkCommand::MakeAlike { like, places }));
    assert_eq!(show(&session), "[source: Varga] said. [source: Varga] left. [source: Varga] came.");
    assert!((0..3).all(|number| &*source(&session, number).name == "Elin Varga"));
    assert_eq!(session.to_undo(), Some("mark 2 repeats"));
    run(&mut session, Command::Undo);
    assert_eq!(marks(&session).len(), 1);
    run(&mut session, Command::Redo);
    goes_back_and_forth(&mut session);
    assert_eq!(marks(&session)[1].on, Some(now()));
}

#[test]
fn a_claim_that_has_a_source_is_linked_to_another_claim_next() {
    let mut session = session("[claim: It rose]. [claim: It fell]. [source: Varga]");
    select(&mut session, 0);
    for _ in 0..2 {
        run(&mut session, link(LinkCommand::Begin));
        run(&mut session, link(LinkCommand::Accept));
    }
    let kinds: Vec<String> = links(&session, 0).into_iter().map(|(kind, _)| kind).collect();
    assert_eq!(kinds, ["SaidBy", "Contradicts"]);
    select(&mut session, 1);
    run(&mut session, link(LinkCommand::Begin));
    run(&mut session, link(LinkCommand::Accept));
    select(&mut session, 1);
    run(&mut session, link(LinkCommand::Begin));
    assert!(session.linking().is_some_and(|linking| linking.to.is_some()), "where nothing is likely, the next that is possible: {:?}", session.linking());
}
