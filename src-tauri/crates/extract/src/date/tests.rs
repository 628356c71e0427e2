use backfile_article::PubDate;

use super::*;

/// Asserts the dates of `text`, published on `published`, as `words=value`.
#[track_caller]
fn check_on(published: Option<&str>, text: &str, expected: &[&str]) {
    let published = published.map(|stated| PubDate::parse(stated).unwrap());
    let document = Document::plain(text, published.as_ref());
    let found: Vec<String> = dates(&document, &Words::of(&document))
        .iter()
        .map(|date| format!("{}={}", date.span.of(text), date.value.as_deref().unwrap_or("?")))
        .collect();
    assert_eq!(found, expected, "{text}");
}

/// Published on Tuesday, 17 October 2017.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    check_on(Some("2017-10-17"), text, expected);
}

#[test]
fn written_out_days() {
    for (text, expected) in [
        ("It began on Nov. 6, 2017.", "Nov. 6, 2017=2017-11-06"),
        ("It began on November 6, 2017.", "November 6, 2017=2017-11-06"),
        ("It began on November 6 2017.", "November 6 2017=2017-11-06"),
        ("It began on 6 November 2017.", "6 November 2017=2017-11-06"),
        ("It began on 6 Nov 2017.", "6 Nov 2017=2017-11-06"),
        ("It began on 6th November 2017.", "6th November 2017=2017-11-06"),
        ("It began on November 6th, 2017.", "November 6th, 2017=2017-11-06"),
        ("It began on the 6th of November 2017.", "the 6th of November 2017=2017-11-06"),
        ("It began on the 6th of November, 2017.", "the 6th of November, 2017=2017-11-06"),
        ("It began on Monday, Nov. 6, 2017.", "Monday, Nov. 6, 2017=2017-11-06"),
        ("It began on Thursday 14 November 2019.", "Thursday 14 November 2019=2019-11-14"),
        ("It began on Thursday, 14 November 2019.", "Thursday, 14 November 2019=2019-11-14"),
        ("It began on 2019-03-12.", "2019-03-12=2019-03-12"),
        ("It began on 12.03.2019.", "12.03.2019=2019-03-12"),
        ("It began on 31/12/1999.", "31/12/1999=1999-12-31"),
        ("It began on 12/31/1999.", "12/31/1999=1999-12-31"),
        ("She was born on Feb. 29, 1988.", "Feb. 29, 1988=1988-02-29"),
        ("It opened on 1 January 1900.", "1 January 1900=1900-01-01"),
        ("He died on Dec. 31, 1799.", "Dec. 31, 1799=1799-12-31"),
        ("It was signed on Sept. 3, 1939.", "Sept. 3, 1939=1939-09-03"),
        ("They met on May 4, 2010.", "May 4, 2010=2010-05-04"),
        ("They met on March 3, 2011, in Elm.", "March 3, 2011=2011-03-03"),
    ] {
        check_on(None, text, &[expected]);
        check(text, &[expected]);
    }
}

#[test]
fn months_years_and_decades() {
    for (text, expected) in [
        ("It closed in March 2019.", "March 2019=2019-03"),
        ("It closed in March, 2019.", "March, 2019=2019-03"),
        ("It closed in Sept. 2019.", "Sept. 2019=2019-09"),
        ("It closed in May of 2019.", "May of 2019=2019-05"),
        ("It closed in mid-March 2019.", "mid-March 2019=2019-03"),
        ("December 1987 was cold.", "December 1987=1987-12"),
        ("It closed in 2019.", "2019=2019"),
        ("In 2019, it closed.", "2019=2019"),
        ("It has been closed since 1984.", "1984=1984"),
        ("It stays closed until 2030.", "2030=2030"),
        ("It closed in early 2019.", "2019=2019"),
        ("It closed in late 2019.", "2019=2019"),
        ("It closed in mid-2019.", "mid-2019=2019"),
        ("It will be done by 2025.", "2025=2025"),
        ("They lost the 2016 election.", "2016=2016"),
        ("The end of 2018 was cold.", "2018=2018"),
        ("Her novel (1965) sold well.", "1965=1965"),
        ("It grew in the 1990s.", "1990s=199X"),
        ("It grew in the early 1990s.", "1990s=199X"),
        ("It grew in the mid-1990s.", "mid-1990s=199X"),
        ("It grew in the '90s.", "'90s=199X"),
        ("It grew in the ’60s.", "’60s=196X"),
        ("It grew in the sixties.", "sixties=196X"),
        ("It grew in the 1920s.", "1920s=192X"),
        ("It grew in the 2010s.", "2010s=201X"),
        ("In the summer of 2018 it rained.", "summer of 2018=2018-06/2018-08"),
        ("In the winter of 2018 it rained.", "winter of 2018=2018-12/2019-02"),
        ("By spring 2016 it rained.", "spring 2016=2016-03/2016-05"),
        ("It was written in 2019-03.", "2019-03=2019-03"),
    ] {
        check_on(None, text, &[expected]);
    }
}

