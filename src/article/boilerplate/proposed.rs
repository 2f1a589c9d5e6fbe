//! Paragraphs that an analyst will hardly want to mark: what stands around an article, and what it says twice.

use super::{entries, is_known, is_short};
use crate::article::Block;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Why a paragraph is proposed as a zone to skip.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Why {
    /// An advertisement, or a line of the page: a button, a way to other parts of it.
    Furniture,
    /// Who took or owns a picture.
    Credit,
    /// It asks to share, follow, subscribe or comment.
    Request,
    /// It says the title again.
    Title,
    /// It says again what a short paragraph or a caption before it says.
    Repeat,
    /// It is about cookies.
    Cookies,
    /// A headline of another article, in a list of them.
    Related,
}

impl Why {
    /// All, in the order of the enum.
    pub const ALL: [Self; 7] = [Self::Furniture, Self::Credit, Self::Request, Self::Title, Self::Repeat, Self::Cookies, Self::Related];

    /// Its words in the window.
    pub fn words(self) -> &'static str {
        match self {
            Self::Furniture => "advertisement or page furniture",
            Self::Credit => "credit of a picture",
            Self::Request => "asks to share, follow, subscribe or comment",
            Self::Title => "repeats the title",
            Self::Repeat => "repeats a line before it",
            Self::Cookies => "cookie notice",
            Self::Related => "list of other articles",
        }
    }
}

/// The paragraphs of a text that are probably no part of the article, by their number from 0, ascending, each once, and why. `blocks` are its
/// paragraphs that are not plain, ascending. Nothing is proposed that is not plain to see: a false proposal costs more than a missed one.
pub fn proposed(text: &str, blocks: &[(u32, Block)]) -> Vec<(u32, Why)> {
    let mut blocks = blocks.iter().peekable();
    let mut lines = Vec::new();
    for (line, number) in text.split('\n').zip(0_u32..) {
        while blocks.next_if(|(at, _)| *at < number).is_some() {}
        let kind = blocks.next_if(|(at, _)| *at == number).map(|(_, kind)| *kind);
        if !line.trim().is_empty() {
            lines.push(Line { number, text: line, plain: plain(line), kind });
        }
    }
    let title = title(&lines);
    let mut seen = HashSet::new();
    let mut found: Vec<(u32, Why)> = Vec::new();
    for line in &lines {
        let repeats = is_repeatable(line) && !seen.insert(line.plain.as_str());
        let why = of_line(line).or_else(|| repeats_title(line, title)).or(if repeats { Some(Why::Repeat) } else { None });
        found.extend(why.map(|why| (line.number, why)));
    }
    for number in related(&lines) {
        if let Err(at) = found.binary_search_by_key(&number, |(number, _)| *number) {
            found.insert(at, (number, Why::Related));
        }
    }
    found
}

struct Line<'a> {
    number: u32,
    text: &'a str,
    /// Its words in lower case, one space between them, without punctuation around the whole.
    plain: String,
    kind: Option<Block>,
}

/// The longest line that is looked at, in code points.
const LONGEST: usize = 400;
/// The most words of a line that is proposed because it stands twice.
const REPEATED_WORDS: usize = 25;
/// The fewest letters of such a line: “No.” may be answered twice.
const REPEATED_LETTERS: usize = 25;

fn plain(line: &str) -> String {
    // Of a long line nothing is asked; a code point has at most four bytes.
    if line.len() > 4 * LONGEST { String::new() } else { super::plain(line) }
}

fn of_line(line: &Line<'_>) -> Option<Why> {
    if line.plain.is_empty() || line.text.chars().count() > LONGEST || matches!(line.kind, Some(Block::Title | Block::TableRow)) {
        return None;
    }
    if is_cookie_notice(&line.plain) {
        return Some(Why::Cookies);
    }
    if is_credit(line) {
        return Some(Why::Credit);
    }
    if line.kind != Some(Block::Quote) && is_request(line) {
        return Some(Why::Request);
    }
    (is_short(line.text) && is_known(&line.plain)).then_some(Why::Furniture)
}

