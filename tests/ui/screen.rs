//! A screen of its own for the real program: a virtual X server, a home folder, and a hand on mouse and keys. Everything that is
//! started here is ended by its own id, and every wait is for something to be seen.

use factmark::store::{Folders, Preferences};
use serde_json::Value;
use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// How long something may take on a machine that has other things to do.
const DEADLINE: Duration = Duration::from_secs(60);
/// Between two looks.
const PAUSE: Duration = Duration::from_millis(20);
/// Between two looks at a program that should do nothing: longer than a caret takes to blink, and than fields take to be kept.
const REST: Duration = Duration::from_millis(1500);

/// Looks until there is something to be seen.
pub(crate) fn wait<T>(what: &str, look: impl FnMut() -> Option<T>) -> T {
    wait_every(PAUSE, what, look)
}

fn wait_every<T>(pause: Duration, what: &str, mut look: impl FnMut() -> Option<T>) -> T {
    let begun = Instant::now();
    loop {
        if let Some(seen) = look() {
            return seen;
        }
        assert!(begun.elapsed() < DEADLINE, "{what} did not come within {DEADLINE:?}");
        std::thread::sleep(pause);
    }
}

/// A process that is ended, by its own id, when nobody needs it any more.
pub(crate) struct Process {
    child: Child,
    /// What it says on standard error.
    words: PathBuf,
}

impl Process {
    pub(crate) fn start(command: &mut Command, output: &Path, words: &Path) -> Self {
        let (output, error) = (File::create(output).unwrap(), File::create(words).unwrap());
        let child = command.stdin(Stdio::null()).stdout(output).stderr(error).spawn().unwrap();
        Self { child, words: words.to_owned() }
    }

    /// How it ended, if it did.
    pub(crate) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().unwrap()
    }

    pub(crate) fn words(&self) -> String {
        std::fs::read_to_string(&self.words).unwrap()
    }

    fn kill(&mut self) {
        // What has ended already needs no end.
        self.child.kill().unwrap_or_default();
        self.child.wait().unwrap();
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A folder in which amira works, with the sample project. The program sees no other.
pub(crate) struct Home(TempDir);

impl Home {
    pub(crate) fn new() -> Self {
        let home = Self(TempDir::new().unwrap());
        let folders = Folders { state: home.path("state/factmark"), config: home.path("config/factmark"), program: None };
        Preferences { who: "amira".into(), ..Preferences::default() }.write(&folders).unwrap();
        std::fs::create_dir(home.path("run")).unwrap();
        std::fs::copy(concat!(env!("CARGO_MANIFEST_DIR"), "/projects/harbour-bridge.ron"), home.project()).unwrap();
        home
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn project(&self) -> PathBuf {
        self.path("bridge.ron")
    }

    /// A command that knows this home and no display.
    pub(crate) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        for alien in ["DISPLAY", "WAYLAND_DISPLAY", "WAYLAND_SOCKET", "DBUS_SESSION_BUS_ADDRESS", "XAUTHORITY", "RUST_LOG"] {
            command.env_remove(alien);
        }
        for (variable, folder) in [
            ("HOME", ""),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_RUNTIME_DIR", "run"),
        ] {
            command.env(variable, self.path(folder));
        }
        command
    }

    /// The program under test.
    pub(crate) fn factmark(&self) -> Command {
        self.command(env!("CARGO_BIN_EXE_factmark"))
    }

    /// Does a subcommand with the sample project.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.factmark().args(arguments).arg(self.project()).output().unwrap()
    }
}

/// A screen of 1440 × 900 pixels without a window manager.
pub(crate) struct Screen {
    _server: Process,
    display: String,
    pub(crate) home: Home,
}

impl Screen {
    /// None, and a word on standard error, where the machine has no means for it.
    pub(crate) fn new() -> Option<Self> {
        let has = |program: &str| std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()).any(|folder| folder.join(program).is_file());
        if let Some(missing) = ["Xvfb", "xdotool"].into_iter().find(|program| !has(program)) {
            // Past the harness, which keeps what tests that pass print.
            let words = format!("SKIPPED: the test of the real window needs {missing} (Debian: apt install xvfb xdotool)\n");
            std::io::stderr().write_all(words.as_bytes()).unwrap();
            return None;
        }
        let home = Home::new();
        let (number, words) = (home.path("display"), home.path("xvfb"));
        // The server finds a free number by itself and stays when the last window goes.
        let arguments = ["-displayfd", "1", "-screen", "0", "1440x900x24", "+extension", "GLX", "-nolisten", "tcp", "-noreset"];
        let mut server = Process::start(home.command("Xvfb").args(arguments), &number, &words);
        let display = wait("a screen", || {
            assert!(server.ended().is_none(), "Xvfb ended: {}", server.words());
            let number = std::fs::read_to_string(&number).unwrap();
            number.strip_suffix('\n').map(|number| format!(":{number}"))
        });
        Some(Self { _server: server, display, home })
    }

    /// Opens the project and waits until its text is there and keys go to the window.
    pub(crate) fn open(&self) -> Window<'_> {
        let trace = self.home.path("trace");
        // What an earlier window wrote is not this one's.
        File::create(&trace).unwrap();
        let mut command = self.home.factmark();
        command.arg(self.home.project()).arg("--trace").arg(&trace).env("DISPLAY", &self.display).env("LIBGL_ALWAYS_SOFTWARE", "1");
        let process = Process::start(&mut command, &self.home.path("output"), &self.home.path("words"));
        let mut window = Window { screen: self, process, trace, id: String::new() };
        window.wait("the first text", |window| window.frames().iter().any(|frame| frame["first_text"] == true).then_some(()));
        let pid = window.process.child.id().to_string();
        window.id = window.wait("the window", |window| {
            let found = window.try_hand(&["search", "--onlyvisible", "--pid", &pid])?;
            found.lines().last().map(str::to_owned)
        });
        // Without a window manager nobody else gives it the keys.
        window.hand(&["windowfocus", &window.id]);
        window.wait("the keys", |window| window.try_hand(&["getwindowfocus"]).filter(|focus| focus.trim() == window.id));
        window
    }
}

