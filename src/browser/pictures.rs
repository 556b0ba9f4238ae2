//! Pictures of tabs: taken by the browser when the person asks in the popup, kept in the extension's own part of the origin private
//! file system, with a record in the library for each.

use super::ext::{self, ExtError, settle, to_js};
use super::{page, storage::Local};
use crate::library::pictures::{PICTURE_PREFIX, Picture, PictureError, check};
use crate::store::{Store, StoreError, load_all, save};
use js_sys::{Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

/// The folder of the files.
const FOLDER: &str = "pictures";

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = ["navigator", "storage"], js_name = getDirectory, catch)]
    fn root() -> Result<Promise, JsValue>;

    /// A folder of the origin private file system.
    type Folder;
    #[wasm_bindgen(method, js_name = getDirectoryHandle, catch)]
    fn folder(this: &Folder, name: &str, options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, js_name = getFileHandle, catch)]
    fn file(this: &Folder, name: &str, options: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, js_name = removeEntry, catch)]
    fn remove(this: &Folder, name: &str) -> Result<Promise, JsValue>;

    /// A file there. What is written to a writable takes the old content's place when it is closed, and not before.
    type Handle;
    #[wasm_bindgen(method, js_name = getFile, catch)]
    fn blob(this: &Handle) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, js_name = createWritable, catch)]
    fn writable(this: &Handle) -> Result<Promise, JsValue>;
    type Writable;
    #[wasm_bindgen(method, catch)]
    fn write(this: &Writable, data: &JsValue) -> Result<Promise, JsValue>;
    #[wasm_bindgen(method, catch)]
    fn close(this: &Writable) -> Result<Promise, JsValue>;

    #[wasm_bindgen(js_namespace = URL, js_name = createObjectURL, catch)]
    fn object_url(blob: &JsValue) -> Result<String, JsValue>;
    #[wasm_bindgen(js_namespace = URL, js_name = revokeObjectURL)]
    fn revoke(url: &str);

    #[wasm_bindgen(js_name = Blob)]
    type Png;
    #[wasm_bindgen(constructor, js_class = "Blob", catch)]
    fn new(parts: &js_sys::Array, options: &JsValue) -> Result<Png, JsValue>;
    type ClipboardItem;
    #[wasm_bindgen(constructor, catch)]
    fn new(items: &JsValue) -> Result<ClipboardItem, JsValue>;
    #[wasm_bindgen(js_namespace = ["navigator", "clipboard"], js_name = write, catch)]
    fn clipboard_write(items: &js_sys::Array) -> Result<Promise, JsValue>;
}

/// Why a picture was not taken or kept; each says what the person can do, or what the browser said.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Failed {
    /// The browser or the page refused.
    #[error(transparent)]
    Browser(#[from] ExtError),
    /// It cannot be kept.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// The library refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<JsValue> for Failed {
    fn from(value: JsValue) -> Self {
        Self::Browser(value.into())
    }
}

/// A picture's content; it lives as long as this does, also when the file is removed meanwhile.
#[derive(Clone, Debug)]
pub struct Content(Uint8Array);

impl PartialEq for Content {
    /// The same array, not the same bytes: a page is drawn anew too often to compare pictures.
    fn eq(&self, other: &Self) -> bool {
        js_sys::Object::is(&self.0, &other.0)
    }
}

/// The address of a picture's content in this page; gone when this is dropped.
#[derive(Debug, PartialEq)]
pub struct Address(String);

impl Address {
    /// For an `img` or a download.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Drop for Address {
    fn drop(&mut self) {
        revoke(&self.0);
    }
}

impl Content {
    /// An address for it.
    ///
    /// # Errors
    /// When the browser gives none.
    pub fn address(&self) -> Result<Address, ExtError> {
        Ok(Address(object_url(&self.blob()?)?))
    }

    fn blob(&self) -> Result<JsValue, ExtError> {
        let options = to_js(&serde_json::json!({ "type": "image/png" }))?;
        Ok(Png::new(&js_sys::Array::of1(&self.0), &options)?.into())
    }

    /// Puts it on the clipboard; must run within a click. Whether the browser took it.
    pub async fn copy(&self) -> bool {
        let copied = async || {
            let items = js_sys::Object::new();
            Reflect::set(&items, &"image/png".into(), &self.blob()?)?;
            settle(clipboard_write(&js_sys::Array::of1(&ClipboardItem::new(&items)?.into()))).await
        };
        copied().await.is_ok()
    }
}

