import { createHash } from 'node:crypto';
import { dirname, resolve } from 'node:path';
import type { AssemblyStack } from '../../assembly/read';
import { readJson, readText } from '../../files';
import { fingerprint, isObject, listOf, MAX_TEMPLATE_BYTES, objectOf, written, type Json, type JsonObject, type Template } from '../../template';

/** A template's text, and the hash under which it is uploaded. */
export interface TemplateText {
  readonly text: string;
  readonly hash: string;
  /** True if it equals the synthesized template byte for byte. */
  readonly isTarget: boolean;
}

/** The template as it is written; where nothing was changed, exactly as it was synthesized. */
export function templateText(template: Template, source: AssemblyStack | undefined): TemplateText {
  const isTarget = source !== undefined && fingerprint(source.state.template) === fingerprint(template);
  const text = isTarget ? readText(templateFile(source)) : textOf(written(template));
  return { text, hash: createHash('sha256').update(text).digest('hex'), isTarget };
}

/** Indented as the CDK writes it, unless that alone would exceed what CloudFormation takes. */
function textOf(template: JsonObject): string {
  const indented = `${JSON.stringify(template, null, 1)}\n`;
  return Buffer.byteLength(indented) > MAX_TEMPLATE_BYTES ? JSON.stringify(template) : indented;
}

/** The file of a stack's template in the assembly. */
export function templateFile({ artifact, folder }: AssemblyStack): string {
  return resolve(folder, String(objectOf(artifact.properties).templateFile as string));
}

/** Uploads of a stack: its template under its own hash, and the assets in the template. */
export interface StackAssets {
  readonly manifest: JsonObject;
  /** Files and folders that the assets are made of, by their name in the step. */
  readonly sources: ReadonlyMap<string, string>;
  /** URL of the template after its upload. */
  readonly templateUrl?: string;
}

/** The asset manifest of a step's stack, made from that of the stack in the assembly. */
export function stackAssets(source: AssemblyStack, template: TemplateText, fileName: string, onlyTemplate: boolean): StackAssets | undefined {
  if (!source.assets) return undefined;
  const base = dirname(source.assets.file);
  const manifest = objectOf(readJson(source.assets.file));
  const sources = new Map<string, string>();
  const isNamed = (id: string, asset: JsonObject): boolean =>
    !onlyTemplate && (template.isTarget || [id, ...keysOf(asset)].some((key) => template.text.includes(key)));
  let templateUrl: string | undefined;
  const files = Object.entries(objectOf(manifest.files)).flatMap(([id, value]): [string, Json][] => {
    const asset = objectOf(value);
    const path = objectOf(asset.source).path;
    if (typeof path === 'string' && resolve(base, path) === templateFile(source)) {
      const renamed = renamedAsset(asset, id, template.hash, fileName);
      templateUrl = urlOf(source, renamed.keys);
      return [[template.hash, renamed.asset]];
    }
    return isNamed(id, asset) ? [[id, placed(asset, 'path', base, sources)]] : [];
  });
  const images = Object.entries(objectOf(manifest.dockerImages))
    .filter(([id, image]) => isNamed(id, objectOf(image)))
    .map(([id, image]): [string, Json] => [id, placed(objectOf(image), 'directory', base, sources)]);
  return {
    manifest: { ...manifest, files: Object.fromEntries(files), dockerImages: Object.fromEntries(images) },
    sources,
    ...(templateUrl === undefined ? {} : { templateUrl }),
  };
}

function renamedAsset(
  asset: JsonObject,
  id: string,
  hash: string,
  fileName: string,
): { readonly asset: JsonObject; readonly keys: readonly (readonly [string, string])[] } {
  const keys: [string, string][] = [];
  const destinations = Object.entries(objectOf(asset.destinations)).map(([name, value]): [string, Json] => {
    const old = String(objectOf(value).objectKey as string);
    const key = old.includes(id) ? old.replaceAll(id, hash) : old.replace(/[^/]*$/, `${hash}.json`);
    keys.push([old, key]);
    return [name, { ...objectOf(value), objectKey: key }];
  });
  return { asset: { ...asset, source: { ...objectOf(asset.source), path: fileName }, destinations: Object.fromEntries(destinations) }, keys };
}

function urlOf({ artifact }: AssemblyStack, keys: readonly (readonly [string, string])[]): string | undefined {
  const url = objectOf(artifact.properties).stackTemplateAssetObjectUrl;
  if (typeof url !== 'string') return undefined;
  const [old, key] = keys.find(([one]) => url.endsWith(`/${one}`)) ?? [];
  return old === undefined || key === undefined ? url : url.slice(0, -old.length) + key;
}

/** The asset with its source beside the step's manifest. */
function placed(asset: JsonObject, property: 'path' | 'directory', base: string, sources: Map<string, string>): JsonObject {
  const path = objectOf(asset.source)[property];
  if (typeof path !== 'string') return asset;
  const name = path.split('/').pop() ?? path;
  sources.set(name, resolve(base, path));
  return { ...asset, source: { ...objectOf(asset.source), [property]: name } };
}

function keysOf(asset: JsonObject): readonly string[] {
  const destinations = isObject(asset.destinations) ? Object.values(asset.destinations) : listOf(asset.destinations);
  return destinations
    .map((value) => objectOf(value))
    .flatMap(({ objectKey: key, imageTag: tag }) => [key, tag].filter((text) => typeof text === 'string'));
}