/// What sites say of cookies begins in few ways, and speaks of the site.
fn is_cookie_notice(plain: &str) -> bool {
    COOKIES.iter().any(|beginning| plain.starts_with(beginning))
}

/// A short line that is a credit and nothing more: “Photo: M. Orr/Reuters”, “© dpa”.
fn is_credit(line: &Line<'_>) -> bool {
    let words = line.plain.split_whitespace().count();
    if words > 12 || line.text.trim_end().ends_with(['?', '!']) {
        return false;
    }
    let label = line.plain.split_once([':', '：']).is_some_and(|(label, name)| !name.trim().is_empty() && CREDIT_LABELS.contains(label.trim()));
    let sign = line.text.trim_start().starts_with('©') && words <= 8;
    label || sign || AGENCIES.contains(line.plain.as_str())
}

fn is_request(line: &Line<'_>) -> bool {
    let words = line.plain.split_whitespace().count();
    let short = words <= 25 && line.text.chars().count() <= 200;
    short && (REQUEST_LINES.contains(line.plain.as_str()) || REQUESTS.iter().any(|beginning| line.plain.starts_with(beginning)))
}

/// The title: the first paragraph of that kind.
fn title<'a>(lines: &'a [Line<'a>]) -> Option<&'a Line<'a>> {
    lines.iter().find(|line| line.kind == Some(Block::Title)).filter(|line| line.plain.chars().filter(|c| c.is_alphanumeric()).count() >= 8)
}

fn repeats_title(line: &Line<'_>, title: Option<&Line<'_>>) -> Option<Why> {
    title.filter(|title| title.number != line.number && title.plain == line.plain && line.kind != Some(Block::TableRow)).map(|_| Why::Title)
}

/// A line that nobody writes twice into an article.
fn is_repeatable(line: &Line<'_>) -> bool {
    let usual = matches!(line.kind, None | Some(Block::Caption | Block::Quote));
    // A question and a line of a poem may be said twice; these say it in one short sentence.
    let signs = line.plain.chars().filter(|c| c.is_alphanumeric()).count();
    let wide = line.plain.chars().any(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}'));
    let enough = signs >= if wide { REPEATED_LETTERS / 2 } else { REPEATED_LETTERS };
    usual
        && enough
        && line.plain.split_whitespace().count() <= REPEATED_WORDS
        && line.plain.chars().count() <= LONGEST
        && !line.text.trim_end().ends_with(['?', '？', '؟'])
}

/// The headlines under “Related” and the like: at least two entries or short lines that are no sentences, up to the next heading. Only
/// where the line above them is a heading, or the entries are a list.
fn related(lines: &[Line<'_>]) -> Vec<u32> {
    let mut found = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        if !RELATED.contains(line.plain.as_str()) || matches!(line.kind, Some(Block::Title | Block::Quote | Block::TableRow)) {
            continue;
        }
        let is_list = |below: &&Line<'_>| below.kind == Some(Block::ListItem) && below.text.chars().count() <= 150 && !is_sentence(below.text);
        let below: Vec<&Line<'_>> = lines.iter().skip(at + 1).take_while(|below| below.kind == Some(Block::ListItem)).collect();
        if below.len() >= 2 && below.iter().all(is_list) {
            found.push(line.number);
            found.extend(below.iter().map(|below| below.number));
        }
    }
    found
}

fn is_sentence(text: &str) -> bool {
    text.trim_end_matches(|c: char| c.is_whitespace() || "\"'”’»)）」』".contains(c)).ends_with(['.', '。', '।', '۔', ';', ','])
}

