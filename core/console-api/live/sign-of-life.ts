/** How often a stream of changes gives a sign of life. In ms. */
export const SIGN_OF_LIFE_MS = 15_000;
