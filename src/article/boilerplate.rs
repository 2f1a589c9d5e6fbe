//! Lines that a web page puts around and into an article and that are no part of it. A small table, no guess: a line is boilerplate only
//! if it is short and is, whole, one of these.

mod proposed;

pub use proposed::{Why, proposed};

use std::collections::HashSet;
use std::sync::LazyLock;

/// Whether a line is boilerplate: at most 80 code points, and without regard to case, white space and the punctuation around it, one of
/// the known lines, or a line that begins with one of the known beginnings.
pub fn is_boilerplate(line: &str) -> bool {
    is_short(line) && is_known(&plain(line))
}

/// Whether a line has so few code points that it may be one; most lines are told here.
fn is_short(line: &str) -> bool {
    let line = line.trim();
    // No line of at most 80 code points has more than 320 bytes.
    !line.is_empty() && line.len() <= 4 * MOST_POINTS && line.chars().count() <= MOST_POINTS
}

/// A line without its case, white space and the punctuation around it.
fn plain(line: &str) -> String {
    let line = line.trim_matches(|c: char| c.is_whitespace() || DECORATION.contains(c)).to_lowercase();
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a plain line is one of the known.
fn is_known(plain: &str) -> bool {
    KNOWN.contains(plain) || BEGINNING.iter().any(|beginning| plain.starts_with(beginning))
}

const MOST_POINTS: usize = 80;

/// What may stand around a known line without making it another one.
const DECORATION: &str = "*-–—_•·|[](){}<>«»‹›→←▶►▼▲✕×+#=~:.!…。！：、،\u{200b}\u{200e}\u{200f}\u{feff}";

static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| LINES.iter().flat_map(|(_, lines)| entries(lines)).collect());

/// Whole lines, in lower case, parted by bars, by language.
const LINES: &[(&str, &str)] = &[
    (
        "English",
        "accept | accept all | accept all cookies | accept cookies | ad | ad feedback | advert | advertisement | advertisements | advertising | all \
         rights reserved | article continues after advertisement | article continues below | article continues below advertisement | around the web | back to top | browse issues | \
         click here | close | comment | comments | continue reading | continue reading below | cookie | cookie policy | cookie settings | cookies | \
         copy link | email | email this | facebook | follow | follow us | getty | getty images | home | image | instagram | leave a comment | leave a \
         reply | linkedin | listen to this article | load more | loading | log in | login | logo | manage cookies | menu | more from this section | \
         more on this story | more stories | most popular | most read | newsletter | newsletters | pinterest | please enter your comment | please \
         enter your name here | post a comment | print | print this | privacy policy | promoted content | read also | read full story | read more | \
         read next | recommended | recommended for you | reddit | register | related | related articles | related content | related stories | related \
         topics | reply | save | scroll to continue | search | see also | share | share on facebook | share on linkedin | share on twitter | share on \
         whatsapp | share on x | share this | share this article | share this story | show more | sign in | sign up | sign up now | skip \
         advertisement | skip to content | skip to main content | sponsored | sponsored content | story continues below advertisement | story tools | subscribe | \
         subscribe now | subscribe today | telegram | terms of service | terms of use | trending | trending now | tweet | twitter | view comments | \
         view gallery | watch live | watch now | what's your reaction? | what’s your reaction? | whatsapp | you may also like | you might also like",
    ),
    (
        "German",
        "abonnieren | alle cookies akzeptieren | alle rechte vorbehalten | anmelden | anzeige | artikel drucken | artikel teilen | auch interessant | \
         cookies akzeptieren | datenschutz | drucken | impressum | jetzt abonnieren | kommentar schreiben | kommentare | lesen sie auch | mehr lesen \
         | mehr zum thema | meistgelesen | nach oben | teilen | weiterlesen | werbung | zum inhalt springen",
    ),
    (
        "French",
        "à lire aussi | abonnez-vous | accepter les cookies | annonce | imprimer | je m'abonne | je m’abonne | la suite après la publicité | les plus \
         lus | lire aussi | lire la suite | partager | partager l'article | partager l’article | publicité | s'abonner | se connecter | s’abonner | \
         sur le même sujet | tout accepter | tous droits réservés",
    ),
    (
        "Spanish",
        "aceptar | aceptar cookies | anuncio | compartir | comparte | imprimir | iniciar sesión | leer más | lee también | lea también | lo más leído \
         | publicidad | seguir leyendo | síguenos | suscríbete | suscribirse | todos los derechos reservados",
    ),
    (
        "Portuguese",
        "anúncio | assine | assine já | compartilhar | compartilhe | continua após a publicidade | leia mais | leia também | mais lidas | publicidade",
    ),
    ("Italian", "abbonati | accetta | condividi | continua a leggere | iscriviti | leggi anche | leggi tutto | pubblicità | stampa"),
    ("Dutch", "abonneer | advertentie | deel dit artikel | lees meer | lees ook | lees verder"),
    ("Swedish, Danish, Norwegian", "annons | annonce | annonse | artikeln fortsätter under annonsen | läs mer | læs mere | les mer | läs också"),
    ("Polish", "czytaj także | czytaj też | czytaj więcej | reklama | udostępnij | zobacz także"),
    ("Turkish", "abone ol | devamını oku | ilgili haberler | paylaş | reklam"),
    ("Russian", "подписаться | поделиться | реклама | читайте также | читать далее"),
    ("Ukrainian", "поділитися | читайте також | читати далі"),
    ("Arabic", "إعلان | إعلانات | اعلان | اقرأ أيضا | اقرأ أيضاً | اقرأ المزيد | اشترك | اشترك الآن | شارك | مشاركة | تعليقات"),
    ("Persian", "آگهی | اشتراک‌گذاری | بیشتر بخوانید | تبلیغات | مطالب مرتبط"),
    ("Hebrew", "פרסומת | קרא עוד | קראו עוד | שתף | שתפו"),
    ("Hindi", "विज्ञापन | यह भी पढ़ें | और पढ़ें | शेयर करें"),
    ("Chinese", "广告 | 廣告 | 分享 | 订阅 | 訂閱 | 阅读更多 | 閱讀更多 | 相关阅读 | 相關閱讀 | 相关新闻 | 返回顶部 | 分享到"),
    ("Japanese", "広告 | シェア | シェアする | 続きを読む | 関連記事 | ログイン | あわせて読みたい"),
    ("Korean", "광고 | 공유 | 공유하기 | 관련기사 | 더 보기 | 구독"),
    ("Thai", "โฆษณา | แชร์ | อ่านต่อ | อ่านเพิ่มเติม"),
    ("Indonesian", "baca juga | baca selengkapnya | bagikan | iklan | scroll to continue with content"),
];