/// How a cookie notice begins, in lower case.
static COOKIES: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    entries("we use cookies | this site uses cookies | this website uses cookies | our site uses cookies | our website uses cookies | we and our partners use cookies | \
    we value your privacy | by continuing to use this site you | by continuing to browse this site | wir verwenden cookies | wir nutzen cookies | diese website verwendet cookies | \
    diese seite verwendet cookies | diese webseite verwendet cookies | nous utilisons des cookies | ce site utilise des cookies | ce site utilise les cookies | utilizamos cookies | \
    este sitio utiliza cookies | este sitio web utiliza cookies | usamos cookies | este site usa cookies | este site utiliza cookies | questo sito utilizza cookie | questo sito utilizza i cookie | \
    utilizziamo i cookie | deze website gebruikt cookies | wij gebruiken cookies | ta strona używa plików cookie | ta strona używa ciasteczek | мы используем cookie | мы используем файлы cookie | \
    этот сайт использует cookie | bu site çerez kullanır | sitemizde çerezler kullanılmaktadır | نستخدم ملفات تعريف الارتباط | يستخدم هذا الموقع ملفات تعريف الارتباط | \
    אתר זה משתמש בעוגיות | यह वेबसाइट कुकीज़ का उपयोग करती है | 本网站使用cookie | 本网站使用 cookie | 我们使用cookie | 我們使用 cookie | 当サイトではcookieを使用 | 当サイトはcookieを使用 | 이 사이트는 쿠키를 사용").collect()
});

/// What stands before the colon of a credit.
static CREDIT_LABELS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    entries("photo | photos | picture | pictures | image | images | photo credit | photo credits | image credit | image credits | picture credit | photograph | photography | \
    photo by | image source | photo source | photo courtesy | courtesy photo | foto | fotos | bild | bilder | bildquelle | bildnachweis | fotocredit | foto credit | crédit photo | crédits photo | \
    crédit | photo d'illustration | fotografía | crédito | crédito da foto | imagen | imagem | immagine | zdjęcie | fot | фото | фотография | світлина | fotoğraf | fotó | صورة | تصوير | الصورة | צילום | תמונה | \
    फोटो | फ़ोटो | तस्वीर | 图 | 图片 | 图片来源 | 摄影 | 圖片來源 | 攝影 | 写真 | 撮影 | 写真提供 | 사진 | ภาพ | ภาพประกอบ | ảnh").collect()
});

/// Agencies that stand alone where a credit was.
static AGENCIES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    entries("getty images | getty | afp via getty images | afp/getty images | reuters/getty images | shutterstock | istock | istockphoto | alamy | alamy stock photo | pa media | pa wire | \
    ap photo | imago images | picture alliance | picture alliance/dpa | dpa/picture alliance | nurphoto via getty images | anadolu via getty images | bloomberg via getty images").collect()
});

/// Requests that are a whole line.
static REQUEST_LINES: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    entries("subscribe | subscribe now | subscribe today | sign up | sign up now | sign up for free | follow us | share | share this | share this article | share this story | tweet | \
    leave a comment | leave a reply | post a comment | add a comment | join the conversation | join the discussion | view comments | share on facebook | share on twitter | share on whatsapp | share on x | \
    share on linkedin | copy link | abonnieren | jetzt abonnieren | artikel teilen | kommentar schreiben | abonnez-vous | s'abonner | s’abonner | partager | partager l'article | partager l’article | \
    suscríbete | suscribirse | compartir | síguenos | assine | assine já | compartilhar | compartilhe | abbonati | iscriviti | condividi | abonneer | deel dit artikel | udostępnij | abone ol | paylaş | \
    подписаться | поделиться | поділитися | اشترك | اشترك الآن | شارك | مشاركة | שתף | שתפו | शेयर करें | 分享 | 分享到 | 订阅 | 訂閱 | シェア | シェアする | 공유 | 공유하기 | 구독 | แชร์ | bagikan").collect()
});

