//! The work of reading a catalog, counted while tests run: twice the file may take twice the steps, not four times. Elsewhere nothing.

#[cfg(test)]
thread_local! {
    static STEPS: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// One step: an entry looked up, compared or visited.
#[inline]
pub(crate) fn step() {
    #[cfg(test)]
    STEPS.with(|s| s.set(s.get() + 1));
}

/// The steps that some work takes.
#[cfg(test)]
pub(crate) fn counted(work: impl FnOnce()) -> u64 {
    STEPS.with(|s| s.set(0));
    work();
    STEPS.with(std::cell::Cell::get)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::template::catalog::{Catalog, Config, Source, check};

    fn lines(n: usize, line: impl Fn(usize) -> String) -> String {
        (0..n).map(line).collect()
    }

    /// Files that were slow when they were tried: 8,000 attributes of one message, 4,000 references in a chain, 4,000 sets; and their like.
    fn shapes(n: usize) -> Vec<(&'static str, Vec<Source>)> {
        let one = |text: String| vec![Source::new("en", "m", &text)];
        let attributes = format!("m = {{ $x }}\n{}", lines(n, |i| format!("    .a{i} = {{ $x }}\n")));
        let chain = format!("{}m{n} = x\n", lines(n, |i| format!("m{i} = {{ m{} }}\n", i + 1)));
        let circle = format!("{}m{n} = {{ m0 }}\n", lines(n, |i| format!("m{i} = {{ m{} }}\n", i + 1)));
        let short = lines(n, |i| {
            format!("m{i} = {{ {} }}\n", if i % 30 == 0 { "1".to_owned() } else { format!("m{}", i - 1) })
        });
        let sets = lines(n, |i| format!("### @set s{i}\n\nm{i} = x\n\n"));
        let wide = format!("h = {}\n{}", "{ h0 }".repeat(n), lines(n, |i| format!("h{i} = x\nm{i} = {{ h }}\n")));
        let values = format!(
            "h = {}\n{}",
            lines(n, |i| format!("{{ $v{i} }}")).replace('\n', ""),
            lines(n, |i| format!("m{i} = {{ h }}\n"))
        );
        let tones = |i: usize| Source::new(&format!("en-x-t{i}"), "m", &format!("m{i} = y\n"));
        let overlays = std::iter::once(Source::new("en", "m", "a = x\n")).chain((0..n).map(tones)).collect();
        let languages = (0..n.min(520)).map(|i| {
            let letter = |i: usize| char::from(b'a' + u8::try_from(i % 26).unwrap());
            Source::new(&format!("q{}{}", letter(i / 26), letter(i)), "m", "a = y\n")
        });
        let languages = std::iter::once(Source::new("en", "m", "a = x\n")).chain(languages).collect();
        let translation =
            vec![Source::new("en", "m", &attributes), Source::new("de", "m", &attributes.replace("$x", "$y"))];
        vec![
            ("attributes", one(attributes)),
            ("a chain", one(chain)),
            ("a circle", one(circle)),
            ("short chains", one(short)),
            ("sets", one(sets)),
            ("a wide helper", one(wide)),
            ("a helper of many values", one(values)),
            ("overlays", overlays),
            ("languages", languages),
            ("a translation", translation),
        ]
    }

    /// The exponent that fits the steps of a size and of four times that: 1 for work in proportion, 2 for quadratic work.
    #[test]
    fn no_shape_of_a_catalog_takes_more_than_its_share() {
        let steps = |sources: &[Source]| counted(|| drop(Catalog::compile(sources, &Config::reference("en"))));
        for ((name, small), (_, large)) in shapes(600).into_iter().zip(shapes(2400)) {
            let (few, many) = (steps(&small), steps(&large));
            assert!(few >= 100 || name == "overlays", "{name}: {few} steps are counted");
            let exponent = (f64::from(u32::try_from(many).unwrap()) / f64::from(u32::try_from(few).unwrap())).log(4.0);
            assert!(exponent < 1.3, "{name}: {few} steps, then {many}: exponent {exponent:.2}");
        }
    }

    #[test]
    fn the_shapes_are_read() {
        for (name, sources) in shapes(8) {
            let report = check(&sources, &Config::reference("en")).unwrap();
            assert!(!report.sets.is_empty() && report.sets[0].units > 0, "{name}");
        }
    }
}
