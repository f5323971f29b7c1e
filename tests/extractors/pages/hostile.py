"""Pages made to exhaust time or memory."""

from __future__ import annotations

PROSE = b"<p>" + b"The ministry said on Monday that the licence would be reviewed in spring. " * 12 + b"</p>"

PAGES: dict[str, bytes] = {
    "50 MB": b"<html><body>" + b"<p>word word word word word</p>" * 1_650_000,
    "300,000 tags": b"<b>" * 300_000,
    "10 million tags": b"<b>" * 10_000_000,
    "depth 78,000": b"<div>" * 78_000 + PROSE,
    "depth 39,000, closed": b"<div>" * 39_000 + PROSE + b"</div>" * 39_000,
    "formatting 78,000 deep": b"<i>" * 39_000 + b"<b>" * 39_000 + PROSE,
    "custom elements": b"<x-a>" * 76_000 + PROSE,
    "unclosed lists": b"<ul><li>" * 38_000 + PROSE,
    "300,000 attributes": b"<p " + b" ".join(b"a%d=1" % n for n in range(300_000)) + b">" + PROSE,
    "attributes with brackets": b"<p " + b" ".join(b'a%d=">"' % n for n in range(200_000)) + b">" + PROSE,
    "attributes parted by slashes": b"<p " + b"/".join(b"a%d" % n for n in range(200_000)) + b">" + PROSE,
    "entities": b"<p>" + b"&amp;" * 2_000_000,
    "broken entities": b"<p>" + b"&#x110000;&bogus;&" * 300_000,
    "null bytes": b"<p>" + b"\0" * 2_000_000 + PROSE,
    "less-than signs": b"<" * 76_000 + PROSE,
    "open comment": b"<!--" * 76_000 + PROSE,
    "open attribute": b'<p title="' + b"x" * 3_000_000,
    "open script": b"<script>" + b"var a = '<p>';\n" * 200_000,
    "one line": b"<p>" + b"a" * 8_000_000 + b"</p>",
    "white space": b"<p>" + b" \n\t" * 2_000_000 + PROSE,
    "tables in tables": b"<table><tr><td>" * 25_000 + PROSE,
    "selects": b"<select><option>" * 38_000 + PROSE,
    "svg": b"<svg><g>" * 38_000 + PROSE,
    "deep JSON-LD": b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script>" + PROSE,
    "long JSON-LD": b'<script type="application/ld+json">['
    + b'{"@type":"NewsArticle","headline":"x","author":[[[[["a"]]]]]},' * 60_000
    + b"{}]</script>"
    + PROSE,
    "huge number in JSON-LD": b'<script type="application/ld+json">{"a":'
    + b"9" * 100_000
    + b"}</script>"
    + PROSE,
    "half a surrogate": b'<script type="application/ld+json">{"@type":"NewsArticle","headline":"chip \\ud83d'
    b' and \\udc00"}</script>' + PROSE,
    "strings in scripts": b"<script>" + b'"' + b"\\" * 400_000 + b'"' + b'"<p>a' * 76_000 + b"</script>",
    "quotes in scripts": b'<script>var a = "' + b'\\"' * 400_000 + b"</script>",
    "many links": b"<a href=x>" * 60_000 + PROSE,
    "marked boxes": b'<div class="ad"><p>'
    + (b"Prose in a box. " * 3 + b'</p></div><div class="ad"><p>') * 19_000,
    "marks in marks": b'<div class="ad"><p>Prose in a box, again and again.</p>' * 500,
    "headlines": b'<h2><a href="/x">A headline of some length that leads away</a></h2>' * 19_000,
    "items": b"<ul>" + b"<li><a href=/x>An item of some length, as lists have</a>" * 25_000,
    "cells": b"<table><tr>" + b"<td>1" * 76_000,
    "breaks": PROSE + b"word.<br>" * 76_000,
    "dates": b'<div class="date">' + b"1 maggio " * 50_000 + b"</div>" + PROSE,
    "three million names": b'<meta name="author" content="' + b"Ada," * 2_900_000 + b'">' + PROSE,
    "white space in a name": b'<meta name="author" content="Ada' + b" " * 1_000_000 + b'Verne">' + PROSE,
    "brackets in a name": b'<meta name="author" content="' + b"<a" * 1_000_000 + b'">' + PROSE,
    "lists of lists of names": b'<script type="application/ld+json">'
    b'{"@type":"NewsArticle","headline":"x","author":['
    + (b"[" + b'["a","b"],' * 40 + b"1],") * 2_000
    + b"1]}</script>"
    + PROSE,
    "long title": b"<title>" + b"word " * 800_000 + b"</title>" + PROSE,
    "long heading": b"<h1>" + b"word " * 800_000 + b"</h1>" + PROSE,
    "long title in a meta": b'<meta property="og:title" content="' + b"word | " * 600_000 + b'">' + PROSE,
    "long fields": b"".join(
        b'<meta property="%s" content="%s">' % (name, b"word " * 100_000)
        for name in (b"og:site_name", b"description", b"article:section", b"article:tag", b"keywords")
    )
    + PROSE,
    "paywalls in paywalls": b'<div class="paywall">' * 500 + b"<a href=/x>word word word</a> " * 39_000,
    "bodies": b'<body class="' * 70_000 + PROSE,
    "open bodies": b"<body " * 70_000 + PROSE,
    "wall words": b"<p>"
    + b"subscribe to you have read all the " * 30
    + b"</p>"
    + b"<p>pagina che pagina che</p>" * 30_000,
    "stamps": b"<p>10:15 A line that begins with a time" * 76_000,
    "headings in headings": b"<h1><div>" * 250 + b"word " * 1_000_000,
    "headings": b"<h1>A heading of some length</h1>" * 39_000,
    "open paragraphs": b"<h1>A title of some length</h1>" + b"<p>The ministry said on Monday that." * 76_000,
    "long class": b'<p class="' + b"a-b " * 2_500_000 + b'">The ministry said on Monday.</p>' + PROSE,
    "links in the depth": b"<div>" * 500 + b"<a href=/x>w</a>" * 39_000 + PROSE,
    "open paragraphs, each of a class": b"".join(
        b'<p class="a%d">The ministry said.' % n for n in range(76_000)
    ),
    "deep paragraphs": b"<h1>A title of some length</h1>"
    + b"<div>" * 500
    + b"<p>The ministry said on Monday that the licence would be reviewed." * 76_000,
    "paragraphs in paragraphs": b"<h1>A title of some length</h1>"
    + b"<p><object>" * 500
    + b"The ministry said. " * 400_000,
    "utf-7": b'<meta charset="utf-7">+ADw-p+AD4-' + PROSE,
    "empty": b"",
    "only white space": b" \n " * 1000,
    "only nulls": b"\0" * 1000,
    "utf-16 without a mark": "<p>Perché no</p>".encode("utf-16-le"),
    "depth 78,000 in utf-16": ("<html>" + "<div>" * 78_000 + "<p>word</p>").encode("utf-16-le"),
    "noise in letters": b"<p>" + bytes(range(0xA0, 0x100)) * 60_000,
    "bytes without an end": b"\xe4\xf6\xfc " * 2_000_000,
    "doubly encoded without an end": "Ã¨â€™Ã".encode() * 400_000,
    "pdf": b"%PDF-1.7\n" + b"\x00\xff" * 1000,
    "gzip": b"\x1f\x8b\x08" + b"\x00" * 1000,
    "jpeg": b"\xff\xd8\xff\xe0" + b"\x00" * 1000,
    "json": b'{"error": "not found"}',
    "feed": b'<?xml version="1.0"?><rss version="2.0"><channel/></rss>',
}
