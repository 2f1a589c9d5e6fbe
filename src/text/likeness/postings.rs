//! Which texts have a shingle: finds every text that can be the same story as another one, without comparing it to all.

use super::{LEVELS, SAME_STORY, Sketch};

/// Which numbered texts have which kept shingles. Texts of equal words should be in it once.
pub(super) struct Postings {
    /// Runs of ascending entries, each a shingle in the high and a text's number in the low half. All entries of a text are in one run.
    /// Each run is more than twice as long as the next, so that there are few.
    runs: Vec<Vec<u64>>,
    /// How many shingles the text that keeps the fewest keeps, for each level that a text has.
    fewest: [Option<usize>; LEVELS],
    /// Of each text, close together: most candidates are dismissed by these.
    sizes: Vec<Sizes>,
}

/// How many shingles of a text are kept at its own level and the next ones.
struct Sizes {
    level: u32,
    from_level: [u16; 4],
}

/// Which texts are looked for.
#[derive(Clone, Copy)]
pub(super) enum Among {
    /// All.
    All,
    /// Those with a number below this one. Each of them is at a deeper level than the asked text, or at the same level and keeps at least as
    /// many shingles.
    Larger(u32),
}

impl Among {
    fn end(self) -> u32 {
        match self {
            Self::All => u32::MAX,
            Self::Larger(end) => end,
        }
    }
}

/// The texts before `below` that have a shingle, as entries.
struct List<'a> {
    shingle: u32,
    entries: &'a [u64],
}

impl Postings {
    /// Of texts numbered in their order.
    pub(super) fn of(sketches: &[Sketch]) -> Self {
        let mut run: Vec<u64> = (0..).zip(sketches).flat_map(|(number, sketch)| entries(number, sketch)).collect();
        run.sort_unstable();
        let mut this = Self { runs: vec![run], fewest: [None; LEVELS], sizes: Vec::new() };
        sketches.iter().for_each(|sketch| this.note(sketch));
        this
    }

    /// Adds a text. In the mean of many this costs what sorting does.
    pub(super) fn add(&mut self, number: u32, sketch: &Sketch) {
        self.note(sketch);
        let mut new: Vec<u64> = entries(number, sketch).collect();
        while let Some(mut last) = self.runs.pop_if(|last| last.len() <= 2 * new.len()) {
            last.append(&mut new);
            // A stable sort merges the two ascending parts.
            last.sort();
            new = last;
        }
        self.runs.push(new);
    }

    /// Forgets each shingle unless `is_kept` says of any other text that has it, together with the first, that it should stay.
    pub(super) fn retain(&mut self, mut is_kept: impl FnMut(u32, u32) -> bool) {
        for run in &mut self.runs {
            let lists = run.chunk_by(|a, b| a >> 32 == b >> 32);
            let mut stays = |list: &&[u64]| list.split_first().is_some_and(|(first, rest)| rest.iter().any(|other| is_kept(*first as u32, *other as u32)));
            *run = lists.filter(|list| stays(list)).flatten().copied().collect();
        }
    }

