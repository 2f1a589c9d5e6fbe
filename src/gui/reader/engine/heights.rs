//! Heights of many rows, their sums and the row at a height, each in the logarithm of their number (a Fenwick tree).

/// Heights in physical pixels. Sums are 64 bits wide: a long text is millions of pixels high.
pub(crate) struct Heights {
    rows: Vec<f32>,
    /// Entry i sums the rows from i − (lowest bit of i + 1) + 1 to i.
    sums: Vec<f64>,
}

impl Heights {
    /// Takes all heights; linear.
    pub(crate) fn new(rows: Vec<f32>) -> Self {
        let mut sums: Vec<f64> = rows.iter().map(|height| f64::from(*height)).collect();
        for index in 0..sums.len() {
            let parent = index | (index + 1);
            let sum = sums.get(index).copied().unwrap_or_default();
            if let Some(above) = sums.get_mut(parent) {
                *above += sum;
            }
        }
        Self { rows, sums }
    }

    /// Height of a row; 0 past the last.
    pub(crate) fn get(&self, row: usize) -> f64 {
        self.rows.get(row).copied().unwrap_or_default().into()
    }

    pub(crate) fn set(&mut self, row: usize, height: f32) {
        let Some(old) = self.rows.get_mut(row) else { return };
        let more = f64::from(height) - f64::from(*old);
        *old = height;
        let mut index = row;
        while let Some(sum) = self.sums.get_mut(index) {
            *sum += more;
            index |= index + 1;
        }
    }

    /// Height of all rows before one.
    pub(crate) fn before(&self, row: usize) -> f64 {
        let mut end = row.min(self.rows.len());
        let mut sum = 0.0;
        while end > 0 {
            sum += self.sums.get(end - 1).copied().unwrap_or_default();
            end &= end - 1;
        }
        sum
    }

    pub(crate) fn total(&self) -> f64 {
        self.before(self.rows.len())
    }

    /// The row that holds a height, and how far into it; the last row holds all that lies below.
    pub(crate) fn find(&self, height: f64) -> (usize, f64) {
        let (mut row, mut rest) = (0, height.max(0.0));
        let mut step = (self.rows.len() + 1).next_power_of_two();
        while step > 0 {
            let end = row + step;
            if let Some(sum) = self.sums.get(end - 1).filter(|sum| **sum <= rest) {
                rest -= sum;
                row = end;
            }
            step /= 2;
        }
        match self.rows.len().checked_sub(1) {
            Some(last) if row > last => (last, rest + self.get(last)),
            _ => (row, rest),
        }
    }
}
