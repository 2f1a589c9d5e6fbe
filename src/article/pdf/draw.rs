//! What a page shows, as one plain list of text operations. The drawings in it are drawn where they stand, what is no text is left out,
//! and every operation has the operands that it needs: whoever follows the list has nothing to trip over.

use super::fonts::{self, Style};
use super::limits::{PDF_DRAWING_DEPTH, PDF_OPERATIONS, PDF_STREAM_BYTES};
use super::scan::Operations;
use super::tree::{self, Leaf};
use super::unpack::unpack;
use pdf_extract::content::Operation;
use pdf_extract::{Dictionary, Document, Object, ObjectId};

/// The most lines of the shape of a bullet: a circle has a start and up to sixteen curves.
const BULLET_LINES: usize = 20;
/// The most shapes of a page that are looked at; a page of lists has fewer bullets than lines.
const BULLETS: usize = 1_000;

/// The text operations of a page.
#[derive(Default)]
pub(super) struct Drawing {
    /// What to do, in order. Fonts are named `F0`, `F1` … by their place in `fonts`; a [`Sign`] is a stroke.
    pub(super) operations: Vec<Operation>,
    /// The fonts that are used.
    pub(super) fonts: Vec<Font>,
    /// How many pictures are shown.
    pub(super) pictures: u32,
    /// The words that the file gives for what is drawn, by [`Sign::Says`].
    pub(super) said: Vec<String>,
    /// Whether there was more than may be.
    pub(super) is_cut: bool,
}

/// A font as a page names it.
#[derive(Clone, PartialEq)]
pub(super) enum Font {
    /// An object of the file.
    Object(ObjectId),
    /// It stands on the page itself.
    Here(Box<Dictionary>),
}

/// What the list tells besides text. It is written as a stroked rectangle, the only other thing that arrives at its reader with its place
/// in the list.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Sign {
    /// The letters that follow look so.
    Style(Style),
    /// The letters that follow stand for these words, a number in [`Drawing::said`].
    Says(usize),
    /// Letters stand for themselves again.
    SaysNoMore,
    /// Whether what follows is a page header, footer or number, says the file.
    Running(bool),
}

impl Sign {
    /// The rectangle, as four numbers.
    fn numbers(self) -> [f64; 4] {
        match self {
            Self::Style(style) => [1.0, f64::from(u8::from(style.is_bold)), style.scale, 0.0],
            Self::Says(number) => [2.0, number as f64, 0.0, 0.0],
            Self::SaysNoMore => [3.0, 0.0, 0.0, 0.0],
            Self::Running(is_running) => [4.0, f64::from(u8::from(is_running)), 0.0, 0.0],
        }
    }

    /// The sign of a rectangle.
    pub(super) fn of([kind, value, scale, _]: [f64; 4]) -> Option<Self> {
        match kind as u8 {
            1 => Some(Self::Style(Style { is_bold: value > 0.0, scale })),
            2 => Some(Self::Says(value as usize)),
            3 => Some(Self::SaysNoMore),
            4 => Some(Self::Running(value > 0.0)),
            _ => None,
        }
    }
}

/// Draws a page.
pub(super) fn draw(document: &Document, leaf: &Leaf) -> Drawing {
    let mut content = Vec::new();
    let mut drawing = Drawing::default();
    for object in &leaf.contents {
        // An object that is not there is nothing, says the standard.
        let Some(stream) = document.dereference(object).ok().and_then(|(_, found)| found.as_stream().ok()) else { continue };
        let unpacked = unpack(stream);
        drawing.is_cut |= unpacked.is_none();
        if content.len() <= PDF_STREAM_BYTES {
            // One operation may not run over from one stream to the next without a gap.
            content.extend(unpacked.unwrap_or_default());
            content.push(b'\n');
        }
    }
    let mut artist = Artist {
        document,
        drawing,
        left: PDF_OPERATIONS,
        state: State::default(),
        kept: Vec::new(),
        marked: Vec::new(),
        holders: Vec::new(),
        shape: Vec::new(),
        bullets: 0,
    };
    artist.draw(&content, &leaf.resources);
    artist.drawing
}

struct Artist<'a> {
    document: &'a Document,
    drawing: Drawing,
    /// How many operations may follow.
    left: usize,
    state: State,
    /// The states that wait for their `Q`.
    kept: Vec<State>,
    /// What the open marked contents are.
    marked: Vec<Marked>,
    /// The drawings that are open.
    holders: Vec<ObjectId>,
    /// How many shapes may have been bullets.
    bullets: usize,
    /// The shape that is open, as far as it may be the bullet of a list.
    shape: Vec<Operation>,
}