#[test]
fn ranges() {
    for (text, expected) in [
        ("They meet on Nov. 6-8, 2017.", "Nov. 6-8, 2017=2017-11-06/2017-11-08"),
        ("They meet on 6-8 November 2017.", "6-8 November 2017=2017-11-06/2017-11-08"),
        ("They meet on 6–8 November 2017.", "6–8 November 2017=2017-11-06/2017-11-08"),
        ("They meet from 6 to 8 November 2017.", "6 to 8 November 2017=2017-11-06/2017-11-08"),
        ("She led it in 2014-2018.", "2014-2018=2014/2018"),
        ("She led it in 2014-18.", "2014-18=2014/2018"),
        ("She led it from 2014 to 2018.", "2014 to 2018=2014/2018"),
        ("She led it between 2014 and 2018.", "2014 and 2018=2014/2018"),
        ("Anna Hale (1899–1971) led it.", "1899–1971=1899/1971"),
    ] {
        check_on(None, text, &[expected]);
    }
}

#[test]
fn days_without_a_year() {
    for (text, expected) in [
        ("A decision is made on Nov. 6.", "Nov. 6=2017-11-06"),
        ("They met on Oct. 3.", "Oct. 3=2017-10-03"),
        ("They met on 3 October.", "3 October=2017-10-03"),
        ("They met on the 3rd of October.", "the 3rd of October=2017-10-03"),
        ("They met on October 3rd.", "October 3rd=2017-10-03"),
        ("They met on Jan. 12.", "Jan. 12=2018-01-12"),
        ("They met on June 30.", "June 30=2017-06-30"),
        ("They met on May 2.", "May 2=2017-05-02"),
        ("They will meet on March 3.", "March 3=2018-03-03"),
        ("They met on Tuesday, Oct. 10.", "Tuesday, Oct. 10=2017-10-10"),
        ("The fair runs Nov. 6-8.", "Nov. 6-8=2017-11-06/2017-11-08"),
        ("After the Sept. 11 attacks they left.", "Sept. 11=2001-09-11"),
        ("After 9/11 they left.", "9/11=2001-09-11"),
    ] {
        check(text, &[expected]);
    }
}

#[test]
fn months_without_a_year() {
    for (text, expected) in [
        ("It closed in March.", "March=2017-03"),
        ("It closed in October.", "October=2017-10"),
        ("It closed in November.", "November=2016-11"),
        ("It will close in November.", "November=2017-11"),
        ("It will close in March.", "March=2018-03"),
        ("It has been shut since May.", "May=2017-05"),
        ("It closed in early May.", "May=2017-05"),
        ("It closed at the end of May.", "May=2017-05"),
        ("It closed in mid-July.", "mid-July=2017-07"),
        ("It closed last March.", "last March=2017-03"),
        ("It closed last October.", "last October=2016-10"),
        ("It closes next March.", "next March=2018-03"),
        ("It closed this August.", "this August=2017-08"),
        ("Elections were held in September.", "September=2017-09"),
    ] {
        check(text, &[expected]);
    }
}

