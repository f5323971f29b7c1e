"""The demo newsroom: invented outlets on local ports, for the demo, the tests and the browser."""
