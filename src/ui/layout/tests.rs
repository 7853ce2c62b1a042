//! What must hold of any picture: no box on another, edges end at their boxes, rings open, the same each time.

use proptest::prelude::*;

use super::*;

fn ranks(ranks: &[usize]) -> Vec<Node> {
    ranks.iter().map(|r| Node { rank: *r, height: 50 }).collect()
}

#[test]
fn an_actor_stands_right_of_what_it_acts_on() {
    let l = layout(&ranks(&[3, 0, 1]), &[(0, 2), (2, 1)], ROOMY);
    assert_eq!(l.boxes.iter().map(|b| b.column).collect::<Vec<_>>(), [2, 0, 1]);
    assert!(l.routes.iter().flatten().all(|r| !r.against));
    assert_eq!(l.columns.iter().map(|c| c.rank).collect::<Vec<_>>(), [0, 1, 3]);
}

#[test]
fn a_citation_within_a_rank_takes_another_column() {
    let l = layout(&ranks(&[3, 3, 3]), &[(0, 1), (1, 2)], ROOMY);
    assert_eq!(l.boxes.iter().map(|b| b.column).collect::<Vec<_>>(), [2, 1, 0]);
}

#[test]
fn a_ring_is_opened_and_marked() {
    let l = layout(&ranks(&[3, 3]), &[(0, 1), (1, 0)], ROOMY);
    assert_eq!(l.routes.iter().flatten().filter(|r| r.against).count(), 1);
}

#[test]
fn two_crossed_edges_are_uncrossed() {
    let nodes = ranks(&[0, 0, 1, 1]);
    let l = layout(&nodes, &[(2, 1), (3, 0)], ROOMY);
    assert_eq!(l.boxes[1].y < l.boxes[0].y, l.boxes[2].y < l.boxes[3].y);
}

#[test]
fn nothing_to_draw_is_an_empty_picture() {
    assert_eq!(layout(&[], &[], ROOMY), Layout::default());
    assert_eq!(layout(&ranks(&[1]), &[(0, 0)], ROOMY).routes, [None]);
}

#[test]
fn boxes_are_narrower_where_many_columns_have_to_fit() {
    let sizes: Vec<i32> = [1, 5, 6, 7, 8, 20].into_iter().map(|n| Size::fitting(n).width).collect();
    assert_eq!(sizes, [176, 176, 156, 136, 106, 136]);
}

fn graphs() -> impl Strategy<Value = (Vec<Node>, Vec<(usize, usize)>)> {
    proptest::collection::vec((0usize..5, 20i32..90), 1..14).prop_flat_map(|nodes| {
        let nodes: Vec<Node> = nodes.into_iter().map(|(rank, height)| Node { rank, height }).collect();
        let count = nodes.len();
        (Just(nodes), proptest::collection::vec((0..count, 0..count), 0..24))
    })
}

proptest! {
    #[test]
    fn no_two_boxes_overlap((nodes, edges) in graphs()) {
        let l = layout(&nodes, &edges, ROOMY);
        for (i, a) in l.boxes.iter().enumerate() {
            prop_assert!(a.x >= 0 && a.y >= 0 && a.x + ROOMY.width <= l.width && a.y + a.height <= l.height);
            for b in l.boxes.iter().skip(i + 1) {
                let apart = a.x + ROOMY.width <= b.x || b.x + ROOMY.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
                prop_assert!(apart, "{:?} {:?}", a, b);
            }
        }
    }

    #[test]
    fn every_edge_ends_at_its_boxes((nodes, edges) in graphs()) {
        let l = layout(&nodes, &edges, ROOMY);
        prop_assert_eq!(l.routes.len(), edges.len());
        for (route, (actor, object)) in l.routes.iter().zip(&edges) {
            prop_assert_eq!(route.is_none(), actor == object);
            let Some(route) = route else { continue };
            for (point, end) in [(route.points.first(), *actor), (route.points.last(), *object)] {
                let (b, (x, y)) = (l.boxes[end], *point.unwrap());
                prop_assert!((x == b.x || x == b.x + ROOMY.width) && b.y <= y && y <= b.y + b.height, "{:?} {:?}", point, b);
            }
        }
    }

    #[test]
    fn the_same_input_gives_the_same_picture((nodes, edges) in graphs()) {
        prop_assert_eq!(layout(&nodes, &edges, ROOMY), layout(&nodes, &edges, ROOMY));
    }

    #[test]
    fn columns_follow_ranks((nodes, edges) in graphs()) {
        let l = layout(&nodes, &edges, ROOMY);
        for (n, b) in nodes.iter().zip(&l.boxes) {
            prop_assert_eq!(l.columns[b.column].rank, n.rank);
        }
        prop_assert!(l.columns.windows(2).all(|w| w[0].rank <= w[1].rank && w[0].x < w[1].x));
    }
}
