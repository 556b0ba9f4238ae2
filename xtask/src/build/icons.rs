//! The toolbar icons, drawn from `extension/icons/baton.svg`: Chromium takes no SVG there, and pictures are not kept in the
//! repository.

use std::path::Path;

use resvg::{tiny_skia, usvg};

use crate::error::{At, Error, Result};

/// Edge lengths in pixels that the manifest names.
pub const SIZES: [u32; 4] = [16, 32, 48, 128];

/// The PNG of each size, made from the drawing in `file`.
pub fn draw(file: &Path) -> Result<Vec<(u32, Vec<u8>)>> {
    let source = std::fs::read(file).at(file)?;
    let broken = |why: String| Error::Check(format!("{}: {why}", file.display()));
    let tree = usvg::Tree::from_data(&source, &usvg::Options::default()).map_err(|e| broken(e.to_string()))?;
    SIZES
        .into_iter()
        .map(|size| {
            let mut canvas = tiny_skia::Pixmap::new(size, size).ok_or_else(|| broken("no canvas".to_owned()))?;
            #[allow(clippy::cast_precision_loss)] // icon sizes are far below 2^24
            let scale = size as f32 / tree.size().width();
            resvg::render(&tree, tiny_skia::Transform::from_scale(scale, scale), &mut canvas.as_mut());
            Ok((size, canvas.encode_png().map_err(|e| broken(e.to_string()))?))
        })
        .collect()
}
