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
    let code = u32::from(c);
    let code = match c {
        '\0'..='\x7f' => return c.to_ascii_lowercase(),
        '\u{c0}'..='\u{de}' if c != '×' => code + 0x20,
        '\u{80}'..='\u{ff}' | '\u{300}'..='\u{344}' | '\u{2010}'..='\u{2030}' => return c,
        '\u{100}'..='\u{12f}' | '\u{1ea0}'..='\u{1eff}' => code | 1,
        'Ơ' | 'Ư' => code + 1,
        'ơ' | 'ư' => return c,
        _ => return c.to_lowercase().next().unwrap_or(c),
    };
    char::from_u32(code).unwrap_or(c)
}

/// Returns the length of the run of letters that `text` has at byte `at`, with the sum of its bytes; both 0 where no
/// letter stands. Vietnamese letters are told by their bytes: this looks at every character of every text.
#[inline]
pub fn syllable(text: &str, at: usize) -> (usize, u32) {
    let bytes = text.as_bytes();
    let mut end = at;
    let mut sum = 0_u32;
    while let Some(&b) = bytes.get(end) {
        let len = match b {
            b'a'..=b'z' | b'A'..=b'Z' => {
                sum = mixed(sum, b);
                end += 1;
                continue;
            }
            0..=0x7f => break,
            0xc4..=0xc9 => 2,
            0xe1 if matches!(bytes.get(end + 1), Some(0xb8..=0xbb)) => 3,
            0xc3 if !matches!(bytes.get(end + 1), Some(0x97 | 0xb7)) => 2,
            _ => match text.get(end..).and_then(|t| t.chars().next()) {
                Some(c) if is_letter(c) => c.len_utf8(),
                _ => break,
            },
        };
        for b in bytes.get(end..end + len).unwrap_or_default() {
            sum = mixed(sum, *b);
        }
        end += len;
    }
    (end - at, sum)
}

fn mixed(sum: u32, byte: u8) -> u32 {
    (sum.rotate_left(5) ^ u32::from(byte)).wrapping_mul(0x9e37_79b1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_told_by_their_bytes_are_letters() {
        for c in (0..=0x2_ffff).filter_map(char::from_u32) {
            let text = format!("a{c}");
            assert_eq!(syllable(&text, 0).0 > 1, is_letter(c), "{c:?}");
            assert_eq!(syllable(&text, 1).0, if is_letter(c) { c.len_utf8() } else { 0 }, "{c:?}");
        }
    }

    #[test]
    fn every_character_is_what_the_tables_of_all_scripts_say() {
        for c in (0..=0x2_ffff).filter_map(char::from_u32) {
            let combining = matches!(c, '\u{300}'..='\u{36f}');
            assert_eq!(is_letter(c), c.is_alphabetic() || combining, "{c:?}");
            assert_eq!(is_capital(c), c.is_uppercase(), "{c:?}");
            assert_eq!(small(c), c.to_lowercase().next().unwrap_or(c), "{c:?}");
        }
    }
}
