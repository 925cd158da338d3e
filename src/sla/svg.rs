//! An explanation as a small picture: one strip, drawn to scale, that any browser, mail client or report shows.

use super::explain::{ExplainedPiece, Explanation, PieceReason};
use crate::svg::Picture;

/// The width and height of a strip in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StripSize {
    /// Its width, at least 16.
    pub width: u32,
    /// Its height, at least 8.
    pub height: u32,
}

impl Default for StripSize {
    /// 720 × 40.
    fn default() -> Self {
        Self { width: 720, height: 40 }
    }
}

/// How a reason is drawn: colour, and share of the height in tenths, so that the strip also reads without colours.
fn look(reason: PieceReason) -> (&'static str, i64) {
    match reason {
        PieceReason::Open => ("#1b7f4b", 10),
        PieceReason::Paused | PieceReason::PausedByEvent => ("#e0a100", 6),
        PieceReason::Holiday | PieceReason::Exception | PieceReason::Break | PieceReason::Excluded => ("#6f7bb8", 3),
        PieceReason::Closed => ("#9aa3ad", 3),
        _ => ("#d5dade", 1),
    }
}

impl Explanation {
    /// The strip as a self-contained SVG document: no fonts, scripts, styles or links; every piece has a title that says what
    /// it is. A line marks the due instant, a thick one the breach.
    #[must_use]
    pub fn svg(&self, size: StripSize) -> String {
        let (width, height) = (i64::from(size.width.max(16)), i64::from(size.height.max(8)));
        let span = format!("{} to {}, {}", self.local(self.from), self.local(self.until), self.zone);
        let mut picture = Picture::new(width, height, &self.verdict().text, &span);
        for piece in &self.pieces {
            self.rect(&mut picture, piece, width, height);
        }
        if let Some(due) = self.report.due_at {
            self.mark(&mut picture, due.micros(), "1", "due", width, height);
        }
        if let Some(breach) = self.report.breached_at {
            self.mark(&mut picture, breach.micros(), "3", "breached", width, height);
        }
        picture.finish()
    }

    fn rect(&self, picture: &mut Picture, piece: &ExplainedPiece, width: i64, height: i64) {
        let (a, b) = (self.x(piece.start.micros(), width), self.x(piece.end.micros(), width));
        let (colour, tenths) = look(piece.reason);
        let tall = height * tenths;
        picture.rect((a, (height * 10 - tall) * 10), (b - a, tall * 10), colour, &self.piece(piece).text);
    }

    fn mark(&self, picture: &mut Picture, at: i64, stroke: &str, what: &str, width: i64, height: i64) {
        if (self.from.micros()..=self.until.micros()).contains(&at) {
            picture.upright(self.x(at, width), height, "#b3261e", stroke, what);
        }
    }

    /// The place of an instant in hundredths of a pixel.
    fn x(&self, at: i64, width: i64) -> i64 {
        let (from, until) = (self.from.micros(), self.until.micros());
        let span = i128::from((until - from).max(1));
        i64::try_from(i128::from(at - from) * i128::from(width) * 100 / span).unwrap_or(0)
    }
}
