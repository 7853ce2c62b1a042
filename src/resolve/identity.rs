//! The key a held document or a mention has by its own words and those of its document; leaves out the other documents.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use super::Input;
use super::home::Speaker;
use super::issuer::{Owner, code, is_letter, owners};
use super::law;
use super::period::period_of;
use super::subject::subject;
use super::territory::{level_of, only_province, place_in, place_key};
use crate::model::{
    AuthorityLevel, DocumentId, DocumentMention, DocumentNumber, DocumentType, Jurisdiction, NumberFamily,
};
use crate::text::{PartialDate, fold, slug};

/// Fewest words of a title that means one work where neither issuer nor day is known.
const TELLING: usize = 6;

/// What bodies do with their documents, in the words right before a number's kind.
const ACTS: [&str; 5] = [" ban hành", " thông qua", " ký", " có", " công bố"];

/// Bodies of territories, as documents print them.
const BODIES: [&str; 4] = ["Ủy ban nhân dân", "UBND", "Hội đồng nhân dân", "HĐND"];

/// A key on the way: what is known of a work's identity, and by which rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Identity {
    /// `qppl`, `hc`, `dang`, `nn`, `bao`.
    pub(super) register: &'static str,
    /// Whose it may be; one when certain, none when nothing tells.
    pub(super) owners: Vec<Owner>,
    /// The code of a body that no territory could be found for.
    pub(super) code: String,
    /// The kind's part of the key; `vb` when unknown.
    pub(super) kind: &'static str,
    /// Year, term or date.
    pub(super) period: Option<String>,
    /// Number, or `nn-…` for a name.
    pub(super) tail: String,
    /// Part of another work: `:!annex` with the key of that work in `owners`' place.
    pub(super) rule: &'static str,
    /// Too little is printed to tell which work is meant, whatever other documents say.
    pub(super) unidentified: bool,
    /// The date printed with it.
    pub(super) date: Option<PartialDate>,
    /// A whole key decided elsewhere: a part of another work, or a person's decision.
    pub(super) whole: Option<String>,
}

impl Identity {
    /// Tells whether nothing of the key is open.
    pub(super) fn is_certain(&self) -> bool {
        self.whole.is_some() || (self.owners.len() == 1 && self.period.is_some() && !self.unidentified)
    }

    /// Returns the only owner.
    pub(super) fn owner(&self) -> Option<&Owner> {
        if let [one] = self.owners.as_slice() { Some(one) } else { None }
    }

    /// Returns the key. What is open is the naming document's alone, which `mark` stands for: elsewhere another work may
    /// be meant.
    pub(super) fn key(&self, mark: &str) -> DocumentId {
        if let Some(whole) = &self.whole {
            return DocumentId::new(whole.clone());
        }
        let owner = self.owner().map_or_else(|| format!("{}?{mark}", self.code), |o| o.slug.clone());
        let period = self.period.clone().unwrap_or_else(|| format!("y?{mark}"));
        DocumentId::new(format!("vn:{}:{owner}:{}:{period}:{}", self.register, self.kind, self.tail))
    }

    /// Takes over the parts of the key of another identity.
    pub(super) fn become_one_with(&mut self, other: &Self, rule: &'static str) {
        let date = self.date;
        *self = Self { date, rule, ..other.clone() };
    }
}

/// Returns the identity a held document has by its header.
pub(super) fn of_document(input: &Input<'_>, speaker: &Speaker) -> Identity {
    let header = &input.extraction.header;
    let kind = header.document_type.as_ref().map(|t| t.value);
    let issuer = header.issuer.as_ref().map(|i| i.value.as_str());
    let place = header.jurisdiction.as_ref().map(|j| j.value.clone());
    match &header.number {
        Some(number) if kind != Some(DocumentType::Article) => {
            let own = Speaker { home: place, ..speaker.clone() };
            // It cannot be older than what it names.
            let on = speaker.date.or(speaker.era);
            let mut identity = numbered(&number.value, kind, issuer, speaker.date, on, &own);
            identity.rule = if number.value.year.is_some() { "number" } else { "own-date" };
            identity
        }
        _ => unnumbered(input, kind, issuer, place.as_ref(), speaker),
    }
}