#[derive(Clone, Copy, Default, PartialEq)]
struct State {
    style: Style,
    has_font: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum Marked {
    Nothing,
    Says,
    Running,
}

impl Artist<'_> {
    fn draw(&mut self, content: &[u8], resources: &Dictionary) {
        let (states, marks) = (self.kept.len(), self.marked.len());
        for operation in Operations::new(content) {
            if self.left == 0 {
                self.drawing.is_cut = true;
                break;
            }
            self.left -= 1;
            self.operation(operation, resources, states);
        }
        // What a drawing leaves open ends with it.
        while self.kept.len() > states {
            self.restore();
        }
        while self.marked.len() > marks {
            self.unmark();
        }
    }

    fn operation(&mut self, operation: Operation, resources: &Dictionary, states: usize) {
        let Operation { operator, operands } = operation;
        match operator.as_str() {
            "BT" | "ET" | "T*" => self.put(&operator, Vec::new()),
            "cm" | "Tm" => self.numbers(&operator, operands, 6),
            "Td" | "TD" => self.numbers(&operator, operands, 2),
            "Tc" | "Tw" | "Tz" | "TL" | "Ts" => self.numbers(&operator, operands, 1),
            "q" if self.kept.len() < 4096 => {
                self.kept.push(self.state);
                self.put("q", Vec::new());
            }
            "Q" if self.kept.len() > states => self.restore(),
            "Tj" => self.show(operands.into_iter().next_back()),
            "TJ" => self.show(operands.into_iter().next_back()),
            "'" => {
                self.put("T*", Vec::new());
                self.show(operands.into_iter().next_back());
            }
            "\"" => {
                let mut operands = operands.into_iter();
                self.numbers("Tw", operands.next().into_iter().collect(), 1);
                self.numbers("Tc", operands.next().into_iter().collect(), 1);
                self.put("T*", Vec::new());
                self.show(operands.next_back());
            }
            "Tf" => self.font(&operands, resources),
            "gs" => self.look(&operands, resources),
            "Do" => self.held(&operands, resources),
            "BI" => self.drawing.pictures = self.drawing.pictures.saturating_add(1),
            "BMC" => self.marked.push(Marked::Nothing),
            "BDC" => self.mark(&operands, resources),
            "EMC" => self.unmark(),
            "m" | "l" => self.outline(&operator, operands, 2),
            "re" => self.outline(&operator, operands, 4),
            "c" => self.outline(&operator, operands, 6),
            "f" | "F" | "f*" | "B" | "B*" | "b" | "b*" | "S" | "s" => self.fill(),
            "n" => self.shape.clear(),
            // Other lines, fills, colours: no text.
            _ => {}
        }
    }

    /// A line of a shape, as long as it has few.
    fn outline(&mut self, operator: &str, operands: Vec<Object>, count: usize) {
        let are_numbers = operands.len() == count && operands.iter().all(|operand| tree::number(self.document, operand).is_some_and(f64::is_finite));
        // One more than may be stays, so that the shape is known to be no bullet.
        if self.shape.len() <= BULLET_LINES {
            self.shape.push(Operation::new(if are_numbers { operator } else { "" }, operands));
        }
    }

    /// A shape that is drawn may be a bullet; where it is and how large says its reader.
    fn fill(&mut self) {
        let shape = std::mem::take(&mut self.shape);
        let is_plain = shape.iter().all(|line| !line.operator.is_empty());
        if is_plain && (1..=BULLET_LINES).contains(&shape.len()) && self.bullets < BULLETS {
            self.bullets += 1;
            self.drawing.operations.extend(shape);
            self.put("f", Vec::new());
        }
    }

    fn put(&mut self, operator: &str, operands: Vec<Object>) {
        self.drawing.operations.push(Operation::new(operator, operands));
    }

    fn sign(&mut self, sign: Sign) {
        self.put("re", sign.numbers().map(|number| Object::Real(number as f32)).to_vec());
        self.put("S", Vec::new());
    }

    /// An operation whose last operands are so many numbers; others are dropped, as viewers do.
    fn numbers(&mut self, operator: &str, mut operands: Vec<Object>, count: usize) {
        let are_numbers = operands.iter().all(|operand| tree::number(self.document, operand).is_some_and(f64::is_finite));
        if are_numbers && operands.len() >= count {
            self.put(operator, operands.split_off(operands.len() - count));
        }
    }

    fn show(&mut self, shown: Option<Object>) {
        if !self.state.has_font {
            return;
        }
        let operator = if matches!(shown, Some(Object::Array(_))) { "TJ" } else { "Tj" };
        if let Some(shown @ (Object::String(..) | Object::Array(_))) = shown {
            self.put(operator, vec![shown]);
        }
    }

    fn restore(&mut self) {
        let Some(state) = self.kept.pop() else { return };
        self.put("Q", Vec::new());
        self.wear(state);
    }

    /// Tells a change of style; that of fonts is told by who calls this.
    fn wear(&mut self, state: State) {
        if state.style != self.state.style {
            self.sign(Sign::Style(state.style));
        }
        self.state = state;
    }

