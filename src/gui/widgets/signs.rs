//! Signs that no face has, painted as shapes: they look the same on every machine, and no font is asked for them.

use crate::gui::theme::size;
use crate::project::ArticleState;
use egui::{Color32, Painter, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, Vec2, pos2, vec2};

/// A sign.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Sign {
    /// Done.
    Check,
    /// Half done.
    Half,
    /// Not begun.
    Circle,
    /// To be looked at.
    Flag,
    /// Add.
    Plus,
    /// Away with it.
    Cross,
    /// A state in a colour.
    Dot,
    /// A menu.
    Lines,
    /// Under way.
    Hourglass,
}

impl Sign {
    /// The sign of a state.
    pub fn of(state: ArticleState) -> Self {
        match state {
            ArticleState::Todo => Self::Circle,
            ArticleState::InProgress => Self::Half,
            ArticleState::Done => Self::Check,
            ArticleState::Flagged => Self::Flag,
        }
    }
}

/// A sign as a thing of its own in a row; it has no name and takes no focus.
pub fn sign(ui: &mut Ui, sign: Sign, colour: Color32) -> Response {
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size::SIGN), Sense::hover());
    paint_sign(ui.painter(), rect, sign, colour);
    response
}

/// Paints a sign in the middle of a rectangle, as large as signs are.
pub fn paint_sign(painter: &Painter, rect: Rect, sign: Sign, colour: Color32) {
    let at = rect.center();
    let half = size::SIGN / 2.0;
    let stroke = Stroke::new(size::SIGN / 8.0, colour);
    let place = |x: f32, y: f32| at + vec2(x, y) * half;
    match sign {
        Sign::Check => {
            painter.line(vec![place(-0.7, 0.05), place(-0.2, 0.6), place(0.75, -0.6)], stroke);
        }
        Sign::Half => {
            painter.circle_stroke(at, half * 0.75, stroke);
            painter.add(Shape::convex_polygon(half_disc(at, half * 0.75), colour, Stroke::NONE));
        }
        Sign::Circle => {
            painter.circle_stroke(at, half * 0.6, Stroke::new(size::LINE, colour));
        }
        Sign::Flag => {
            painter.line_segment([place(-0.55, -0.85), place(-0.55, 0.9)], stroke);
            painter.add(Shape::convex_polygon(vec![place(-0.55, -0.85), place(0.75, -0.4), place(-0.55, 0.1)], colour, Stroke::NONE));
        }
        Sign::Plus => {
            painter.line_segment([place(-0.65, 0.0), place(0.65, 0.0)], stroke);
            painter.line_segment([place(0.0, -0.65), place(0.0, 0.65)], stroke);
        }
        Sign::Cross => {
            painter.line_segment([place(-0.5, -0.5), place(0.5, 0.5)], stroke);
            painter.line_segment([place(-0.5, 0.5), place(0.5, -0.5)], stroke);
        }
        Sign::Dot => {
            painter.circle_filled(at, half * 0.55, colour);
        }
        Sign::Lines => {
            for y in [-0.6, 0.0, 0.6] {
                painter.line_segment([place(-0.8, y), place(0.8, y)], stroke);
            }
        }
        Sign::Hourglass => {
            let outline = vec![place(-0.6, -0.8), place(0.6, -0.8), place(-0.6, 0.8), place(0.6, 0.8), place(-0.6, -0.8)];
            painter.line(outline, stroke);
            painter.add(Shape::convex_polygon(vec![place(-0.6, 0.8), place(0.6, 0.8), place(0.0, 0.1)], colour, Stroke::NONE));
        }
    }
}

/// The left half of a disc.
fn half_disc(at: Pos2, radius: f32) -> Vec<Pos2> {
    let steps: u8 = 12;
    let quarter = std::f32::consts::FRAC_PI_2;
    (0..=steps)
        .map(|step| {
            let angle = quarter + std::f32::consts::PI * f32::from(step) / f32::from(steps);
            pos2(at.x + radius * angle.cos(), at.y + radius * angle.sin())
        })
        .collect()
}
