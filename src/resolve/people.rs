//! Signers: one node for one name within the body signed for.

use std::collections::BTreeMap;

use super::agencies::Agencies;
use super::documents::Works;
use super::memory::Memory;
use super::merged::Merged;
use super::order::{NONE, Order};
use super::prepare::Prepared;
use crate::model::{Located, PersonId, PersonNode, SignedBy, Signer, Word};
use crate::text::slug;

/// Who signed a document, by the number of the person.
type Signed = Vec<SignedBy>;

/// Builds signers, and ties them to `works`.
pub(super) fn people(order: &Order<'_>, before: &Memory, works: &mut Works, agencies: &Agencies) -> Vec<PersonNode> {
    let old = &before.resolved.people;
    let (mut stays, mut touched) = (vec![false; old.len()], vec![false; old.len()]);
    let mut fresh: BTreeMap<usize, Vec<(PersonId, Signer)>> = BTreeMap::new();
    for (i, input) in order.inputs.iter().enumerate().filter(|(i, _)| works.speaks(*i)) {
        if works.changed(i) {
            fresh.insert(i, signers(input.prepared, issuer(agencies, i)));
        } else {
            mark(&mut stays, signed_before(order, before, i));
        }
    }
    for (_, work) in before.silenced(order, works) {
        mark(&mut touched, before.node(Some(work)).map(|node| node.signers.as_slice()).unwrap_or_default());
    }
    let mut keys: Vec<&str> = fresh.values().flatten().map(|(id, _)| id.as_str()).collect();
    keys.sort_unstable();
    keys.dedup();
    let merged = Merged::of(&stays, |at| old.get(at).map_or("", |p| p.id.as_str()), &keys);
    let number = |id: &str| keys.binary_search(&id).ok().and_then(|at| merged.keys.get(at).copied()).unwrap_or(NONE);
    let moved = |was: u32| merged.now.get(was as usize).copied().unwrap_or(NONE);
    let mut nodes: Vec<Option<PersonNode>> = merged
        .was
        .iter()
        .map(|was| {
            let node = old.get(*was as usize).filter(|_| touched.get(*was as usize) == Some(&false))?;
            let agency = node.agency.and_then(|a| agencies.now.get(a as usize).copied());
            Some(PersonNode { id: node.id.clone(), name: node.name.clone(), agency })
        })
        .collect();
    // Whoever new documents name may be named first by one of them.
    for at in &merged.keys {
        nodes.get_mut(*at as usize).into_iter().for_each(|node| *node = None);
    }
    for (i, input) in order.inputs.iter().enumerate() {
        if !works.speaks(i) {
            continue;
        }
        let document = works.held.get(i).copied().unwrap_or(NONE);
        let signed: Signed = match fresh.get(&i) {
            Some(all) => all.iter().map(|(id, s)| signed_by(number(id.as_str()), s, document)).collect(),
            None => signed_before(order, before, i).iter().map(|s| moved_by(s, moved(s.person), document)).collect(),
        };
        let open = |s: &SignedBy| nodes.get(s.person as usize).is_some_and(Option::is_none);
        if signed.iter().any(open) {
            let agency = agencies.bodies.issuers.get(i).copied().filter(|a| *a != NONE);
            for ((id, signer), s) in signers(input.prepared, issuer(agencies, i)).into_iter().zip(&signed) {
                if let Some(node) = nodes.get_mut(s.person as usize).filter(|node| node.is_none()) {
                    *node = Some(PersonNode { id, name: signer.name, agency });
                }
            }
        }
        if let Some(node) = works.nodes.get_mut(document as usize) {
            node.signers = signed;
        }
    }
    nodes.into_iter().flatten().collect()
}

fn mark(marks: &mut [bool], signed: &[SignedBy]) {
    signed.iter().for_each(|s| marks.get_mut(s.person as usize).into_iter().for_each(|mark| *mark = true));
}

/// Returns the key of the body that issued a document.
fn issuer(agencies: &Agencies, input: usize) -> Option<&str> {
    let issuer = *agencies.bodies.issuers.get(input)?;
    agencies.nodes.get(issuer as usize).map(|a| a.id.as_str())
}

/// Who signed a document, with the key of each: the name within the body, or within the place where that is not known.
fn signers(prepared: &Prepared, issuer: Option<&str>) -> Vec<(PersonId, Signer)> {
    let id = |name: &str| PersonId::new(format!("vn:ng:{}:{}", slug(issuer.unwrap_or(&prepared.place)), slug(name)));
    prepared.facts.header().signers.into_iter().map(|s| (id(&s.name), s)).collect()
}

/// Who signed the work of a document that did not change, as it was before.
fn signed_before<'a>(order: &Order<'_>, before: &'a Memory, input: usize) -> &'a [SignedBy] {
    let was = order.was.get(input).and_then(|was| before.held.get(*was as usize));
    was.and_then(|work| before.node(Some(*work))).map(|node| node.signers.as_slice()).unwrap_or_default()
}

fn signed_by(person: u32, s: &Signer, document: u32) -> SignedBy {
    let (capacity, post) = (s.capacity.as_deref().map(Word::from), s.post.as_deref().map(Word::from));
    SignedBy { person, capacity, post, evidence: Located { document, evidence: s.evidence } }
}

fn moved_by(s: &SignedBy, person: u32, document: u32) -> SignedBy {
    let evidence = Located { document, evidence: s.evidence.evidence };
    SignedBy { person, capacity: s.capacity.clone(), post: s.post.clone(), evidence }
}
