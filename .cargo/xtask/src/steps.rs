//! Named pieces of work, announced before and timed after.

use std::time::{Duration, Instant};

/// What a piece of work gives, or one line for a person that says why it could not.
pub type Outcome<T = ()> = Result<T, String>;

/// The steps of one command, with the time each took.
pub struct Steps {
    began: Instant,
    done: Vec<(String, Duration)>,
}

impl Steps {
    pub fn begin() -> Self {
        Self { began: Instant::now(), done: Vec::new() }
    }

    /// Runs one step; its name goes in front of its message if it fails.
    pub fn run<T>(&mut self, name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
        println!("==> {name}");
        let began = Instant::now();
        let outcome = work();
        let took = began.elapsed();
        match outcome {
            Ok(value) => {
                println!("    {:.1} s", took.as_secs_f64());
                self.done.push((name.to_owned(), took));
                Ok(value)
            }
            Err(message) => Err(format!("step \"{name}\" failed after {:.1} s: {message}", took.as_secs_f64())),
        }
    }

    /// One line per step and the total; nothing when there was no more than one step to tell of.
    pub fn print_summary(&self) {
        if self.done.len() < 2 {
            return;
        }
        println!("\nAll steps done:");
        for (name, took) in &self.done {
            println!("{:>8.1} s  {name}", took.as_secs_f64());
        }
        println!("{:>8.1} s  in all", self.began.elapsed().as_secs_f64());
    }
}
