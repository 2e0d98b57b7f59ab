//! The text flavours of what programs put on the clipboard, read as the page reads them where there is no table in HTML.
//! Each folder of `tests/fixtures/pastes` is one paste, with its expected rows written by hand; the page's test reads the
//! HTML flavours of the same folders through a paste event.
#![cfg(all(not(target_arch = "wasm32"), feature = "complete"))]
// a test fails by panicking
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use effect_size::{batch, table::BatchOptions};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};

fn pastes() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/pastes");
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut folders: Vec<PathBuf> = entries.filter(|path| path.is_dir()).collect();
    folders.sort();
    folders
}

fn name(folder: &Path) -> String {
    folder.file_name().unwrap().to_string_lossy().into_owned()
}

fn expected(folder: &Path) -> Value {
    let text = fs::read_to_string(folder.join("expected.json")).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{folder:?}: {error}"))
}

/// What of a row as computed the expected row speaks of.
fn row(computed: &Value, expected: &Value) -> Value {
    let problem = &computed["problems"][0];
    let all = json!({
        "study": computed["study"],
        "outcome": computed["outcome"],
        "status": computed["status"],
        "measure": computed["measure"],
        "effect": computed["display"]["effect"],
        "interval": computed["display"]["interval"],
        "p": computed["display"]["p"],
        "reason": computed["asGiven"]["reason"],
        "asGiven": computed["asGiven"]["text"],
        "problem": problem["code"],
        "field": problem["field"],
    });
    // a row too many is shown whole
    let Some(wanted) = expected.as_object() else { return all };
    Value::Object(wanted.keys().map(|key| (key.clone(), all[key].clone())).collect())
}

/// What of the table as computed the expectation speaks of.
fn table(computed: &Value, expected: &Value, rows: &Value) -> Value {
    let none = Value::Null;
    let computed_rows = computed["rows"].as_array().expect("rows");
    let wanted = rows.as_array().expect("rows");
    let rows: Vec<Value> =
        computed_rows.iter().enumerate().map(|(i, found)| row(found, wanted.get(i).unwrap_or(&none))).collect();
    let first = |text: &Value| text.as_str().and_then(|text| text.split(" | ").next()).map(str::to_owned);
    let aside = |line: &Value| json!({ "text": first(&line["text"]), "reason": line["reason"] });
    let set_aside: Vec<Value> = computed["setAside"].as_array().into_iter().flatten().map(aside).collect();
    let mut found = json!({
        "rows": rows,
        "layout": computed.get("layout").cloned().unwrap_or_else(|| json!("study-per-row")),
        "setAside": set_aside,
        "proposed": computed.get("proposed").cloned().unwrap_or(json!(false)),
    });
    for (key, path) in [("decimal", "decimal"), ("separator", "separator"), ("measure", "measure")] {
        if !expected[key].is_null() {
            found[key] = computed[path].clone();
        }
    }
    found
}

fn wanted(expected: &Value, rows: &Value) -> Value {
    let mut all = json!({
        "rows": rows,
        "layout": expected.get("layout").cloned().unwrap_or_else(|| json!("study-per-row")),
        "setAside": expected.get("setAside").cloned().unwrap_or_else(|| json!([])),
        "proposed": expected.get("proposed").cloned().unwrap_or(json!(false)),
    });
    for key in ["decimal", "separator", "measure"] {
        if !expected[key].is_null() {
            all[key] = expected[key].clone();
        }
    }
    all
}

#[test]
fn every_text_flavour_gives_its_rows() {
    let mut read = 0;
    let mut wrong = Vec::new();
    for folder in pastes() {
        let Ok(text) = fs::read_to_string(folder.join("clipboard.txt")) else { continue };
        let expected = expected(&folder);
        let rows = match &expected["textRows"] {
            Value::Null if expected.get("textRows").is_some() => continue, // said to be unreadable
            Value::Null => &expected["rows"],
            rows => rows,
        };
        read += 1;
        let computed = serde_json::to_value(batch(&text, &BatchOptions::default())).unwrap();
        let (found, wanted) = (table(&computed, &expected, rows), wanted(&expected, rows));
        if found != wanted {
            let pretty = |value: &Value| serde_json::to_string_pretty(value).unwrap();
            wrong.push(format!("{}: found {}\nexpected {}", name(&folder), pretty(&found), pretty(&wanted)));
        }
    }
    let names: Vec<&str> = wrong.iter().filter_map(|text| text.split(':').next()).collect();
    assert!(wrong.is_empty(), "{}\n{} of {read} wrong: {names:?}", wrong.join("\n\n"), wrong.len());
    assert!(read >= 50, "only {read} text flavours were read");
}

#[test]
fn every_paste_says_where_it_is_from_and_what_it_gives() {
    for folder in pastes() {
        let expected = expected(&folder);
        let said = |key: &str| expected[key].as_str().is_some_and(|text| !text.is_empty());
        assert!(said("from"), "{}", name(&folder));
        assert!(expected["rows"].as_array().is_some_and(|rows| !rows.is_empty()), "{}", name(&folder));
        let flavours = ["clipboard.html", "clipboard.txt"].map(|file| folder.join(file).is_file());
        assert!(flavours.contains(&true), "{}: no flavour", name(&folder));
        for row in expected["rows"].as_array().unwrap() {
            let needed: &[&str] = match row["status"].as_str() {
                Some("estimated") => &["study", "measure", "effect", "interval"],
                Some("as-given") => &["study", "reason"],
                Some("problem") => &["study", "problem", "field"],
                _ => panic!("{}: {row} has no status", name(&folder)),
            };
            assert!(needed.iter().all(|key| row.get(key).is_some()), "{}: {row}", name(&folder));
        }
    }
}