/// Returns one identity a mention. A first full mention in the document lends later ones its date and issuer.
pub(super) fn of_mentions(input: &Input<'_>, speaker: &Speaker) -> Vec<Identity> {
    let mentions = &input.extraction.mentions;
    let mut list: Vec<Identity> = mentions.iter().map(|m| of_mention(m, speaker, input)).collect();
    law::name_versions(input, &mut list, speaker);
    for (i, m) in mentions.iter().enumerate() {
        let full = m.antecedent.and_then(|a| list.get(a as usize)).filter(|f| f.is_certain()).cloned();
        if let (Some(full), Some(identity)) = (full, list.get_mut(i).filter(|own| !own.is_certain())) {
            identity.become_one_with(&full, "antecedent");
        }
    }
    date_lists(input, &mut list);
    lend_first_mentions(&mut list);
    agree(&mut list);
    list
}

/// "Tờ trình số 380/TTr-CP và Đề án số 381/ĐA-CP ngày 09 tháng 5 năm 2025": the year behind the last of a list of one
/// body's documents is that of those before it; the day need not be.
fn date_lists(input: &Input<'_>, list: &mut [Identity]) {
    let mentions = &input.extraction.mentions;
    for i in (1..list.len()).rev() {
        let (Some(a), Some(b)) = (mentions.get(i - 1), mentions.get(i)) else { continue };
        let (end, start) = (input.text.to_clean(a.evidence.span().end), input.text.to_clean(b.evidence.span().start));
        let gap = input.text.clean().get(end as usize..start as usize).map(str::trim);
        let listed = gap.is_some_and(|g| matches!(g, "và" | "," | ", số" | "và số" | "; số" | ";" | "và các"));
        let Some(year) = list.get(i).filter(|b| b.register == "hc" && listed).and_then(|b| b.period.clone()) else {
            continue;
        };
        let owners = list.get(i).map(|b| b.owners.clone()).unwrap_or_default();
        if let Some(a) = list.get_mut(i - 1).filter(|a| a.register == "hc" && a.period.is_none() && a.owners == owners)
        {
            a.period = Some(year);
            a.rule = "date-of-list";
        }
    }
}

/// Open mentions of one number in one document are one work: what one of them leaves less open holds for the others.
fn agree(list: &mut [Identity]) {
    let keys: Vec<(&'static str, String, &'static str, String)> =
        list.iter().map(|i| (i.register, i.code.clone(), i.kind, i.tail.clone())).collect();
    let open = |i: &Identity| i.whole.is_none() && !i.is_certain() && i.register != "nn";
    for at in 0..list.len() {
        let Some(own) = list.get(at).filter(|i| open(i)).cloned() else { continue };
        let others = || list.iter().zip(&keys).filter(|(i, k)| Some(*k) == keys.get(at) && open(i)).map(|(i, _)| i);
        let mut periods: Vec<&String> = others().filter_map(|i| i.period.as_ref()).collect();
        periods.dedup();
        let period = if let [one] = periods.as_slice() { Some((*one).clone()) } else { own.period.clone() };
        let fewest = others().filter(|i| !i.owners.is_empty()).min_by_key(|i| i.owners.len()).map(|i| i.owners.clone());
        let owners = fewest.filter(|f| own.owners.is_empty() || f.iter().all(|o| own.owners.contains(o)));
        if let Some(identity) = list.get_mut(at) {
            identity.period = identity.period.take().or(period);
            identity.owners = owners.unwrap_or_else(|| own.owners.clone());
            identity.unidentified = identity.owners.is_empty();
        }
    }
}

/// What later mentions of a number take from the first full one, when there is only one such.
fn lend_first_mentions(list: &mut [Identity]) {
    type Key = (&'static str, String, &'static str, String);
    let key = |i: &Identity| -> Key { (i.register, i.code.clone(), i.kind, i.tail.clone()) };
    let mut full: BTreeMap<Key, Vec<Identity>> = BTreeMap::new();
    for identity in list.iter().filter(|i| i.is_certain() && i.whole.is_none()) {
        let known = full.entry(key(identity)).or_default();
        if !known.iter().any(|k| k.owners == identity.owners && k.period == identity.period) {
            known.push(identity.clone());
        }
    }
    for identity in list.iter_mut().filter(|i| !i.is_certain() && i.whole.is_none()) {
        let Some([only]) = full.get(&key(identity)).map(Vec::as_slice) else { continue };
        let same_owner = identity.owners.is_empty() || only.owners.iter().all(|o| identity.owners.contains(o));
        let same_period = identity.period.as_ref().is_none_or(|p| only.period.as_ref() == Some(p));
        if same_owner && same_period && only.register != "nn" {
            identity.become_one_with(only, "first-mention");
        }
    }
}

