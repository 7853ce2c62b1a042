//! One document's facts as JSON in the shape labelled documents have, with evidence added, and as text for reading.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::model::{
    Amount, DocumentMention, DocumentType, Evidence, Extraction, Jurisdiction, Party, RelationKind, Statement,
};
use crate::text::{PartialDate, SourceText, fold};

/// Returns the facts as JSON. Equal statements are listed once, and of several kinds of relation between the same two
/// documents only the strongest, a legal basis apart.
pub fn facts_json(text: &SourceText, facts: &Extraction) -> Value {
    let view = |e: &Evidence| serde_json::to_value(e.view(text)).unwrap_or(Value::Null);
    let line = |e: &Evidence| text.line_of(e.span().start);
    let header = &facts.header;
    let amount = |a: &Amount| json!({"value": a.value, "printed": a.printed, "unit": a.unit, "line": text.line_of(a.evidence.focus().start), "evidence": view(&a.evidence)});
    json!({
        "file": text.name(),
        "header": {
            "number": header.number.as_ref().map(|n| n.value.canonical()),
            "numbering": header.numbering,
            "type": header.document_type.as_ref().map(|t| t.value.code()),
            "title": header.title.as_ref().map(|t| &t.value),
            "issued_on": header.issued_on.as_ref().map(|d| d.value.to_string()),
            "issuer": header.issuer.as_ref().map(|i| &i.value),
            "signers": header.signers.iter().map(|s| &s.name).collect::<Vec<_>>(),
            "signatures": header.signers.iter().map(|s| json!({"name": s.name, "capacity": s.capacity, "post": s.post, "evidence": view(&s.evidence)})).collect::<Vec<_>>(),
            "jurisdiction": header.jurisdiction.as_ref().map(|j| Jurisdiction::label(&j.value)),
            "recipients": header.recipients.iter().map(|r| &r.name).collect::<Vec<_>>(),
            "evidence": {
                "number": header.number.as_ref().map(|n| view(&n.evidence)),
                "type": header.document_type.as_ref().map(|n| view(&n.evidence)),
                "title": header.title.as_ref().map(|n| view(&n.evidence)),
                "issued_on": header.issued_on.as_ref().map(|n| view(&n.evidence)),
                "issuer": header.issuer.as_ref().map(|n| view(&n.evidence)),
                "jurisdiction": header.jurisdiction.as_ref().map(|n| view(&n.evidence)),
            },
        },
        "citations": citations(text, facts),
        "tasks": facts.tasks.iter().map(|t| json!({
            "clause": t.clause,
            "agencies": t.actors.iter().map(|a| json!({"name": a.agency.name, "role": a.role, "printed": a.agency.printed, "kind": a.agency.kind, "evidence": view(&a.evidence)})).collect::<Vec<_>>(),
            "begins": begins(&text.quote(t.evidence.span())),
            "text": t.text,
            "deadline": t.deadline.as_ref().map(|d| &d.text),
            "deadline_kind": t.deadline.as_ref().map(|d| d.kind),
            "due": t.deadline.as_ref().and_then(|d| d.due.as_ref()),
            "deadline_evidence": t.deadline.as_ref().map(|d| view(&d.evidence)),
            "line": line(&t.evidence),
            "evidence": view(&t.evidence),
        })).collect::<Vec<_>>(),
        "projects": facts.projects.iter().map(|p| json!({
            "name": p.name,
            "printed": p.printed,
            "kind": p.kind,
            "place": p.place,
            "costs": p.costs.iter().map(amount).collect::<Vec<_>>(),
            "capacities": p.capacities.iter().map(amount).collect::<Vec<_>>(),
            "years": p.years.iter().map(|(y, _)| y).collect::<Vec<_>>(),
            "lines": p.evidence.iter().map(line).collect::<Vec<_>>(),
            "evidence": p.evidence.iter().map(view).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "targets": facts.targets.iter().map(|t| json!({
            "metric": t.metric, "value": t.printed, "unit": t.unit, "year": t.year,
            "line": text.line_of(t.evidence.focus().start), "evidence": view(&t.evidence),
        })).collect::<Vec<_>>(),
        "budget": facts.budget.iter().map(|b| json!({
            "source_or_purpose": b.label, "value": b.amount.value, "printed": b.amount.printed, "unit": b.amount.unit,
            "parent": b.parent, "line": text.line_of(b.amount.evidence.focus().start), "evidence": view(&b.amount.evidence),
        })).collect::<Vec<_>>(),
        "enterprises": facts.enterprises.iter().map(|e| &e.name).collect::<Vec<_>>(),
        "enterprise_evidence": facts.enterprises.iter().map(|e| e.evidence.iter().map(view).collect::<Vec<_>>()).collect::<Vec<_>>(),
        "diagnostics": facts.diagnostics,
    })
}

/// Returns the facts as text for reading, one a line, with the source line of each.
pub fn facts_text(text: &SourceText, facts: &Extraction) -> String {
    let mut out = String::new();
    let h = &facts.header;
    let line = |e: &Evidence| text.line_of(e.span().start);
    let _ = writeln!(out, "{}", text.name());
    let _ = writeln!(
        out,
        "  number {}  type {}  date {}\n  issuer {}  jurisdiction {}\n  title {}\n  signers {}",
        h.number.as_ref().map_or("-".to_owned(), |n| n.value.canonical()),
        h.document_type.as_ref().map_or("-", |t| t.value.code()),
        h.issued_on.as_ref().map_or("-".to_owned(), |d| d.value.to_string()),
        h.issuer.as_ref().map_or("-", |i| &i.value),
        h.jurisdiction.as_ref().map_or("-".to_owned(), |j| j.value.label()),
        h.title.as_ref().map_or("-", |t| &t.value),
        h.signers.iter().map(|s| s.name.as_str()).collect::<Vec<_>>().join(", "),
    );
    for c in distinct(facts) {
        let (from, to) = (party(facts, c.actor), mention(facts, c.object));
        let _ = writeln!(out, "  {:>5} {from} {} {to}", line(&c.evidence), c.kind.code());
    }
    for t in &facts.tasks {
        let who: Vec<String> = t.actors.iter().map(|a| format!("{} {}", a.agency.name, a.role.code())).collect();
        let due = t.deadline.as_ref().map_or(String::new(), |d| format!(" | due {}", d.text));
        let _ = writeln!(
            out,
            "  {:>5} task {} | {} | {}{due}",
            line(&t.evidence),
            t.clause.as_deref().unwrap_or("-"),
            who.join("; "),
            begins(&t.text)
        );
    }
    let amounts =
        |list: &[Amount]| list.iter().map(|a| format!("{} {}", a.printed, a.unit)).collect::<Vec<_>>().join(", ");
    for p in &facts.projects {
        let at = p.evidence.first().map_or(0, line);
        let _ = writeln!(
            out,
            "  {at:>5} project {} | {} | {} | cost {} | capacity {}",
            p.name,
            p.kind.code(),
            p.place.as_deref().unwrap_or("-"),
            amounts(&p.costs),
            amounts(&p.capacities)
        );
    }
    for t in &facts.targets {
        let _ = writeln!(
            out,
            "  {:>5} target {} = {} {} ({})",
            line(&t.evidence),
            t.metric,
            t.printed,
            t.unit,
            t.year.as_deref().unwrap_or("-")
        );
    }
    for b in &facts.budget {
        let _ = writeln!(
            out,
            "  {:>5} budget {} = {} {}",
            line(&b.amount.evidence),
            b.label,
            b.amount.printed,
            b.amount.unit
        );
    }
    for e in &facts.enterprises {
        let _ = writeln!(out, "        enterprise {}", e.name);
    }
    out
}

/// Returns the first twelve words of a text.
fn begins(text: &str) -> String {
    text.split_whitespace().take(12).collect::<Vec<_>>().join(" ")
}

fn citations(text: &SourceText, facts: &Extraction) -> Vec<Value> {
    distinct(facts)
        .into_iter()
        .map(|s| {
            let m = full_mention(facts, s.object).map(year_apart);
            let at = facts.mentions.get(s.object as usize).map_or(0, |m| m.evidence.focus().start);
            json!({
                "from": actor(facts, s.actor),
                "to": {
                    "number": m.as_ref().and_then(|m| m.number.as_ref().map(|n| n.canonical())),
                    "name": m.as_ref().filter(|m| m.number.is_none()).and_then(|m| m.name.clone()),
                    "subject": m.as_ref().filter(|m| m.number.is_some()).and_then(|m| m.name.clone()),
                    "type": m.as_ref().and_then(|m| m.document_type).map(|t| t.code()),
                    "issued_on": m.as_ref().and_then(|m| m.issued_on).map(|d| d.to_string()),
                    "issuer": m.as_ref().and_then(|m| m.issuer.clone()),
                },
                "kind": s.kind.code(),
                "basis": s.basis,
                "line": text.line_of(at),
                "quote": text.quote(s.evidence.span()),
                "evidence": serde_json::to_value(s.evidence.view(text)).unwrap_or(Value::Null),
            })
        })
        .collect()
}

/// Lists each (from, to) once, by its strongest kind, and a legal basis beside it.
fn distinct(facts: &Extraction) -> Vec<&Statement> {
    let mut best: BTreeMap<(String, String, bool), &Statement> = BTreeMap::new();
    for s in &facts.statements {
        // Two spellings of one name are one document.
        let key = (fold(&party(facts, s.actor)), fold(&mention(facts, s.object)), s.kind == RelationKind::LegalBasis);
        best.entry(key)
            .and_modify(|b| {
                if s.kind < b.kind {
                    *b = s
                }
            })
            .or_insert(s);
    }
    // A kind weaker than the basis says nothing beside it.
    let bases: Vec<(String, String)> =
        best.keys().filter(|(.., basis)| *basis).map(|(a, b, _)| (a.clone(), b.clone())).collect();
    best.retain(|(a, b, basis), s| {
        *basis || s.kind < RelationKind::LegalBasis || !bases.contains(&(a.clone(), b.clone()))
    });
    let mut list: Vec<&Statement> = best.into_values().collect();
    list.sort_by_key(|s| (s.evidence.span(), s.object, s.kind));
    list
}

/// Who states a relation, as labelled documents write it.
fn actor(facts: &Extraction, party: Party) -> String {
    match party {
        Party::SelfDocument => "SELF".to_owned(),
        Party::Mention(m) => full_mention(facts, m).map(year_apart).map_or_else(String::new, named),
    }
}

fn party(facts: &Extraction, party: Party) -> String {
    match party {
        Party::SelfDocument => "SELF".to_owned(),
        Party::Mention(m) => mention(facts, m),
    }
}

/// Names a mentioned document: its number, else its name, else `UNNUMBERED:` and its issuer.
fn mention(facts: &Extraction, index: u32) -> String {
    full_mention(facts, index).map_or_else(String::new, named)
}

fn named(m: DocumentMention) -> String {
    if m.reported && m.number.is_none() {
        return format!("UNNUMBERED:{}", m.issuer.unwrap_or_default());
    }
    m.number.map(|n| n.canonical()).or(m.name).unwrap_or_default()
}

/// "Luật Thủy sản năm 2017": the year behind the name of a law is when it was issued, and no part of the name.
fn year_apart(mut m: DocumentMention) -> DocumentMention {
    use DocumentType::{Law, Ordinance};
    let law = m.number.is_none() && matches!(m.document_type, Some(Law | Ordinance));
    let parts = m.name.as_deref().filter(|_| law).and_then(|name| {
        let (rest, year) = name.rsplit_once(' ')?;
        let year = year.parse().ok().filter(|y| (1945..2100).contains(y)).and_then(PartialDate::year)?;
        Some((rest.strip_suffix(" năm").unwrap_or(rest).to_owned(), year))
    });
    if let Some((name, year)) = parts {
        m.name = Some(name);
        m.issued_on = m.issued_on.or(Some(year));
    }
    m
}

/// Returns a mention with what its antecedent printed filled in.
fn full_mention(facts: &Extraction, index: u32) -> Option<DocumentMention> {
    let mut m = facts.mentions.get(index as usize)?.clone();
    let mut next = m.antecedent;
    for _ in 0..8 {
        let Some(a) = next.and_then(|n| facts.mentions.get(n as usize)) else { break };
        m.number = m.number.or_else(|| a.number.clone());
        m.name = a.name.clone().or(m.name);
        m.document_type = m.document_type.or(a.document_type);
        m.issued_on = m.issued_on.or(a.issued_on);
        m.issuer = m.issuer.or_else(|| a.issuer.clone());
        m.reported |= a.reported;
        next = a.antecedent;
    }
    Some(m)
}
