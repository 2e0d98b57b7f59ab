//! Every fixture row, natively and in WebAssembly, to the tolerances below and to the same bits.
//!
//! The same file runs in both worlds. Each compares its bits with `fixtures/bits.txt`; both pass only if both agree.
//! `BLESS=1 cargo test --test conformance` writes that file anew after a change that means to move a last bit.

// a test fails by panicking, and checks our arithmetic with the standard library's
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::disallowed_methods)]

mod conformance {
    pub mod check;
    pub mod families;
    pub mod fixture;
    pub mod recovery;
}

use conformance::families;

#[cfg(target_arch = "wasm32")]
use wasm_bindgen_test::wasm_bindgen_test as test;

macro_rules! families {
    ($($name:ident,)*) => {
        $(
            #[test]
            fn $name() {
                conformance::check::holds(stringify!($name), families::$name());
            }
        )*

        #[cfg(not(target_arch = "wasm32"))]
        #[test]
        fn every_measure_and_interval_has_a_fixture() {
            let checked: Vec<conformance::check::Check> = [$(families::$name(),)*].into_iter().flatten().collect();
            for measure in effect_size::MEASURES {
                for &interval in measure.intervals {
                    assert!(
                        checked.iter().any(|check| {
                            let asked = check.interval.unwrap_or(measure.intervals[0]);
                            check.measure == measure.id && asked == interval
                        }),
                        "{} {} has no fixture",
                        measure.id,
                        interval.name(),
                    );
                }
                assert!(!measure.references.is_empty(), "{} has no reference", measure.id);
            }
        }

        #[cfg(not(target_arch = "wasm32"))]
        #[test]
        fn bits_are_recorded_for_every_family() {
            conformance::check::bits_are_complete(&[&[$(stringify!($name),)*], RECOVERIES].concat());
        }
    };
}

macro_rules! recoveries {
    ($($name:ident,)*) => {
        $(
            #[test]
            fn $name() {
                conformance::recovery::$name();
            }
        )*

        #[cfg(not(target_arch = "wasm32"))]
        const RECOVERIES: &[&str] = &[$(stringify!($name),)*];
    };
}

recoveries! { combined, five_numbers, conversions, recovered, rate, clusters, absolute_effects, }

#[cfg(not(target_arch = "wasm32"))]
#[test]
fn every_conversion_has_a_fixture() {
    conformance::recovery::every_conversion_has_a_fixture();
}

families! {
    md,
    smd,
    smd_variants,
    rom,
    or,
    or_exact,
    or_bp,
    scores,
    rr,
    rd,
    rd_ci,
    peto,
    irr,
    irr_exact,
    ird,
    hr_oev,
    paired,
    arcsine,
    vr,
    nnt,
    giv,
}
