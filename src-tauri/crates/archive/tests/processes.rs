//! Two programs at one archive, and one that is killed.

#![allow(clippy::unwrap_used, clippy::print_stdout)]

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    ops::ControlFlow,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    time::Duration,
};

use backfile_archive::{Archive, ArchiveError, ArticleFilter, ArticleSort, Options, SearchRequest};

/// Names the folder in which this binary, run again, is to import.
const FOLDER: &str = "BACKFILE_TEST_IMPORT";

/// How many articles the sources hold.
const N_ARTICLES: u64 = 3000;

/// Not a test of its own: what the second process does. It imports, says how
/// many articles are committed, and goes on when it is sent a line.
#[test]
fn child() {
    let Some(folder) = std::env::var_os(FOLDER) else { return };
    let archive = open(Path::new(&folder), "the other program");
    let mut last = 0;
    let report = archive.import(&[Path::new(&folder).join("sources")], &mut |progress| {
        if progress.n_articles > last {
            last = progress.n_articles;
            println!("\ncommitted {last}");
            std::io::stdout().flush().unwrap();
            std::io::stdin().lock().read_line(&mut String::new()).unwrap();
        }
        ControlFlow::Continue(())
    });
    report.unwrap();
}

struct Other {
    child: Child,
    said: BufReader<ChildStdout>,
}

impl Other {
    fn start(folder: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["child", "--exact", "--nocapture"])
            .env(FOLDER, folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap());
        Self { child, said }
    }

    /// How many articles it says are committed, the `n`th time it says so;
    /// none when it came to its end before.
    fn committed(&mut self, n: usize) -> Option<u64> {
        let mut times = 0;
        let mut line = String::new();
        while self.said.read_line(&mut line).unwrap() > 0 {
            if let Some(count) = line.trim().strip_prefix("committed ") {
                times += 1;
                if times == n {
                    return Some(count.parse().unwrap());
                }
                self.go_on();
            }
            line.clear();
        }
        None
    }

    fn go_on(&mut self) {
        self.child.stdin.as_mut().unwrap().write_all(b"\n").unwrap();
    }

    fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    fn end(mut self) {
        drop(self.child.stdin.take());
        self.said.read_to_end(&mut Vec::new()).unwrap();
        assert!(self.child.wait().unwrap().success());
    }
}

fn open(folder: &Path, program: &str) -> Archive {
    let options =
        Options { program: program.to_owned(), patience: Duration::from_millis(100), catch_up: true };
    Archive::open(folder.join("data"), options).unwrap()
}

fn sources() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("sources")).unwrap();
    let lines: String = (0..N_ARTICLES)
        .map(|n| {
            format!("{{\"id\": \"{n}\", \"headline\": \"Story {n}\", \"body\": \"“It is number {n},” said Ada Vance.\"}}\n")
        })
        .collect();
    fs::write(folder.path().join("sources/wire.jsonl"), lines).unwrap();
    folder
}

#[test]
fn killing_an_import_loses_nothing_that_was_committed() {
    for n in 1..=3 {
        let folder = sources();
        let mut other = Other::start(folder.path());
        let Some(committed) = other.committed(n) else { break };
        other.kill();
        let archive = open(folder.path(), "this program");
        let report = archive.check().unwrap();
        assert_eq!(report.problems, [], "killed after {committed} articles");
        assert!(report.articles >= committed);
        let page = archive.articles(&ArticleFilter::default(), ArticleSort::Added, 1, 0).unwrap();
        assert_eq!(page.total, report.articles);
        let request = SearchRequest { query: "number said:vance".to_owned(), ..SearchRequest::default() };
        assert_eq!(archive.search(&request).unwrap().total, report.articles, "all that came in is found");
        let all =
            archive.import(&[folder.path().join("sources")], &mut |_| ControlFlow::Continue(())).unwrap();
        assert_eq!((all.articles, all.imported), (N_ARTICLES, N_ARTICLES - report.articles));
        assert_eq!(archive.check().unwrap().problems, []);
    }
}

#[test]
fn while_another_program_imports_one_can_read_and_is_told_why_not_write() {
    let folder = sources();
    let mut other = Other::start(folder.path());
    let committed = other.committed(1).unwrap();
    let archive = open(folder.path(), "this program");
    let page = archive.articles(&ArticleFilter::default(), ArticleSort::Added, 1, 0).unwrap();
    assert!(page.total >= committed);
    archive.article(page.rows[0].id).unwrap();
    match archive.import(&[], &mut |_| ControlFlow::Continue(())) {
        Err(ArchiveError::Busy { holder }) => {
            assert_eq!(holder, format!("the other program (process {})", other.child.id()));
        }
        other => panic!("{other:?}"),
    }
    other.go_on();
    other.end();
    assert_eq!(archive.overview().unwrap().n_articles, N_ARTICLES);
    let report = archive.import(&[], &mut |_| ControlFlow::Continue(())).unwrap();
    assert_eq!(report.unchanged, N_ARTICLES);
}
