//! The graph does not hang on the order, the names or the folders of the files it is made from.

use luocdo::graph::PolicyGraph;
use luocdo::model::Resolved;
use proptest::prelude::*;
use serde::Serialize;

use crate::identity_trials::{graph, paper};
use crate::support::{files, root};

/// The records of a graph as bytes, but for the folders its files stand in.
fn records(graph: &PolicyGraph) -> String {
    let mut resolved = Resolved::clone(&graph.resolved);
    for node in &mut resolved.documents {
        node.source = node.source.take().and_then(|s| s.rsplit('/').next().map(Box::from));
    }
    resolved.diagnostics.clear();
    let mut all = lines(&resolved.documents);
    for list in [
        lines(resolved.relations.iter()),
        lines(&resolved.agencies),
        lines(resolved.tasks.iter()),
        lines(&resolved.projects),
        lines(&resolved.enterprises),
        lines(&resolved.people),
        lines(&resolved.places),
        lines(&resolved.targets),
        lines(&resolved.discrepancies),
    ] {
        all.push_str(&list);
    }
    all
}

fn lines<T: Serialize>(records: impl IntoIterator<Item = T>) -> String {
    records.into_iter().map(|r| serde_json::to_string(&r).expect("a record is JSON") + "\n").collect()
}

/// The seeds, and papers that leave open what others of them tell: years, owners, names of parts, copies of one work.
pub(crate) fn texts() -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = files("seeds", "txt")
        .into_iter()
        .map(|p| {
            let name = p.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
            (name, std::fs::read_to_string(p).expect("a seed can be read"))
        })
        .collect();
    let open = "Thực hiện Kế hoạch số 155/KH-UBND của Ủy ban nhân dân tỉnh và Luật Đất đai; \
                1. Sở Công Thương chủ trì dự án thủy điện Phúc Long, vốn 500 tỷ đồng.\n";
    let full = "Căn cứ Kế hoạch số 155/KH-UBND ngày 02/3/2020 của Ủy ban nhân dân tỉnh về khuyến công; \
                2. Sở Xây dựng phối hợp với Công ty CP Minh Đức triển khai nhà máy thủy điện Phúc Long, vốn 600 tỷ đồng.\n";
    let title = "Về đẩy mạnh phát triển công nghiệp và làng nghề trên địa bàn tỉnh năm 2021";
    for (n, province) in ["Lào Cai", "Yên Bái", "Phú Yên"].iter().enumerate() {
        let of = |number: &str, day: (u8, u8, u16), body: &str| paper(province, number, day, "CHỈ THỊ", title, body);
        all.push((format!("a{n}.txt"), of("7/CT-UBND", (12, 5, 2021), open)));
        all.push((format!("b{n}.txt"), of("7/CT-UBND", (12, 5, 2021), &format!("{open}\n{full}"))));
        all.push((format!("c{n}.txt"), of("8/CT-UBND", (1, 6, 2021), full)));
        all.push((format!("d{n}.txt"), of("    /CT-UBND", (1, 5, 2021), full)));
        all.push((format!("e{n}.txt"), format!("Tin tuần {n}: thủy điện Phúc Long và Quyết định số 9/QĐ-UBND.\n")));
    }
    all
}

#[test]
fn a_graph_of_the_same_texts_is_the_same_bytes() {
    let texts = texts();
    let built = |named: &[(String, &str)]| {
        let list: Vec<(&str, &str)> = named.iter().map(|(n, t)| (n.as_str(), *t)).collect();
        records(&graph(&list))
    };
    let plain: Vec<(String, &str)> = texts.iter().map(|(n, t)| (n.clone(), t.as_str())).collect();
    let expected = built(&plain);
    assert!(expected.len() > 10_000 && root("seeds").is_dir());
    let arranged = Just(plain).prop_shuffle().prop_flat_map(|order| {
        let folders = proptest::collection::vec(prop::sample::select(vec!["", "x/", "a/b/", "z/"]), order.len());
        (Just(order), folders)
    });
    let mut runner = proptest::test_runner::TestRunner::new(ProptestConfig { cases: 12, ..ProptestConfig::default() });
    let outcome = runner.run(&arranged, |(order, folders)| {
        let named: Vec<(String, &str)> =
            order.iter().zip(&folders).map(|((name, text), folder)| (format!("{folder}{name}"), *text)).collect();
        prop_assert!(built(&named) == expected);
        Ok(())
    });
    assert!(outcome.is_ok(), "{outcome:?}");
}
