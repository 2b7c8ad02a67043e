// Qdrant's own JavaScript client against the test server that stands in for Qdrant: every step prints one line of JSON.
import { QdrantClient } from "@qdrant/js-client-grpc";

const [address, apiKey] = process.argv.slice(2);
const connect = (key) => new QdrantClient({ url: address, port: Number(new URL(address).port), apiKey: key, checkCompatibility: false });
const client = connect(apiKey);
const [collections, points] = [client.api("collections"), client.api("points")];
const collectionName = "javascript";
const print = (step, values) =>
  console.log(JSON.stringify({ step, ...values }, (_, value) => (typeof value === "bigint" ? Number(value) : value)));
const text = (value) => ({ kind: { case: "stringValue", value } });
const number = (num) => ({ pointIdOptions: { case: "num", value: BigInt(num) } });
const vector = (data) => ({ vectorsOptions: { case: "vector", value: { vector: { case: "dense", value: { data } } } } });
const keyword = (key, value) => ({
  conditionOneOf: { case: "field", value: { key, match: { matchValue: { case: "keyword", value } } } },
});
const everything = { selectorOptions: { case: "enable", value: true } };

async function failure(step, call) {
  try {
    await call();
    print(step, { code: 0 });
  } catch (error) {
    print(step, { code: error.code, message: error.rawMessage });
  }
}

const health = await client.api("service").healthCheck({});
print("health", { title: health.title });

await collections.create({
  collectionName,
  vectorsConfig: { config: { case: "params", value: { size: 2n, distance: 1 } } },
});
const { result: info } = await collections.get({ collectionName });
print("created", { status: info.status, size: info.config.params.vectorsConfig.config.value.size });

const upserted = await points.upsert({
  collectionName,
  wait: true,
  points: [1, 2, 3, 4, 5].map((id) => ({
    id: number(id),
    vectors: vector([3, id]),
    payload: { scope: text(id % 2 ? "odd" : "even"), question: text(`question ${id}`) },
  })),
});
print("upserted", { status: upserted.result.status });

const queried = await points.query({
  collectionName,
  query: { variant: { case: "nearest", value: { variant: { case: "dense", value: { data: [3, 5] } } } } },
  filter: { must: [keyword("scope", "odd")] },
  limit: 2n,
  withPayload: everything,
  withVectors: everything,
});
print("queried", {
  ids: queried.result.map((hit) => hit.id.pointIdOptions.value),
  score: queried.result[0].score,
  question: queried.result[0].payload.question.kind.value,
  vector: queried.result[0].vectors.vectorsOptions.value.vector.value.data,
});

const pages = [];
for (let offset, more = true; more; more = offset !== undefined) {
  const page = await points.scroll({ collectionName, limit: 2, offset });
  pages.push(page.result.map((point) => point.id.pointIdOptions.value));
  offset = page.nextPageOffset;
}
print("scrolled", { pages });

await points.delete({
  collectionName,
  wait: true,
  points: { pointsSelectorOneOf: { case: "filter", value: { must: [keyword("scope", "even")] } } },
});
const counted = await points.count({ collectionName, exact: true });
print("counted", { count: counted.result.count });

await failure("missing", () => points.count({ collectionName: "missing" }));
await failure("dimension", () =>
  points.upsert({ collectionName, wait: true, points: [{ id: number(9), vectors: vector([1, 2, 3]), payload: {} }] }));
await failure("key", () => connect("another").api("collections").list({}));