fn of_mention(m: &DocumentMention, speaker: &Speaker, input: &Input<'_>) -> Identity {
    let Some(number) = &m.number else { return named(m, speaker) };
    let year = number.year.and_then(PartialDate::year);
    // A number that carries its year rules over a date printed wrong.
    let on = m.issued_on.filter(|d| year.is_none_or(|y| y.agrees_with(*d))).or(year).or(speaker.era);
    let before = m.issuer.is_none().then(|| body_before(input, m)).flatten();
    let issuer = m.issuer.as_deref().or(before.as_deref());
    let mut identity = numbered(number, m.document_type, issuer, m.issued_on, on, speaker);
    if identity.owners.is_empty() {
        let place = subject(input.text, m).and_then(|s| ground(&s));
        let named = place.map(|j| format!("{} {}", identity.code, j.suffix().unwrap_or_default()));
        identity = numbered(number, m.document_type, named.as_deref().or(issuer), m.issued_on, on, speaker);
    }
    identity.rule = if number.year.is_some() { "number" } else { "date-in-mention" };
    tell_by_subject(&mut identity, m, input);
    identity
}

/// "… của Ủy ban nhân dân tỉnh Hưng Yên (văn bản số 84/BC-UBND …)", "Hội đồng nhân dân tỉnh Đồng Nai đã thông qua Nghị
/// quyết 28/NQ-HĐND": the body before a bracket or an act.
fn body_before(input: &Input<'_>, m: &DocumentMention) -> Option<String> {
    let start = input.text.to_clean(m.evidence.span().start) as usize;
    let before = input.text.clean().get(..start)?.trim_end();
    let acts = ACTS.iter().find_map(|act| before.strip_suffix(act));
    let before = before.strip_suffix('(').or(acts)?;
    let words: String = before.chars().rev().take(70).collect();
    let words: String = words.chars().rev().collect();
    let at = BODIES.iter().filter_map(|body| words.rfind(body)).max()?;
    words.get(at..).map(|w| w.trim().to_owned()).filter(|w| !w.contains([',', '.', ';', ')', '\n']))
}

/// "… trên địa bàn tỉnh Vĩnh Phúc 5 năm 2020-2024": whose ground a subject is about.
fn ground(subject: &str) -> Option<Jurisdiction> {
    let folded = fold(subject);
    let (_, on) = folded.rsplit_once("tren dia ban ")?;
    only_province(on)
}

/// Of several provinces whose number it may be, the one that its subject names: "… trên địa bàn tỉnh Phú Yên".
fn tell_by_subject(identity: &mut Identity, m: &DocumentMention, input: &Input<'_>) {
    if identity.owners.len() < 2 {
        return;
    }
    let Some(named) = subject(input.text, m).and_then(|s| only_province(&fold(&s))) else { return };
    let name = named.province.as_ref().map(|(_, name)| name);
    let of = |o: &&Owner| o.jurisdiction.as_ref().and_then(|j| j.province.as_ref()).map(|(_, name)| name) == name;
    let mut fitting = identity.owners.iter().filter(of).cloned();
    if let (Some(owner), None) = (fitting.next(), fitting.next()) {
        identity.owners = vec![owner];
        identity.rule = "place-in-subject";
    }
}

fn numbered(
    number: &DocumentNumber,
    kind: Option<DocumentType>,
    printed: Option<&str>,
    date: Option<PartialDate>,
    on: Option<PartialDate>,
    speaker: &Speaker,
) -> Identity {
    if number.family == NumberFamily::Standard {
        return standard(number, date);
    }
    let register = match number.family {
        NumberFamily::Standard => "tc",
        NumberFamily::Normative => "qppl",
        NumberFamily::Party => "dang",
        NumberFamily::Administrative | NumberFamily::Letter => "hc",
    };
    let owners = owners(number, kind, printed, speaker, on);
    let symbol_kind = if is_letter(number, kind) { Some(DocumentType::OfficialLetter) } else { number.document_type() };
    Identity {
        register,
        unidentified: owners.is_empty(),
        owners,
        code: slug(code(number, kind)),
        kind: kind_slug(symbol_kind.or(kind.filter(|k| *k != DocumentType::Other))),
        tail: number.number.clone(),
        period: period_of(number, date),
        rule: "number",
        date,
        whole: None,
    }
}