/// How a request begins that goes on with a name.
static REQUESTS: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    entries("follow us on | follow us @ | follow @ | like us on facebook | join us on facebook | join our whatsapp channel | join our telegram channel | find us on facebook | sign up for our newsletter | \
    sign up to our newsletter | sign up here to | sign up here for | subscribe to our newsletter | subscribe to our youtube | subscribe here | click here to subscribe | click here to sign up | get our newsletter | \
    download our app | if you enjoyed this article, share | share this article with | folgen sie uns auf | folge uns auf | abonnieren sie unseren newsletter | melden sie sich für unseren newsletter an | \
    suivez-nous sur | abonnez-vous à notre newsletter | inscrivez-vous à notre newsletter | síguenos en | suscríbete a nuestra newsletter | suscríbete a nuestro boletín | siga-nos no | assine nossa newsletter | \
    seguici su | iscriviti alla newsletter | volg ons op | подписывайтесь на наш | подпишитесь на наш | підписуйтесь на наш | تابعونا على | اشترك في نشرتنا | עקבו אחרינו ב | 关注我们的微信 | 关注我们 | 扫码关注").collect()
});

/// What stands over headlines of other articles.
static RELATED: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    entries("related | related articles | related stories | related news | related content | related links | related posts | more on this story | more on this topic | more stories | more from this author | read more | read next | \
    see also | read also | also read | recommended | recommended for you | you may also like | you might also like | most read | most popular | trending | mehr zum thema | lesen sie auch | auch interessant | weitere artikel | \
    à lire aussi | lire aussi | sur le même sujet | te puede interesar | noticias relacionadas | lee también | lea también | leia também | leia mais | leggi anche | articoli correlati | lees ook | czytaj także | zobacz także | \
    читайте также | по теме | читайте також | ilgili haberler | مواضيع ذات صلة | اقرأ أيضا | اقرأ أيضاً | מאמרים קשורים | यह भी पढ़ें | 相关新闻 | 相关阅读 | 相關新聞 | 関連記事 | あわせて読みたい | 관련기사 | ข่าวที่เกี่ยวข้อง | baca juga").collect()
});

#[cfg(test)]
mod tests {
    use super::*;

    /// The numbers and reasons that are proposed for paragraphs, each a line.
    fn reasons(lines: &[(&str, Option<Block>)]) -> Vec<(u32, Why)> {
        let text: Vec<&str> = lines.iter().map(|(line, _)| *line).collect();
        let blocks: Vec<(u32, Block)> = lines.iter().zip(0_u32..).filter_map(|((_, kind), number)| kind.map(|kind| (number, kind))).collect();
        proposed(&text.join("\n"), &blocks)
    }

    #[test]
    fn what_is_plainly_no_part_of_the_article_is_proposed() {
        for (line, why) in [
            ("Advertisement", Why::Furniture),
            ("Anzeige", Why::Furniture),
            ("Read more »", Why::Furniture),
            ("إعلان", Why::Furniture),
            ("विज्ञापन", Why::Furniture),
            ("广告", Why::Furniture),
            ("Photo: M. Orr / Reuters", Why::Credit),
            ("Foto: dpa", Why::Credit),
            ("© AFP", Why::Credit),
            ("Getty Images", Why::Credit),
            ("图片来源：新华社", Why::Credit),
            ("צילום: דן לוי", Why::Credit),
            ("Фото: ТАСС", Why::Credit),
            ("Follow us on Instagram and X", Why::Request),
            ("Sign up for our newsletter and get the news every morning", Why::Request),
            ("Subscribe", Why::Request),
            ("Abonnez-vous", Why::Request),
            ("تابعونا على فيسبوك", Why::Request),
            ("シェアする", Why::Request),
            ("แชร์", Why::Request),
            ("We use cookies to give you the best experience on our site. Read our policy.", Why::Cookies),
            ("Diese Website verwendet Cookies.", Why::Cookies),
            ("本网站使用Cookie来改善体验。", Why::Cookies),
        ] {
            assert_eq!(reasons(&[("Bridge closed for repairs", Some(Block::Title)), ("The bridge is closed.", None), (line, None)]), [(2, why)], "{line}");
        }
    }

