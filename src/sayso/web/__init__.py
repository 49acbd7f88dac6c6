"""The reader: `sayso open CASE` serves a case to a browser on this machine; server-rendered, offline, guarded."""