#[test]
fn relative_days() {
    for (text, expected) in [
        ("It opens today.", "today=2017-10-17"),
        ("Today it opens.", "Today=2017-10-17"),
        ("It opened yesterday.", "yesterday=2017-10-16"),
        ("It opens tomorrow.", "tomorrow=2017-10-18"),
        ("It opened the day before yesterday.", "the day before yesterday=2017-10-15"),
        ("It opens the day after tomorrow.", "the day after tomorrow=2017-10-19"),
        ("It opens tonight.", "tonight=2017-10-17"),
        ("It opened this morning.", "this morning=2017-10-17"),
        ("It opens this afternoon.", "this afternoon=2017-10-17"),
        ("It opened last night.", "last night=2017-10-16"),
        ("She said on Sunday that it held.", "Sunday=2017-10-15"),
        ("On Monday, the guild voted.", "Monday=2017-10-16"),
        ("She spoke on Tuesday.", "Tuesday=2017-10-17"),
        ("She spoke Wednesday.", "Wednesday=2017-10-11"),
        ("She will speak on Wednesday.", "Wednesday=2017-10-18"),
        ("The vote is scheduled for Friday.", "Friday=2017-10-20"),
        ("She spoke last Tuesday.", "last Tuesday=2017-10-10"),
        ("She spoke last Friday.", "last Friday=2017-10-13"),
        ("She speaks next Friday.", "next Friday=2017-10-20"),
        ("She speaks this Friday.", "this Friday=2017-10-20"),
        ("She spoke on Friday of last week.", "Friday of last week=2017-10-13"),
        ("She spoke on Monday last week.", "Monday last week=2017-10-09"),
        ("She speaks on Monday next week.", "Monday next week=2017-10-23"),
        ("She put out a post four days ago.", "four days ago=2017-10-13"),
        ("It began 10 days ago.", "10 days ago=2017-10-07"),
        ("It began a day ago.", "a day ago=2017-10-16"),
        ("It ends three days from now.", "three days from now=2017-10-20"),
    ] {
        check(text, &[expected]);
    }
}

#[test]
fn relative_weeks_months_and_years() {
    for (text, expected) in [
        ("It opened last week.", "last week=2017-10-09/2017-10-15"),
        ("It opened this week.", "this week=2017-10-16/2017-10-22"),
        ("It opens next week.", "next week=2017-10-23/2017-10-29"),
        ("It opened two weeks ago.", "two weeks ago=2017-10-02/2017-10-08"),
        ("It opened last weekend.", "last weekend=2017-10-14/2017-10-15"),
        ("It opens this weekend.", "this weekend=2017-10-21/2017-10-22"),
        ("It opened over the weekend.", "the weekend=2017-10-14/2017-10-15"),
        ("It opened last month.", "last month=2017-09"),
        ("It opened earlier this month.", "this month=2017-10"),
        ("It opens next month.", "next month=2017-11"),
        ("It opened three months ago.", "three months ago=2017-07"),
        ("It opened last year.", "last year=2016"),
        ("It opened this year.", "this year=2017"),
        ("It opens next year.", "next year=2018"),
        ("It opened two years ago.", "two years ago=2015"),
        ("It opened 30 years ago.", "30 years ago=1987"),
        ("It opened a decade ago.", "a decade ago=2007"),
        ("It opened a year ago.", "a year ago=2016"),
        ("It opened last summer.", "last summer=2017-06/2017-08"),
        ("It opened last winter.", "last winter=2016-12/2017-02"),
        ("It opens next spring.", "next spring=2018-03/2018-05"),
        ("It opened this spring.", "this spring=2017-03/2017-05"),
    ] {
        check(text, &[expected]);
    }
}

#[test]
fn days_counted_within_a_month() {
    for (text, expected) in [
        ("They met on the last weekend of July.", "last weekend of July=2017-07-29/2017-07-30"),
        ("They met on the first Monday of May.", "first Monday of May=2017-05-01"),
        ("They met on the second Sunday in September.", "second Sunday in September=2017-09-10"),
        ("They met on the third Friday of June 2015.", "third Friday of June 2015=2015-06-19"),
        ("They met on the last Thursday of December 2016.", "last Thursday of December 2016=2016-12-29"),
        ("They will meet on the fourth Tuesday in January.", "fourth Tuesday in January=2018-01-23"),
        ("They met on the last Monday in February, 2012.", "last Monday in February, 2012=2012-02-27"),
        ("They met on the final Saturday of August.", "final Saturday of August=2017-08-26"),
        ("They met on the first weekend of October.", "first weekend of October=2017-10-07/2017-10-08"),
    ] {
        check(text, &[expected]);
    }
    check_on(None, "They met on the last Friday of May.", &["last Friday of May=?"]);
    check_on(None, "They met on the last Friday of May 2014.", &["last Friday of May 2014=2014-05-30"]);
}

