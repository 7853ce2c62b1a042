//! Whose territory a document or agency belongs to, and on which level of authority it stands.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::word::shared;

thread_local! {
    static TERRITORIES: RefCell<BTreeSet<Arc<Jurisdiction>>> = const { RefCell::new(BTreeSet::new()) };
}

/// The level of authority of an issuer. Orders from the centre down; the press stands outside and last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AuthorityLevel {
    /// Party congress, Central Committee, Politburo, Secretariat.
    PartyCentral,
    /// National Assembly, State President, Government, Prime Minister.
    Government,
    /// Ministries and bodies of ministerial rank, courts, central offices.
    Ministry,
    /// A province: its Party committee, council, people's committee and departments.
    Province,
    /// A district, until 30 June 2025.
    District,
    /// A commune, ward or special zone.
    Commune,
    /// The press.
    Press,
}

impl AuthorityLevel {
    /// All levels, from the centre down.
    pub const ALL: [Self; 7] = [
        Self::PartyCentral,
        Self::Government,
        Self::Ministry,
        Self::Province,
        Self::District,
        Self::Commune,
        Self::Press,
    ];

    /// Returns the English constant.
    pub fn code(self) -> &'static str {
        match self {
            Self::PartyCentral => "PARTY_CENTRAL",
            Self::Government => "GOVERNMENT",
            Self::Ministry => "MINISTRY",
            Self::Province => "PROVINCE",
            Self::District => "DISTRICT",
            Self::Commune => "COMMUNE",
            Self::Press => "PRESS",
        }
    }
}

/// The territory a document or agency belongs to. Names are without the word for the kind of unit.
///
/// All fields empty means central (Trung ương). The kind words are kept, since a canonical agency name prints them
/// ("tỉnh Lào Cai", "thành phố Đà Nẵng", "huyện Bảo Yên").
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Jurisdiction {
    /// Province or city of central rank, as (kind word, name): ("tỉnh", "Lào Cai").
    pub province: Option<(String, String)>,
    /// District, town or city in a province: ("huyện", "Bảo Yên").
    pub district: Option<(String, String)>,
    /// Commune, ward, township or special zone: ("xã", "Cam Cọn").
    pub commune: Option<(String, String)>,
}

impl Jurisdiction {
    /// Makes the jurisdiction of a province.
    pub fn province(kind: &str, name: &str) -> Self {
        Self { province: Some((kind.to_owned(), name.to_owned())), ..Self::default() }
    }

    /// Tells whether this is the centre.
    pub fn is_central(&self) -> bool {
        self.province.is_none() && self.district.is_none() && self.commune.is_none()
    }

    /// Returns the smallest unit as canonical agency names print it: `huyện Bảo Yên`, `tỉnh Lào Cai`. A commune is told
    /// by its province too, since many share a name: `xã Canh Vinh tỉnh Gia Lai`.
    pub fn suffix(&self) -> Option<String> {
        let unit = self.commune.as_ref().or(self.district.as_ref()).or(self.province.as_ref())?;
        Some(match self.province.as_ref().filter(|_| self.commune.is_some()) {
            Some((kind, province)) => [unit.0.as_str(), &unit.1, kind, province].join(" "),
            None => [unit.0.as_str(), &unit.1].join(" "),
        })
    }

    /// Returns the names from the smallest unit up: `Bảo Yên, Lào Cai`; `Trung ương` for the centre.
    pub fn label(&self) -> String {
        let names: Vec<&str> = [&self.commune, &self.district, &self.province]
            .into_iter()
            .flatten()
            .map(|(_, name)| name.as_str())
            .collect();
        if names.is_empty() { "Trung ương".to_owned() } else { names.join(", ") }
    }

    /// Returns it as one that is shared with all equal ones made on this thread not long ago.
    pub fn shared(self) -> Arc<Self> {
        TERRITORIES.with_borrow_mut(|known| shared(known, self))
    }

    /// Returns the jurisdiction of the province alone.
    pub fn of_province(&self) -> Self {
        Self { province: self.province.clone(), ..Self::default() }
    }
}
