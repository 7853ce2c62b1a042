//! Who speaks in a document: the issuer orders and asks, and acts only where it binds itself.

use super::home::Home;
use super::role::{Found, bodies, predicate, skip_connector};
use crate::model::{AgencyKind, AgencyName, Role};
use crate::text::Cursor;

/// Tells whether those who speak in the document are named, and not those who act.
pub(super) fn speaks(found: &[Found], home: &Home) -> bool {
    found.iter().all(|f| is_issuer(&f.agency, home) || f.agency.organisation.starts_with("Phó Thủ tướng"))
}

/// "Chủ tịch UBND thành phố **trực tiếp chỉ đạo** …": the issuer binds itself.
pub(super) fn is_bound(rest: &str) -> bool {
    let duties = ["trực tiếp chỉ đạo", "có trách nhiệm", "chịu trách nhiệm", "huy động"];
    Cursor::new(rest.trim_start()).eat_any(&duties).is_some()
}

/// "Khi cần thiết, UBND tỉnh đề nghị …": a sentence in which the issuer speaks says nothing of those named above it.
pub(super) fn is_of_issuer(text: &str, home: &Home) -> bool {
    let (found, end) = bodies(text, skip_connector(text), Role::Assigned, home);
    !found.is_empty() && speaks(&found, home) && text.get(end..).is_some_and(predicate)
}

/// Tells whether words end with the issuer, or a body above it, with who speaks for it: "…, Chủ tịch UBND tỉnh".
pub(super) fn is_issuing(before: &str, home: &Home) -> bool {
    let words = before.trim_end();
    let last = words.rsplit(", ").next().unwrap_or_default();
    let last = last.get(skip_connector(last)..).unwrap_or_default();
    if last.starts_with("Thủ tướng") || last.starts_with("Phó Thủ tướng") {
        return true;
    }
    // With the name of its province it is one of those spoken of: "UBND tỉnh Long An chỉ đạo …".
    const UNITS: [&str; 6] = ["tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã"];
    let small = last.to_lowercase();
    let (found, _) = bodies(last, 0, Role::Assigned, home);
    found.len() == 1 && UNITS.iter().any(|u| small.ends_with(u)) && found.iter().all(|f| is_issuer(&f.agency, home))
}

/// A request to a body above the issuer is no order: a district's plan asks the province's committee for means.
pub(super) fn is_superior(agency: &AgencyName, home: &Home) -> bool {
    // "UBND các tỉnh" are many, not the one above.
    if agency.organisation.contains(" các tỉnh") {
        return false;
    }
    let of = &agency.jurisdiction;
    let higher = (home.district.is_some() && of.district.is_none()) || (home.province.is_some() && of.is_central());
    is_issuer(agency, home) || (higher && agency.kind != AgencyKind::Enterprise)
}

/// The body that issues orders is not the one that carries them out.
fn is_issuer(agency: &AgencyName, home: &Home) -> bool {
    const ISSUERS: [&str; 7] = [
        "Ủy ban Thường vụ Quốc hội",
        "Ủy ban nhân dân",
        "Chủ tịch Ủy ban nhân dân",
        "Hội đồng nhân dân",
        "Chính phủ",
        "Thủ tướng Chính phủ",
        "Quốc hội",
    ];
    let above = agency.jurisdiction == **home || agency.jurisdiction == home.of_province();
    // An assembly's resolution tells the committee, the Government and their heads what to do; a procedure says it too.
    const EXECUTIVE: [&str; 4] = ["Ủy ban nhân dân", "Chủ tịch Ủy ban nhân dân", "Chính phủ", "Thủ tướng Chính phủ"];
    if home.executive_acts() && EXECUTIVE.contains(&agency.organisation.as_str()) {
        return false;
    }
    if home.is_the_centre() && agency.organisation.contains("nhân dân") {
        return false;
    }
    ISSUERS.contains(&agency.organisation.as_str()) && (above || agency.jurisdiction.is_central())
}