    fn font(&mut self, operands: &[Object], resources: &Dictionary) {
        let [name, size] = operands else { return };
        let found = name.as_name().ok().and_then(|name| self.named(resources, b"Font", name));
        self.set_font(found.unwrap_or_else(|| Object::Dictionary(Dictionary::new())), size.clone());
    }

    /// A font that is not there, or is none, is one of the usual: its letters are most likely right.
    fn set_font(&mut self, font: Object, size: Object) {
        if tree::number(self.document, &size).is_none() {
            return;
        }
        let style = tree::dictionary(self.document, &font).map(|font| fonts::style(self.document, font)).unwrap_or_default();
        let id = font.as_reference().ok().filter(|id| self.document.get_dictionary(*id).is_ok());
        let font = id.map_or_else(|| Font::Here(Box::new(font.as_dict().cloned().unwrap_or_default())), Font::Object);
        let place = self.drawing.fonts.iter().position(|known| *known == font).unwrap_or_else(|| {
            self.drawing.fonts.push(font);
            self.drawing.fonts.len() - 1
        });
        self.put("Tf", vec![Object::Name(format!("F{place}").into_bytes()), size]);
        self.wear(State { style, has_font: true });
    }

    /// A graphics state may name a font, too.
    fn look(&mut self, operands: &[Object], resources: &Dictionary) {
        let [name] = operands else { return };
        let Some(look) = name.as_name().ok().and_then(|name| self.named(resources, b"ExtGState", name)) else { return };
        let document = self.document;
        let Some(look) = tree::dictionary(document, &look) else { return };
        if let Some([font, size]) = tree::array(document, look, b"Font").map(Vec::as_slice) {
            self.set_font(font.clone(), size.clone());
        }
    }

    /// What a page's resources call so.
    fn named(&self, resources: &Dictionary, kind: &[u8], name: &[u8]) -> Option<Object> {
        tree::dictionary(self.document, resources.get(kind).ok()?)?.get(name).ok().cloned()
    }

    /// A picture is counted, a drawing is drawn.
    fn held(&mut self, operands: &[Object], resources: &Dictionary) {
        let [name] = operands else { return };
        let Some(held) = name.as_name().ok().and_then(|name| self.named(resources, b"XObject", name)) else { return };
        let document = self.document;
        let Ok((Some(id), Object::Stream(stream))) = document.dereference(&held) else { return };
        if stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image") {
            self.drawing.pictures = self.drawing.pictures.saturating_add(1);
            return;
        }
        if self.holders.len() >= PDF_DRAWING_DEPTH || self.holders.contains(&id) {
            return;
        }
        let Some(content) = unpack(stream) else {
            self.drawing.is_cut = true;
            return;
        };
        // What stands in `q` and `Q` cannot change what follows; its own place comes first.
        self.kept.push(self.state);
        self.put("q", Vec::new());
        if let Some(place) = tree::array(document, &stream.dict, b"Matrix") {
            let place = place.iter().filter_map(|number| document.dereference(number).ok()).map(|(_, number)| number.clone());
            self.numbers("cm", place.collect(), 6);
        }
        let own = stream.dict.get(b"Resources").ok().and_then(|own| tree::dictionary(document, own));
        self.holders.push(id);
        self.draw(&content, own.unwrap_or(resources));
        self.holders.pop();
        self.restore();
    }

    fn mark(&mut self, operands: &[Object], resources: &Dictionary) {
        let document = self.document;
        let named = operands.get(1).and_then(|about| about.as_name().ok()).and_then(|name| self.named(resources, b"Properties", name));
        let about = named.as_ref().or(operands.get(1)).and_then(|about| tree::dictionary(document, about));
        let is_artifact = operands.first().and_then(|kind| kind.as_name().ok()).is_some_and(|kind| kind == b"Artifact");
        let word = |name: &[u8]| about.and_then(|about| about.get(name).ok()).and_then(|kind| kind.as_name().ok());
        let said = about.and_then(|about| about.get(b"ActualText").ok()).and_then(|said| super::facts::text(document, said));
        let marked = match said {
            _ if is_artifact && word(b"Type") == Some(b"Pagination") => Marked::Running,
            Some(said) if !self.marked.contains(&Marked::Says) => {
                self.sign(Sign::Says(self.drawing.said.len()));
                self.drawing.said.push(said);
                Marked::Says
            }
            Some(_) | None => Marked::Nothing,
        };
        if marked == Marked::Running {
            self.sign(Sign::Running(true));
        }
        self.marked.push(marked);
    }

    fn unmark(&mut self) {
        match self.marked.pop() {
            Some(Marked::Says) => self.sign(Sign::SaysNoMore),
            Some(Marked::Running) => {
                let is_running = self.marked.contains(&Marked::Running);
                self.sign(Sign::Running(is_running));
            }
            Some(Marked::Nothing) | None => {}
        }
    }
}
