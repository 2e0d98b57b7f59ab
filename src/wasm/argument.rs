//! What JavaScript hands over, read with a path by which a message can name it.

use super::Thrown;
use crate::field::Field;
use crate::interval::{Interval, Level};
use crate::measure::{Convention, MEASURES, Measure, Medians, Options};
use crate::number::Decimal;
use crate::problem::Problem;
use crate::table::layout::Layout;
#[cfg(feature = "complete")]
use crate::table::shared_control::SharedControl;
use crate::zero_cells::ZeroCells;
use js_sys::{Array, Object, Reflect, TypeError};
use wasm_bindgen::prelude::*;

/// A value that JavaScript handed over, with the path by which a message names it.
pub struct Argument {
    pub path: String,
    pub value: JsValue,
}

impl Argument {
    pub fn root(path: &str, value: &JsValue) -> Argument {
        Argument { path: path.to_owned(), value: value.clone() }
    }

    pub fn is_absent(&self) -> bool {
        self.value.is_undefined() || self.value.is_null()
    }

    pub fn wrong(&self, expected: &str) -> JsValue {
        TypeError::new(&format!("{} must be {expected}", self.path)).into()
    }

    /// A member of an object; absent members and members of nothing are absent.
    pub fn get(&self, key: &'static str) -> Thrown<Argument> {
        let value = if self.is_absent() { JsValue::UNDEFINED } else { Reflect::get(self.object()?, &key.into())? };
        Ok(Argument { path: format!("{}.{key}", self.path), value })
    }

    pub fn object(&self) -> Thrown<&Object> {
        self.value.dyn_ref::<Object>().ok_or_else(|| self.wrong("an object"))
    }

    /// Refuses members that are not known, so that a typing error is not silently a default.
    pub fn only(self, known: &[&str]) -> Thrown<Argument> {
        for key in Object::keys(self.object()?) {
            let key = key.as_string().unwrap_or_default();
            if !known.contains(&key.as_str()) {
                let message = format!("{}.{key} is not known; known are {}", self.path, known.join(", "));
                return Err(TypeError::new(&message).into());
            }
        }
        Ok(self)
    }

    pub fn number(&self) -> Thrown<f64> {
        self.value.as_f64().ok_or_else(|| self.wrong("a number"))
    }

    pub fn text(&self) -> Thrown<String> {
        self.value.as_string().ok_or_else(|| self.wrong("a string"))
    }

    pub fn one_of<T>(&self, find: impl Fn(&str) -> Option<T>, names: &[&str]) -> Thrown<T> {
        let expected = || self.wrong(&format!("one of {}", names.join(", ")));
        self.value.as_string().and_then(|name| find(&name)).ok_or_else(expected)
    }

