//! Results as JSON text, which a browser reads faster than it takes objects property by property.
//!
//! `serde_json` writes the same, with number formatting of its own that the first visit would have to load. An infinity,
//! which JSON does not know, is written as a number that reads as one.

use crate::number;
use serde::ser::{
    self, Impossible, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeTuple, Serializer,
};

/// The JSON text of a value; empty where it has one that JSON cannot hold, such as a map with keys that are no text.
#[cfg(any(target_arch = "wasm32", test))]
pub fn text(value: &impl Serialize) -> String {
    written(value, None)
}

/// The same for people and other programs: in lines, each member under the one before, and an infinity as `null`.
#[cfg(feature = "complete")]
pub fn lines(value: &impl Serialize) -> String {
    written(value, Some(0))
}

fn written(value: &impl Serialize, depth: Option<usize>) -> String {
    let mut json = Json { out: String::new(), depth };
    match value.serialize(&mut json) {
        Ok(()) => json.out,
        Err(Unwritable) => String::new(),
    }
}

struct Json {
    out: String,
    /// How deep the line stands that is being written; `None` where all stands in one.
    depth: Option<usize>,
}

impl Json {
    fn number(&mut self, value: f64) -> Result<(), Unwritable> {
        match value {
            _ if value.is_nan() || value.is_infinite() && self.depth.is_some() => self.out.push_str("null"),
            f64::INFINITY => self.out.push_str("1e999"),
            f64::NEG_INFINITY => self.out.push_str("-1e999"),
            _ if value == 0.0 && value.is_sign_negative() => self.out.push_str("-0"),
            _ => self.out.push_str(&number::shortest(value)),
        }
        Ok(())
    }

    fn quoted(&mut self, text: &str) {
        const HEX: [char; 16] = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'];
        self.out.push('"');
        for c in text.chars() {
            match c {
                '"' | '\\' => self.out.extend(['\\', c]),
                '\0'..='\x1F' => self.out.extend(['\\', 'u', '0', '0', HEX[c as usize >> 4], HEX[c as usize & 15]]),
                _ => self.out.push(c),
            }
        }
        self.out.push('"');
    }

    fn nested(&mut self, open: char, close: char) -> Result<Nested<'_>, Unwritable> {
        self.out.push(open);
        self.depth = self.depth.map(|depth| depth + 1);
        Ok(Nested { json: self, empty: true, close })
    }

    fn new_line(&mut self) {
        if let Some(depth) = self.depth {
            self.out.push('\n');
            self.out.extend(core::iter::repeat_n(' ', depth));
        }
    }

    fn colon(&mut self) {
        self.out.push_str(if self.depth.is_some() { ": " } else { ":" });
    }
}

/// The inside of an array or an object.
struct Nested<'a> {
    json: &'a mut Json,
    empty: bool,
    close: char,
}

impl Nested<'_> {
    fn separate(&mut self) {
        if !self.empty {
            self.json.out.push(',');
        }
        self.empty = false;
        self.json.new_line();
    }

    fn member(&mut self, value: &(impl Serialize + ?Sized)) -> Result<(), Unwritable> {
        self.separate();
        value.serialize(&mut *self.json)
    }

    fn close(self) -> Result<(), Unwritable> {
        self.json.depth = self.json.depth.map(|depth| depth - 1);
        if !self.empty {
            self.json.new_line();
        }
        self.json.out.push(self.close);
        Ok(())
    }
}

/// A value that is none of the kinds that results have.
#[derive(Debug)]
struct Unwritable;

impl core::fmt::Display for Unwritable {
    fn fmt(&self, _: &mut core::fmt::Formatter) -> core::fmt::Result {
        Ok(())
    }
}

impl core::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T>(_: T) -> Self {
        Unwritable
    }
}

type Written = Result<(), Unwritable>;

macro_rules! numbers {
    ($($method:ident $kind:ty,)*) => {
        $(fn $method(self, value: $kind) -> Written {
            self.number(value as f64)
        })*
    };
}

impl<'a> Serializer for &'a mut Json {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = Nested<'a>;
    type SerializeTuple = Nested<'a>;
    type SerializeTupleStruct = Impossible<(), Unwritable>;
    type SerializeTupleVariant = Impossible<(), Unwritable>;
    type SerializeMap = Nested<'a>;
    type SerializeStruct = Nested<'a>;
    type SerializeStructVariant = Impossible<(), Unwritable>;

