"""Reading pages: from the bytes of a page to an article's text and what the page says about it.

`decode` and `guard` stand before the parser; `tree` cuts the page into blocks; `container` finds the element
that holds the article; `general` drops what is no part of it; `sites` holds what we know of single outlets;
`second_opinion` asks trafilatura; `metadata` reads title, names and dates; `verdict` says when there is no
article.
"""
