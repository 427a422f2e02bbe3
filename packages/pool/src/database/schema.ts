/** The tables as kysely sees them: one entry per table, in the words of the migrations. */
export interface Schema {}
