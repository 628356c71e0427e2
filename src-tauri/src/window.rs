//! The window: how it is made, what its page may load, when it is shown.

use std::{sync::Arc, time::Duration};

use backfile_shell::{
    frame::{Frame, MIN_SIZE},
    handover, recent,
};
use tauri::{
    AppHandle, Emitter, Manager, Runtime, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Window,
    WindowEvent,
    plugin::TauriPlugin,
    webview::{PageLoadEvent, PageLoadPayload},
    window::Color,
};

use crate::{
    commands, menu,
    state::{Shell, follow},
};

/// The only window.
pub const MAIN: &str = "main";

/// What the page hears when the program was started a second time.
const SECOND_START: &str = "backfile://second-start";

/// When the window is shown though its page has not come.
const LATEST: Duration = Duration::from_secs(4);

/// The colours of the page before it is drawn (`--paper` of the interface).
const PAPER: Color = Color(0xFB, 0xFA, 0xF7, 0xFF);
const DARK_PAPER: Color = Color(0x17, 0x16, 0x14, 0xFF);

/// Opens the window on `shell` and returns when it is closed.
///
/// # Errors
/// When there is no display, or no web view.
pub fn run(shell: Shell) -> tauri::Result<()> {
    tauri::Builder::default()
        .plugin(tauri_plugin_dialog::init())
        .plugin(stay_here())
        .manage(Arc::new(shell))
        .invoke_handler(commands::handler())
        .setup(|app| {
            open(app.handle())?;
            listen(app.handle());
            follow(&app.state::<Arc<Shell>>());
            Ok(())
        })
        .on_menu_event(|app, event| menu::chosen(app, &event))
        .on_window_event(remember_size)
        .run(tauri::generate_context!())
}

/// Nothing may take the page away: it is the program's own from start to end.
/// A content security policy does not stop a link from being followed.
fn stay_here<R: Runtime>() -> TauriPlugin<R> {
    tauri::plugin::Builder::<R, ()>::new("stay-here")
        .on_navigation(|_, url| {
            let is_own = url.scheme() == "tauri";
            let is_dev = cfg!(dev) && url.host_str() == Some("127.0.0.1") && url.port() == Some(5173);
            is_own || is_dev
        })
        .build()
}

fn open(app: &AppHandle) -> tauri::Result<()> {
    let shell = app.state::<Arc<Shell>>();
    let frame = Frame::read(&shell.folders.config);
    app.set_menu(menu::bar(app, &shell)?)?;
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title(title(&shell))
        .inner_size(frame.width, frame.height)
        .min_inner_size(MIN_SIZE.0, MIN_SIZE.1)
        .maximized(frame.maximized)
        .visible(false)
        .background_color(PAPER)
        .on_page_load(show)
        .build()?;
    if window.theme().is_ok_and(|theme| theme == tauri::Theme::Dark) {
        window.set_background_color(Some(DARK_PAPER))?;
    }
    // A page that never comes must not leave a program without a window.
    std::thread::spawn(move || {
        std::thread::sleep(LATEST);
        let _ = window.show();
    });
    Ok(())
}

/// Shows the window when its page is there. Not later: a web view that is not
/// shown draws no frames, so it could never say that it has drawn one.
fn show(window: WebviewWindow, payload: PageLoadPayload<'_>) {
    if payload.event() == PageLoadEvent::Finished {
        let _ = window.show();
    }
}

/// What stands in the title bar.
pub fn title(shell: &Shell) -> String {
    if shell.folder() == shell.folders.archive {
        "Backfile".to_owned()
    } else {
        format!("{} – Backfile", recent::name(&shell.folder()))
    }
}

/// Listens for second starts on the archive that is open.
pub fn listen(app: &AppHandle) {
    let app = app.clone();
    let archive = app.state::<Arc<Shell>>().folder();
    let listening = handover::folder().and_then(|sockets| {
        handover::listen(&handover::socket(&sockets, &archive), move |paths| {
            // A window shown before its page has come stays blank; it is about
            // to come to the front by itself, and the page asks for the paths.
            let Some(paths) = app.state::<Arc<Shell>>().second_start(paths) else { return };
            if let Some(window) = app.get_webview_window(MAIN) {
                to_front(&window);
            }
            let _ = app.emit(SECOND_START, paths);
        })
    });
    if let Err(error) = listening {
        tracing::warn!(kind = ?error.kind(), "second starts will not be heard");
    }
}

fn to_front(window: &WebviewWindow) {
    let _ = window.unminimize();
    let _ = window.show();
    let _ = window.set_focus();
}

/// Keeps the size of a window that closes for the next start.
fn remember_size<R: Runtime>(window: &Window<R>, event: &WindowEvent) {
    if !matches!(event, WindowEvent::CloseRequested { .. }) {
        return;
    }
    let (Ok(size), Ok(scale)) = (window.inner_size(), window.scale_factor()) else { return };
    let size = size.to_logical::<f64>(scale);
    let maximized = window.is_maximized().unwrap_or(false);
    let config = &window.state::<Arc<Shell>>().folders.config;
    // The size before it was maximised is not known here; the usual one serves then.
    let frame = if maximized {
        Frame { maximized, ..Frame::default() }
    } else {
        Frame { width: size.width, height: size.height, maximized }
    };
    if frame.write(config).is_err() {
        tracing::warn!(code = "window_size", "the window's size cannot be kept");
    }
}