#[test]
fn several_years_and_days_side_by_side() {
    for (text, expected) in [
        ("In 2015 and 2016 we had rain.", &["2015=2015", "2016=2016"][..]),
        ("It rained in 2011 or 2012 they think.", &["2011=2011", "2012=2012"]),
        ("It rained as early as 2000.", &["2000=2000"]),
        ("It rained as recently as 2014 there.", &["2014=2014"]),
        ("It rained as late as 1987 in Elm.", &["1987=1987"]),
        ("2016 saw eleven floods.", &["2016=2016"]),
        ("Floods are common; 2016 saw eleven.", &["2016=2016"]),
        ("They met on Oct. 4 and 5.", &["Oct. 4 and 5=2017-10-04/2017-10-05"]),
        ("They met on October 4 and 5, 2016.", &["October 4 and 5, 2016=2016-10-04/2016-10-05"]),
        ("They met on 4 and 5 October.", &["4 and 5 October=2017-10-04/2017-10-05"]),
        ("They meet on 4 or 5 November.", &["4 or 5 November=2017-11-04/2017-11-05"]),
        ("They met on Oct. 4 and 11.", &["Oct. 4=2017-10-04"]),
        ("They met between 2014 and 2016.", &["2014 and 2016=2014/2016"]),
        ("They met in June and July.", &["June=2017-06", "July=2017-07"]),
        ("They met on Monday and Friday.", &["Monday=2017-10-16", "Friday=2017-10-13"]),
        ("Between 2014 and 2016 boats sank.", &["2014 and 2016=2014/2016"]),
        ("Twelve and 2016 boats sank.", &[]),
    ] {
        check(text, expected);
    }
}

#[test]
fn what_is_planned_for_a_day_is_to_come_and_a_planned_day_may_be_past() {
    for (text, expected) in [
        ("A sale is planned for Friday.", "Friday=2017-10-20"),
        ("Stock for a planned Friday sale came early.", "Friday=2017-10-13"),
        ("The talks are due on Thursday.", "Thursday=2017-10-19"),
        ("The talks, due to end Thursday, went on.", "Thursday=2017-10-19"),
        ("The board shall meet on Saturday.", "Saturday=2017-10-21"),
        ("They were to meet until Sunday.", "Sunday=2017-10-22"),
        ("He was due home, said the clerk on Sunday.", "Sunday=2017-10-15"),
    ] {
        check(text, &[expected]);
    }
}

#[test]
fn without_a_publication_date_words_stay_without_value() {
    for (text, expected) in [
        ("It opened last Tuesday.", "last Tuesday=?"),
        ("It opened on Nov. 6.", "Nov. 6=?"),
        ("It opened in March.", "March=?"),
        ("It opened two years ago.", "two years ago=?"),
        ("It opens next week.", "next week=?"),
        ("It opened today.", "today=?"),
    ] {
        check_on(None, text, &[expected]);
    }
}

#[test]
fn a_publication_date_known_to_the_month_or_year_tells_what_it_can() {
    check_on(Some("2017-10"), "It opened last month.", &["last month=2017-09"]);
    check_on(Some("2017-10"), "It opened yesterday.", &["yesterday=?"]);
    check_on(Some("2017"), "It opened last year.", &["last year=2016"]);
    check_on(Some("2017"), "It opened last month.", &["last month=?"]);
    check_on(Some("2017-10-17T23:30:00+02:00"), "It opened yesterday.", &["yesterday=2017-10-16"]);
}

#[test]
fn years_turn_with_the_publication_date() {
    check_on(Some("2018-01-03"), "They met on Dec. 28.", &["Dec. 28=2017-12-28"]);
    check_on(Some("2017-12-28"), "They meet on Jan. 3.", &["Jan. 3=2018-01-03"]);
    check_on(Some("2018-01-01"), "She spoke on Sunday.", &["Sunday=2017-12-31"]);
    check_on(Some("2018-01-01"), "It opened last month.", &["last month=2017-12"]);
}

