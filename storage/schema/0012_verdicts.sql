-- Episodes and galleries are told from articles, and markup that is refused from pages that are too big.

COMMENT ON COLUMN articles.verdict IS 'What the page is: article; or paywall, cookie_wall, challenge, error_page, video, audio, gallery, live_blog, index, not_html, empty, too_big, too_complex, which are not read as news.';
