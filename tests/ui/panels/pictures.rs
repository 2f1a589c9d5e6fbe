use super::*;

#[test]
fn look() {
    for (theme, name) in [(egui::Theme::Light, "light"), (egui::Theme::Dark, "dark")] {
        let save = |image: image::RgbaImage, what: &str| image.save(format!("/tmp/panel-pics/panel_{what}_{name}.png")).unwrap();
        let mut session = marked();
        let ids: Vec<ArticleId> = session.project().unwrap().order().to_vec();
        run(&mut session, Command::Article(ArticleCommand::SetState(vec![ids[0]], ArticleState::Done)));
        run(&mut session, Command::Article(ArticleCommand::SetState(vec![ids[2]], ArticleState::Flagged)));
        let mut h = harness(session, vec2(270.0, 400.0), theme, LIST);
        h.run();
        save(h.render().unwrap(), "list");
        let mut session = marked();
        let id = session.selection().mark.unwrap();
        run(&mut session, Command::Mark(MarkCommand::Tags(id, vec!["bridge".into(), "needs a second source".into()])));
        let mut h = harness(session, vec2(340.0, 620.0), theme, DETAILS);
        h.run();
        save(h.render().unwrap(), "details");
        let mut h = harness(marked(), vec2(900.0, 44.0), theme, TOP);
        h.run();
        save(h.render().unwrap(), "top");
        let mut h = harness(marked(), vec2(900.0, 28.0), theme, STATUS);
        h.run();
        save(h.render().unwrap(), "status");
        let mut h = harness(marked(), vec2(900.0, 600.0), theme, |_: &mut StartPage, ui, _, letters, asks| {
            let recent = [
                Recent { path: "/home/amira/work/bridge.ron".into(), when: Some(now()), exists: true },
                Recent { path: "/home/amira/old/ferry.ron".into(), when: Some(now()), exists: false },
            ];
            StartPage.show(ui, &recent, Some(std::path::Path::new("sample.ron")), letters, asks);
        });
        h.run();
        save(h.render().unwrap(), "start");
        let mut session = marked();
        let id = session.article().unwrap().id;
        run(&mut session, Command::Mark(MarkCommand::AddFragment));
        run(&mut session, Command::Article(ArticleCommand::Remove(vec![id])));
        run(&mut session, Command::Article(ArticleCommand::Remove(vec![id])));
        session.finish(
            factmark::session::Outcome::Articles {
                read: vec![],
                refused: vec!["a.bin is no text: choose a text file".into(), "b.bin is empty".into()],
                warnings: vec![],
            },
            now(),
        );
        let mut h = harness(session, vec2(600.0, 300.0), theme, NOTICES);
        h.run_steps(3);
        h.get_by_label_contains("Show 2 details").click();
        h.run_steps(3);
        save(h.render().unwrap(), "notices");
        let mut h = harness(marked(), vec2(900.0, 500.0), theme, TOP);
        h.run();
        h.get_by_label("Menu").click();
        h.run();
        h.get_by_label("File").click();
        h.run();
        save(h.render().unwrap(), "menu");
        let words = "بازرسان بیش از ۴۰ ترک در پل بندر پیدا کرده‌اند و شهردار گفت BBC این را دیده است.";
        let mut session = session_with(&[words, "ראש העיר אמר", "Short"], words, Vec::new());
        mark(&mut session, "بیش از ۴۰ ترک", Label::Figure);
        mark(&mut session, words, Label::Claim);
        let id = session.selection().mark.unwrap();
        run(&mut session, Command::Mark(MarkCommand::Note(id, "یادداشت من درباره پل".into())));
        run(&mut session, Command::Mark(MarkCommand::ToggleDiscuss(id)));
        let mut project = Session::new("amira".into(), Ids::new(1));
        project.open_loaded(Loaded::new(session.project().unwrap().clone()));
        let mut h = harness(project, vec2(200.0, 300.0), theme, LIST);
        h.run();
        save(h.render().unwrap(), "list_rtl");
        let mut h = harness(session, vec2(280.0, 560.0), theme, DETAILS);
        h.run();
        save(h.render().unwrap(), "details_rtl");
    }
}