#[test]
fn what_is_no_date_is_left_alone() {
    for text in [
        "You may march in step.",
        "Theresa May said no.",
        "May said no to the plan.",
        "April Jones met June Hale.",
        "They sold 2019 boats.",
        "It cost $2019 in all.",
        "More than 1984 people came.",
        "They meet every Sunday.",
        "The Sunday Times was there.",
        "It was 03/04/2001 on the form.",
        "He won on Black Friday.",
        "They march on Elm.",
        "The last week of the trial was long.",
        "Room 1204 is shut.",
        "They lost 6-8 at home.",
        "It fell 2.5 percent.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn several_dates_in_one_sentence() {
    check(
        "On Monday she recalled March 2011, the 1990s and last summer.",
        &["Monday=2017-10-16", "March 2011=2011-03", "1990s=199X", "last summer=2017-06/2017-08"],
    );
}

#[test]
fn words_of_other_letters_are_no_dates() {
    check("Été — là “été” ½ 東京都 Ünal’s 😀 на площі.", &[]);
}

#[test]
fn days_with_a_name() {
    for (text, expected) in [
        ("They met on Christmas Day 2018.", "Christmas Day 2018=2018-12-25"),
        ("They met on Christmas Eve, 2018.", "Christmas Eve, 2018=2018-12-24"),
        ("They met at Christmas 2018.", "Christmas 2018=2018-12-25"),
        ("They met on New Year's Eve 2018.", "New Year's Eve 2018=2018-12-31"),
        ("They met at Easter 2018.", "Easter 2018=2018-04-01"),
        ("They met on Good Friday 2018.", "Good Friday 2018=2018-03-30"),
        ("They met on Thanksgiving 2018.", "Thanksgiving 2018=2018-11-22"),
        ("They met on the fourth of July 2016.", "fourth of July 2016=2016-07-04"),
        ("They met on the twenty-first of May, 2016.", "twenty-first of May, 2016=2016-05-21"),
    ] {
        check_on(None, text, &[expected]);
        check(text, &[expected]);
    }
    for (text, words, value) in [
        ("They met on Christmas Day.", "Christmas Day", "2017-12-25"),
        ("They met on New Year’s Eve.", "New Year’s Eve", "2017-12-31"),
        ("They met on New Year's Day.", "New Year's Day", "2018-01-01"),
        ("They met on Boxing Day.", "Boxing Day", "2017-12-26"),
        ("They met on Easter Monday.", "Easter Monday", "2018-04-02"),
        ("They met on Good Friday.", "Good Friday", "2018-03-30"),
        ("They met on Halloween.", "Halloween", "2017-10-31"),
        ("They met on the Fourth of July.", "Fourth of July", "2017-07-04"),
    ] {
        check(text, &[&format!("{words}={value}")]);
        check_on(None, text, &[&format!("{words}=?")]);
    }
    // no day without a year
    for text in
        ["They met at Christmas.", "The Easter holidays were long.", "Good news came.", "It was New Year."]
    {
        check(text, &[]);
    }
}

#[test]
fn quarters_halves_and_centuries() {
    for (text, expected) in [
        ("Third quarter of 2018 sales rose.", "Third quarter of 2018=2018-07/2018-09"),
        ("It grew in the fourth quarter of 2018.", "fourth quarter of 2018=2018-10/2018-12"),
        ("It grew in the first half of 2018.", "first half of 2018=2018-01/2018-06"),
        ("It was built in the 19th century.", "19th century=1801/1900"),
        ("It was built in the nineteenth century.", "nineteenth century=1801/1900"),
        ("It is an 18th-century house.", "18th-century=1701/1800"),
        ("It is the book of the 21st century.", "21st century=2001/2100"),
        ("It was built in '98.", "'98=1998"),
        ("In the summer of ’98 it rained.", "’98=1998"),
        ("It was built in '08.", "'08=2008"),
    ] {
        check_on(None, text, &[expected]);
        check(text, &[expected]);
    }
    for text in ["It is of the 12th century BC.", "He said 'yes' 98 times.", "The third half was long."] {
        check(text, &[]);
    }
}

#[test]
fn stretches_up_to_the_day_and_longer_counts() {
    for (text, words, value) in [
        ("It closed two Fridays ago.", "two Fridays ago", "2017-10-06"),
        ("It closed two Tuesdays ago.", "two Tuesdays ago", "2017-10-03"),
        ("It closed a fortnight ago.", "a fortnight ago", "2017-10-02/2017-10-08"),
        ("It closed half a century ago.", "half a century ago", "1967"),
        ("It closed half a decade ago.", "half a decade ago", "2012"),
        ("It closed a century ago.", "a century ago", "1917"),
        ("It rained for the past two weeks.", "past two weeks", "2017-10-03/2017-10-17"),
        ("It rained for the last three months.", "last three months", "2017-07/2017-10"),
        ("It rained in the past ten years.", "past ten years", "2007/2017"),
        ("It rained in the past decade.", "past decade", "2007/2017"),
        ("It rained in the past week.", "past week", "2017-10-10/2017-10-17"),
        ("It will rain in the next two weeks.", "next two weeks", "2017-10-17/2017-10-31"),
    ] {
        check(text, &[&format!("{words}={value}")]);
        check_on(None, text, &[&format!("{words}=?")]);
    }
    for text in
        ["It was the last two weeks of his life.", "It was the last week.", "They took two Fridays off."]
    {
        check(text, &[]);
    }
}