    pub fn measure(&self) -> Thrown<&'static Measure> {
        let ids: Vec<&str> = MEASURES.iter().map(|measure| measure.id).collect();
        self.one_of(Measure::find, &ids)
    }

    /// The options, and what a person got wrong in them; there the default stays.
    pub fn options(self) -> Thrown<(Options, Vec<Problem>)> {
        let (mut options, mut problems) = (Options::default(), Vec::new());
        if self.is_absent() {
            return Ok((options, problems));
        }
        let given =
            self.only(&["level", "interval", "intervals", "zeroCells", "correction", "convention", "medians"])?;
        let member = |key: &'static str| -> Thrown<Option<Argument>> {
            Ok(Some(given.get(key)?).filter(|member| !member.is_absent()))
        };
        if let Some(level) = member("level")? {
            match Level::new(level.number()?) {
                Ok(level) => options.level = level,
                Err(problem) => problems.push(problem),
            }
        }
        if let Some(interval) = member("interval")? {
            let names: Vec<&str> = Interval::ALL.iter().map(|interval| interval.name()).collect();
            options.interval = Some(interval.one_of(Interval::from_name, &names)?);
        }
        if let Some(rule) = member("zeroCells")? {
            let names: Vec<&str> = ZeroCells::ALL.iter().map(|rule| rule.name()).collect();
            options.zero_cells = rule.one_of(ZeroCells::from_name, &names)?;
        }
        if let Some(correction) = member("correction")? {
            let with_correction = Options { correction: correction.number()?, ..options };
            match with_correction.validated() {
                Ok(valid) => options = valid,
                Err(problem) => problems.push(problem),
            }
        }
        if let Some(convention) = member("convention")? {
            options.convention = convention.one_of(Convention::from_name, &["revman", "metafor"])?;
        }
        if let Some(medians) = member("medians")? {
            options.medians = medians.medians()?;
        }
        Ok((options, problems))
    }

    /// The `intervals` of the options: `{ OR: "exact" }`, whether or not the measure offers it.
    #[cfg(feature = "complete")]
    pub fn intervals(&self) -> Thrown<Vec<(&'static Measure, Interval)>> {
        let given = self.get("intervals")?;
        if given.is_absent() {
            return Ok(Vec::new());
        }
        Object::entries(given.object()?)
            .iter()
            .map(|entry| {
                let entry = Array::from(&entry);
                let id = entry.get(0).as_string().unwrap_or_default();
                let path = format!("{}.{id}", given.path);
                let measure = Argument { path: path.clone(), value: entry.get(0) }.measure()?;
                let names: Vec<&str> = Interval::ALL.iter().map(|interval| interval.name()).collect();
                Ok((measure, Argument { path, value: entry.get(1) }.one_of(Interval::from_name, &names)?))
            })
            .collect()
    }

    pub fn medians(&self) -> Thrown<Medians> {
        self.one_of(Medians::from_name, &["convert", "as-given"])
    }

    /// The members of an array, each with its own path.
    pub fn list(&self, expected: &str) -> Thrown<Vec<Argument>> {
        let list = self.value.dyn_ref::<Array>().ok_or_else(|| self.wrong(expected))?;
        let entry = |(i, value)| Argument { path: format!("{}[{i}]", self.path), value };
        Ok(list.iter().enumerate().map(entry).collect())
    }

    /// `[{ index, field }]`, with `field: null` to set a column aside.
    pub fn columns(&self) -> Thrown<Vec<(usize, Option<Field>)>> {
        if self.is_absent() {
            return Ok(Vec::new());
        }
        self.list("an array of { index, field }")?
            .iter()
            .map(|entry| {
                let place = entry.get("index")?.place()?;
                let field = entry.get("field")?;
                let names: Vec<&str> = Field::ALL.iter().map(|field| field.name()).collect();
                let field = if field.is_absent() { None } else { Some(field.one_of(Field::from_name, &names)?) };
                Ok((place, field))
            })
            .collect()
    }

    /// How the studies lie; nothing leaves it to the table.
    pub fn layout(&self) -> Thrown<Option<Layout>> {
        if self.is_absent() {
            return Ok(None);
        }
        self.one_of(Layout::from_name, &Layout::ALL.map(Layout::name)).map(Some)
    }

    /// How many lines are headers; nothing leaves it to the table.
    pub fn header_lines(&self) -> Thrown<Option<usize>> {
        if self.is_absent() {
            return Ok(None);
        }
        self.place().map(Some)
    }

    /// A whole number from 0.
    fn place(&self) -> Thrown<usize> {
        let place = self.number()?;
        if place >= 0.0 && place.fract() == 0.0 { Ok(place as usize) } else { Err(self.wrong("a whole number from 0")) }
    }

    /// `.` or `,`; nothing leaves it to the cells.
    pub fn decimal(&self) -> Thrown<Option<Decimal>> {
        if self.is_absent() {
            return Ok(None);
        }
        let known =
            |name: &str| [Decimal::Point, Decimal::Comma].into_iter().find(|decimal| decimal.mark_text() == name);
        self.one_of(known, &[".", ","]).map(Some)
    }

    /// `whole`, the default, or `split`.
    #[cfg(feature = "complete")]
    pub fn shared_control(&self) -> Thrown<SharedControl> {
        if self.is_absent() {
            return Ok(SharedControl::default());
        }
        self.one_of(SharedControl::from_name, &["whole", "split"])
    }
}
