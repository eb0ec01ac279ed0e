/** What was asked for could not be done, and the message says all there is to say: no stack is shown. */
export class Failure extends Error {}
