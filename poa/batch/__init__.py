"""Many cases to many appeals and one honest list; one bad case never stops the rest."""