    /// All pairs of texts that follow one another in the list of a shingle.
    pub(super) fn neighbours(&self) -> impl Iterator<Item = (u32, u32)> + '_ {
        self.runs.iter().flat_map(|run| run.iter().zip(run.iter().skip(1))).filter(|(a, b)| *a >> 32 == *b >> 32).map(|(a, b)| (*a as u32, *b as u32))
    }

    /// The texts that `range` allows with which a text can have a likeness of [`SAME_STORY`], ascending. No such text is left out.
    ///
    /// That likeness needs a certain number of shared shingles. So fewer than that may be left unasked: if all others are asked for, at
    /// least one of the shared ones is met. Those that most texts have are left unasked, so that the background that a thousand texts share
    /// costs nothing. `counts` has a zero for each text, and has them again afterwards.
    pub(super) fn candidates(&self, sketches: &[Sketch], asked: &Sketch, range: Among, counts: &mut [u16]) -> Vec<u32> {
        let most_unasked = self.most_unasked(asked, range);
        let mut found = Vec::new();
        for run in &self.runs {
            let mut lists = lists(run, asked, range.end());
            let unasked = leave_unasked(&mut lists, asked, &most_unasked);
            let mut met = Vec::new();
            for text in lists.iter().flat_map(|list| list.entries).map(|entry| *entry as u32) {
                if let Some(count) = counts.get_mut(text as usize) {
                    if *count == 0 {
                        met.push(text);
                    }
                    *count += 1;
                }
            }
            met.retain(|text| {
                let count = counts.get_mut(*text as usize).map_or(0, std::mem::take);
                self.can_be_same(sketches, asked, *text, usize::from(count), &unasked)
            });
            found.append(&mut met);
        }
        found.sort_unstable();
        found
    }

    /// Whether the likeness to a text reaches [`SAME_STORY`] if all the shingles that were not asked for are shared.
    fn can_be_same(&self, sketches: &[Sketch], asked: &Sketch, text: u32, met: usize, unasked: &[usize; LEVELS]) -> bool {
        let Some(sizes) = self.sizes.get(text as usize) else { return false };
        let level = asked.0.level.max(sizes.level);
        let own = asked.at(level).len();
        let known = sizes.from_level.get((level - sizes.level) as usize).map(|size| usize::from(*size));
        let other = known.or_else(|| Some(sketches.get(text as usize)?.at(level).len())).unwrap_or_default();
        let most = (met + unasked.get(level as usize).copied().unwrap_or_default()).min(own).min(other);
        most_like(own, other, most) >= SAME_STORY
    }

    fn note(&mut self, sketch: &Sketch) {
        let level = sketch.0.level;
        let from_level = std::array::from_fn(|deeper| sketch.at(level + deeper as u32).len() as u16);
        self.sizes.push(Sizes { level, from_level });
        if let Some(fewest) = self.fewest.get_mut(level as usize) {
            *fewest = Some(fewest.map_or(sketch.0.kept.len(), |fewest| fewest.min(sketch.0.kept.len())));
        }
    }

    /// How many of a text's shingles of each level may be left unasked at most.
    fn most_unasked(&self, asked: &Sketch, range: Among) -> [usize; LEVELS] {
        let mut most = [usize::MAX; LEVELS];
        for ((level, most), fewest) in (0..).zip(&mut most).zip(self.fewest) {
            let own = asked.at(level).len();
            if level == asked.0.level {
                *most = too_few(own, if matches!(range, Among::Larger(_)) { own } else { 0 });
            } else if level > asked.0.level {
                // Here it meets the texts of that level only, and those only if it has shingles enough to be the same as any of them.
                let Some(fewest) = fewest.filter(|fewest| most_like(own, *fewest, own.min(*fewest)) >= SAME_STORY) else { continue };
                *most = too_few(own, fewest);
            }
        }
        most
    }
}

/// The likeness of two texts that keep so many shingles and share so many of them, if nothing is added to the divisor: never less than
/// [`Sketch::likeness`], not even by rounding, as both round the same division.
fn most_like(own: usize, other: usize, shared: usize) -> f64 {
    shared as f64 / (own + other.saturating_sub(shared)).max(1) as f64
}

/// The largest number of shared shingles that is too few for [`SAME_STORY`] with a text that keeps at least so many others.
fn too_few(own: usize, others: usize) -> usize {
    (1..=own).take_while(|shared| most_like(own, others, *shared) < SAME_STORY).last().unwrap_or(0)
}

fn entries(number: u32, sketch: &Sketch) -> impl Iterator<Item = u64> + '_ {
    sketch.0.kept.iter().map(move |shingle| entry(*shingle, number))
}

fn entry(shingle: u32, number: u32) -> u64 {
    u64::from(shingle) << 32 | u64::from(number)
}

/// The lists in a run of those of a text's shingles that other texts have.
fn lists<'a>(run: &'a [u64], asked: &Sketch, below: u32) -> Vec<List<'a>> {
    let mut rest = run;
    let mut lists = Vec::new();
    for shingle in &asked.0.kept {
        rest = rest.get(rest.partition_point(|there| *there < entry(*shingle, 0))..).unwrap_or_default();
        // Most lists are short.
        let end = entry(*shingle, below);
        let near = rest.iter().take(8).take_while(|there| **there < end).count();
        let count = if near < 8 { near } else { rest.partition_point(|there| *there < end) };
        if count > 0 {
            lists.push(List { shingle: *shingle, entries: rest.get(..count).unwrap_or_default() });
        }
    }
    lists
}

/// Takes out the longest lists, as many as may be left unasked, and says how many at each level these are.
fn leave_unasked(lists: &mut Vec<List<'_>>, asked: &Sketch, most: &[usize; LEVELS]) -> [usize; LEVELS] {
    let mut unasked = [0; LEVELS];
    lists.sort_unstable_by_key(|list| (std::cmp::Reverse(list.entries.len()), list.shingle));
    lists.retain(|list| {
        // A hash is there at all levels up to the number of its leading zeros.
        let levels = asked.0.level as usize..=list.shingle.leading_zeros() as usize;
        let (Some(there), Some(most)) = (unasked.get_mut(levels.clone()), most.get(levels)) else { return true };
        let fits = there.iter().zip(most).all(|(there, most)| there < most);
        if fits {
            there.iter_mut().for_each(|there| *there += 1);
        }
        !fits
    });
    unasked
}
