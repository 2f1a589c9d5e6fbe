//! What a person sees of a page, without finding the article in it.

use super::whole;
use crate::article::Block;

/// Each paragraph with the first letter of what it is.
fn shown(source: &str) -> String {
    let (text, blocks, _) = whole(source).into_parts();
    let kind = |number| blocks.iter().find(|(at, _)| *at == number).map_or("", |(_, block): &(u32, Block)| block.name());
    let lines: Vec<String> = text.split('\n').zip(0_u32..).map(|(line, number)| format!("{}|{line}", kind(number))).collect();
    lines.join("\n")
}

#[test]
fn words_are_seen_as_in_a_browser() {
    for (source, expected) in [
        ("<p>One\n  two<b>three</b> <i>four </i> five</p>six", "|One twothree four five\n|\n|six"),
        ("a&nbsp;&nbsp;b", "|a\u{a0}\u{a0}b"),
        ("<p>水\n道<p>水 道<p>수\n도", "|水道\n|\n|水 道\n|\n|수 도"),
        ("<h1>T</h1><h1>U</h1><h3>V", "Title|T\n|\nHeading|U\n|\nHeading|V"),
        ("<p>one<br>two<br/><br>three<p>", "|one\n|two\n|\n|three"),
        ("<ul><li>a<li>b<ul><li>c</ul></ul>d", "ListItem|a\nListItem|b\nListItem|c\n|\n|d"),
        ("<ol start=3><li>a<li value=7><p>b</p><p>c</p><li>d</ol>", "ListItem|3. a\nListItem|7. b\nListItem|c\nListItem|8. d"),
        (
            "<ol reversed><li>a<li>b</ol><ol type=i><li>x<li>y</ol><ol type=A><li>x</ol>",
            "ListItem|2. a\nListItem|1. b\n|\nListItem|i. x\nListItem|ii. y\n|\nListItem|A. x",
        ),
        ("<ol><li><ol><li>a</ol></ol>", "ListItem|1. 1. a"),
        ("<blockquote><p>a<ul><li>b</ul></blockquote>c", "Quote|a\n|\nQuote|b\n|\n|c"),
        ("<figure><img alt='not seen'><figcaption>Seen</figcaption></figure>", "Caption|Seen"),
        ("<table><caption>C</caption><tr><th>a<th>b<tr><td><td>2</table>", "Caption|C\n|\nTableRow|a\tb\nTableRow|\t2"),
        ("<table><tr><td colspan=2>a<td>b</table>", "TableRow|a\t\tb"),
        ("<table><tr><td><p>One</p><p>Two</p><table><tr><td>x<td>y</table></table>", "|One\n|\n|Two\n|\nTableRow|x\ty"),
        ("<pre>\n a\n  b\n</pre>", "| a\n|  b"),
        ("<q>a <q>b</q></q>", "|“a ‘b’”"),
        ("<ruby>漢<rp>(<rt>かん<rp>)</ruby><ruby>字<rt>じ</ruby>", "|漢(かん)字（じ）"),
        ("x<img alt='😀'>y <img alt=T>he", "|x😀y The"),
        ("<script>a<b</script><style>x</style><template>t</template><textarea>u</textarea><svg><text>v</text></svg>w", "|w"),
        ("<div hidden>a</div><div style='display : none'>b</div><span style='visibility:hidden'>c</span>d", "|d"),
        ("<title>T</title><p>x", "|x"),
        ("<head><title>T</title><p>x", "|x"),
        ("<dl><dt>a<dd>b<dt>c</dl>", "ListItem|a\nListItem|b\nListItem|c"),
        ("a<!-- b --> c <!--> d <![CDATA[<e>]]> </ f> < 3 <3", "|a c d <e> < 3 <3"),
        ("<p>مرحبا\u{200f} <b>بالعالم</b></p><p>ไทย\nไทย</p>", "|مرحبا\u{200f} بالعالم\n|\n|ไทย ไทย"),
        ("<a href=x>a</a><a href='unclosed>b</a>", "|ab"),
        ("<P CLASS=x>A<DIV>B</DIV></P>C", "|A\n|\n|B\n|\n|C"),
        (
            "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/><script src='x'/></head><body><a id='1'/><p/>x<div/>y</body></html>",
            "|x\n|\n|y",
        ),
    ] {
        assert_eq!(shown(source), expected, "{source}");
    }
}

#[test]
fn no_page_is_too_deep_or_too_large() {
    let all = || {
        for (piece, times, close) in [
            ("<div>", 200_000, ""),
            ("<span x>", 60_000, ""),
            ("<p><b><font x>", 40_000, ""),
            ("<table><tr><td>", 40_000, ""),
            ("<ul><li>", 40_000, ""),
            ("<a href=x>", 60_000, ""),
            ("<blockquote>", 60_000, "</blockquote>"),
            ("<q>", 60_000, "</q>"),
            ("<script>", 60_000, ""),
            ("</p></div>", 60_000, ""),
            ("<p ", 60_000, ""),
            (" x=y", 60_000, ""),
            ("<p x=\"", 60_000, ""),
            ("<!--", 60_000, ""),
            ("&amp", 40_000, ""),
            ("<svg>", 60_000, "</svg>"),
            ("<table>", 60_000, "</table>"),
            ("<ol reversed><li>", 40_000, ""),
        ] {
            for start in ["", "<p "] {
                let page = format!("{start}{}words{}", piece.repeat(times), close.repeat(times));
                let (text, _, _) = whole(&page).into_parts();
                assert!(text.len() <= 4 * page.len(), "{piece}");
            }
        }
    };
    // As small a stack as a thread of the program has.
    std::thread::Builder::new().stack_size(2 * 1024 * 1024).spawn(all).unwrap().join().unwrap();
}