    numbers! {
        serialize_i8 i8, serialize_i16 i16, serialize_i32 i32, serialize_i64 i64, serialize_u8 u8, serialize_u16 u16,
        serialize_u32 u32, serialize_u64 u64, serialize_f32 f32, serialize_f64 f64,
    }

    fn serialize_bool(self, value: bool) -> Written {
        self.out.push_str(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_str(self, value: &str) -> Written {
        self.quoted(value);
        Ok(())
    }

    fn serialize_char(self, value: char) -> Written {
        self.quoted(value.encode_utf8(&mut [0; 4]));
        Ok(())
    }

    fn serialize_none(self) -> Written {
        self.out.push_str("null");
        Ok(())
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_unit(self) -> Written {
        self.serialize_none()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> Written {
        self.serialize_str(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(self, _: &'static str, value: &T) -> Written {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> Written {
        let mut object = self.nested('{', '}')?;
        SerializeStruct::serialize_field(&mut object, variant, value)?;
        object.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<Nested<'a>, Unwritable> {
        self.nested('[', ']')
    }

    fn serialize_tuple(self, _: usize) -> Result<Nested<'a>, Unwritable> {
        self.nested('[', ']')
    }

    fn serialize_map(self, _: Option<usize>) -> Result<Nested<'a>, Unwritable> {
        self.nested('{', '}')
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<Nested<'a>, Unwritable> {
        self.nested('{', '}')
    }

    fn serialize_bytes(self, _: &[u8]) -> Written {
        Err(Unwritable)
    }

    fn serialize_unit_struct(self, _: &'static str) -> Written {
        Err(Unwritable)
    }

    fn serialize_tuple_struct(self, _: &str, _: usize) -> Result<Impossible<(), Unwritable>, Unwritable> {
        Err(Unwritable)
    }

    fn serialize_tuple_variant(
        self,
        _: &str,
        _: u32,
        _: &str,
        _: usize,
    ) -> Result<Impossible<(), Unwritable>, Unwritable> {
        Err(Unwritable)
    }

    fn serialize_struct_variant(
        self,
        _: &str,
        _: u32,
        _: &str,
        _: usize,
    ) -> Result<Impossible<(), Unwritable>, Unwritable> {
        Err(Unwritable)
    }
}

impl SerializeSeq for Nested<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.member(value)
    }

    fn end(self) -> Written {
        self.close()
    }
}

impl SerializeTuple for Nested<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_element<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.member(value)
    }

    fn end(self) -> Written {
        self.close()
    }
}

impl SerializeMap for Nested<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> Written {
        self.member(key)
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> Written {
        self.json.colon();
        value.serialize(&mut *self.json)
    }

    fn end(self) -> Written {
        self.close()
    }
}

impl SerializeStruct for Nested<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> Written {
        self.separate();
        self.json.quoted(key);
        self.json.colon();
        value.serialize(&mut *self.json)
    }

    fn end(self) -> Written {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use super::text;
    use crate::Field;
    use crate::problem::{Notice, NoticeCode};
    use crate::scale::Scale;

    #[test]
    fn messages_are_written_as_they_are_documented() {
        let notice = Notice::new(NoticeCode::Recovered).about(Field::Sd1).with("value", "3.8\"\n").with("n", 1e-7);
        assert_eq!(
            text(&notice),
            r#"{"code":"recovered","field":"sd1","row":null,"params":{"value":"3.8\"\u000a","n":1e-7}}"#
        );
        assert_eq!(text(&notice.params.is_empty()), "false");
    }

    #[test]
    #[cfg(feature = "complete")]
    fn lines_are_indented_by_depth() {
        assert_eq!(super::lines(&[vec![1], Vec::new()]), "[\n [\n  1\n ],\n []\n]");
    }

    #[test]
    fn numbers_are_those_that_read_back() {
        let numbers = [0.0, -0.0, 50.0, 0.1, -1.7999999999999998, f64::INFINITY, f64::NEG_INFINITY, f64::NAN, 5e-324];
        assert_eq!(text(&numbers), "[0,-0,50,0.1,-1.7999999999999998,1e999,-1e999,null,5e-324]");
        assert_eq!(text(&(1usize, Some(Scale::Log), None::<f64>, 'x')), r#"[1,"log",null,"x"]"#);
    }
}
