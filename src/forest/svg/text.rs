//! How wide a text is at most, without its font, and how it is broken or cut to a column.

/// Width of a text in pixels at a size, as wide as any common sans-serif family draws it.
pub fn width(text: &str, size: f64) -> f64 {
    text.chars().map(em).sum::<f64>() * size
}

/// Width of a character in units of the size.
fn em(c: char) -> f64 {
    match c {
        'm' | 'w' | 'M' | 'W' | '%' | '@' | '\u{2014}' => 0.95,
        c if "ijltfrI .,:;'|!()[]/-".contains(c) => 0.36,
        'a'..='z' | '0'..='9' => 0.58,
        'A'..='Z' => 0.76,
        c if (c as u32) < 0x0250 => 0.78,
        _ => 1.05,
    }
}

/// The text in lines of at most `room` pixels, broken at spaces; a line that is longer still is cut, as is the last of
/// `most` lines.
pub fn lines(text: &str, room: f64, size: f64, most: usize) -> Vec<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    for (i, word) in words.iter().enumerate() {
        let joined = if line.is_empty() { (*word).to_owned() } else { format!("{line} {word}") };
        if line.is_empty() || width(&joined, size) <= room {
            line = joined;
        } else if out.len() + 1 == most {
            line = format!("{line} {}", words[i..].join(" "));
            break;
        } else {
            out.push(core::mem::replace(&mut line, (*word).to_owned()));
        }
    }
    out.extend((!line.is_empty()).then_some(line));
    out.into_iter().map(|line| cut(&line, room, size)).collect()
}

/// The text, or as much of it as has room with an ellipsis.
pub fn cut(text: &str, room: f64, size: f64) -> String {
    if width(text, size) <= room {
        return text.to_owned();
    }
    let mut left = room - width("…", size);
    let kept = text.chars().take_while(|&c| {
        left -= em(c) * size;
        left >= 0.0
    });
    format!("{}…", kept.collect::<String>().trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_has_room() {
        let long = "x".repeat(500);
        for text in ["", "a", "Stalberg and colleagues 2008, the second trial", &long, "漢字 漢字漢字漢字漢字"]
        {
            for line in lines(text, 80.0, 11.0, 3) {
                assert!(width(&line, 11.0) <= 80.0, "{line}");
            }
        }
        assert_eq!(lines("one two", 200.0, 11.0, 3), ["one two"]);
        assert_eq!(lines("alpha beta gamma", 60.0, 11.0, 2).len(), 2);
    }
}
