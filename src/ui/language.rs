//! The reader's language: Vietnamese first, English when the address or the browser says so.

use super::address::pairs;

/// A language of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Language {
    Vietnamese,
    English,
}

impl Language {
    /// Chooses by `lang` in the address, then by the first of the browser's languages that the site has.
    pub(super) fn choose(query: &str, accept_language: &str) -> Self {
        let named = pairs(query).into_iter().find(|(n, _)| n == "lang").and_then(|(_, v)| Self::of_tag(&v));
        named.or_else(|| preferred(accept_language)).unwrap_or(Self::Vietnamese)
    }

    /// Returns the tag of the language.
    pub(super) fn tag(self) -> &'static str {
        self.say("vi", "en")
    }

    /// Returns the language as the contract names it.
    pub(super) fn code(self) -> &'static str {
        self.say("VI", "EN")
    }

    /// Says something in this language.
    pub(super) fn say(self, vietnamese: &'static str, english: &'static str) -> &'static str {
        match self {
            Self::Vietnamese => vietnamese,
            Self::English => english,
        }
    }

    fn of_tag(tag: &str) -> Option<Self> {
        match tag.trim().split('-').next().unwrap_or_default().to_ascii_lowercase().as_str() {
            "vi" => Some(Self::Vietnamese),
            "en" => Some(Self::English),
            _ => None,
        }
    }
}

fn preferred(accept_language: &str) -> Option<Language> {
    let weighed = accept_language.split(',').filter_map(|part| {
        let (tag, weight) = part.split_once(';').unwrap_or((part, "q=1"));
        let weight: f32 = weight.trim().strip_prefix("q=").and_then(|q| q.parse().ok()).unwrap_or(0.0);
        Some((Language::of_tag(tag)?, weight)).filter(|(_, w)| *w > 0.0)
    });
    let mut best: Option<(Language, f32)> = None;
    for (language, weight) in weighed {
        if best.is_none_or(|(_, w)| weight > w) {
            best = Some((language, weight));
        }
    }
    best.map(|(language, _)| language)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_address_wins_then_the_browser_then_vietnamese() {
        for (query, accept, wanted) in [
            ("", "", Language::Vietnamese),
            ("", "fr-FR", Language::Vietnamese),
            ("", "en-GB,en;q=0.9", Language::English),
            ("", "en;q=0.5, vi;q=0.9", Language::Vietnamese),
            ("", "vi;q=0, en;q=0.1", Language::English),
            ("lang=vi", "en", Language::Vietnamese),
            ("a=b&lang=en", "vi", Language::English),
            ("lang=xx", "en", Language::English),
        ] {
            assert_eq!(Language::choose(query, accept), wanted, "{query} {accept}");
        }
    }
}
