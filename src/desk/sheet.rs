//! What a page of figures holds, said once and written as HTML to open, send and print, or as Markdown to paste and keep.

use super::words::clean;
use crate::svg::{PAGE_STYLE, escape};
use crate::text::markdown;
use std::fmt::Write as _;

/// A page: its title and what stands below it.
pub(super) struct Sheet {
    title: String,
    parts: Vec<Part>,
}

/// A table: its head, and rows of as many cells.
pub(super) struct Rows {
    pub(super) head: Vec<String>,
    pub(super) rows: Vec<Vec<String>>,
}

enum Part {
    Heading(String),
    Words(String),
    Note(String),
    Table(Rows),
    List(Vec<String>),
    Picture(String),
    Drawn { heading: String, svg: String, instead: Option<Rows> },
}

impl Sheet {
    pub(super) fn new(title: impl Into<String>) -> Self {
        Self { title: title.into(), parts: Vec::new() }
    }

    pub(super) fn heading(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Heading(text.into()));
    }

    pub(super) fn words(&mut self, text: impl Into<String>) {
        self.parts.push(Part::Words(text.into()));
    }

    /// Words in small print; nothing where there are none.
    pub(super) fn note(&mut self, text: impl Into<String>) {
        let text = text.into();
        if !text.is_empty() {
            self.parts.push(Part::Note(text));
        }
    }

    pub(super) fn table(&mut self, head: &[&str], rows: Vec<Vec<String>>) {
        self.parts.push(Part::Table(Rows::new(head, rows)));
    }

    pub(super) fn list(&mut self, lines: Vec<String>) {
        self.parts.push(Part::List(lines));
    }

    /// A picture of what a table below says as well: Markdown goes without.
    pub(super) fn picture(&mut self, svg: String) {
        self.parts.push(Part::Picture(svg));
    }

    /// A picture under its own heading; Markdown has the table instead, or neither.
    pub(super) fn drawn(&mut self, heading: impl Into<String>, svg: String, instead: Option<Rows>) {
        self.parts.push(Part::Drawn { heading: heading.into(), svg, instead });
    }

    /// One self-contained page: no script, nothing is loaded, light and dark, ready to print.
    pub(super) fn to_html(&self) -> String {
        let title = escape(&line(&self.title));
        let mut page = format!(
            "<!DOCTYPE html>\n<html lang=\"en\">\n<head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
             <title>{title}</title><style>{PAGE_STYLE}</style></head>\n<body>\n<h1>{title}</h1>\n"
        );
        self.parts.iter().for_each(|part| part.html(&mut page));
        page.push_str("</body>\n</html>\n");
        page
    }

    /// The same in Markdown with the tables of GitHub's; names of the log are escaped, so that they are shown and not obeyed.
    pub(super) fn to_markdown(&self) -> String {
        let mut page = String::from("# ");
        markdown(&line(&self.title), &mut page);
        page.push('\n');
        self.parts.iter().for_each(|part| part.markdown(&mut page));
        page
    }
}

impl Rows {
    pub(super) fn new(head: &[&str], rows: Vec<Vec<String>>) -> Self {
        Self { head: head.iter().map(|h| (*h).to_owned()).collect(), rows }
    }

    fn html(&self, page: &mut String) {
        let cell = |tag: &str, text: &String| format!("<{tag}>{}</{tag}>", escape(&line(text)));
        let head: String = self.head.iter().map(|text| cell("th", text)).collect();
        let row =
            |row: &Vec<String>| format!("<tr>{}</tr>\n", row.iter().map(|text| cell("td", text)).collect::<String>());
        let body: String = self.rows.iter().map(row).collect();
        let _ = writeln!(page, "<table><thead><tr>{head}</tr></thead><tbody>\n{body}</tbody></table>");
    }

    fn markdown(&self, page: &mut String) {
        page.push('\n');
        markdown_row(&self.head, page);
        let _ = writeln!(page, "|{}", " --- |".repeat(self.head.len()));
        self.rows.iter().for_each(|row| markdown_row(row, page));
    }
}

impl Part {
    fn html(&self, page: &mut String) {
        let told = |text: &str| escape(&line(text));
        let _ = match self {
            Part::Heading(text) => writeln!(page, "<h2>{}</h2>", told(text)),
            Part::Words(text) => writeln!(page, "<p>{}</p>", told(text)),
            Part::Note(text) => writeln!(page, "<p class=\"note\">{}</p>", told(text)),
            Part::Table(rows) => {
                rows.html(page);
                Ok(())
            }
            Part::List(lines) => {
                let items: String = lines.iter().map(|text| format!("<li>{}</li>", told(text))).collect();
                writeln!(page, "<ul>{items}</ul>")
            }
            Part::Picture(svg) => writeln!(page, "{svg}"),
            Part::Drawn { heading, svg, .. } => {
                Part::Heading(heading.clone()).html(page);
                writeln!(page, "<div class=\"wide\">{svg}</div>")
            }
        };
    }

    fn markdown(&self, page: &mut String) {
        let mut block = |mark: &str, text: &str| {
            page.push_str(mark);
            markdown(&line(text), page);
            page.push('\n');
        };
        match self {
            Part::Heading(text) => block("\n## ", text),
            Part::Words(text) | Part::Note(text) => block("\n", text),
            Part::Table(rows) => rows.markdown(page),
            Part::List(lines) => {
                page.push('\n');
                for text in lines {
                    page.push_str("- ");
                    markdown(&line(text), page);
                    page.push('\n');
                }
            }
            Part::Picture(_) | Part::Drawn { instead: None, .. } => {}
            Part::Drawn { heading, instead: Some(rows), .. } => {
                block("\n## ", heading);
                rows.markdown(page);
            }
        }
    }
}

fn markdown_row(cells: &[String], page: &mut String) {
    page.push('|');
    for cell in cells {
        page.push(' ');
        markdown(line(cell).trim(), page);
        page.push_str(" |");
    }
    page.push('\n');
}

/// A sentence may be longer than a name.
fn line(text: &str) -> String {
    text.split(' ').map(|word| clean(word)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_and_not_obeyed() {
        let mut sheet = Sheet::new("A <b> *title*");
        sheet.heading("# x");
        sheet.table(
            &["", "n"],
            vec![vec!["a | b\n# c".to_owned(), "1.5 %".to_owned()], vec![String::new(), "-".to_owned()]],
        );
        sheet.list(vec!["1. [x](http://y)".to_owned()]);
        sheet.picture("<svg/>".to_owned());
        sheet.drawn("Volume", "<svg/>".to_owned(), Some(Rows::new(&["week"], vec![vec!["W1".to_owned()]])));
        sheet.drawn("Left out", "<svg/>".to_owned(), None);
        assert_eq!(
            sheet.to_markdown(),
            "# A \\<b\\> \\*title\\*\n\n## # x\n\n|  | n |\n| --- | --- |\n| a \\| b\\\\n# c | 1.5 % |\n|  | - |\n\n\
             - 1\\. \\[x\\](http\\://y)\n\n## Volume\n\n| week |\n| --- |\n| W1 |\n"
        );
        let page = sheet.to_html();
        assert!(page.contains("<h1>A &lt;b&gt; *title*</h1>") && page.contains("<h2>Left out</h2>"), "{page}");
    }
}
