"""Pages that come instead of what was asked for."""

from demo.quirks import Quirk

_CHALLENGE = """<!DOCTYPE html>
<html lang="en-US"><head><title>Just a moment...</title>
<meta name="robots" content="noindex,nofollow"><meta http-equiv="refresh" content="390"></head>
<body class="no-js"><div class="main-wrapper" role="main"><div class="main-content">
<h1 class="zone-name-title">127.0.0.1</h1>
<h2 class="h2" id="challenge-running">Checking if the site connection is secure</h2>
<noscript><div id="challenge-error-title">Enable JavaScript and cookies to continue</div></noscript>
<form id="challenge-form" action="/?__shield_tk=1" method="POST"></form></div></div>
<script>window._shield_chl_opt={cType:"managed"};</script></body></html>
"""

_BUSY = """<!DOCTYPE html>
<html><head><title>DDoS protection</title></head><body><h1>Checking your browser before you go on</h1>
<p>This process is automatic. Your browser will be sent to the content you asked for shortly.</p>
<p>Please allow up to 5 seconds&hellip;</p></body></html>
"""

_HUMAN = """<!DOCTYPE html>
<html lang="it"><head><title>Verifica</title><meta name="robots" content="noindex"></head><body>
<div id="px-captcha-wrapper"><h1>Conferma di essere una persona</h1>
<p>Tieni premuto il pulsante per confermare di non essere un robot.</p><div id="px-captcha"></div>
<p>ID di riferimento 5b0c2e10-demo</p></div></body></html>
"""

#: Status and page of each bot challenge; the last comes with 200, as if it were the article.
CHALLENGES = {
    Quirk.CHALLENGE_403: (403, _CHALLENGE),
    Quirk.CHALLENGE_503: (503, _BUSY),
    Quirk.CHALLENGE_200: (200, _HUMAN),
}

#: What a hotel's network answers to everything.
LOGIN_PAGE = """<!DOCTYPE html>
<html><head><title>Welcome to our Wi-Fi</title></head><body><h1>Welcome</h1>
<form action="/login" method="post"><p>Room <input name="room"> Surname <input name="name"></p>
<p><input type="checkbox" name="terms"> I accept the terms</p><button>Go online</button></form></body></html>
"""
