use super::*;

const USUAL_HERE: Usual = Usual { n_articles: 1000, n_names: 5.0 };

type Beside = Vec<(i64, u32)>;

/// `n` articles, each with all but one of the five from `first` on, who are
/// named in forty articles of a thousand.
fn side(n: usize, first: i64) -> Vec<Beside> {
    let beside = |at: usize| (0..5).filter(|of| *of != at % 5).map(|of| (first + of as i64, 40)).collect();
    (0..n).map(beside).collect()
}

/// `n` articles that name nobody else.
fn alone(n: usize) -> Vec<Beside> {
    vec![Vec::new(); n]
}

fn found(parts: &[&[Beside]], n_copies: usize, usual: Usual) -> Option<Circles> {
    let all: Vec<&[(i64, u32)]> = parts.iter().flat_map(|part| part.iter().map(Vec::as_slice)).collect();
    let is_copy: Vec<bool> = (0..all.len()).map(|at| at + n_copies >= all.len()).collect();
    circles(&all, &is_copy, usual)
}

/// Asserts how many articles each of two has, and how many are nobody's; none
/// for one person.
#[track_caller]
fn check(parts: &[&[Beside]], expected: Option<[usize; 3]>) {
    let n_of = found(parts, 0, USUAL_HERE).map(|circles| {
        [Some(0), Some(1), None].map(|side| circles.sided.iter().filter(|of| **of == side).count())
    });
    assert_eq!(n_of, expected);
}

#[test]
fn two_circles_that_do_not_touch_are_two_people() {
    check(&[&side(7, 1), &side(7, 11)], Some([7, 7, 0]));
    check(&[&side(30, 1), &side(5, 11), &side(3, 1)], Some([33, 5, 0]));
    let found = found(&[&side(7, 1), &side(7, 11)], 0, USUAL_HERE).unwrap();
    assert!(!found.has_shared && found.own > 0.5, "{found:?}");
    assert!(found.telling[0].iter().all(|no| *no < 11) && found.telling[1].iter().all(|no| *no > 10));
}

#[test]
fn one_circle_is_one_person() {
    check(&[&side(20, 1)], None);
}

#[test]
fn few_articles_tell_too_little() {
    check(&[&side(14, 1), &side(4, 11)], None);
    check(&[&side(6, 1), &side(5, 11)], None);
}

#[test]
fn copies_do_not_count_but_go_with_what_they_copy() {
    let parts: [&[Beside]; 3] = [&side(8, 1), &side(4, 11), &side(5, 11)];
    assert_eq!(found(&parts, 5, USUAL_HERE), None);
    let parts: [&[Beside]; 3] = [&side(7, 1), &side(6, 11), &side(3, 11)];
    let found = found(&parts, 3, USUAL_HERE).unwrap();
    assert!(found.sided[13..].iter().all(|of| *of == found.sided[7]), "{found:?}");
}

#[test]
fn articles_without_company_are_nobodys_and_may_not_be_many() {
    check(&[&side(7, 1), &side(7, 11), &alone(3)], Some([7, 7, 3]));
    check(&[&side(7, 1), &side(7, 11), &alone(6)], None);
}

#[test]
fn company_taken_along_here_and_there_is_that_of_one_person() {
    let mut other = side(7, 11);
    for (at, beside) in other.iter_mut().enumerate().skip(4) {
        beside.push((1 + at as i64 - 4, 40));
    }
    check(&[&side(7, 1), &other], None);
    // Where articles give far more names than is usual, so much is chance.
    let parts: [&[Beside]; 2] = [&side(7, 1), &other];
    assert!(found(&parts, 0, Usual { n_names: 2.0, ..USUAL_HERE }).is_some());
}

#[test]
fn who_is_at_home_in_both_speaks_for_one_person() {
    let mut other = side(7, 11);
    other[0].push((1, 40));
    check(&[&side(7, 1), &other], Some([7, 7, 0]));
    other[1].push((1, 40));
    check(&[&side(7, 1), &other], None);
}

#[test]
fn who_is_named_beside_others_each_time_keeps_no_company() {
    let mut next = 100;
    let mut scattered = |mut articles: Vec<Beside>| {
        for beside in &mut articles {
            beside.extend((next..next + 30).map(|no| (no, 3)));
            next += 30;
        }
        articles
    };
    let (one, other) = (scattered(side(7, 1)), scattered(side(7, 11)));
    check(&[&one, &other], None);
}

#[test]
fn two_or_three_names_are_no_company() {
    let few = |n: usize, first: i64| -> Vec<Beside> { vec![vec![(first, 40), (first + 1, 40)]; n] };
    check(&[&side(7, 1), &few(7, 11)], None);
}

#[test]
fn many_articles_are_compared_in_part_and_all_given_to_somebody() {
    let rare = |n: usize, first: i64| -> Vec<Beside> {
        side(n, first)
            .into_iter()
            .map(|beside| beside.into_iter().map(|(no, _)| (no, 350)).collect())
            .collect()
    };
    let usual = Usual { n_articles: 100_000, n_names: 5.0 };
    let parts: [&[Beside]; 2] = [&rare(400, 1), &rare(200, 11)];
    let found = found(&parts, 0, usual).unwrap();
    let n_first = found.sided.iter().filter(|of| **of == found.sided[0]).count();
    assert_eq!((n_first, found.sided.len()), (400, 600));
}

#[test]
fn the_same_words_are_the_same_matter() {
    let often = |word: u64| if word < 100 { 0.01 } else { 0.5 };
    let words =
        |first: u64| -> Vec<Vec<u64>> { (0..6).map(|at| vec![first + at, first + at + 1, 200]).collect() };
    let is_same = |one: &[Vec<u64>], other: &[Vec<u64>]| {
        let sides = [one.iter().map(Vec::as_slice).collect(), other.iter().map(Vec::as_slice).collect()];
        is_same_matter(&sides, &often)
    };
    assert!(!is_same(&words(1), &words(50)), "words that stand everywhere tell nothing");
    assert!(is_same(&words(1), &words(4)));
}
