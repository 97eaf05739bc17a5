import { importSource } from './import-source.mjs';
const { run } = await importSource(`examples/claims/${process.argv[2]}.ts`);
await run();
