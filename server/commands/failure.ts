/** What was asked for could not be done, and the message says all there is to say: no stack is shown. */
export class Failure extends Error {
  /** What the process ends with: 1 unless a command documents another. */
  readonly exitCode: number;

  constructor(message: string, exitCode = 1) {
    super(message);
    this.exitCode = exitCode;
  }
}
