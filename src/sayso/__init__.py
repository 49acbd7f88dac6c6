"""On whose say-so? Reads reports about political violence and says, claim by claim, who says so."""
