"""Bytes to documents: text, HTML, PDF, JSONL; the dateline and the genre."""
