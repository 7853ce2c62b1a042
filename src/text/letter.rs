//! What one character is, and its small form: Vietnamese letters are told by their place among the characters, which is
//! much faster than the tables of all scripts, and these decide the rest. Knows no words.

/// Tells whether `c` is a letter of a word, Vietnamese letters and combining marks included.
#[inline]
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphabetic(),
        '\u{c0}'..='\u{24f}' => c != '×' && c != '÷',
        '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}' => true,
        '\u{2010}'..='\u{2030}' => false,
        _ => c.is_alphabetic(),
    }
}

/// Tells whether `c` is a letter or a figure of any script.
#[inline]
pub fn is_alphanumeric(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric(),
        '\u{c0}'..='\u{24f}' => c != '×' && c != '÷',
        '\u{1e00}'..='\u{1eff}' => true,
        '\u{2010}'..='\u{2030}' => false,
        _ => c.is_alphanumeric(),
    }
}

/// Tells whether `c` is a capital.
#[inline]
pub fn is_capital(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_uppercase(),
        '\u{c0}'..='\u{de}' => c != '×',
        '\u{df}'..='\u{ff}' | '\u{2010}'..='\u{2030}' => false,
        '\u{1ea0}'..='\u{1eff}' => u32::from(c) & 1 == 0,
        _ => c.is_uppercase(),
    }
}

/// Returns the small form of a letter; any other character is its own.
#[inline]
pub fn small(c: char) -> char {
    match c {
        '\0'..='\x7f' => c.to_ascii_lowercase(),
        '\u{1ea0}'..='\u{1eff}' => char::from_u32(u32::from(c) | 1).unwrap_or(c),
        _ => small_of_any(c),
    }
}

fn small_of_any(c: char) -> char {
    let code = u32::from(c);
    let code = match c {
        '\u{c0}'..='\u{de}' if c != '×' => code + 0x20,
        '\u{80}'..='\u{ff}' | '\u{300}'..='\u{344}' | '\u{2010}'..='\u{2030}' => return c,
        '\u{100}'..='\u{12f}' | '\u{168}'..='\u{169}' => code | 1,
        'Ơ' | 'Ư' => code + 1,
        'ơ' | 'ư' => return c,
        _ => return c.to_lowercase().next().unwrap_or(c),
    };
    char::from_u32(code).unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_what_the_tables_of_all_scripts_say() {
        for c in (0..=0x2_ffff).filter_map(char::from_u32) {
            let combining = matches!(c, '\u{300}'..='\u{36f}');
            assert_eq!(is_letter(c), c.is_alphabetic() || combining, "{c:?}");
            assert_eq!(is_capital(c), c.is_uppercase(), "{c:?}");
            assert_eq!(is_alphanumeric(c), c.is_alphanumeric(), "{c:?}");
            assert_eq!(small(c), c.to_lowercase().next().unwrap_or(c), "{c:?}");
        }
    }
}
