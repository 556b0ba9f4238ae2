//! The hash by which the table knows a feature.

/// The hash under which a feature's weights are kept: FNV-1a, 32 bits.
pub fn key(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}
