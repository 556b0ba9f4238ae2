//! Sharing out minutes.

/// What an item asks for: minutes that the invite states, or a weight.
#[derive(Clone, Copy, Debug)]
pub(super) enum Share {
    Stated(u32),
    Weight(u32),
}

/// `total` minutes over `shares`: stated minutes stay as they are where there is room, the rest is shared out by weight; at least
/// one minute each, adding up exactly. `shares` must not be longer than `total`.
pub(super) fn share_out(total: u32, shares: &[Share]) -> Vec<u32> {
    let stated: u32 = shares.iter().map(|s| if let Share::Stated(m) = s { *m } else { 0 }).fold(0, u32::saturating_add);
    let weights: Vec<u32> = shares.iter().filter_map(|s| if let Share::Weight(w) = s { Some(*w) } else { None }).collect();
    let open = u32::try_from(weights.len()).unwrap_or(u32::MAX);
    let fits = if open == 0 { stated == total } else { stated.saturating_add(open) <= total };
    if !fits {
        let all: Vec<u32> = shares
            .iter()
            .map(|s| match s {
                Share::Stated(n) | Share::Weight(n) => *n,
            })
            .collect();
        return split(total, &all);
    }
    let mut rest = split(total - stated, &weights).into_iter();
    shares
        .iter()
        .map(|s| match s {
            Share::Stated(m) => *m,
            Share::Weight(_) => rest.next().unwrap_or(1),
        })
        .collect()
}

/// `total` minutes in proportion to `weights`, at least one each, adding up exactly. `weights` must not be longer than `total`.
fn split(total: u32, weights: &[u32]) -> Vec<u32> {
    let sum: u64 = weights.iter().map(|w| u64::from((*w).max(1))).sum();
    let spare = total.saturating_sub(u32::try_from(weights.len()).unwrap_or(u32::MAX));
    // One minute each, the rest by weight; what rounding leaves goes to the largest remainders.
    let mut shares: Vec<(usize, u32, u64)> = weights
        .iter()
        .enumerate()
        .map(|(n, w)| {
            let wanted = u64::from((*w).max(1)) * u64::from(total);
            let above_one = wanted.saturating_sub(sum);
            (n, u32::try_from(above_one / sum.max(1)).unwrap_or(0).min(spare), above_one % sum.max(1))
        })
        .collect();
    let mut given: u32 = shares.iter().map(|(_, s, _)| *s).sum();
    while given > spare {
        let Some(largest) = shares.iter_mut().max_by_key(|(_, s, _)| *s) else { break };
        largest.1 -= 1;
        given -= 1;
    }
    shares.sort_by(|a, b| b.2.cmp(&a.2).then(a.0.cmp(&b.0)));
    let mut left = spare - given;
    while left > 0 && !shares.is_empty() {
        for share in &mut shares {
            if left == 0 {
                break;
            }
            share.1 += 1;
            left -= 1;
        }
    }
    shares.sort_by_key(|(n, ..)| *n);
    shares.into_iter().map(|(_, s, _)| s + 1).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn in_proportion_and_exact() {
        assert_eq!(split(30, &[5, 10, 15]), [5, 10, 15]);
        assert_eq!(split(60, &[5, 10, 15]), [10, 20, 30]);
        assert_eq!(split(3, &[100, 1, 1]), [1, 1, 1]);
        assert_eq!(split(31, &[1, 1, 1]).iter().sum::<u32>(), 31);
        assert_eq!(split(10, &[1000, 1, 1]), [8, 1, 1]);
    }

    #[test]
    fn stated_minutes_stay_where_they_fit() {
        use Share::{Stated, Weight};
        assert_eq!(share_out(45, &[Stated(20), Weight(10), Weight(10)]), [20, 13, 12]);
        assert_eq!(share_out(30, &[Stated(40), Stated(20)]), [20, 10], "too many are scaled");
        assert_eq!(share_out(30, &[Stated(5), Stated(10)]), [10, 20], "too few are scaled");
        assert_eq!(share_out(30, &[Stated(u32::MAX), Stated(u32::MAX)]), [15, 15]);
    }
}
