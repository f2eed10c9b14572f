/**
 * Posts JSON to a port of loopback and gives the JSON that is answered.
 * @throws Error when nothing is answered in time, or not with success; with the answer's `message` where it has one
 */
export async function postJson<T>(port: number, path: string, content: unknown, milliseconds: number): Promise<T> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`, {
    method: "POST",
    body: JSON.stringify(content),
    signal: AbortSignal.timeout(milliseconds),
  });
  const answer = (await response.json()) as T & { message?: string };
  if (!response.ok) throw new Error(answer.message ?? `${path} was answered with ${response.status}`);
  return answer;
}
