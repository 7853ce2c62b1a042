//! What an amending text puts between quotation marks: whom its heading or lead-in binds, up to where the quotation ends.

use super::Reader;
use crate::extract::task::item::shifted;
use crate::extract::task::role::Found;
use crate::text::{Block, Marker};

/// Whom the quoted words at hand are for, with the block that names them.
#[derive(Debug)]
pub(super) struct Quoted {
    /// The block of the heading or lead-in.
    pub(super) block: usize,
    /// Those it binds.
    pub(super) found: Vec<Found>,
}

/// Returns a block without the quotation mark and the number it opens with: "“**3. Nhiệm vụ của Trưởng Ban** …".
pub(super) fn unquoted(block: &Block, body: &str) -> Option<Block> {
    let inner = body.strip_prefix(['“', '"'])?;
    let (marker, at) = Marker::parse(inner);
    marker.is_some().then(|| Block {
        body: block.body + u32::try_from(body.len() - inner.len() + at).unwrap_or(0),
        ..block.clone()
    })
}

impl Reader<'_> {
    /// Reads block `i`, which opens a quotation and stands here without its mark.
    pub(super) fn quotation(&mut self, i: usize, block: &Block) {
        let body = self.text.slice(block.body_span());
        self.quoted = Some(Quoted { block: i, found: Vec::new() });
        if let Some(found) = self.headed(body) {
            let found = found.into_iter().map(|f| shifted(f, block.body)).collect();
            self.quoted = Some(Quoted { block: i, found });
            return;
        }
        // "“Điều 38. Tuổi phục vụ của sĩ quan" is the heading of what it is about.
        if body.ends_with(['.', ';', ':', '”', '"', ',']) {
            self.sentences_of(i, block, 0, Vec::new());
        }
    }

    /// Whom a quotation that is open gives what stands in block `i`, where no section inside of it says otherwise.
    pub(super) fn quoted_above(&self, i: usize, section: Option<usize>) -> Option<&Vec<Found>> {
        let quoted = self.quoted.as_ref().filter(|q| q.block < i && !q.found.is_empty())?;
        let inside = |s: &usize| self.sections.get(*s).is_some_and(|s| s.block as usize > quoted.block);
        let own = self.chain(section).take_while(inside).any(|s| self.frames.contains_key(&s));
        (!own).then_some(&quoted.found)
    }

    /// The bodies a heading is nothing but the names of: "Trách nhiệm của Cục Hàng không Việt Nam".
    fn headed(&self, body: &str) -> Option<Vec<Found>> {
        let (found, end) = self.addressees(body);
        let rest = body.get(end..).unwrap_or_default();
        if !found.is_empty() && rest.trim_matches([':', '.', ' ']).is_empty() {
            return Some(found);
        }
        self.bound(body).map(|found| vec![found])
    }
}

#[cfg(test)]
mod tests {
    use crate::extract::task::reader::tests::check;

    #[test]
    fn a_quoted_heading_binds_up_to_the_end_of_the_quotation() {
        check(
            "2. Sửa đổi Điều 25 như sau:\n\n“Điều 25. Trách nhiệm của Sở Xây dựng\n\n1. Rà soát quy hoạch.\n\n2. Chỉ đạo báo cáo.”\n\n3. Rà soát kế hoạch.\n",
            &["2.1 | ASSIGNED Sở Xây dựng | -", "2.2 | ASSIGNED Sở Xây dựng | -"],
        );
        check(
            "1. Sửa đổi khoản 3 như sau:\n\n“3. Nhiệm vụ và quyền hạn của Trưởng Ban Chỉ đạo\n\na) Chỉ đạo Cuộc thi.”\n",
            &["1.a | ASSIGNED Trưởng Ban Chỉ đạo | -"],
        );
    }

    #[test]
    fn what_is_quoted_with_its_number_is_read() {
        check(
            "1. Sửa đổi khoản 2 như sau:\n\n“2. Sở Y tế có trách nhiệm:\n\na) Rà soát quy hoạch;\n\nb) Báo cáo số liệu.”\n\n2. Bổ sung khoản 4 như sau:\n\n“4. Căn cứ kết quả thẩm định, Sở Xây dựng lập danh sách.”.\n",
            &["1.a | ASSIGNED Sở Y tế | -", "1.b | ASSIGNED Sở Y tế | -", "2 | ASSIGNED Sở Xây dựng | -"],
        );
        check("1. Sửa đổi Điều 3 như sau:\n\n“Điều 3. Tuổi phục vụ\n\n1. Rà soát quy hoạch.”\n", &[]);
    }
}
