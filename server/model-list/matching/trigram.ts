/** How many letters a search has to have to be looked up by an index. */
export const TRIGRAM = 3;
