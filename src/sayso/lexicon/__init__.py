"""What every stage may look up: language data, gazetteers, the ontology, names, intervals."""