/// The running program and its window.
pub(crate) struct Window<'a> {
    screen: &'a Screen,
    process: Process,
    trace: PathBuf,
    id: String,
}

impl Window<'_> {
    /// Looks until there is something to be seen, as long as the program runs.
    pub(crate) fn wait<T>(&mut self, what: &str, mut look: impl FnMut(&Self) -> Option<T>) -> T {
        wait(what, || {
            if let Some(status) = self.process.ended() {
                panic!("the program ended ({status}) before {what} came: {}", self.process.words());
            }
            look(self)
        })
    }

    pub(crate) fn key(&self, key: &str) {
        self.hand(&["key", key]);
    }

    /// Drags with the mouse, in pixels of the window. Each step is seen by the program before the next one.
    pub(crate) fn drag(&mut self, from: (u32, u32), to: (u32, u32)) {
        let is_pointer = |frame: &Value| frame["cause"] == "pointer";
        let is_selected = |frame: &Value| frame["command"] == "select";
        self.step(&self.moved(from), is_pointer);
        self.step(&["mousedown".to_owned(), "1".to_owned()], is_pointer);
        self.step(&self.moved(((from.0 + to.0) / 2, from.1.midpoint(to.1))), is_selected);
        self.step(&self.moved(to), is_selected);
        self.step(&["mouseup".to_owned(), "1".to_owned()], is_pointer);
    }

    /// Waits until the program neither paints nor computes.
    pub(crate) fn rest(&mut self) {
        let mut last = None;
        wait_every(REST, "rest", || {
            let now = (self.frames().len(), self.ticks());
            assert!(self.process.ended().is_none(), "{}", self.process.words());
            (last.replace(now) == Some(now)).then_some(())
        });
    }

    /// Ends the program as a crash does.
    pub(crate) fn kill(mut self) {
        assert!(self.process.ended().is_none(), "it ended by itself: {}", self.process.words());
        self.process.kill();
    }

    /// Waits until the program ended by itself.
    pub(crate) fn end(mut self) -> (Option<i32>, String) {
        let status = wait("the end of the program", || self.process.ended());
        (status.code(), self.process.words())
    }

    fn moved(&self, (x, y): (u32, u32)) -> Vec<String> {
        ["mousemove", "--window", &self.id, &x.to_string(), &y.to_string()].map(str::to_owned).to_vec()
    }

    /// Moves the hand and waits for a frame that shows it.
    fn step(&mut self, arguments: &[String], shows: impl Fn(&Value) -> bool) {
        let before = self.frames().len();
        self.hand(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        self.wait(&arguments.join(" "), |window| window.frames().iter().skip(before).any(&shows).then_some(()));
    }

    fn hand(&self, arguments: &[&str]) {
        assert!(self.try_hand(arguments).is_some(), "xdotool {arguments:?} failed");
    }

    fn try_hand(&self, arguments: &[&str]) -> Option<String> {
        let output = self.screen.home.command("xdotool").env("DISPLAY", &self.screen.display).args(arguments).output().unwrap();
        output.status.success().then(|| String::from_utf8(output.stdout).unwrap())
    }

    /// The frames that were painted so far. A line that is being written is none yet.
    fn frames(&self) -> Vec<Value> {
        let lines = std::fs::read_to_string(&self.trace).unwrap();
        let whole = lines.split_inclusive('\n').filter(|line| line.ends_with('\n'));
        whole.map(|line| serde_json::from_str(line).unwrap()).collect()
    }

    /// The processor time that all threads took so far, in the system's ticks.
    fn ticks(&self) -> u64 {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.process.child.id())).unwrap();
        // The name of the program stands in parentheses and may hold spaces; own time and the system's are the 12th and 13th after it.
        let (_, rest) = stat.rsplit_once(')').unwrap();
        rest.split_whitespace().skip(11).take(2).map(|ticks| ticks.parse::<u64>().unwrap()).sum()
    }
}
