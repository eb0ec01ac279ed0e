import { type ParseArgsConfig, parseArgs } from 'node:util';
import { UsageError } from '../config.ts';

/** Node's `parseArgs`, whose complaints are told as usage errors. */
export function parseArgv<Config extends ParseArgsConfig>(config: Config) {
  try {
    return parseArgs(config);
  } catch (error) {
    throw error instanceof Error ? new UsageError(error.message, { cause: error }) : error;
  }
}

/** The value of an option that has to be there. */
export function required(name: string, value: string | undefined): string {
  if (value === undefined || value.trim() === '') throw new UsageError(`--${name} is missing.`);
  if (value.length > 64) throw new UsageError(`--${name} can be at most 64 characters.`);
  return value.trim();
}
