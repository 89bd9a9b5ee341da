// Writes the JSON Schemas of payloads.ts into a file, by the names of their roots.
import { writeFileSync } from 'node:fs';
import { createGenerator } from 'ts-json-schema-generator';

const generator = createGenerator({
  path: 'payloads.ts',
  jsDoc: 'none',
  encodeRefs: false,
  skipTypeCheck: true,
});
const schemas = Object.fromEntries(
  ['Said', 'Asked'].map((root) => [root, generator.createSchema(root)]),
);
writeFileSync('schemas.json', JSON.stringify(schemas));
