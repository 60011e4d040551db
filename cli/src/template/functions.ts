import { canonical, isList, isObject, type Json } from './json';
import { hasSymbol, symbol } from './symbols';

/** A function of resolved arguments; `undefined` where the arguments do not say enough. */
type Evaluate = (argument: Json) => Json | undefined;

/** The intrinsic functions whose result follows from their arguments alone. */
export const FUNCTIONS: Readonly<Record<string, Evaluate>> = {
  'Fn::Join': (argument) => {
    const [separator, items] = isList(argument) ? argument : [];
    return typeof separator === 'string' && isList(items) ? items.map(text).join(separator) : undefined;
  },
  'Fn::Select': (argument) => {
    const [index, items] = isList(argument) ? argument : [];
    return isList(items) ? items[Number(index)] : undefined;
  },
  'Fn::Split': (argument) => {
    const [separator, whole] = isList(argument) ? argument : [];
    return typeof separator === 'string' && typeof whole === 'string' && !hasSymbol(whole) ? whole.split(separator) : undefined;
  },
  'Fn::Base64': (argument) => typeof argument === 'string' && !hasSymbol(argument) ? Buffer.from(argument).toString('base64') : undefined,
  'Fn::Length': (argument) => isList(argument) ? argument.length : undefined,
  'Fn::ToJsonString': (argument) => isList(argument) || isObject(argument) ? JSON.stringify(argument) : undefined,
};

function text(item: Json): string {
  return typeof item === 'object' ? symbol(canonical(item)) : String(item);
}
