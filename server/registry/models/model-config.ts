import { jsonText, parseJson } from '../json-text.ts';

/** What a version's detail says of how it is called and run. Source: contract.md, Detail. */
export function configOf(detail: Readonly<Record<string, unknown>>) {
  // Whoever registers a version calls it the initial one.
  const config = jsonText(detail['config'] || detail['initial_config'], '{}');
  const { input_params, output_params } = detail;
  return {
    config,
    apis: jsonText(detail['apis'] ?? fieldOf(parseJson(config), 'apis'), '[]'),
    input_params: Array.isArray(input_params) ? input_params.map(describedInJson) : [],
    output_params: Array.isArray(output_params) ? output_params.map(describedInJson) : [],
  };
}

function fieldOf(value: unknown, name: string): unknown {
  return isRecord(value) ? value[name] : undefined;
}

/** A parameter, the description of which is JSON in a string. */
function describedInJson(param: unknown): unknown {
  return isRecord(param) ? { ...param, param_desc: jsonText(param['param_desc'], '{}') } : param;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
