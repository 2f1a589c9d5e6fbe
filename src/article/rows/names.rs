//! What a column is by its name, in the languages that tables of articles are named in.

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// The words of the article.
    Text,
    /// A few words about it, which are the text where there is none.
    Summary,
    Title,
    Url,
    Outlet,
    Published,
    Byline,
    Language,
}

/// The role that a name tells, in any case, with spaces, hyphens and underscores left out.
pub(super) fn role(name: &str) -> Option<Role> {
    let bare: String = name.chars().filter(|c| !(c.is_whitespace() || matches!(c, '_' | '-' | '.' | ':' | '\u{feff}'))).flat_map(char::to_lowercase).collect();
    NAMES.iter().find(|(_, names)| names.split(' ').any(|known| known == bare)).map(|(role, _)| *role)
}

/// Whether a value is an address on the web.
pub(super) fn is_address(value: &str) -> bool {
    let value = value.trim();
    (value.starts_with("http://") || value.starts_with("https://")) && !value.contains(char::is_whitespace)
}

/// Latin names first, then those of other scripts.
const NAMES: &[(Role, &str)] = &[
    (
        Role::Text,
        "articlebody maintext fulltext articletext textbody bodytext body text content contents article articlecontent newscontent story plaintext rawtext \
         document transcript \
         artikel artikeltext inhalt volltext beitrag texte contenu corps texto contenido cuerpo artículo articulo noticia conteúdo conteudo corpo artigo notícia \
         testo contenuto articolo tekst inhoud artikeltekst treść artykuł obsah článek szöveg tartalom cikk metin içerik makale haber innehåll brödtext indhold innhold \
         teks isi konten nộidung vănbản văn_bản conținut sisältö κείμενο περιεχόμενο άρθρο \
         текст содержание статья контент зміст стаття съдържание النص نص المحتوى محتوى المقال مقال متن محتوا טקסט תוכן כתבה גוף पाठ सामग्री लेख समाचार \
         正文 内容 內容 文本 文章 全文 本文 記事 テキスト 본문 내용 기사 텍스트 เนื้อหา ข้อความ บทความ",
    ),
    (
        Role::Summary,
        "description summary abstract excerpt snippet lead teaser beschreibung zusammenfassung résumé descripción resumen descrição resumo descrizione описание 摘要 要約 요약",
    ),
    (
        Role::Title,
        "title headline heading articletitle newstitle maintitle titel überschrift ueberschrift schlagzeile titre título titulo titular manchete titolo tytuł nagłówek \
         název titulek cím başlık rubrik overskrift tittel judul tiêuđề titlu otsikko kop τίτλος \
         заголовок название назва заглавие العنوان عنوان כותרת शीर्षक 标题 標題 题目 タイトル 題名 見出し 제목 หัวข้อ หัวเรื่อง พาดหัว",
    ),
    (
        Role::Url,
        "url link uri href permalink articleurl articlelink newsurl canonicalurl canonicallink originalurl webpage weburl sourceurl lien enlace ссылка посилання الرابط رابط \
         קישור 链接 鏈接 連結 网址 リンク 링크 ลิงก์ tautan bağlantı odkaz",
    ),
    (
        Role::Outlet,
        "outlet publisher source sourcename newspaper site sitename website domain sourcedomain publication media medium newssource quelle fuente fonte bron źródło zdroj kaynak \
         источник издание джерело المصدر مصدر المنبع منبع מקור स्रोत 来源 來源 媒体 媒體 出典 メディア 출처 언론사 แหล่งที่มา sumber",
    ),
    (
        Role::Published,
        "published date publishedat publisheddate publishedtime datepublished datepublish publishdate publishtime pubdate publicationdate publishedon dateofpublication \
         datum veröffentlicht datepublication fecha datadepublicação datapubblicazione tarih tanggal ngày data_publikacji datapublikacji ημερομηνία \
         дата датапубликации التاريخ تاريخ תאריך दिनांक तारीख 日期 时间 發布時間 发布时间 发布日期 日付 公開日 날짜 작성일 วันที่",
    ),
    (
        Role::Byline,
        "author authors byline writer by creator journalist reporter autor autoren autorin auteur auteurs autores autore autori författare forfatter kirjoittaja yazar penulis \
         tácgiả szerző συγγραφέας автор авторы المؤلف الكاتب کاتب نویسنده מחבר כתב लेखक 作者 记者 記者 著者 筆者 저자 기자 ผู้เขียน",
    ),
    (
        Role::Language,
        "language lang langcode languagecode inlanguage locale sprache langue idioma lingua taal język jazyk dil språk bahasa ngônngữ язык мова اللغة زبان שפה भाषा 语言 語言 言語 언어 ภาษา",
    ),
];
