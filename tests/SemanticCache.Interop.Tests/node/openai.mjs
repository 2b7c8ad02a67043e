// OpenAI's own client against the service's front: every step prints one line of JSON.
import OpenAI from "openai";

const [address] = process.argv.slice(2);
const client = new OpenAI({
  baseURL: `http://${address}/v1`,
  apiKey: "sk-caller",
  maxRetries: 0,
  defaultHeaders: { "X-SemanticCache-Namespace": "openai-node" },
});
const print = (step, values) => console.log(JSON.stringify({ step, ...values }));
const ask = (content, more) => ({ model: "gpt-test", messages: [{ role: "user", content }], ...more });

async function chat(step, content) {
  const { data, response } = await client.chat.completions.create(ask(content)).withResponse();
  print(step, {
    text: data.choices[0].message.content,
    reason: data.choices[0].finish_reason,
    tokens: data.usage.total_tokens,
    status: response.headers.get("x-cache-status"),
  });
}

async function stored(content) {
  for (let attempt = 0; attempt < 200; attempt++) {
    const cached = await client.chat.completions
      .create(ask(content), { headers: { "Cache-Control": "only-if-cached" } })
      .catch(() => null);
    if (cached) {
      return;
    }
  }
  throw new Error(`'${content}' was not stored in time`);
}

async function stream(step, content) {
  let text = "";
  let usage = null;
  for await (const chunk of await client.chat.completions.create(ask(content, { stream: true, stream_options: { include_usage: true } }))) {
    text += chunk.choices[0]?.delta?.content ?? "";
    usage = chunk.usage ?? usage;
  }
  print(step, { text, tokens: usage.total_tokens });
}

await chat("chat_miss", "How are refunds paid?");
await stored("How are refunds paid?");
await chat("chat_hit", "How are refunds paid?");
await stream("stream_hit", "How are refunds paid?");
await stream("stream_miss", "How is a parcel returned?");

const models = await client.models.list();
print("models", { ids: models.data.map((model) => model.id) });

try {
  await client.chat.completions.create({ model: "gpt-test", messages: [] });
} catch (error) {
  print("bad_request", { name: error.constructor.name, status: error.status, param: error.param, message: error.message });
}

try {
  await client.embeddings.create({ model: "m", input: "x" });
} catch (error) {
  print("unknown_path", { name: error.constructor.name, status: error.status, code: error.code });
}

const controller = new AbortController();
try {
  const slow = await client.chat.completions.create(ask("Who leaves early?", { stream: true }), {
    signal: controller.signal,
    headers: { "X-SemanticCache-Namespace": "openai-node-slow" },
  });
  for await (const chunk of slow) {
    controller.abort();
  }
  print("abort", { ended: true });
} catch (error) {
  print("abort", { name: error.constructor.name });
}
