//! An nginx of our own: as the present user, on a free port, until it is dropped.

use super::{Place, example};
use crate::debian;
use crate::header_rules::HeaderRules;
use crate::process;
use crate::project;
use crate::steps::{Outcome, Steps};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

const BROTLI_MODULE: &str = "ngx_http_brotli_static_module.so";
const MODULE_FOLDERS: [&str; 3] =
    ["/usr/lib/nginx/modules", "/usr/lib64/nginx/modules", "/usr/local/lib/nginx/modules"];
/// How long it may take to start.
const PATIENCE: Duration = Duration::from_secs(20);

/// The programs, installed where they were missing.
pub struct Nginx {
    program: PathBuf,
    brotli: Option<PathBuf>,
}

impl Nginx {
    pub fn ensure(steps: &mut Steps) -> Outcome<Self> {
        let program = debian::ensure(steps, "nginx", &["nginx-light", "libnginx-mod-http-brotli-static"])?;
        let brotli =
            MODULE_FOLDERS.map(|folder| Path::new(folder).join(BROTLI_MODULE)).into_iter().find(|file| file.is_file());
        Ok(Self { program, brotli })
    }

    /// Serves `root` with the example's configuration.
    pub fn start(&self, rules: &HeaderRules, root: &Path) -> Outcome<Server> {
        let run = project::root().join("target").join("nginx");
        std::fs::create_dir_all(&run).map_err(|error| format!("{} could not be made: {error}", run.display()))?;
        let address = free_address()?;
        let place =
            Place { listen: &address.to_string(), root: &root.display().to_string(), brotli: self.brotli.is_some() };
        let write = |name: &str, text: String| {
            std::fs::write(run.join(name), text).map_err(|error| format!("{name} could not be written: {error}"))
        };
        write("site.conf", example(rules, &place)?)?;
        write("nginx.conf", self.around(&run))?;
        let child = command(&self.program, &run)
            .stdin(Stdio::null())
            .spawn()
            .map_err(|error| format!("nginx could not be started: {error}"))?;
        let mut server = Server { program: self.program.clone(), run, address, child };
        server.wait()?;
        Ok(server)
    }

    pub fn sends_brotli(&self) -> bool {
        self.brotli.is_some()
    }

    /// What stands around the example.
    fn around(&self, run: &Path) -> String {
        let module = self.brotli.as_ref().map(|file| format!("load_module {};\n", file.display())).unwrap_or_default();
        // Started by root it would give its workers to a user who may not read the folder.
        let user = match process::ask(Command::new("id").arg("-u")).as_deref() {
            Some("0") => "user root root;\n",
            _ => "",
        };
        let folders: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("    {name}_temp_path {};\n", run.join(name).display()))
            .concat();
        format!(
            "{module}{user}daemon off;\nworker_processes auto;\npid {};\nevents {{ worker_connections 1024; }}\nhttp {{\n    access_log off;\n{folders}    include {};\n}}\n",
            run.join("pid").display(),
            run.join("site.conf").display(),
        )
    }
}

/// A running nginx.
pub struct Server {
    program: PathBuf,
    run: PathBuf,
    pub address: SocketAddr,
    child: Child,
}

impl Server {
    fn wait(&mut self) -> Outcome {
        let began = Instant::now();
        while TcpStream::connect(self.address).is_err() {
            if let Ok(Some(status)) = self.child.try_wait() {
                return Err(format!("nginx ended with {status}"));
            }
            if began.elapsed() > PATIENCE {
                return Err("nginx does not answer".into());
            }
            thread::sleep(Duration::from_millis(20));
        }
        Ok(())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Its workers end with it only when it is asked to end.
        let asked = process::run(command(&self.program, &self.run).args(["-s", "stop"]));
        if asked.is_err() {
            let _gone = self.child.kill();
        }
        let _ended = self.child.wait();
    }
}

fn command(program: &Path, run: &Path) -> Command {
    let mut command = Command::new(program);
    command.arg("-p").arg(run).arg("-c").arg(run.join("nginx.conf")).arg("-e").arg(run.join("error.log"));
    command
}

fn free_address() -> Outcome<SocketAddr> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
        .and_then(|listener| listener.local_addr())
        .map_err(|error| format!("there is no free port: {error}"))
}