    #[test]
    fn words_of_the_article_are_not_proposed() {
        for line in [
            "Follow the money, he said.",
            "Subscribe to a theory and you will find proof for it.",
            "Photo finish: three runners in one second, and a long look at the pictures of the judges before the winner was known.",
            "Photographs of the cracks were shown to the council.",
            "Image: what does the word mean?",
            "Cookies are taxed as cake.",
            "The site uses cookies, the regulator found.",
            "Getty Images sued the company.",
            "Share prices fell.",
            "Related companies paid nothing.",
            "© is the sign for copyright, and hardly anybody knows what it has meant since 1989.",
            "Reuters",
            "الصورة واضحة: البلد منقسم",
            "广告收入下降了一成。",
            "Реклама запрещена с 1 января.",
            "No.",
            "",
        ] {
            assert_eq!(reasons(&[("Bridge closed for repairs", Some(Block::Title)), (line, None), ("The bridge is closed.", None)]), [], "{line}");
        }
    }

    #[test]
    fn what_stands_twice_is_proposed_the_second_time() {
        let title = "Forty cracks are found in the harbour bridge";
        let caption = "The bridge on Monday morning, with a barrier in front of it";
        assert_eq!(
            reasons(&[
                (title, Some(Block::Title)),
                (caption, Some(Block::Caption)),
                ("", None),
                (title, Some(Block::Heading)),
                ("It is closed.", None),
                (caption, Some(Block::Caption))
            ]),
            [(3, Why::Title), (5, Why::Repeat)]
        );
        assert_eq!(reasons(&[("检查人员在大桥上发现四十多处裂缝", None), ("检查人员在大桥上发现四十多处裂缝", None)]), [(1, Why::Repeat)]);
        for twice in ["No.", "What did the minister know about it, and when did he know?", "On Monday, the mayor said: wait."] {
            assert_eq!(reasons(&[(twice, None), ("A line between.", None), (twice, None)]), [], "{twice}");
        }
        // Long paragraphs, and what is a list or table, may say the same twice.
        let long = "word ".repeat(30);
        assert_eq!(reasons(&[(&long, None), (&long, None)]), []);
        let row = "Total number of cracks in the bridge\t40";
        assert_eq!(reasons(&[(row, Some(Block::TableRow)), (row, Some(Block::TableRow))]), []);
        assert_eq!(reasons(&[("Title", Some(Block::Title)), ("Title", None)]), [], "a title of one word");
    }

    #[test]
    fn lists_of_other_articles_are_proposed_if_they_are_surely_that() {
        let item = Some(Block::ListItem);
        assert_eq!(
            reasons(&[
                ("It is closed.", None),
                ("Related articles", Some(Block::Heading)),
                ("Port fees rise by a third", item),
                ("Why the tunnel was never built", item),
                ("It may open in May.", None)
            ]),
            [(1, Why::Furniture), (2, Why::Related), (3, Why::Related)]
        );
        assert_eq!(
            reasons(&[("مواضيع ذات صلة", None), ("ارتفاع رسوم الميناء", item), ("لماذا لم يُبنَ النفق", item)]),
            [(0, Why::Related), (1, Why::Related), (2, Why::Related)]
        );
        for (heading, one, two) in [("Related posts", "Three posts were cut.", "Two were moved."), ("The report's findings", "Steel beams", "Concrete")] {
            assert_eq!(reasons(&[("It is closed.", None), (heading, Some(Block::Heading)), (one, item), (two, item)]), [], "{heading}");
        }
        assert_eq!(reasons(&[("Trending", None), ("Prices rise again", None), ("Wages fall", None)]), [(0, Why::Furniture)], "no list: only the line itself");
    }

    #[test]
    fn every_reason_has_its_own_words_and_every_entry_is_in_lower_case() {
        let words: HashSet<&str> = Why::ALL.into_iter().map(Why::words).collect();
        assert_eq!(words.len(), Why::ALL.len());
        for line in [&*CREDIT_LABELS, &*AGENCIES, &*REQUEST_LINES, &*RELATED].into_iter().flatten().chain([&*COOKIES, &*REQUESTS].into_iter().flatten()) {
            assert_eq!(plain(line), *line);
        }
    }
}
