//! Groups made larger or smaller: several into one, one into parts, clusters allowed for.

use super::argument::Argument;
use super::complete::{answer, refused};
use super::{Thrown, to_js};
use crate::cluster;
use crate::combine::{self, Arm, Events, Group, Rate};
use crate::problem::{Notice, Problem};
use core::num::NonZeroU32;
use js_sys::{Object, Reflect};
use wasm_bindgen::prelude::*;

/// The kinds of groups, told by their members.
#[derive(Clone, Copy)]
enum Kind {
    Means,
    Events,
    Rates,
}

impl Kind {
    fn members(self) -> &'static [&'static str] {
        match self {
            Kind::Means => &["mean", "sd", "n"],
            Kind::Events => &["events", "n"],
            Kind::Rates => &["events", "time"],
        }
    }

    fn of(arm: &Argument) -> Thrown<Kind> {
        for (member, kind) in [("mean", Kind::Means), ("time", Kind::Rates), ("events", Kind::Events)] {
            if !arm.get(member)?.is_absent() {
                return Ok(kind);
            }
        }
        Err(arm.wrong("{ mean, sd, n }, { events, n } or { events, time }"))
    }

    /// The values of the members, in their order.
    fn read(self, arm: Argument) -> Thrown<[f64; 3]> {
        let arm = arm.only(self.members())?;
        let mut values = [0.0; 3];
        for (value, member) in values.iter_mut().zip(self.members()) {
            *value = arm.get(member)?.number()?;
        }
        Ok(values)
    }

    /// `{ ok: true, ... }` with the members of a group, or `{ ok: false, problems }`.
    fn answer(self, result: Result<([f64; 3], Option<Vec<Notice>>), Problem>) -> Thrown<JsValue> {
        let (values, notices) = match result {
            Ok(found) => found,
            Err(problem) => return refused(vec![problem]),
        };
        let object = Object::new();
        Reflect::set(&object, &"ok".into(), &true.into())?;
        for (member, value) in self.members().iter().zip(values) {
            Reflect::set(&object, &(*member).into(), &value.into())?;
        }
        if let Some(notices) = notices {
            Reflect::set(&object, &"notices".into(), &to_js(&notices)?)?;
        }
        Ok(object.into())
    }
}

/// A group from the values of its members and back.
fn means([mean, sd, n]: [f64; 3]) -> Group {
    Group { mean, sd, n }
}

fn events([events, n, _]: [f64; 3]) -> Events {
    Events { events, n }
}

fn rate([events, time, _]: [f64; 3]) -> Rate {
    Rate { events, time }
}

/// `[{ mean, sd, n }]`, `[{ events, n }]` or `[{ events, time }]` to the one group they make.
#[wasm_bindgen]
pub fn combine(arms: &JsValue) -> Thrown<JsValue> {
    let arms = Argument::root("arms", arms).list("an array of groups")?;
    let kind = arms.first().map_or(Ok(Kind::Means), Kind::of)?;
    let arms = arms.into_iter().map(|arm| kind.read(arm)).collect::<Thrown<Vec<_>>>()?;
    let all = match kind {
        Kind::Means => combine_all(&arms, means).map(|all| [all.mean, all.sd, all.n]),
        Kind::Events => combine_all(&arms, events).map(|all| [all.events, all.n, 0.0]),
        Kind::Rates => combine_all(&arms, rate).map(|all| [all.events, all.time, 0.0]),
    };
    kind.answer(all.map(|all| (all, None)))
}

fn combine_all<A: Arm>(arms: &[[f64; 3]], group: fn([f64; 3]) -> A) -> Result<A, Problem> {
    combine::combine(&arms.iter().map(|values| group(*values)).collect::<Vec<A>>())
}

/// A group of one of these kinds to one of `parts` equal parts, with notices.
#[wasm_bindgen]
pub fn split(arm: &JsValue, parts: &JsValue) -> Thrown<JsValue> {
    let arm = Argument::root("arm", arm);
    let kind = Kind::of(&arm)?;
    let values = kind.read(arm)?;
    let parts = Argument::root("parts", parts);
    let whole = |parts: &f64| parts.fract() == 0.0 && (1.0..=f64::from(u32::MAX)).contains(parts);
    let count = Some(parts.number()?).filter(whole).and_then(|count| NonZeroU32::new(count as u32));
    let count = count.ok_or_else(|| parts.wrong("a whole number from 1"))?;
    kind.answer(
        match kind {
            Kind::Means => combine::split(means(values), count)
                .map(|part| ([part.arm.mean, part.arm.sd, part.arm.n], part.notices)),
            Kind::Events => {
                combine::split(events(values), count).map(|part| ([part.arm.events, part.arm.n, 0.0], part.notices))
            }
            Kind::Rates => {
                combine::split(rate(values), count).map(|part| ([part.arm.events, part.arm.time, 0.0], part.notices))
            }
        }
        .map(|(part, notices)| (part, Some(notices))),
    )
}

/// `{ size, icc, cv? }` to `{ ok: true, designEffect, working, notices }` or `{ ok: false, problems }`.
#[wasm_bindgen(js_name = designEffect)]
pub fn design_effect(clusters: &JsValue) -> Thrown<JsValue> {
    let clusters = Argument::root("clusters", clusters).only(&["size", "icc", "cv"])?;
    let cv = clusters.get("cv")?.optional_number()?.unwrap_or(0.0);
    answer(cluster::design_effect(clusters.get("size")?.number()?, clusters.get("icc")?.number()?, cv))
}