/// A standard is the country's, whoever names it; the ministry behind a technical regulation is a part of its number.
fn standard(number: &DocumentNumber, date: Option<PartialDate>) -> Identity {
    let series = slug(number.kind_symbol.as_deref().unwrap_or_default());
    let body = if number.body.is_empty() { "vn".to_owned() } else { slug(&number.body) };
    let level = Some(AuthorityLevel::Ministry);
    Identity {
        register: "tc",
        unidentified: false,
        owners: vec![Owner { slug: body, jurisdiction: Some(Jurisdiction::default()), level }],
        code: series.clone(),
        kind: kind_slug(Some(DocumentType::Other)),
        tail: format!("{series}-{}", number.number),
        period: number.year.map(|y| y.to_string()),
        rule: "number",
        date,
        whole: None,
    }
}

/// A held document without a number: an article by its title, anything else too.
fn unnumbered(
    input: &Input<'_>,
    kind: Option<DocumentType>,
    issuer: Option<&str>,
    place: Option<&Jurisdiction>,
    speaker: &Speaker,
) -> Identity {
    let press = kind == Some(DocumentType::Article);
    let title = input.extraction.header.title.as_ref().map(|t| t.value.as_str());
    let key = place.and_then(|j| place_key(j, speaker.era)).or_else(|| issuer.map(slug));
    let (tail, rule) = match title {
        Some(title) if tells_one(title, key.is_some(), speaker.date) => (titled(title), "title-hash"),
        title => (titled_by_words(title.unwrap_or_default(), input), "content-hash"),
    };
    let level = if press { Some(AuthorityLevel::Press) } else { place.map(level_of) };
    Identity {
        register: if press { "bao" } else { "nn" },
        owners: vec![Owner { slug: key.unwrap_or_else(|| "x".to_owned()), jurisdiction: place.cloned(), level }],
        code: String::new(),
        kind: kind_slug(kind),
        tail,
        period: Some(speaker.date.map_or_else(|| "y?".to_owned(), |d| d.to_string())),
        rule,
        unidentified: false,
        date: speaker.date,
        whole: None,
    }
}

/// Tells whether a title, with what else is known, means one work: "Kế hoạch công tác" alone may be anyone's.
fn tells_one(title: &str, owned: bool, date: Option<PartialDate>) -> bool {
    let full = date.is_some_and(|d| d.day.is_some());
    title.split_whitespace().count() >= if owned && full { 1 } else { TELLING }
}

/// Returns what stands for a held document in keys that only it gives meaning to. A name of a file is no part of it.
pub(super) fn mark(input: &Input<'_>, own: &Identity) -> String {
    if own.is_certain() { hash8(own.key("").as_str()) } else { content8(input) }
}

/// Hash of a document's words, whatever its line breaks.
fn content8(input: &Input<'_>) -> String {
    hash8(&input.text.clean().split_whitespace().collect::<Vec<_>>().join(" "))
}

