"""Arrow tables to judgements: which mentions are one actor, which claims one incident."""