/// How a line begins that goes on with a name: who to follow, who took the picture.
const BEGINNINGS: &str = "credit: | credits: | photo credit: | image credit: | picture credit: | image source: | image copyright | getty images/ | © | copyright © | \
    copyright (c) | follow us on | follow us @ | like us on | join us on | find us on | sign up for our | sign up to our | sign up here | subscribe \
    to our | subscribe here | read more: | read also: | also read: | see also: | related: | read more about | we use cookies | this site uses cookies \
    | this website uses cookies | by continuing to use this site | click here to subscribe | click here to sign up | download our app | get our \
    newsletter | lesen sie auch: | mehr zum thema: | folgen sie uns | bildquelle: | lire aussi : | lire aussi: | à lire aussi : | suivez-nous sur | \
    crédit photo | lee también: | síguenos en | leia também: | leggi anche: | lees ook: | читайте также: | اقرأ أيضا: | اقرأ أيضاً: | تابعونا على";

static BEGINNING: LazyLock<Vec<&'static str>> = LazyLock::new(|| entries(BEGINNINGS).collect());

/// The entries of a table.
fn entries(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.split('|').map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_lines_are_boilerplate_whatever_their_case_and_decoration() {
        for line in [
            "Advertisement",
            "ADVERTISEMENT",
            "  Logo\t",
            "Logo",
            "— Advertisement —",
            "[Advertisement]",
            "Read more…",
            "Read More »",
            "Share",
            "Follow us on Twitter",
            "Sign up for our newsletter",
            "SUBSCRIBE!",
            "Accept all cookies",
            "We use cookies to give you the best experience",
            "Credit: PA",
            "Please enter your comment!",
            "Please enter your name here",
            "Anzeige",
            "Publicité",
            "PUBLICITÉ",
            "Publicidad",
            "إعلان",
            "广告",
            "广告：",
            "РЕКЛАМА",
            "विज्ञापन",
            "\u{a0}Advertisement\u{a0}",
            "Advertisement\r",
            "© 2024 The Harbour Post",
            "Read   more",
            "פרסומת",
            "โฆษณา",
        ] {
            assert!(is_boilerplate(line), "{line:?}");
        }
    }

    #[test]
    fn words_of_an_article_are_not() {
        for line in [
            "",
            "   ",
            "—",
            "***",
            "Share prices fell on Monday",
            "Advertisement spending rose by 4 percent",
            "Logo of the club is changed",
            "Subscribers leave the channel in thousands",
            "Read more slowly, says the minister",
            "Credits worth 40 million were given",
            "Related companies paid",
            "Sign up fees are unlawful, court says",
            "The advertisement was false.",
            "“Advertisement”",
            "Anzeige gegen den Bürgermeister erstattet",
            "Cookies are taxed as cake",
            "إعلان الحرب",
            "广告收入下降",
            "Closely watched vote",
            "Twitter sues the state",
            "Image of a country in ruins",
            "Thousands rally as he is carried through the town. Credit: PA",
        ] {
            assert!(!is_boilerplate(line), "{line:?}");
        }
        assert!(!is_boilerplate(&format!("Follow us on {}", "a".repeat(80))), "a long line is never boilerplate");
    }

    #[test]
    fn the_table_is_written_as_lines_are_compared() {
        for line in LINES.iter().flat_map(|(_, lines)| entries(lines)).chain(entries(BEGINNINGS)) {
            assert_eq!(line.to_lowercase(), line);
            assert_eq!(line.split_whitespace().collect::<Vec<_>>().join(" "), line);
            assert!(is_boilerplate(line) || is_boilerplate(&format!("{line} x")), "{line:?} does not find itself");
        }
    }
}
