//! The public audit of GraphQL over HTTP, run against the server by the package that holds it: no MUST and no SHOULD fails.

use std::process::Command;

use serde_json::Value;

use crate::support::root;
use crate::support::server::Server;

const PACKAGE: &str = "target/audit/node_modules/graphql-http/lib/index.mjs";

/// Runs the audits and prints each as a line of JSON.
const SCRIPT: &str = "const { auditServer } = await import(process.argv[1]);
for (const { id, name, status, reason } of await auditServer({ url: process.argv[2], fetchFn: fetch }))
  console.log(JSON.stringify({ id, name, status, reason }));";

#[test]
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
fn the_audit_of_graphql_over_http_finds_nothing() {
    let package = root(PACKAGE);
    if !package.exists() {
        eprintln!("skipped: {PACKAGE} is not there; .ci/run fetches it");
        return;
    }
    let server = Server::start();
    let mut node = Command::new("node");
    node.args(["--input-type=module", "-e", SCRIPT]).arg(format!("file://{}", package.display()));
    let Ok(out) = node.arg(format!("{}/graphql", server.address)).output() else {
        eprintln!("skipped: node is not installed");
        return;
    };
    let said = String::from_utf8_lossy(&out.stdout);
    assert!(out.status.success(), "{said}{}", String::from_utf8_lossy(&out.stderr));
    let audits: Vec<Value> = said.lines().map(|l| serde_json::from_str(l).expect("a line of JSON")).collect();
    assert!(audits.len() > 50, "{} audits ran", audits.len());
    // `error` is a MUST that fails, `warn` a SHOULD, `notice` a MAY.
    let failed: Vec<&Value> = audits.iter().filter(|a| a["status"] == "error" || a["status"] == "warn").collect();
    assert!(failed.is_empty(), "{failed:#?}");
}
