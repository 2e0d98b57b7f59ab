//! One connection of HTTP/1.1: requests in, replies out, until one side has had enough.

use std::io::{self, BufWriter, Read, Write};
use std::net::{Shutdown, TcpStream};
use std::time::Duration;

/// More than any browser sends as request line and headers.
const LONGEST_HEAD: usize = 32 * 1024;
const MOST_HEADERS: usize = 100;

/// How long an open connection may stay silent.
const SILENCE: Duration = Duration::from_secs(30);

/// What is asked for. Bodies are not read: nothing here takes any.
pub struct Request {
    pub method: String,
    /// The path as sent, still percent-encoded, without its query.
    pub path: String,
    /// Whether the client will listen for more on this connection, and it can be told where the next request begins.
    reusable: bool,
}

/// What is sent back.
pub struct Reply {
    pub status: &'static str,
    pub headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

/// Answers all requests of a connection.
pub fn converse(stream: &TcpStream, answer: impl Fn(&Request) -> Reply) -> io::Result<()> {
    stream.set_read_timeout(Some(SILENCE))?;
    stream.set_write_timeout(Some(SILENCE))?;
    stream.set_nodelay(true)?;
    let mut unread = Vec::new();
    loop {
        match next_request(stream, &mut unread)? {
            Next::Request(request) => {
                let with_body = request.method != "HEAD";
                send(stream, &answer(&request), with_body, request.reusable)?;
                if !request.reusable {
                    return hang_up(stream);
                }
            }
            Next::Nonsense => {
                let reply = Reply { status: "400 Bad Request", headers: Vec::new(), body: Vec::new() };
                send(stream, &reply, true, false)?;
                return hang_up(stream);
            }
            Next::End => return Ok(()),
        }
    }
}

enum Next {
    Request(Request),
    Nonsense,
    End,
}

fn next_request(mut stream: &TcpStream, unread: &mut Vec<u8>) -> io::Result<Next> {
    loop {
        match parse(unread) {
            Ok(Some((request, length))) => {
                unread.drain(..length);
                return Ok(Next::Request(request));
            }
            Ok(None) if unread.len() < LONGEST_HEAD => {}
            Ok(None) | Err(_) => return Ok(Next::Nonsense),
        }
        let mut chunk = [0; 4096];
        match stream.read(&mut chunk)? {
            0 => return Ok(Next::End),
            length => unread.extend_from_slice(&chunk[..length]),
        }
    }
}

/// The first request in `bytes` with its length, or `None` while it is incomplete.
fn parse(bytes: &[u8]) -> Result<Option<(Request, usize)>, httparse::Error> {
    let mut headers = [httparse::EMPTY_HEADER; MOST_HEADERS];
    let mut head = httparse::Request::new(&mut headers);
    let httparse::Status::Complete(length) = head.parse(bytes)? else {
        return Ok(None);
    };
    let header = |name: &str| {
        head.headers.iter().find(|header| header.name.eq_ignore_ascii_case(name)).map(|header| header.value)
    };
    let has_body =
        header("Transfer-Encoding").is_some() || header("Content-Length").is_some_and(|length| length != b"0");
    let wants_close = header("Connection").is_some_and(|value| value.eq_ignore_ascii_case(b"close"));
    let reusable = head.version == Some(1) && !has_body && !wants_close;
    let target = head.path.unwrap_or_default();
    let request = Request {
        method: head.method.unwrap_or_default().to_owned(),
        path: target.split('?').next().unwrap_or_default().to_owned(),
        reusable,
    };
    Ok(Some((request, length)))
}

fn send(stream: &TcpStream, reply: &Reply, with_body: bool, reusable: bool) -> io::Result<()> {
    let mut out = BufWriter::new(stream);
    write!(out, "HTTP/1.1 {}\r\n", reply.status)?;
    for (name, value) in &reply.headers {
        write!(out, "{name}: {value}\r\n")?;
    }
    let connection = if reusable { "keep-alive" } else { "close" };
    write!(out, "Content-Length: {}\r\nConnection: {connection}\r\n\r\n", reply.body.len())?;
    if with_body {
        out.write_all(&reply.body)?;
    }
    out.flush()
}

/// Ends a connection on which something may still be arriving: closed at once, it would take the reply with it.
fn hang_up(mut stream: &TcpStream) -> io::Result<()> {
    stream.shutdown(Shutdown::Write)?;
    stream.set_read_timeout(Some(Duration::from_secs(1)))?;
    let mut rest = [0; 4096];
    for _ in 0..1024 {
        if stream.read(&mut rest)? == 0 {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn a_request_is_read_when_it_is_complete() {
        let text = b"GET /a%20b?c HTTP/1.1\r\nHost: x\r\n\r\nGET";
        assert!(parse(&text[..20]).unwrap().is_none());
        let (request, length) = parse(text).unwrap().unwrap();
        assert_eq!((request.method.as_str(), request.path.as_str()), ("GET", "/a%20b"));
        assert!(request.reusable);
        assert_eq!(&text[length..], b"GET");
    }

    #[test]
    fn a_connection_is_reused_only_when_that_is_safe() {
        for (head, reusable) in [
            ("GET / HTTP/1.1\r\n\r\n", true),
            ("GET / HTTP/1.0\r\n\r\n", false),
            ("GET / HTTP/1.1\r\nconnection: Close\r\n\r\n", false),
            ("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n", true),
            ("POST / HTTP/1.1\r\ncontent-length: 5\r\n\r\n", false),
            ("POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n", false),
        ] {
            let (request, _) = parse(head.as_bytes()).unwrap().unwrap();
            assert_eq!(request.reusable, reusable, "{head}");
        }
    }

    #[test]
    fn nonsense_is_told_from_the_unfinished() {
        assert!(parse(b"\x16\x03\x01 TLS, not HTTP\r\n\r\n").is_err());
        assert!(parse(b"GET").unwrap().is_none());
    }
}
