//! Multinomial logistic regression on sparse rows, by stochastic gradient steps with a rate of its own for each weight
//! (AdaGrad, Duchi et al. 2011). Half of a row's features are left out at each step (Srivastava et al. 2014), so that no single
//! word learns to answer for its neighbours, and the mean of several runs is kept: what one run found by chance goes.

/// Passes over the data; the loss no longer moves after some twenty.
const PASSES: u16 = 30;
/// Runs whose mean is the model.
const RUNS: u16 = 5;
/// First step.
const RATE: f32 = 0.5;
/// Pull of every weight to zero.
const SHRINK: f32 = 1e-5;
/// Share of features left out at a step.
const DROPPED: f32 = 0.5;

/// One invite: features with their values, and the class.
#[derive(Clone)]
pub struct Row {
    /// Feature number and value.
    pub features: Vec<(u32, f32)>,
    /// Class number.
    pub class: usize,
}

/// Weights by feature, then by class.
pub struct Model {
    classes: usize,
    weights: Vec<f32>,
}

/// What weights may be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// Any.
    Both,
    /// None speaks against a class: the table becomes sparse, and each of its lines reads as a reason.
    OnlyFor,
}

impl Model {
    /// Fits `classes` classes over `features` features.
    pub fn fit(rows: &[&Row], features: usize, classes: usize, sign: Sign) -> Self {
        let mut mean = Self { classes, weights: vec![0.0; features * classes] };
        for run in 0..RUNS {
            let mut random = Random(0x9e37_79b9_7f4a_7c15 ^ (u64::from(run) << 32));
            for (m, w) in mean.weights.iter_mut().zip(run_once(rows, features, classes, sign, &mut random)) {
                *m += w / f32::from(RUNS);
            }
        }
        mean
    }

    /// The probability of each class.
    pub fn probabilities(&self, features: &[(u32, f32)]) -> Vec<f32> {
        probabilities(&self.weights, self.classes, features)
    }

    /// The weights of one feature.
    pub fn of(&self, feature: u32) -> &[f32] {
        let base = feature as usize * self.classes;
        self.weights.get(base..base + self.classes).unwrap_or_default()
    }
}

/// One run: the mean of the weights after each pass of the second half.
fn run_once(rows: &[&Row], features: usize, classes: usize, sign: Sign, random: &mut Random) -> Vec<f32> {
    let mut weights = vec![0.0_f32; features * classes];
    let mut squares = vec![1e-4_f32; features * classes];
    let mut mean = vec![0.0_f32; features * classes];
    let mut order: Vec<&Row> = rows.to_vec();
    for pass in 0..PASSES {
        random.shuffle(&mut order);
        for row in &order {
            let kept: Vec<(u32, f32)> =
                row.features.iter().filter(|_| random.share() >= DROPPED).map(|(f, v)| (*f, v / (1.0 - DROPPED))).collect();
            let mut error = probabilities(&weights, classes, &kept);
            if let Some(e) = error.get_mut(row.class) {
                *e -= 1.0;
            }
            for &(feature, value) in &kept {
                let at = feature as usize * classes..(feature as usize + 1) * classes;
                let (Some(ws), Some(ss)) = (weights.get_mut(at.clone()), squares.get_mut(at)) else { continue };
                for ((e, w), s) in error.iter().zip(ws).zip(ss) {
                    let gradient = e * value + SHRINK * *w;
                    *s += gradient * gradient;
                    *w -= RATE * gradient / s.sqrt();
                    if sign == Sign::OnlyFor {
                        *w = w.max(0.0);
                    }
                }
            }
        }
        if pass >= PASSES / 2 {
            mean.iter_mut().zip(&weights).for_each(|(m, w)| *m += w / f32::from(PASSES - PASSES / 2));
        }
    }
    mean
}

fn probabilities(weights: &[f32], classes: usize, features: &[(u32, f32)]) -> Vec<f32> {
    let mut sums = vec![0.0_f32; classes];
    for &(feature, value) in features {
        let row = weights.get(feature as usize * classes..).unwrap_or_default();
        sums.iter_mut().zip(row).for_each(|(sum, w)| *sum += w * value);
    }
    let top = sums.iter().copied().fold(f32::MIN, f32::max);
    sums.iter_mut().for_each(|s| *s = (*s - top).exp());
    let total: f32 = sums.iter().sum();
    sums.iter_mut().for_each(|s| *s /= total);
    sums
}

/// A linear congruential generator (Knuth's MMIX numbers): the same row of numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        self.0 >> 40
    }

    /// From 0 to just below 1.
    #[allow(clippy::cast_precision_loss)] // 24 bits fit
    fn share(&mut self) -> f32 {
        self.next() as f32 / (1_u32 << 24) as f32
    }

    /// Fisher–Yates.
    fn shuffle<T>(&mut self, items: &mut [T]) {
        for i in (1..items.len()).rev() {
            let j = usize::try_from(self.next()).unwrap_or(0) % (i + 1);
            items.swap(i, j);
        }
    }
}
