//! Identities: computed from what documents say, never minted and never taken from the order of reading.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(Box<str>);

        impl $name {
            /// Makes an identity from its canonical text.
            pub fn new(key: impl Into<String>) -> Self {
                Self(key.into().into_boxed_str())
            }

            /// Returns the canonical text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

id!(
    /// `vn:{register}:{issuer}:{type}:{year|term}:{number}`, for example `vn:hc:t10:ct:2020:4`.
    DocumentId
);
id!(
    /// `vn:org:{level}:{slug}`, for example `vn:org:t10:so-cong-thuong`.
    AgencyId
);
id!(
    /// `vn:da:{jurisdiction}:{slug}`, a project.
    ProjectId
);
id!(
    /// `vn:nv:{document}:{ordinal}`, a task of one document.
    TaskId
);
id!(
    /// `vn:ct:{document}:{ordinal}`, a target of one document.
    TargetId
);
id!(
    /// `vn:dn:{slug}`, an enterprise.
    EnterpriseId
);
id!(
    /// `vn:ng:{agency}:{slug}`, a person who signs for an agency.
    PersonId
);
id!(
    /// `vn:dp:{code}`, a place of the reference table.
    PlaceId
);
