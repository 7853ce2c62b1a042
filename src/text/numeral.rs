//! Numbers as Vietnamese documents print them; leaves out units and what the number measures.

/// Parses a number in Vietnamese style: `1.330,0` is 1330, `36.180` is 36180, `3,4` is 3.4 and `3.5` is 3.5.
///
/// A point followed by exactly three digits groups thousands; any other point is a decimal point (documents mix both).
pub fn parse_vietnamese_number(text: &str) -> Option<f64> {
    let text = text.trim();
    if text.is_empty() || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if !text.chars().all(|c| c.is_ascii_digit() || c == '.' || c == ',') {
        return None;
    }
    let plain = if text.contains(',') {
        let commas = text.matches(',').count();
        if commas > 1 && !text.contains('.') && groups_thousands(text, ',') {
            text.replace(',', "")
        } else if commas > 1 {
            return None;
        } else {
            text.replace('.', "").replace(',', ".")
        }
    } else if groups_thousands(text, '.') {
        text.replace('.', "")
    } else {
        text.to_owned()
    };
    plain.parse().ok()
}

/// Parses an upper-case Roman numeral up to 39, the heading numbers of plans (I, II, … XXXIX).
pub fn parse_roman(text: &str) -> Option<u32> {
    const ONES: [&str; 10] = ["", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"];
    let tens = text.bytes().take_while(|b| *b == b'X').count();
    let rest = text.get(tens..)?;
    let ones = ONES.iter().position(|o| *o == rest)?;
    (tens <= 3 && !text.is_empty()).then(|| u32::try_from(tens * 10 + ones).ok())?
}

fn groups_thousands(text: &str, separator: char) -> bool {
    let mut groups = text.split(separator);
    let first = groups.next().is_some_and(|g| (1..=3).contains(&g.len()));
    let rest: Vec<&str> = groups.collect();
    first && !rest.is_empty() && rest.iter().all(|g| g.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_vietnamese_separators() {
        for (text, value) in
            [("1.330,0", 1330.0), ("36.180", 36180.0), ("3,4", 3.4), ("3.5", 3.5), ("5.224,50", 5224.5), ("05", 5.0)]
        {
            assert_eq!(parse_vietnamese_number(text), Some(value), "{text}");
        }
    }

    #[test]
    fn refuses_what_is_not_a_number() {
        for text in ["", "abc", ".5", "1,2,3", "12a"] {
            assert_eq!(parse_vietnamese_number(text), None, "{text}");
        }
    }

    #[test]
    fn reads_roman_heading_numbers() {
        assert_eq!(parse_roman("IV"), Some(4));
        assert_eq!(parse_roman("XXII"), Some(22));
        assert_eq!(parse_roman("IIII"), None);
        assert_eq!(parse_roman(""), None);
    }
}
