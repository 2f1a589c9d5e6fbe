//! Attributes set by name, with quantities in words.

use crate::assist::quantity;
use crate::edit::{self, FieldError, Fields};
use crate::project::{Figure, Meaning};

/// Sets one field of a mark to be made; an empty value unsets it, sets are separated by commas. `quantity` of a figure takes words.
///
/// # Errors
/// Where the label has no such field or the value is none of its.
pub fn set_field(draft: &mut Fields<'_>, field: &str, value: &str) -> Result<(), FieldError> {
    match draft.meaning {
        Meaning::Figure(figure) if field.eq_ignore_ascii_case("quantity") => {
            **figure = said(figure, value)?;
            Ok(())
        }
        Meaning::Claim(_) | Meaning::Source(_) | Meaning::Figure(_) | Meaning::Own(_) => edit::set_field(draft, field, value),
    }
}

/// The figure that a value says in words; what is counted stays where the words do not name it.
fn said(figure: &Figure, value: &str) -> Result<Figure, FieldError> {
    if value.trim().is_empty() {
        return Ok(Figure { what: figure.what.clone(), ..Figure::default() });
    }
    let said = quantity(value, None).ok_or_else(|| FieldError::Quantity(value.to_owned()))?;
    let what = if said.what.is_empty() { figure.what.clone() } else { said.what };
    Ok(Figure { what, ..said })
}
