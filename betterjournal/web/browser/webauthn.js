// What the device is asked for passkeys, and what our server is asked before and after.

// Only over https or on localhost, and where the browser reads the server's options by itself.
export const isAble = () => window.isSecureContext && !!window.PublicKeyCredential?.parseRequestOptionsFromJSON;

// What our server answers; when it says where to go instead, we go.
export async function post(to, body) {
  const response = await fetch(`/auth/${to}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(String(response.status));
  const answer = await response.json();
  if (answer.to) location.assign(answer.to);
  return answer;
}

// The browser's options; or nothing, when we go somewhere else.
export const ask = async (to, body) => (await post(`passkey/${to}`, body)).options;

export async function use(options) {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  return (await navigator.credentials.get({ publicKey })).toJSON();
}

export async function make(options) {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  return (await navigator.credentials.create({ publicKey })).toJSON();
}

// InvalidStateError: this device holds one already. NotAllowedError: closed, refused, or out of time.
const REASONS = { InvalidStateError: "known", NotAllowedError: "closed", AbortError: "closed" };

export const reason = (problem, words) => words[REASONS[problem.name]] ?? words.failed;