/// A work known by its name: a law is the National Assembly's, anything else belongs to whom the text says, or here.
fn named(m: &DocumentMention, speaker: &Speaker) -> Identity {
    let law = m.document_type.is_some_and(law::is_law);
    let here = format!("x{}", speaker.mark);
    let name = m.name.as_deref().map(spaced).filter(|n| !n.is_empty() && !m.reported);
    let congress = name.as_deref().and_then(|n| congress(n, speaker.home.as_ref()));
    let (name, of_congress) = match congress {
        Some((name, place)) => (Some(name), place),
        None => (name, None),
    };
    let place = m.issuer.as_deref().and_then(|i| place_in(i, speaker.home.as_ref()));
    // "Chương trình mục tiêu quốc gia …" is the centre's, wherever it is named.
    let national = name.as_deref().is_some_and(|n| fold(n).contains("quoc gia") && n.split(' ').count() >= 6);
    let jurisdiction = match law || (national && place.is_none()) {
        true => Some(Jurisdiction::default()),
        false => of_congress.or(place).or_else(|| in_name(name.as_deref()?)),
    };
    let slug = if law {
        Some("qh".to_owned())
    } else {
        let of = jurisdiction.as_ref().or(speaker.home.as_ref().filter(|h| !h.is_central()));
        of.and_then(|j| if j.is_central() { Some("tw".to_owned()) } else { place_key(j, m.issued_on.or(speaker.era)) })
    };
    let level = if law { Some(AuthorityLevel::Government) } else { jurisdiction.as_ref().map(level_of) };
    Identity {
        register: "nn",
        owners: vec![Owner { slug: slug.unwrap_or(here), jurisdiction: jurisdiction.clone(), level }],
        code: String::new(),
        kind: kind_slug(m.document_type),
        tail: name.as_deref().map_or_else(|| format!("nn-reported-{}", speaker.mark), titled),
        period: Some(m.issued_on.map_or_else(|| "y?".to_owned(), |d| d.year.to_string())),
        rule: if law {
            "law-by-name"
        } else if m.reported {
            "reported"
        } else {
            "title-hash"
        },
        unidentified: !law && (m.reported || (m.issuer.is_none() && jurisdiction.is_none())),
        date: m.issued_on,
        whole: None,
    }
}

/// "Quy hoạch tỉnh Đồng Nai thời kỳ 2021-2030" is Đồng Nai's, wherever it is named.
fn in_name(name: &str) -> Option<Jurisdiction> {
    let folded = fold(name);
    let of = ["tinh ", "thanh pho "].iter().any(|w| folded.contains(w));
    of.then(|| only_province(&folded)).flatten()
}

/// "Nghị quyết Đại hội đại biểu toàn quốc lần thứ XIII của Đảng": the name to the ordinal, and whose congress it was.
fn congress(name: &str, home: Option<&Jurisdiction>) -> Option<(String, Option<Jurisdiction>)> {
    let folded = fold(name);
    let at = folded.find(" lan thu ").filter(|_| folded.contains("dai hoi"))? + " lan thu ".len();
    let ordinal = folded.get(at..)?.split(|c: char| !c.is_alphanumeric()).next()?;
    let place = if folded.contains("toan quoc") {
        Some(Jurisdiction::default())
    } else if folded.contains("dang bo tinh") || folded.contains("dang bo thanh pho") {
        in_name(name).or_else(|| home.filter(|h| !h.is_central()).map(Jurisdiction::of_province))
    } else {
        None
    };
    let sort = if folded.starts_with("nghi quyet") {
        "Nghị quyết Đại hội đại biểu"
    } else {
        name.split(" lần ").next()?
    };
    Some((format!("{sort} lần thứ {}", ordinal.to_uppercase()), place))
}

/// Returns the kind's part of a key.
pub(super) fn kind_slug(kind: Option<DocumentType>) -> &'static str {
    kind.map_or("vb", DocumentType::slug)
}

/// `nn-{slug}-{hash}`: the slug is for people and cut, the hash is over the whole folded name.
pub(super) fn titled(name: &str) -> String {
    let folded = fold(&spaced(name));
    let short: String = slug(&folded).chars().take(48).collect();
    format!("nn-{}-{}", short.trim_end_matches('-'), hash8(&folded))
}

/// A title that may be many works' is told from others by the words below it.
fn titled_by_words(title: &str, input: &Input<'_>) -> String {
    let short: String = slug(&fold(&spaced(title))).chars().take(48).collect();
    let short = short.trim_end_matches('-');
    let dash = if short.is_empty() { "" } else { "-" };
    format!("nn-{short}{dash}{}", content8(input))
}

/// "2021- 2025" and "2021 - 2025" are one printing.
pub(super) fn spaced(name: &str) -> String {
    let joined = name.split_whitespace().collect::<Vec<_>>().join(" ");
    joined.replace('–', "-").replace(" -", "-").replace("- ", "-")
}

/// Returns eight hexadecimal digits that stand for a text.
pub(super) fn hash8(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes())).chars().take(8).collect()
}
