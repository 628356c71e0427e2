//! Columns that stand below each other, and lines of a width.

use std::io::{self, Write};

use crate::paint::Paint;

/// Lines are at most so long where they are broken.
pub const WIDTH: usize = 88;

/// How a column is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    /// Words, from the left.
    Left,
    /// Numbers, to the right.
    Right,
    /// Words that stand out.
    Strong,
    /// Words that stand back.
    Quiet,
}

/// Writes `rows` in columns two spaces apart; the last one is never filled up.
pub fn write(out: &mut dyn Write, paint: Paint, columns: &[Column], rows: &[Vec<String>]) -> io::Result<()> {
    let width = |idx: usize| rows.iter().filter_map(|row| row.get(idx)).map(|cell| length(cell)).max();
    let widths: Vec<usize> = (0..columns.len()).map(|idx| width(idx).unwrap_or(0)).collect();
    for row in rows {
        for (idx, (cell, column)) in row.iter().zip(columns).enumerate() {
            let is_last = idx + 1 == row.len();
            let fill = " ".repeat(widths[idx].saturating_sub(length(cell)));
            match column {
                Column::Right => write!(out, "{fill}{cell}")?,
                Column::Strong => write!(out, "{}", paint.strong(cell))?,
                Column::Quiet => write!(out, "{}", paint.quiet(cell))?,
                Column::Left => write!(out, "{cell}")?,
            }
            if !is_last {
                let fill = if *column == Column::Right { "" } else { &fill };
                write!(out, "{fill}  ")?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

fn length(cell: &str) -> usize {
    cell.chars().count()
}

/// `text` broken into lines of at most [`WIDTH`] less `indent` characters; a
/// longer word has a line of its own.
pub fn wrap(text: &str, indent: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in text.split_whitespace() {
        match lines.last_mut() {
            Some(line) if length(line) + 1 + length(word) <= WIDTH.saturating_sub(indent) => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_below_each_other() {
        let row = |cells: [&str; 3]| cells.map(str::to_owned).to_vec();
        let mut out = Vec::new();
        let rows = [row(["Léa", "12", "x"]), row(["Ingrid", "7", "long"])];
        let paint = Paint::for_output();
        write(&mut out, paint, &[Column::Left, Column::Right, Column::Left], &rows).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "Léa     12  x\nIngrid   7  long\n");
    }

    #[test]
    fn lines_break_between_words() {
        let text = "word ".repeat(40);
        let lines = wrap(&text, 8);
        assert!(lines.iter().all(|line| line.len() <= 80));
        assert_eq!(lines.join(" "), text.trim());
    }
}
