"""Who is private, pseudonyms, masked reports and the way back.

A natural person is private unless the text gives them a public office or they speak as a spokesperson; being accused,
arrested or famous is not enough. The promise covers recognised names and all their forms in the report: surname alone,
capitals, possessives, handles, title, byline, address. Recall on names is measured, not assumed.
"""

from sayso.privacy.masking import PSEUDONYM, Known, Masked, Originals, keyed, mask, unmask

__all__ = ["PSEUDONYM", "Known", "Masked", "Originals", "keyed", "mask", "unmask"]
