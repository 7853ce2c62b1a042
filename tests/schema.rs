//! The committed schema is the one the code has, byte for byte.

use crate::support::golden;

#[test]
fn the_committed_schema_is_the_one_of_the_code() {
    golden("schema.graphql", &luocdo::api::sdl());
}
