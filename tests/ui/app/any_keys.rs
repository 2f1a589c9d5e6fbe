//! Keys in any order: the program goes on, the project stays whole, and undo brings everything back.

use super::*;

/// Keys that an analyst may press while an article is shown; those that ask for files or end the program are left out, and Tab, which leads
/// to such buttons.
const KEYS: &[(Modifiers, Key)] = &[
    (Modifiers::NONE, Key::Num0),
    (Modifiers::NONE, Key::Num1),
    (Modifiers::NONE, Key::Num2),
    (Modifiers::NONE, Key::Num3),
    (Modifiers::NONE, Key::Num4),
    (Modifiers::NONE, Key::A),
    (Modifiers::NONE, Key::C),
    (Modifiers::NONE, Key::D),
    (Modifiers::NONE, Key::E),
    (Modifiers::NONE, Key::J),
    (Modifiers::NONE, Key::J),
    (Modifiers::NONE, Key::K),
    (Modifiers::NONE, Key::L),
    (Modifiers::NONE, Key::L),
    (Modifiers::NONE, Key::M),
    (Modifiers::NONE, Key::N),
    (Modifiers::NONE, Key::O),
    (Modifiers::NONE, Key::R),
    (Modifiers::NONE, Key::S),
    (Modifiers::NONE, Key::S),
    (Modifiers::NONE, Key::T),
    (Modifiers::NONE, Key::V),
    (Modifiers::NONE, Key::W),
    (Modifiers::NONE, Key::Slash),
    (Modifiers::NONE, Key::Space),
    (Modifiers::NONE, Key::Enter),
    (Modifiers::NONE, Key::Enter),
    (Modifiers::NONE, Key::Escape),
    (Modifiers::NONE, Key::Escape),
    (Modifiers::NONE, Key::Delete),
    (Modifiers::NONE, Key::F6),
    (Modifiers::NONE, Key::ArrowDown),
    (Modifiers::NONE, Key::ArrowUp),
    (Modifiers::SHIFT, Key::ArrowRight),
    (Modifiers::SHIFT, Key::ArrowDown),
    (Modifiers::ALT, Key::ArrowRight),
    (Modifiers::ALT, Key::ArrowLeft),
    (Modifiers::COMMAND, Key::ArrowRight),
    (Modifiers::COMMAND, Key::Num1),
    (Modifiers::COMMAND, Key::Num2),
    (Modifiers::COMMAND, Key::PageDown),
    (Modifiers::COMMAND, Key::PageUp),
    (Modifiers::COMMAND, Key::Home),
    (Modifiers::COMMAND, Key::Z),
];

#[test]
fn keys_in_any_order_leave_a_whole_project_that_can_be_undone() {
    let desk = Desk::new();
    let sample = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("projects/harbour-bridge.ron")).unwrap();
    let path = desk.file("harbour.ron", &sample);
    for seed in 1..=3_u64 {
        std::fs::write(&path, &sample).unwrap();
        std::fs::remove_dir_all(path.with_file_name(".factmark")).unwrap_or_default();
        let mut window = desk.window(std::slice::from_ref(&path));
        wait(&mut window, |app| app.session().article().is_some());
        let first = window.state().session().project().unwrap().clone();
        // A fixed sequence of numbers (xorshift64, Marsaglia 2003).
        let mut number = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15);
        for _ in 0..400 {
            number ^= number << 13;
            number ^= number >> 7;
            number ^= number << 17;
            let (modifiers, key) = KEYS[(number % KEYS.len() as u64) as usize];
            window.key_press_modifiers(modifiers, key);
            window.step();
            assert_eq!(window.state().session().project().unwrap().faults(), [], "{key:?} after seed {seed}");
        }
        for _ in 0..6 {
            press(&mut window, Modifiers::NONE, Key::Escape);
        }
        while window.state().session().to_undo().is_some() {
            window.state_mut().run(Command::Undo);
        }
        assert_eq!(*window.state().session().project().unwrap(), first, "seed {seed}");
    }
}
