'use strict';

// Plays every kind of call against the service and prints one JSON object per step.
// usage: node client.js <address> <folder of the .proto files> <descriptor set of health, reflection and google.rpc>

const fs = require('node:fs');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const [address, protos, descriptors] = process.argv.slice(2);
const names = ['cache_service', 'admin_service', 'report_service'];
const options = { keepCase: true, enums: String, longs: String, oneofs: true, includeDirs: [protos] };
const api = grpc.loadPackageDefinition(
  loader.loadSync(names.map((name) => path.join('semanticcache', 'v1', `${name}.proto`)), options)).semanticcache.v1;
const others = loader.loadFileDescriptorSetFromBuffer(fs.readFileSync(descriptors), options);
const { grpc: { health, reflection } } = grpc.loadPackageDefinition(others);

const credentials = grpc.credentials.createInsecure();
const cache = new api.CacheService(address, credentials);
const admin = new api.AdminService(address, credentials);

const print = (step, result) => console.log(JSON.stringify({ step, ...result }));
const decode = (type, bytes) => others[type].deserialize(bytes);

function call(client, method, request, seconds = 60) {
  return new Promise((resolve, reject) => {
    const deadline = new Date(Date.now() + seconds * 1000);
    client[method](request, { deadline }, (error, response) => (error ? reject(error) : resolve(response)));
  });
}

function detailsOf(error) {
  const result = { code: error.code, fields: [] };
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  if (!bytes) {
    return result;
  }

  for (const detail of decode('google.rpc.Status', bytes).details) {
    if (detail.type_url.endsWith('/google.rpc.ErrorInfo')) {
      const info = decode('google.rpc.ErrorInfo', detail.value);
      result.reason = info.reason;
      // A map that comes from a descriptor set, and not from a .proto file, is read as the list of its entries.
      result.upstream_status = info.metadata?.find((entry) => entry.key === 'upstream_status')?.value;
    } else if (detail.type_url.endsWith('/google.rpc.BadRequest')) {
      result.fields = decode('google.rpc.BadRequest', detail.value).field_violations.map((violation) => violation.field);
    }
  }

  return result;
}

async function failure(client, method, request, seconds) {
  try {
    await call(client, method, request, seconds);
    return { code: 0, fields: [] };
  } catch (error) {
    return detailsOf(error);
  }
}

function stream(request, onEvent) {
  return new Promise((resolve) => {
    const events = [];
    const running = cache.StreamComplete(request, { deadline: new Date(Date.now() + 60_000) });
    running.on('data', (event) => {
      events.push(event);
      onEvent?.(running, event);
    });
    running.on('error', (error) => resolve({ events, code: error.code }));
    running.on('end', () => resolve({ events, code: 0 }));
  });
}

function services() {
  return new Promise((resolve, reject) => {
    const running = new reflection.v1alpha.ServerReflection(address, credentials).ServerReflectionInfo();
    running.on('data', (response) => {
      resolve(response.list_services_response.service.map((service) => service.name));
      running.end();
    });
    running.on('error', reject);
    running.write({ list_services: '*' });
  });
}

async function main() {
  const namespace = 'node';
  const ask = (text, space = namespace) => ({ namespace: space, text });
  const french = 'Où est ma commande n° 42 ? 📦';

  print('health', await call(new health.v1.Health(address, credentials), 'Check', {}));
  print('reflection', { services: await services() });
  print('lookup_miss', (await call(cache, 'Lookup', { question: ask(french) })).metadata);
  await call(cache, 'Store', { question: ask('cancel order'), answer: { text: 'You can cancel an order yourself: open My orders, choose the order and press Cancel.' }, cache_control: { ttl: { seconds: 60 } } });
  await call(cache, 'Store', { question: ask(french), answer: { text: 'Là-bas. ✅' } });
  const exact = await call(cache, 'Lookup', { question: ask(french) });
  print('lookup_exact', { ...exact.metadata, text: exact.answer.text });
  const semantic = await call(cache, 'Lookup', { question: ask('cancel my order'), explain: true });
  print('lookup_semantic', { ...semantic.metadata, text: semantic.answer.text, candidates: semantic.explanation.candidates.length });
  const completed = await call(cache, 'Complete', { question: ask('What is new?') });
  print('complete', { outcome: completed.metadata.outcome, text: completed.answer.text });

  const streamed = await stream({ question: ask('What else is new?') });
  print('stream', { code: streamed.code, events: streamed.events.map((event) => event.event), text: streamed.events.map((event) => event.text?.text ?? '').join('') });

  print('invalid', await failure(cache, 'Lookup', { question: {}, cache_control: { similarity_threshold: 2, max_age: { seconds: -1 } } }));
  print('large_error', await failure(cache, 'Lookup', { question: { messages: Array(900).fill({ role: 99 }) } }));
  print('not_found', await failure(admin, 'GetNamespace', { name: 'é'.repeat(100_000) }));

  await call(admin, 'CreateNamespace', { name: 'node-failing', policy: { upstream: 'failing' } });
  print('upstream', await failure(cache, 'Complete', { question: ask('Will it fail?', 'node-failing') }));
  await call(admin, 'CreateNamespace', { name: 'node-slow', policy: { upstream: 'slow' } });
  const slow = { question: ask('one two three four five six seven eight nine ten '.repeat(10), 'node-slow') };
  print('deadline', await failure(cache, 'Complete', slow, 1));
  const cancelled = await stream(slow, (running, event) => event.event === 'text' && running.cancel());
  print('cancel', { code: cancelled.code, events: cancelled.events.map((event) => event.event) });
  process.exit(0);
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
