// Anthropic's own client against the service's front: every step prints one line of JSON.
import Anthropic from "@anthropic-ai/sdk";

const [address] = process.argv.slice(2);
const client = new Anthropic({
  baseURL: `http://${address}`,
  apiKey: "sk-caller",
  maxRetries: 0,
  defaultHeaders: { "X-SemanticCache-Namespace": "anthropic-node" },
});
const print = (step, values) => console.log(JSON.stringify({ step, ...values }));
const ask = (content, more) => ({ model: "claude-test", max_tokens: 200, messages: [{ role: "user", content }], ...more });

async function chat(step, content) {
  const { data, response } = await client.messages.create(ask(content)).withResponse();
  print(step, {
    text: data.content[0].text,
    reason: data.stop_reason,
    tokens: data.usage.output_tokens,
    status: response.headers.get("x-cache-status"),
  });
}

async function stored(content) {
  for (let attempt = 0; attempt < 200; attempt++) {
    const cached = await client.messages.create(ask(content), { headers: { "Cache-Control": "only-if-cached" } }).catch(() => null);
    if (cached) {
      return;
    }
  }
  throw new Error(`'${content}' was not stored in time`);
}

async function stream(step, content) {
  const message = await client.messages.stream(ask(content)).finalMessage();
  print(step, { text: message.content[0].text, reason: message.stop_reason });
}

await chat("chat_miss", "How are refunds paid?");
await stored("How are refunds paid?");
await chat("chat_hit", "How are refunds paid?");
await stream("stream_hit", "How are refunds paid?");
await stream("stream_miss", "How is a parcel returned?");

try {
  await client.messages.create({ model: "claude-test", max_tokens: 5, messages: [] });
} catch (error) {
  print("bad_request", { name: error.constructor.name, type: error.error?.error?.type });
}