/// Takes a picture of the tab in view and keeps it with a brief. The right to do so comes from opening the popup on that tab.
///
/// # Errors
/// When the browser refuses, as it does on its own pages, or there is no room.
pub async fn take(brief: &str) -> Result<Picture, Failed> {
    let kept = of_brief(brief).await?.len();
    let image = settle(ext::capture_visible_tab(&to_js(&serde_json::json!({ "format": "png" }))?)).await?;
    let bytes = decode(&image.as_string().unwrap_or_default()).ok_or(PictureError::NotPng)?;
    check(&bytes, kept)?;
    let picture = Picture::new(page::new_id(), brief.to_owned(), page::local_now(), &title_in_view().await.unwrap_or_default());
    keep(&picture, &Content(Uint8Array::from(bytes.as_slice()))).await?;
    Ok(picture)
}

/// Keeps a picture: first the file, then the record, so that a record always has its file.
///
/// # Errors
/// When the browser or the library refuses; then nothing of it is kept.
pub async fn keep(picture: &Picture, content: &Content) -> Result<(), Failed> {
    let written = async {
        let create = to_js(&serde_json::json!({ "create": true }))?;
        let folder = folder().await?;
        let handle: Handle = settle(folder.file(&picture.id, &create)).await?.unchecked_into();
        let writable: Writable = settle(handle.writable()).await?.unchecked_into();
        settle(writable.write(&content.0)).await?;
        settle(writable.close()).await
    };
    written.await?;
    if let Err(why) = save(&Local, &picture.key(), picture).await {
        // without its record nobody would ever find the file
        let _ = remove_file(&picture.id).await;
        return Err(why.into());
    }
    Ok(())
}

/// The pictures of a brief, oldest first; [`unreadable`] tells of records that cannot be read.
///
/// # Errors
/// When the library cannot be read.
pub async fn of_brief(brief: &str) -> Result<Vec<Picture>, StoreError> {
    let (mut all, _) = load_all::<Picture>(&Local, PICTURE_PREFIX).await?;
    all.retain(|picture| picture.brief == brief);
    all.sort_by_key(|picture| picture.taken);
    Ok(all)
}

/// The records of pictures that cannot be read; they stay stored.
///
/// # Errors
/// When the library cannot be read.
pub async fn unreadable() -> Result<Vec<StoreError>, StoreError> {
    Ok(load_all::<Picture>(&Local, PICTURE_PREFIX).await?.1)
}

/// The content of a picture.
///
/// # Errors
/// When its file is gone or cannot be read.
pub async fn content(picture: &Picture) -> Result<Content, ExtError> {
    let handle: Handle = settle(folder().await?.file(&picture.id, &JsValue::UNDEFINED)).await?.unchecked_into();
    let blob: web_sys::Blob = settle(handle.blob()).await?.unchecked_into();
    Ok(Content(Uint8Array::new(&settle(Ok(blob.array_buffer())).await?)))
}

/// Removes a picture: first the record, so that a record always has its file.
///
/// # Errors
/// When the library or the browser refuses.
pub async fn remove(picture: &Picture) -> Result<(), Failed> {
    Local.delete(&picture.key()).await?;
    remove_file(&picture.id).await?;
    Ok(())
}

async fn folder() -> Result<Folder, ExtError> {
    let root: Folder = settle(root()).await?.unchecked_into();
    Ok(settle(root.folder(FOLDER, &to_js(&serde_json::json!({ "create": true }))?)).await?.unchecked_into())
}

/// Removes a file; one that is gone already is what was asked for.
async fn remove_file(id: &str) -> Result<(), ExtError> {
    let removing = folder().await?.remove(id)?;
    let Err(why) = wasm_bindgen_futures::JsFuture::from(removing).await else { return Ok(()) };
    let name = Reflect::get(&why, &"name".into()).ok().and_then(|name| name.as_string());
    if name.as_deref() == Some("NotFoundError") { Ok(()) } else { Err(why.into()) }
}

/// Title of the tab in view; opening the popup gave the right to read it.
async fn title_in_view() -> Option<String> {
    let query = to_js(&serde_json::json!({ "active": true, "currentWindow": true })).ok()?;
    let tabs = settle(ext::tabs_query(&query)).await.ok()?;
    Reflect::get(&js_sys::Array::from(&tabs).get(0), &"title".into()).ok()?.as_string()
}

/// The bytes of a `data:image/png;base64,…` address.
fn decode(address: &str) -> Option<Vec<u8>> {
    let text = web_sys::window()?.atob(address.strip_prefix("data:image/png;base64,")?).ok()?;
    text.chars().map(|c| u8::try_from(u32::from(c)).ok()).collect()
}
